// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertevent.h"
#include "core/history/series.h"
#include "core/history/timelinemarks.h"
#include "core/report/reporthtml.h"
#include "core/units/unitformatter.h"
#include "core/updater/runreport.h"

namespace syspulse {

/// What a report tells of one instance over a time: all of it from what is kept on this computer.
struct InstanceReport
{
    ReportOrigin origin;
    QString name;  ///< of the profile; may be empty. Untrusted text
    TimeSpan span; ///< this machine's clock
    QHash<SeriesKey, SeriesTiers> series;
    QList<AlertEvent> alerts;    ///< newest first
    QList<RunReport> runs;       ///< oldest first
    QList<TimelineMark> notes{}; ///< oldest first; of all times
};

/// What the report is about, for people.
QString instanceReportTitle(const InstanceReport &report);

/// The report as one HTML page that needs nothing else: charts as inline SVG with their figures, notes,
/// alerts, updates that failed, and where all of it comes from. What is not known is a gap or a dash, never
/// 0.
QByteArray instanceReportHtml(const InstanceReport &report, const UnitFormatter &format);

} // namespace syspulse
