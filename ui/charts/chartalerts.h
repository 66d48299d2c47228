// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertrule.h"
#include "core/history/timelinemarks.h"
#include "ui/charts/chartspec.h"
#include "ui/charts/timechart.h"

namespace syspulse {

class AlertMonitor;

/// The thresholds of the enabled rules of @p monitor on what @p lines show, each once.
QList<ChartThreshold> thresholdsOf(AlertMonitor &monitor, const QList<ChartLine> &lines);

/// When the alerts of @p monitor on the topics of @p lines fired, as far as its log reaches back; one that
/// still does ends at @p nowMs. Of one whose end nobody saw only the beginning is known.
QList<TimelineMark> alertMarksOf(AlertMonitor &monitor, const QList<ChartLine> &lines, qint64 nowMs);

/// A new rule on @p line with a threshold somewhat above @p largest, the largest value that is known. A topic
/// without @p number can only be watched for news.
AlertRule suggestedRule(const ChartLine &line, std::optional<double> largest, bool number = true);

} // namespace syspulse
