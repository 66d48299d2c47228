// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "core/report/reporthtml.h"
#include "core/topics/parity.h"
#include "core/units/unitformatter.h"

namespace syspulse {

/// The value of @p row for people; unknownText() without one.
QString parityValueText(const ParityRow &row, const UnitFormatter &format);

/// The report as CSV (RFC 4180, UTF-8), one row per topic: names and states as stable English names, values
/// as received.
QByteArray parityCsv(const ParityReport &report);

/// The report as one HTML page that needs nothing else, laid out for paper.
QByteArray parityHtml(const ParityReport &report, const ReportOrigin &origin, const UnitFormatter &format);

} // namespace syspulse
