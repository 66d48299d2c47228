// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historydatabase.h"

#include <algorithm>
#include <cmath>

namespace syspulse::test {

/// A year of values that never was: the course of a working day, quiet weekends, growth over the year, and a
/// burst every 11 hours. The same for the same moment.
class YearOfHistory
{
public:
    static constexpr qint64 dayMs = 24 * Series::hourMs;
    static constexpr qint64 yearMs = 365 * dayMs;
    static constexpr qint64 burstEveryMs = 11 * Series::hourMs;

    /// Ends at @p endMs, with a value every @p everyMs. @p scale: tells series apart.
    explicit YearOfHistory(qint64 endMs, qint64 everyMs = 10 * Series::minuteMs, double scale = 1)
        : m_startMs(endMs - endMs % everyMs - yearMs)
        , m_endMs(endMs)
        , m_everyMs(everyMs)
        , m_scale(scale)
    {}

    double valueAt(qint64 timeMs) const
    {
        const double day = double(timeMs % dayMs) / double(dayMs);
        const bool weekend = (timeMs / dayMs + 3) % 7 >= 5; // the epoch began on a Thursday
        const double rising = 400 + 300 * double(timeMs - m_startMs) / double(yearMs);
        const double usual = rising * (weekend ? 0.4 : 1) * (1 - 0.6 * std::cos(2 * 3.14159265 * day));
        const double burst = timeMs % burstEveryMs < m_everyMs ? 500 : 0;
        return m_scale * (usual + burst + double(timeMs / m_everyMs * 7919 % 60));
    }

    /// All of it, oldest first.
    QList<SeriesPoint> samples() const
    {
        QList<SeriesPoint> list;
        list.reserve(yearMs / m_everyMs + 1);
        for (qint64 timeMs = m_startMs; timeMs <= m_endMs; timeMs += m_everyMs)
            list.append({timeMs, valueAt(timeMs)});
        return list;
    }

    /// Keeps it as @p key of @p instance.
    Result<void> store(HistoryDatabase &database, const QString &instance, const SeriesKey &key) const
    {
        QList<HistorySample> list;
        for (const SeriesPoint &point : samples())
            list.append({key, point});
        return database.append(instance, list);
    }

    /// The mean, minimum and maximum of what lies in [@p fromMs, @p toMs), from the samples themselves.
    CoursePoint of(qint64 fromMs, qint64 toMs) const
    {
        CoursePoint point;
        double sum = 0;
        const qint64 firstMs = std::max(m_startMs, (fromMs + m_everyMs - 1) / m_everyMs * m_everyMs);
        for (qint64 timeMs = firstMs; timeMs < std::min(toMs, m_endMs + 1); timeMs += m_everyMs) {
            const double value = valueAt(timeMs);
            point.minimum = point.count == 0 ? value : std::min(point.minimum, value);
            point.maximum = point.count == 0 ? value : std::max(point.maximum, value);
            sum += value;
            ++point.count;
        }
        point.startMs = fromMs;
        point.mean = point.count == 0 ? 0 : sum / double(point.count);
        return point;
    }

private:
    qint64 m_startMs;
    qint64 m_endMs;
    qint64 m_everyMs;
    double m_scale;
};

} // namespace syspulse::test
