// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartalerts.h"

#include <algorithm>
#include <cmath>

#include <QHash>

#include "core/alerts/alertmonitor.h"

namespace syspulse {

namespace {

constexpr qint64 suggestedSeconds = 60;
constexpr qint64 silenceSeconds = 300;
/// How far above what has been seen.
constexpr double suggestedFactor = 1.5;

bool watches(const AlertRule &rule, const QList<ChartLine> &lines)
{
    return std::any_of(lines.cbegin(), lines.cend(),
                       [&rule](const ChartLine &line) { return line.topic == rule.topic; });
}

/// Whether the threshold of @p rule is a value of the axis of @p line.
bool isOnAxis(const AlertRule &rule, const ChartLine &line)
{
    return rule.condition != AlertCondition::NoData && line.topic == rule.topic && line.visible &&
           !line.counts && line.rate == isRate(rule.condition);
}

} // namespace

QList<ChartThreshold> thresholdsOf(AlertMonitor &monitor, const QList<ChartLine> &lines)
{
    QList<ChartThreshold> thresholds;
    for (const AlertRule &rule : monitor.rules().rules()) {
        const bool shown =
            rule.enabled && std::any_of(lines.cbegin(), lines.cend(),
                                        [&rule](const ChartLine &line) { return isOnAxis(rule, line); });
        const ChartThreshold threshold{rule.threshold, monitor.texts().name(rule)};
        if (shown && !thresholds.contains(threshold))
            thresholds.append(threshold);
    }
    return thresholds;
}

QList<TimelineMark> alertMarksOf(AlertMonitor &monitor, const QList<ChartLine> &lines, qint64 nowMs)
{
    QList<TimelineMark> marks;
    QHash<QString, qsizetype> open; // id of the rule -> its mark
    const QList<AlertEvent> &events = monitor.log().events();
    for (auto event = events.crbegin(); event != events.crend(); ++event) {
        if (!watches(event->rule, lines))
            continue;
        if (event->kind == AlertEventKind::Fired) {
            open.insert(event->rule.id, marks.size());
            marks.append(
                {TimelineMark::Kind::Alert, event->timeMs, event->timeMs, monitor.texts().name(event->rule)});
        } else if (const auto it = open.constFind(event->rule.id); it != open.constEnd()) {
            marks[*it].toMs = std::max(event->timeMs, marks.at(*it).fromMs);
            open.erase(it);
        }
    }
    for (auto it = open.cbegin(); it != open.cend(); ++it) {
        if (monitor.status(it.key()).state == AlertState::Firing)
            marks[*it].toMs = std::max(nowMs, marks.at(*it).fromMs);
    }
    return marks;
}

AlertRule suggestedRule(const ChartLine &line, std::optional<double> largest, bool number)
{
    AlertRule rule;
    rule.topic = line.topic;
    rule.condition = !number                    ? AlertCondition::NoData
                     : line.rate || line.counts ? AlertCondition::RateAbove
                                                : AlertCondition::ValueAbove;
    rule.forSeconds = number ? suggestedSeconds : silenceSeconds;
    const double wanted = line.counts ? 0 : largest.value_or(0) * suggestedFactor;
    if (!std::isfinite(wanted) || wanted <= 0)
        return rule;
    // One digit and a half is as exact as a guess is.
    const double step = std::pow(10.0, std::floor(std::log10(wanted))) / 2;
    rule.threshold = std::ceil(wanted / step) * step;
    return rule;
}

} // namespace syspulse
