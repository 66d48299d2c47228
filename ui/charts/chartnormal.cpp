// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/session/trafficview.h"
#include "ui/charts/chartpanel.h"
#include "ui/charts/legendtable.h"
#include "ui/charts/timeaxis.h"

// The part of ChartPanel that tells what is usual.
namespace syspulse {

namespace {

/// In a longer range the points are means of many hours, and hours too narrow to be seen.
constexpr qint64 longestNormalMs = 31 * TimeAxis::dayMs;

/// Of bars, and of a counter that only grows, nothing is usual.
bool canBeUsual(const ChartLine &line)
{
    return line.visible && !line.counts && (line.rate || !isCounterTopic(line.topic));
}

/// "3", or "2–4".
QString weeksText(int least, int most)
{
    return least == most ? QString::number(most) : QStringLiteral("%1–%2").arg(least).arg(most);
}

} // namespace

void ChartPanel::refreshNormal(const TrafficView &view, const TimeSpan &span)
{
    QList<QList<NormalHour>> hours(m_spec.lines.size());
    QList<NormalCourse> courses;
    m_unusualMarks.clear();
    for (qsizetype i = 0; i < m_spec.lines.size(); ++i) {
        const ChartLine &line = m_spec.lines.at(i);
        if (!m_spec.normalBand || !canBeUsual(line) || span.toMs - span.fromMs > longestNormalMs)
            continue;
        NormalCourse course = view.normal({line.topic, line.rate}, span);
        course.hours.removeIf([this, &span](const NormalHour &hour) {
            return hour.span.toMs <= std::max(span.fromMs, m_clearedMs) || hour.span.fromMs >= span.toMs;
        });
        for (const qint64 timeMs : std::as_const(course.unusualMs)) {
            if (timeMs >= std::max(span.fromMs, m_clearedMs) && timeMs < span.toMs)
                m_unusualMarks.append(
                    {TimelineMark::Kind::Unusual, timeMs, timeMs, chartLineName(line.topic)});
        }
        hours[i] = course.hours;
        courses.append(course);
    }
    m_chart->bands().setNormal(hours);
    tellNormal(courses, span);
}

void ChartPanel::tellNormal(const QList<NormalCourse> &courses, const TimeSpan &span)
{
    m_normalTip.clear();
    if (!m_spec.normalBand)
        return m_legend->setGround({}, {});
    QList<NormalHour> hours;
    bool isRead = true;
    for (const NormalCourse &course : courses) {
        hours += course.hours;
        isRead = isRead && !course.span.isEmpty();
    }
    QString text;
    if (!hours.isEmpty()) {
        const auto [least, most] =
            std::minmax_element(hours.cbegin(), hours.cend(),
                                [](const NormalHour &a, const NormalHour &b) { return a.weeks < b.weeks; });
        const QString weeks = weeksText(least->weeks, most->weeks);
        //: legend of a chart; %1 is how many weeks, such as 3 or 2–4, out of %2
        text = tr("Normal band from %1 of %2 weeks").arg(weeks).arg(normalWeeks);
        m_normalTip =
            //: %1 is a number of weeks, %2 a date and time, %3 how many weeks, such as 3 or 2–4
            tr("The pale band is what is usual: the median of the minutes in the same hour of the week, and "
               "three "
               "times their spread around it. It is made from the %1 weeks before each hour, here since %2; "
               "%3 "
               "of them have values. A hollow triangle marks where a line left it for 3 minutes, at most one "
               "an "
               "hour.")
                .arg(normalWeeks)
                .arg(m_format.dateTime(wallClockDaysLater(span.fromMs, -7 * normalWeeks)
                                           .value_or(span.fromMs - 7 * normalWeeks * TimeAxis::dayMs)),
                     weeks);
    } else if (span.toMs - span.fromMs > longestNormalMs) {
        text = tr("No normal band");
        m_normalTip = tr("The normal band is drawn over up to 31 days.");
    } else if (courses.isEmpty()) {
        text = tr("No normal band");
        m_normalTip = tr("Bars and totals that only grow have no normal band.");
    } else if (!isRead) {
        text = m_normalTip = tr("The normal band is being read…");
    } else {
        text = tr("No normal band yet");
        m_normalTip =
            tr("What is usual is not known yet: that needs one-minute values of the same hour of the week "
               "in at least %1 of the %2 weeks before.")
                .arg(leastNormalWeeks)
                .arg(normalWeeks);
    }
    m_legend->setGround(text, m_normalTip);
}

QString ChartPanel::usualText(int line, qint64 timeMs) const
{
    const std::optional<NormalHour> usual = m_chart->bands().normalAt(line, timeMs);
    if (!usual)
        return {};
    const Unit unit = chartUnit(m_spec.lines.at(line).topic);
    const bool bytes = unit == Unit::Bytes || unit == Unit::BytesPerMinute;
    const bool whole = scale() == ValueScale::Integers;
    // As in the legend: the unit stands beside the value already, but for bytes, which have one for each
    // size.
    const auto text = [&](double value) {
        const FormattedValue formatted = valueOf(line, whole ? std::round(value) : value);
        return bytes ? formatted.text() : formatted.number;
    };
    //: between which values a line is at this hour of the week, such as 40 and 55
    return tr("usually %1–%2").arg(text(usual->lower), text(usual->upper));
}

} // namespace syspulse
