// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/ticks.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <QDateTime>
#include <QLocale>

namespace syspulse {

namespace {

constexpr qint64 secondMs = 1000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;
constexpr qsizetype maxParts = 100;

/// The local time that is round at steps of @p stepMs and next to @p timeMs.
qint64 roundLocalTime(qint64 timeMs, qint64 stepMs)
{
    // The zone's offset at this very time: it changes within the span of an axis.
    const qint64 offsetMs = QDateTime::fromMSecsSinceEpoch(timeMs).offsetFromUtc() * secondMs;
    const qint64 localMs = timeMs + offsetMs;
    const qint64 roundMs = (localMs + stepMs / 2) / stepMs * stepMs;
    if (roundMs == localMs)
        return timeMs;
    const QDateTime wall = QDateTime::fromMSecsSinceEpoch(roundMs, Qt::UTC);
    // Some zones skip midnight: such a day starts later.
    return wall.time() == QTime(0, 0) ? wall.date().startOfDay().toMSecsSinceEpoch()
                                      : QDateTime(wall.date(), wall.time()).toMSecsSinceEpoch();
}

/// Days and months between ticks that are further apart than the hours of a day.
constexpr int daySteps[] = {1, 2, 7, 14};
constexpr int monthSteps[] = {1, 2, 3, 6, 12, 24, 60, 120};

/// Ticks at midnights, @p days apart: whole weeks begin as weeks do here, other steps are counted from an
/// epoch, so that an axis that moves on keeps its ticks.
QList<Tick> dayTicks(qint64 fromMs, qint64 toMs, int days)
{
    constexpr qint64 mondayJulian = 2'440'592; // 5 January 1970
    const qint64 originDay = mondayJulian + QLocale().firstDayOfWeek() - Qt::Monday;
    QDate day = QDateTime::fromMSecsSinceEpoch(fromMs).date();
    day = day.addDays(-((day.toJulianDay() - originDay) % days));
    QList<Tick> ticks;
    for (; day.startOfDay().toMSecsSinceEpoch() <= toMs; day = day.addDays(days)) {
        const qint64 tick = day.startOfDay().toMSecsSinceEpoch();
        if (tick >= fromMs)
            ticks.append({double(tick), QLocale().toString(day, QStringLiteral("d MMM"))});
    }
    return ticks;
}

/// Ticks where months begin, @p months apart; the first of a year tells the year.
QList<Tick> monthTicks(qint64 fromMs, qint64 toMs, int months)
{
    const QDate first = QDateTime::fromMSecsSinceEpoch(fromMs).date();
    const int count = 12 * first.year() + first.month() - 1;
    QDate month = QDate(first.year(), first.month(), 1).addMonths(-(count % months));
    QList<Tick> ticks;
    for (; month.startOfDay().toMSecsSinceEpoch() <= toMs; month = month.addMonths(months)) {
        const qint64 tick = month.startOfDay().toMSecsSinceEpoch();
        if (tick < fromMs)
            continue;
        const QString name = QLocale().standaloneMonthName(month.month(), QLocale::ShortFormat);
        ticks.append({double(tick), month.month() == 1 ? QString::number(month.year()) : name});
    }
    return ticks;
}

double niceStep(double rough)
{
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double lead = rough / power;
    if (lead <= 1)
        return power;
    if (lead <= 2)
        return 2 * power;
    if (lead <= 5)
        return 5 * power;
    return 10 * power;
}

} // namespace

QList<Tick> valueTicks(double smallest, double largest, int wanted, ValueScale scale,
                       const UnitFormatter &format)
{
    if (!std::isfinite(smallest) || smallest > 0)
        smallest = 0;
    if (!std::isfinite(largest) || largest < 0 || (largest == 0 && smallest == 0))
        largest = 1;
    const double rough = (largest - smallest) / std::max(1, wanted);
    double unit = 1;
    while (scale == ValueScale::Bytes && rough >= 1024 * unit)
        unit *= 1024;
    double step = niceStep(rough / unit) * unit;
    if (scale == ValueScale::Bytes && step >= 1000 * unit)
        step = 1024 * unit;
    if (scale != ValueScale::Decimal)
        step = std::max(1.0, step);
    const int below = int(std::ceil(-smallest / step - 1e-9));
    const int above = std::max(below > 0 ? 0 : 1, int(std::ceil(largest / step - 1e-9)));
    const int decimals = step < 1 ? int(std::ceil(-std::log10(step) - 1e-9)) : 0;
    const double reach = step * std::max(below, above);
    QList<Tick> ticks;
    for (int i = -below; i <= above; ++i) {
        const double value = i * step;
        QString label;
        if (scale == ValueScale::Bytes)
            label = i == 0 ? format.locale().toString(0)
                           : format.value(value, Unit::Bytes, NumberStyle::Compact).text();
        else if (reach < 1000) // steps are whole above 1, so a label needs no decimals below 1000
            label = format.locale().toString(value, 'f', i == 0 ? 0 : decimals);
        else
            label = format.number(value, NumberStyle::Compact);
        ticks.append({value, label});
    }
    return ticks;
}

QList<Tick> timeTicks(qint64 fromMs, qint64 toMs, int wanted)
{
    QList<Tick> ticks;
    if (toMs <= fromMs || wanted < 1)
        return ticks;
    static constexpr qint64 steps[] = {secondMs,      5 * secondMs,  10 * secondMs, 30 * secondMs,
                                       minuteMs,      2 * minuteMs,  5 * minuteMs,  10 * minuteMs,
                                       15 * minuteMs, 30 * minuteMs, hourMs,        2 * hourMs,
                                       3 * hourMs,    6 * hourMs,    12 * hourMs};
    const auto fits = [&](qint64 stepMs) { return (toMs - fromMs) / stepMs <= wanted; };
    const auto fitting = std::find_if(std::begin(steps), std::end(steps), fits);
    if (fitting == std::end(steps)) {
        for (const int days : daySteps) {
            if (fits(days * dayMs))
                return dayTicks(fromMs, toMs, days);
        }
        const auto monthsFit = [&fits](int months) { return fits(months * 30 * dayMs); };
        const auto months = std::find_if(std::begin(monthSteps), std::prev(std::end(monthSteps)), monthsFit);
        return monthTicks(fromMs, toMs, *months);
    }
    const qint64 step = *fitting;
    const QString pattern = step < minuteMs ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm");
    qint64 next = 0;
    for (qint64 tick = roundLocalTime(fromMs, step); tick <= toMs; tick = next) {
        next = std::max(roundLocalTime(tick + step, step), tick + 1);
        if (tick < fromMs)
            continue;
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(tick);
        const bool dayStarts = time == time.date().startOfDay();
        // QDateTime's own names of months are English.
        ticks.append({double(tick), QLocale().toString(time, dayStarts ? QStringLiteral("d MMM") : pattern)});
    }
    return ticks;
}

QList<QList<QPointF>> splitAtGaps(const QList<QPointF> &points, GapRule gaps)
{
    QList<QList<QPointF>> parts;
    for (;; gaps = gaps.doubled()) {
        parts.clear();
        qsizetype start = 0;
        for (qsizetype i = 1; i <= points.size(); ++i) {
            if (i < points.size()) {
                const qint64 a = qint64(points.at(i - 1).x());
                const qint64 b = qint64(points.at(i).x());
                if (b - a <= gaps.betweenPoints(a, b))
                    continue;
            }
            parts.append(points.mid(start, i - start));
            start = i;
        }
        if (parts.size() <= maxParts || gaps == gaps.doubled())
            return parts;
    }
}

} // namespace syspulse
