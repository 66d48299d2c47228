// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlane.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "core/history/notebook.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

constexpr double pointWidth = 12; ///< points closer than this are one
constexpr double leastSpan = 8;   ///< narrower spans are points
constexpr double closeSpans = 3;  ///< spans of a kind that are closer are one
constexpr double pointHeight = 12;
constexpr double spanHeight = 3.5; ///< four of them, one for each kind of span, are the lane
constexpr qsizetype maxLaneLines = 10;

using Kind = TimelineMark::Kind;

/// Which of marks at one place gives its colour.
int weight(Kind kind)
{
    switch (kind) {
    case Kind::Alert:
        return 5;
    case Kind::Restart:
        return 4;
    case Kind::Unusual:
        return 3;
    case Kind::Outage:
        return 2;
    case Kind::Note:
    case Kind::Event:
        return 1;
    case Kind::Filled:
        return 0;
    }
    return 0;
}

QColor colorOf(Kind kind, const ThemeColors &colors)
{
    switch (kind) {
    case Kind::Alert:
        return colors.error;
    case Kind::Restart:
    case Kind::Unusual:
        return colors.warning;
    case Kind::Note:
    case Kind::Event:
    case Kind::Filled:
        return colors.accent;
    case Kind::Outage:
        return colors.muted;
    }
    return colors.muted;
}

/// Spans of different kinds lie above one another.
double rowOf(Kind kind)
{
    return kind == Kind::Filled ? 3 : kind == Kind::Outage ? 2 : isNote(kind) ? 1 : 0;
}

Kind gravest(const LaneItem &item)
{
    return std::max_element(
               item.marks.cbegin(), item.marks.cend(),
               [](const TimelineMark &a, const TimelineMark &b) { return weight(a.kind) < weight(b.kind); })
        ->kind;
}

} // namespace

QList<LaneItem> ChartLane::items(const QList<TimelineMark> &marks, qint64 fromMs, qint64 toMs,
                                 const QRectF &lane)
{
    const auto xOf = [&](qint64 ms) {
        const double share = double(ms - fromMs) / double(std::max<qint64>(1, toMs - fromMs));
        return lane.left() + lane.width() * std::clamp(share, 0.0, 1.0);
    };
    QList<TimelineMark> sorted;
    for (const TimelineMark &mark : marks) {
        if (std::max(mark.fromMs, mark.toMs) >= fromMs && mark.fromMs <= toMs)
            sorted.append(mark);
    }
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const TimelineMark &a, const TimelineMark &b) { return a.fromMs < b.fromMs; });
    QList<LaneItem> spans;
    QList<LaneItem> points;
    for (const TimelineMark &mark : std::as_const(sorted)) {
        const double left = xOf(mark.fromMs);
        const double right = xOf(std::max(mark.fromMs, mark.toMs));
        if (mark.kind != Kind::Restart && right - left >= leastSpan) {
            const double top = lane.top() + rowOf(mark.kind) * spanHeight;
            const auto near = std::find_if(spans.begin(), spans.end(), [&](const LaneItem &span) {
                return span.marks.constFirst().kind == mark.kind && left - span.place.right() < closeSpans;
            });
            if (near == spans.end()) {
                spans.append({{left, top, right - left, spanHeight - 1}, false, {mark}});
            } else {
                near->place.setRight(std::max(near->place.right(), right));
                near->marks.append(mark);
            }
            continue;
        }
        const double center = (left + right) / 2;
        if (!points.isEmpty() && center - points.constLast().place.center().x() < pointWidth) {
            points.last().marks.append(mark);
            continue;
        }
        points.append({{center - pointWidth / 2, lane.top(), pointWidth, pointHeight}, true, {mark}});
    }
    return spans + points;
}

void ChartLane::draw(QPainter *painter, const QList<LaneItem> &items, const QPalette &palette)
{
    const ThemeColors &colors = themeColors(palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    for (const LaneItem &item : items) {
        const Kind kind = gravest(item);
        painter->setPen(QPen(palette.color(QPalette::Base), 1));
        painter->setBrush(colorOf(kind, colors));
        if (!item.point) {
            painter->setPen(Qt::NoPen);
            painter->drawRoundedRect(item.place, 1.5, 1.5);
            continue;
        }
        const QPointF middle = item.place.center();
        const double reach = item.place.height() / 2;
        if (item.marks.size() > 1) {
            painter->drawEllipse(middle, reach, reach);
            QFont font = painter->font();
            font.setPixelSize(9);
            font.setBold(true);
            painter->setFont(font);
            painter->setPen(palette.color(QPalette::Base));
            painter->drawText(item.place.adjusted(-4, 0, 4, 0), Qt::AlignCenter,
                              item.marks.size() > 9 ? QStringLiteral("+")
                                                    : QString::number(item.marks.size()));
        } else if (isNote(kind)) {
            // What SysPulse wrote is hollow.
            const double half = kind == Kind::Note ? 4 : 3;
            if (kind == Kind::Event) {
                painter->setPen(QPen(colorOf(kind, colors), 2));
                painter->setBrush(palette.color(QPalette::Base));
            }
            painter->drawRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half));
        } else if (kind == Kind::Alert || kind == Kind::Unusual) {
            // Nobody asked to be told what is unusual: it is hollow.
            if (kind == Kind::Unusual) {
                painter->setPen(QPen(colorOf(kind, colors), 2));
                painter->setBrush(palette.color(QPalette::Base));
            }
            painter->drawPolygon(QPolygonF({{middle.x() - 5, middle.y() + 4},
                                            {middle.x() + 5, middle.y() + 4},
                                            {middle.x(), middle.y() - 5}}));
        } else {
            painter->drawPolygon(QPolygonF({{middle.x() - 5, middle.y()},
                                            {middle.x(), middle.y() - 5},
                                            {middle.x() + 5, middle.y()},
                                            {middle.x(), middle.y() + 5}}));
        }
    }
    painter->restore();
}

QString ChartLane::name(const TimelineMark &mark)
{
    switch (mark.kind) {
    case Kind::Restart:
        return tr("the broker started");
    case Kind::Outage:
        return tr("no updates");
    case Kind::Filled:
        return tr("from the server's analytics");
    case Kind::Alert:
        //: %1 is the name of an alert
        return tr("alert: %1").arg(oneLine(mark.text, 80));
    case Kind::Unusual:
        //: %1 is the name of a line of a chart
        return tr("unusual for this hour: %1").arg(oneLine(mark.text, 80));
    case Kind::Note:
    case Kind::Event:
        return oneLine(mark.text, NoteBook::maxText);
    }
    return {};
}

QString ChartLane::text(const TimelineMark &mark, const UnitFormatter &format)
{
    const QString when = mark.toMs > mark.fromMs ? QStringLiteral("%1 – %2").arg(format.dateTime(mark.fromMs),
                                                                                 format.dateTime(mark.toMs))
                                                 : format.dateTime(mark.fromMs);
    return QStringLiteral("%1: %2").arg(when, name(mark));
}

QString ChartLane::text(const LaneItem &item, const UnitFormatter &format)
{
    QStringList lines;
    const qsizetype first = std::max<qsizetype>(0, item.marks.size() - maxLaneLines);
    if (first > 0)
        lines.append(tr("%n earlier ones", nullptr, int(first)));
    for (qsizetype i = first; i < item.marks.size(); ++i)
        lines.append(text(item.marks.at(i), format));
    return lines.join(QLatin1Char('\n'));
}

} // namespace syspulse
