// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"

namespace syspulse {

Q_LOGGING_CATEGORY(lcAlerts, "syspulse.alerts", QtWarningMsg)
Q_LOGGING_CATEGORY(lcDelivery, "syspulse.delivery", QtWarningMsg)
Q_LOGGING_CATEGORY(lcHarper, "syspulse.harper", QtWarningMsg)
Q_LOGGING_CATEGORY(lcHistory, "syspulse.history", QtWarningMsg)
Q_LOGGING_CATEGORY(lcMqtt, "syspulse.mqtt", QtWarningMsg)
Q_LOGGING_CATEGORY(lcProbe, "syspulse.probe", QtWarningMsg)
Q_LOGGING_CATEGORY(lcProfiles, "syspulse.profiles", QtWarningMsg)
Q_LOGGING_CATEGORY(lcService, "syspulse.service", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSession, "syspulse.session", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSettings, "syspulse.settings", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSetup, "syspulse.setup", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSystem, "syspulse.system", QtWarningMsg)
Q_LOGGING_CATEGORY(lcTls, "syspulse.tls", QtWarningMsg)
Q_LOGGING_CATEGORY(lcUpdater, "syspulse.updater", QtWarningMsg)

} // namespace syspulse
