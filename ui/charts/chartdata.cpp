// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QDateTime>

#include "core/session/livestore.h"
#include "core/session/trafficview.h"
#include "ui/base/metrictext.h"
#include "ui/base/text.h"
#include "ui/charts/chartpanel.h"
#include "ui/charts/legendtable.h"
#include "ui/charts/timeaxis.h"

// The part of ChartPanel that finds what is drawn, and its figures.
namespace syspulse {

namespace {

/// A bar is at least this wide, in pixels.
constexpr int leastBarWidth = 10;

/// Groups of points are no gap apart; see CourseGrid.
GapRule gapsBetween(const LiveStore &store, qint64 columnMs)
{
    const CourseGrid grid = store.gridOf(columnMs);
    return store.gaps().atLeast(std::max(columnMs + 1, 3 * grid.groupMs / 2));
}

/// @p marks without values from the analytics of which none of the lines has any: those tell of a few topics
/// only.
QList<TimelineMark> seenMarks(QList<TimelineMark> marks, const QList<QList<QPointF>> &lines)
{
    marks.removeIf([&lines](const TimelineMark &mark) {
        const auto isIn = [&mark](const QPointF &point) {
            return point.x() >= double(mark.fromMs) && point.x() <= double(mark.toMs);
        };
        return mark.kind == TimelineMark::Kind::Filled &&
               std::none_of(lines.cbegin(), lines.cend(), [&isIn](const QList<QPointF> &points) {
                   return std::any_of(points.cbegin(), points.cend(), isIn);
               });
    });
    return marks;
}

} // namespace

void ChartPanel::refresh(const TrafficView &view, qint64 fromMs, qint64 toMs)
{
    const LiveStore &store = view.store();
    m_store = &store;
    const int columns = m_chart->plotWidth();
    const qint64 columnMs = (toMs - fromMs) / columns;
    const GapRule gaps = gapsBetween(store, columnMs);
    m_chart->setBucket(
        bucketWidthFor(toMs - fromMs, columns / leastBarWidth, store.intervalSeconds() * 1000LL));
    m_reduced = std::any_of(m_spec.lines.cbegin(), m_spec.lines.cend(), [&view](const ChartLine &line) {
        return line.visible && view.isReduced(line.topic);
    });
    QList<SeriesCourse> courses = coursesOf(view, {fromMs, toMs}, columnMs);
    QList<QList<QPointF>> points;
    for (int i = 0; i < int(m_spec.lines.size()); ++i) {
        if (m_spec.lines.at(i).counts) {
            const QList<SeriesPoint> counts = countsOf(courses.at(i), {fromMs, toMs}, gaps);
            points.append(decimate(counts, fromMs, toMs, columns));
            tellFigures(view, i, figuresOf(counts, fromMs, toMs, gaps.atLeast(m_chart->bucketMs())));
            courses[i].clear(); // bars have no band
            continue;
        }
        points.append(meanLine(courses.at(i)));
        tellFigures(view, i, figuresNow(view, m_spec.lines.at(i), courses.at(i), {fromMs, toMs}, gaps));
    }
    refreshNormal(view, {fromMs, toMs});
    const QList<TimelineMark> marks = seenMarks(store.marks(), points) + m_alertMarks + m_unusualMarks;
    m_chart->setMarks(marks);
    tellSource(marks, fromMs, toMs);
    m_chart->bands().set(courses, gaps);
    refreshEarlier(view, {fromMs, toMs}, columnMs, gaps);
    m_chart->plot(points, fromMs, toMs, gaps);
    readCursor();
}

QList<SeriesPoint> ChartPanel::countsOf(const SeriesCourse &course, const TimeSpan &span,
                                        const GapRule &gaps) const
{
    QList<SeriesPoint> counter;
    for (const CoursePoint &point : course)
        counter.append({point.timeMs, point.maximum}); // the last of a counter that only grows
    const qint64 offsetMs = QDateTime::fromMSecsSinceEpoch(span.toMs).offsetFromUtc() * 1000LL;
    return countsPerBucket(counter, m_chart->bucketMs(), offsetMs, gaps);
}

std::optional<SpanFigures> ChartPanel::figuresNow(const TrafficView &view, const ChartLine &line,
                                                  const SeriesCourse &course, const TimeSpan &span,
                                                  const GapRule &gaps) const
{
    std::optional<SpanFigures> figures = figuresOf(course, span.fromMs, span.toMs, gaps);
    // The last point may stand for an hour; what is now is known better.
    if (!figures || !isLive() || course.constLast().count <= 1)
        return figures;
    const TopicValue *value = view.store().value(line.topic);
    const std::optional<double> newest = line.rate                    ? view.rate(line.topic)
                                         : view.isReduced(line.topic) ? std::nullopt
                                         : value == nullptr           ? std::nullopt
                                                                      : value->number;
    figures->last.value = newest.value_or(figures->last.value);
    return figures;
}

void ChartPanel::refreshEarlier(const TrafficView &view, const TimeSpan &span, qint64 columnMs,
                                const GapRule &gaps)
{
    const int days = m_spec.earlierDays;
    if (days == 0)
        return m_chart->bands().setEarlier({}, gaps, 0);
    // A time that clocks skip has a neighbour that they show.
    const auto earlier = [days](qint64 timeMs) {
        return wallClockDaysLater(timeMs, -days).value_or(timeMs - days * TimeAxis::dayMs);
    };
    m_chart->bands().setEarlier(coursesOf(view, {earlier(span.fromMs), earlier(span.toMs)}, columnMs), gaps,
                                days);
}

QList<SeriesCourse> ChartPanel::coursesOf(const TrafficView &view, const TimeSpan &span,
                                          qint64 columnMs) const
{
    QList<SeriesCourse> courses;
    for (const ChartLine &line : m_spec.lines) {
        SeriesCourse course;
        if (line.visible && m_clearedMs < span.toMs)
            course = view.course({line.topic, line.rate}, span, columnMs);
        course.removeIf([this](const CoursePoint &point) { return point.timeMs < m_clearedMs; });
        courses.append(course);
    }
    return courses;
}

void ChartPanel::tellFigures(const TrafficView &view, int line, const std::optional<SpanFigures> &figures)
{
    m_figures[line] = figures;
    const LiveStore &store = view.store();
    const ChartLine &shown = m_spec.lines.at(line);
    const TopicValue *value = store.value(shown.topic);
    LegendTexts texts;
    if (shown.visible) {
        const bool current = figures && (!isLive() || !store.isStale(shown.topic));
        const Unit unit = chartUnit(shown.topic);
        const bool bytes = unit == Unit::Bytes || unit == Unit::BytesPerMinute;
        // The unit is said once, but for bytes, which have one for each size.
        const auto text = [&](std::optional<double> number) {
            const FormattedValue formatted = valueOf(line, number);
            return bytes ? formatted.text() : formatted.number;
        };
        texts = {valueOf(line, current ? std::optional(figures->last.value) : std::nullopt).text(),
                 text(figures ? std::optional(figures->minimum) : std::nullopt),
                 text(figures ? std::optional(figures->mean) : std::nullopt),
                 text(figures ? std::optional(figures->maximum) : std::nullopt)};
    }
    m_legend->setFigures(line, texts);
    m_sources[line] = value == nullptr ? QString() : oneLine(MetricText::name(value->source), 20);
    m_legend->rows().at(line)->setToolTip(tipOf(line));
}

QString ChartPanel::tipOf(int line) const
{
    const QString topic = m_spec.lines.at(line).topic;
    //: %1 is a topic
    QString tip = tr("Shows or hides %1.").arg(oneLine(topic));
    const TopicValue *value = m_store == nullptr ? nullptr : m_store->value(topic);
    if (value == nullptr)
        tip += QLatin1Char('\n') + tr("No value has arrived yet.");
    else
        //: where a value comes from, and how old it is, such as 4 s ago
        tip += QLatin1Char('\n') + tr("Source: %1, last told %2")
                                       .arg(oneLine(MetricText::name(value->source), 20),
                                            m_format.age(m_store->ageMs(topic).value_or(0)));
    return plainToolTip(tip);
}

QList<ChartData> ChartPanel::visibleData(const TrafficView &view) const
{
    QList<ChartData> list;
    const TimeSpan span{m_chart->fromMs(), m_chart->toMs()};
    const qint64 columnMs = (span.toMs - span.fromMs) / m_chart->plotWidth();
    const GapRule gaps = gapsBetween(view.store(), columnMs);
    const QList<SeriesCourse> courses = coursesOf(view, span, columnMs);
    for (qsizetype i = 0; i < courses.size(); ++i) {
        const ChartLine &line = m_spec.lines.at(i);
        if (!line.visible)
            continue;
        QString name = line.rate ? line.topic + QStringLiteral(" per second") : line.topic;
        if (view.isReduced(line.topic))
            name += QStringLiteral(" without SysPulse's own");
        ChartData mean{name, {}, m_figures.at(i), m_sources.at(i)};
        if (line.counts) {
            mean.points = countsOf(courses.at(i), span, gaps);
            list.append(mean);
            continue;
        }
        ChartData least{name + QStringLiteral(" minimum"), {}, {}};
        ChartData most{name + QStringLiteral(" maximum"), {}, {}};
        for (const CoursePoint &point : courses.at(i)) {
            if (point.timeMs < span.fromMs || point.timeMs > span.toMs)
                continue;
            mean.points.append({point.timeMs, point.mean});
            least.points.append({point.timeMs, point.minimum});
            most.points.append({point.timeMs, point.maximum});
        }
        list.append(mean);
        if (m_chart->bands().hasBand(int(i)))
            list << least << most;
        if (m_chart->bands().hasNormal(int(i)))
            list += usualData(int(i), mean);
    }
    return list;
}

QList<ChartData> ChartPanel::usualData(int line, const ChartData &values) const
{
    ChartData lower{values.name + QStringLiteral(" usual lower"), {}, {}};
    ChartData median{values.name + QStringLiteral(" usual"), {}, {}};
    ChartData upper{values.name + QStringLiteral(" usual upper"), {}, {}};
    for (const SeriesPoint &point : values.points) {
        const std::optional<NormalHour> usual = m_chart->bands().normalAt(line, point.timeMs);
        if (!usual)
            continue;
        lower.points.append({point.timeMs, usual->lower});
        median.points.append({point.timeMs, usual->median});
        upper.points.append({point.timeMs, usual->upper});
    }
    return {lower, median, upper};
}

} // namespace syspulse
