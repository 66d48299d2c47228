// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/broker/brokertypes.h"

namespace syspulse {

/// @p storms as a CSV file in English: the rates, then all who were noticed.
QByteArray stormsCsv(const Storms &storms);

} // namespace syspulse
