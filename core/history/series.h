// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/sealedlist.h"

#include <QHash>
#include <QList>
#include <QPointF>
#include <QString>

namespace syspulse {

/// Which series of an instance.
struct SeriesKey
{
    QString topic;
    bool rate = false; ///< change per second of a counter, instead of its value

    bool operator==(const SeriesKey &) const = default;
};

inline size_t qHash(const SeriesKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.topic, key.rate);
}

/// All that a Series keeps, each list ascending.
struct SeriesTiers
{
    QList<SeriesPoint> raw;
    QList<SeriesBucket> minutes;
    QList<SeriesBucket> hours;
};

/// A numeric series of bounded memory: the newest points as they came, older ones as one-minute, then
/// one-hour buckets that keep minimum, maximum, mean and last value. Appending costs amortized constant time;
/// what memory it takes grows with what came, and all but the newest of it is sealed (sealedblock.h).
class Series
{
public:
    /// Points kept as they came; about an hour at one per second.
    static constexpr qsizetype rawCapacity = 4096;
    /// One day of one-minute buckets, and two months of one-hour buckets.
    static constexpr qsizetype minuteCapacity = 1440;
    static constexpr qsizetype hourCapacity = 1488;
    static constexpr qint64 minuteMs = 60 * 1000;
    static constexpr qint64 hourMs = 60 * minuteMs;

    /// Points before the newest are left out, and one with the time of another replaces its value. After the
    /// clock was set back, removeAfter() comes first.
    void append(qint64 timeMs, double value);
    /// Drops what is later than @p timeMs: points of a clock that has been corrected since. What came before
    /// stays.
    void removeAfter(qint64 timeMs);
    /// Puts @p past before what the series has; what is not older than that is left out.
    void prepend(const SeriesTiers &past);
    /// Puts in those of @p points (ascending) that are of no known() time, and returns them.
    QList<SeriesPoint> fill(const QList<SeriesPoint> &points, qint64 toleratedMs);
    /// The times of which the series has anything; gaps of up to @p toleratedMs are none.
    QList<TimeSpan> known(qint64 toleratedMs) const;
    SeriesTiers tiers() const { return {m_raw.items(), m_minutes.items(), m_hours.items()}; }
    /// Of each the first and the last, those in @p span and one before it, and perhaps some more: for a
    /// picture of the span, whose cost is that of the span.
    SeriesTiers tiersAround(const TimeSpan &span) const;
    void clear();

    /// Whether last() is one that came; a past on disk may have buckets only.
    bool hasSamples() const { return !m_raw.isEmpty(); }
    bool isEmpty() const { return m_raw.isEmpty() && m_hours.isEmpty(); }
    SeriesPoint last() const { return m_raw.isEmpty() ? SeriesPoint() : m_raw.last(); }

    /// Points in [@p fromMs, @p toMs], ascending; from the finest tier that reaches back to @p fromMs.
    /// Buckets give their minimum and maximum at the bucket's middle. One point before the range is included
    /// so that a line enters it.
    QList<SeriesPoint> points(qint64 fromMs, qint64 toMs) const;

private:
    void replace(const SeriesPoint &point);

    SealedList<SeriesPoint> m_raw;
    SealedList<SeriesBucket> m_minutes;
    SealedList<SeriesBucket> m_hours;
};

/// At most about 4 points per column of @p columns: first, minimum, maximum and last of each, so that a
/// polyline through them looks like one through all @p points. @p points ascending; cost linear in their
/// number.
QList<QPointF> decimate(const QList<SeriesPoint> &points, qint64 fromMs, qint64 toMs, int columns);

/// Points of two series that are no further apart are of one sample: samples come once a second at most, and
/// those of one have been kept with times that differ by some milliseconds.
constexpr qint64 sameSampleMs = 400;

/// @p total less @p part at the samples that both have, and not below 0; both ascending. Of buckets, which
/// have a minimum and a maximum, it is near the truth.
QList<SeriesPoint> difference(const QList<SeriesPoint> &total, const QList<SeriesPoint> &part);

/// Change per second between neighbours of a counter; where it fell (a broker restart) there is no point.
QList<SeriesPoint> ratePerSecond(const QList<SeriesPoint> &counter);

} // namespace syspulse
