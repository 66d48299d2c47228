// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/historyreading.h"

#include <QHash>

namespace syspulse {

/// What is usual of the series of one instance, as the history on disk tells, and the thread that reads it
/// judges. While time goes on it is asked for again by itself, but at most once a minute.
class NormalCourses : public HistoryReading
{
    Q_OBJECT

public:
    /// See HistoryReading.
    explicit NormalCourses(HistoryStore *history, QObject *parent = nullptr)
        : HistoryReading(history, parent)
    {}

    /// What was read is no longer all there is; it is shown until it has been read again.
    void outdate();

    /// What is wanted.
    struct Wanted
    {
        SeriesKey key;
        QString lessTopic{}; ///< is taken off it; may be empty
        TimeSpan span{};
    };
    /// What has been read of @p wanted, which may be of more, or of another span. What is missing is asked
    /// for.
    NormalCourse of(const Wanted &wanted, const GapRule &gaps, qint64 nowMs);

protected:
    void forget() override { m_entries.clear(); }

private:
    struct Entry
    {
        NormalCourse answer;
        TimeSpan asked;     ///< the span of the answer, or of the one under way
        qint64 askedMs = 0; ///< when that was
        bool underWay = false;
        bool outdated = false;
    };
    /// The topic that is taken off belongs to the series.
    using EntryKey = QPair<SeriesKey, QString>;

    static bool isKnown(const Entry &entry, const TimeSpan &span, qint64 nowMs);
    void ask(const Wanted &wanted, const GapRule &gaps, qint64 nowMs);
    void take(const EntryKey &key, const Result<NormalCourse> &answer);

    QHash<EntryKey, Entry> m_entries;
};

} // namespace syspulse
