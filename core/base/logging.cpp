// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"

namespace syspulse {

Q_LOGGING_CATEGORY(lcHarper, "syspulse.harper", QtWarningMsg)
Q_LOGGING_CATEGORY(lcMqtt, "syspulse.mqtt", QtWarningMsg)
Q_LOGGING_CATEGORY(lcTls, "syspulse.tls", QtWarningMsg)

} // namespace syspulse
