// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "app/ctl/output.h"
#include "core/report/parityexport.h"

namespace syspulse {

/// The values in @p records of the table "sys". @p serverNowMs is the server's clock.
ParityValues recordValues(const Json &records, qint64 serverNowMs);

/// Prints @p report in @p format, or as one JSON object per topic where @p output wants JSON.
void printParity(const ParityReport &report, const ReportOrigin &origin, ReportFormat format,
                 const Output &output);

} // namespace syspulse
