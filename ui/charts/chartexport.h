// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/charts/chartpanel.h"

#include <QByteArray>

namespace syspulse {

/// Whose chart is exported, and when. Untrusted text.
struct ChartOrigin
{
    QString instance; ///< name and address
    qint64 timeMs = 0;
};

/// The points as CSV (RFC 4180, UTF-8): a column "time" in ISO 8601 UTC, one column per line, one row per
/// moment at which any line has a value; where a line has none the field is empty. Names that a spreadsheet
/// would take for a formula get an apostrophe in front.
QByteArray chartCsv(const QList<ChartData> &data);

/// The same of what @p panel shows, under rows that begin with "#": the instance, the span, when it was
/// exported, each line's source, minimum, mean and maximum, and the notes with their beginning and end. A
/// line whose normal band is drawn has three more columns: "usual lower", "usual" (the median) and "usual
/// upper".
QByteArray chartCsv(const ChartPanel &panel, const TrafficView &view, const ChartOrigin &origin);

/// The panel as PNG of twice its size, for paper and high-resolution screens; empty where that takes more
/// memory than there is.
QByteArray chartPng(ChartPanel *panel, const ChartOrigin &origin);

/// The panel as SVG.
QByteArray chartSvg(ChartPanel *panel, const ChartOrigin &origin);

} // namespace syspulse
