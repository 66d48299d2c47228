// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historystore.h"

#include <memory>

#include <QHash>
#include <QObject>

namespace syspulse {

/// What is usual of the series of one instance, as the history on disk tells. Reading and judging happen in
/// the background: what is asked for comes later, and changed() says so. While time goes on it is asked for
/// again by itself, but at most once a minute.
class NormalCourses : public QObject
{
    Q_OBJECT

public:
    /// Without @p history nothing is known. It must outlive the object.
    explicit NormalCourses(HistoryStore *history, QObject *parent = nullptr);
    ~NormalCourses() override;

    /// Forgets everything, also what is under way, and begins with @p instance; empty: none.
    void begin(const QString &instance);
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

signals:
    /// Answers have come, and none is under way.
    void changed();

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

    HistoryStore *m_history;
    QString m_instance;
    QHash<EntryKey, Entry> m_entries;
    int m_underWay = 0;
    std::unique_ptr<QObject> m_asking; ///< context of what is under way
};

} // namespace syspulse
