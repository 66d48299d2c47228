// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/svgchart.h"

#include <algorithm>

#include "core/base/plaintext.h"
#include "core/report/reporthtml.h"
#include "core/report/ticks.h"

namespace syspulse {

namespace {

// Of the view box; the page scales it.
constexpr double width = 900;
constexpr double height = 220;
constexpr double left = 70;
constexpr double right = 10;
constexpr double top = 8;
constexpr double bottom = 24;
constexpr int lineColors = 4;

/// Where times and values are in the view box.
class Plot
{
public:
    Plot(const TimeSpan &span, double lowest, double highest)
        : m_span(span)
        , m_lowest(lowest)
        , m_highest(highest)
    {}

    double x(double timeMs) const
    {
        const double share = (timeMs - double(m_span.fromMs)) / double(m_span.toMs - m_span.fromMs);
        return left + std::clamp(share, 0.0, 1.0) * (width - left - right);
    }
    double y(double value) const
    {
        const double share = (value - m_lowest) / (m_highest - m_lowest);
        return height - bottom - std::clamp(share, 0.0, 1.0) * (height - top - bottom);
    }
    QString point(double timeMs, double value) const
    {
        return QString::number(x(timeMs), 'f', 1) + QLatin1Char(',') + QString::number(y(value), 'f', 1);
    }

private:
    TimeSpan m_span;
    double m_lowest;
    double m_highest;
};

double mean(const SeriesBucket &bucket)
{
    return bucket.sum / double(bucket.count);
}

QString rule(const char *name, double x1, double y1, double x2, double y2)
{
    return QStringLiteral("<line class=\"%1\" x1=\"%2\" y1=\"%3\" x2=\"%4\" y2=\"%5\"/>")
        .arg(QLatin1String(name))
        .arg(x1, 0, 'f', 1)
        .arg(y1, 0, 'f', 1)
        .arg(x2, 0, 'f', 1)
        .arg(y2, 0, 'f', 1);
}

QString label(double x, double y, const char *anchor, const QString &text)
{
    return QStringLiteral("<text x=\"%1\" y=\"%2\" text-anchor=\"%3\">")
               .arg(x, 0, 'f', 1)
               .arg(y, 0, 'f', 1)
               .arg(QLatin1String(anchor)) +
           htmlEscaped(text) + QStringLiteral("</text>");
}

/// A part of a line without a gap.
QString partOf(const SvgLine &line, qsizetype from, qsizetype to, int color, const Plot &plot)
{
    QStringList means;
    QStringList above;
    QStringList below;
    for (qsizetype i = from; i < to; ++i) {
        const SeriesBucket &bucket = line.buckets.at(i);
        const double middle = double(bucket.startMs) + double(line.widthMs) / 2;
        means.append(plot.point(middle, mean(bucket)));
        above.append(plot.point(middle, bucket.maximum));
        below.prepend(plot.point(middle, bucket.minimum));
    }
    if (means.size() == 1) {
        const QStringList at = means.constFirst().split(QLatin1Char(','));
        return QStringLiteral("<circle class=\"l%1\" cx=\"%2\" cy=\"%3\" r=\"2\"/>")
            .arg(QString::number(color), at.at(0), at.at(1));
    }
    const QString space = QStringLiteral(" ");
    return QStringLiteral("<polygon class=\"band l%1\" points=\"%2 %3\"/>"
                          "<polyline class=\"mean l%1\" points=\"%4\"/>")
        .arg(QString::number(color), above.join(space), below.join(space), means.join(space));
}

QString pathOf(const SvgLine &line, int color, const Plot &plot)
{
    QString svg;
    qsizetype start = 0;
    for (qsizetype i = 1; i <= line.buckets.size(); ++i) {
        if (i < line.buckets.size() &&
            line.buckets.at(i).startMs - line.buckets.at(i - 1).startMs <= 3 * line.widthMs)
            continue;
        svg += partOf(line, start, i, color, plot);
        start = i;
    }
    return svg;
}

/// A note over the lines, with its words for a pointer.
QString markOf(const TimelineMark &note, const Plot &plot)
{
    constexpr double least = 5;
    const double from = plot.x(double(note.fromMs));
    const double to = plot.x(double(std::max(note.fromMs, note.toMs)));
    const double wide = std::max(least, to - from);
    return QStringLiteral("<rect class=\"l3\" x=\"%1\" y=\"1\" width=\"%2\" height=\"5\"><title>")
               .arg(to - from < least ? (from + to - wide) / 2 : from, 0, 'f', 1)
               .arg(wide, 0, 'f', 1) +
           htmlEscaped(oneLine(note.text)) + QStringLiteral("</title></rect>");
}

ValueScale scaleOf(const SvgChart &chart)
{
    if (chart.unit == Unit::Bytes)
        return ValueScale::Bytes;
    return chart.rate || chart.unit == Unit::Percent || chart.unit == Unit::None ? ValueScale::Decimal
                                                                                 : ValueScale::Integers;
}

} // namespace

QList<SeriesBucket> coarser(const QList<SeriesBucket> &buckets, qint64 widthMs)
{
    QList<SeriesBucket> result;
    for (const SeriesBucket &bucket : buckets) {
        const qint64 start = bucket.startMs - bucket.startMs % widthMs;
        if (result.isEmpty() || result.constLast().startMs != start) {
            result.append(bucket);
            result.last().startMs = start;
            continue;
        }
        SeriesBucket &last = result.last();
        last.minimum = std::min(last.minimum, bucket.minimum);
        last.maximum = std::max(last.maximum, bucket.maximum);
        last.sum += bucket.sum;
        last.count += bucket.count;
        last.last = bucket.last;
    }
    return result;
}

SvgLine lineOf(const QString &name, const SeriesTiers &tiers, const TimeSpan &span, int wanted)
{
    // Minutes where they reach back as far as hours do, at least to the beginning of the span.
    const qint64 earliest = tiers.hours.isEmpty() ? span.fromMs : tiers.hours.constFirst().startMs;
    const qint64 needed = std::max(span.fromMs, earliest + Series::hourMs);
    const bool minutes = !tiers.minutes.isEmpty() && tiers.minutes.constFirst().startMs <= needed;
    const qint64 tierMs = minutes ? Series::minuteMs : Series::hourMs;
    const qint64 roughMs = (span.toMs - span.fromMs) / std::max(1, wanted);
    SvgLine line{name, {}, std::max<qint64>(1, (roughMs + tierMs - 1) / tierMs) * tierMs};
    for (const SeriesBucket &bucket : minutes ? tiers.minutes : tiers.hours) {
        if (bucket.startMs + tierMs > span.fromMs && bucket.startMs < span.toMs && bucket.count > 0)
            line.buckets.append(bucket);
    }
    line.buckets = coarser(line.buckets, line.widthMs);
    return line;
}

QString svgOf(const SvgChart &chart, const UnitFormatter &format)
{
    constexpr int wantedValues = 4;
    constexpr int wantedTimes = 8;
    double lowest = 0;
    double highest = 0;
    for (const SvgLine &line : chart.lines) {
        for (const SeriesBucket &bucket : line.buckets) {
            lowest = std::min(lowest, bucket.minimum);
            highest = std::max(highest, bucket.maximum);
        }
    }
    const QList<Tick> values = valueTicks(lowest, highest, wantedValues, scaleOf(chart), format);
    const Plot plot(chart.span, values.constFirst().position, values.constLast().position);
    QString svg = QStringLiteral("<svg viewBox=\"0 0 %1 %2\" role=\"img\" aria-label=\"%3\">")
                      .arg(QString::number(width), QString::number(height), htmlEscaped(chart.title));
    for (const Tick &tick : values) {
        const double y = plot.y(tick.position);
        svg += rule(tick.position == 0 ? "axis" : "grid", left, y, width - right, y) +
               label(left - 6, y + 4, "end", tick.label);
    }
    for (const Tick &tick : timeTicks(chart.span.fromMs, chart.span.toMs, wantedTimes)) {
        const double x = plot.x(tick.position);
        // At the edge there is no room for the second half of a label.
        svg += rule("grid", x, top, x, height - bottom) +
               label(x, height - 8, x > width - right - bottom ? "end" : "middle", tick.label);
    }
    for (const TimelineMark &note : chart.notes)
        svg += markOf(note, plot);
    for (qsizetype i = 0; i < chart.lines.size(); ++i)
        svg += pathOf(chart.lines.at(i), int(i) % lineColors, plot);
    return svg + QStringLiteral("</svg>\n");
}

} // namespace syspulse
