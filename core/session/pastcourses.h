// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historystore.h"

#include <memory>
#include <optional>

#include <QHash>
#include <QObject>

namespace syspulse {

/// What the history on disk tells of the series of one instance, for what does not fit into memory. Reading
/// happens in the background: what is asked for comes later, and changed() says so. Answers are kept, so that
/// a picture that moves on seldom reads again.
class PastCourses : public QObject
{
    Q_OBJECT

public:
    /// Without @p history nothing is known. It must outlive the object.
    explicit PastCourses(HistoryStore *history, QObject *parent = nullptr);
    ~PastCourses() override;

    /// Forgets everything, also what is under way, and begins with @p instance; empty: none.
    void begin(const QString &instance);
    /// What was read is no longer all there is; it is shown until it has been read again.
    void outdate();

    /// The part of a course that is in memory.
    struct Here
    {
        SeriesCourse course;
        std::optional<qint64>
            fromMs; ///< from here on it needs nothing from the disk; nothing: it has no part
    };
    /// @p here with what has been read of the past before it. What is missing of @p span is asked for.
    SeriesCourse completed(const Here &here, const SeriesKey &key, const TimeSpan &span,
                           const CourseGrid &grid, qint64 nowMs);

signals:
    /// Answers have come, and none is under way.
    void changed();

private:
    struct Answer
    {
        CourseGrid grid;
        TimeSpan span;
        bool live = false; ///< the series went on in memory, so the disk had only what was until then
        SeriesCourse course;
        bool outdated = false;
    };
    struct Entry
    {
        QList<Answer> answers; ///< the one that was looked at last comes first
        bool asked = false;
        bool outdated = false; ///< what is under way
    };
    /// Charts of different widths look at one series in as many grids.
    static constexpr qsizetype keptGrids = 3;

    void ask(const SeriesKey &key, Answer question);
    void take(const SeriesKey &key, const Answer &answer);
    static SeriesCourse joined(const Here &here, const Answer &past, qint64 fromMs);

    HistoryStore *m_history;
    QString m_instance;
    QHash<SeriesKey, Entry> m_entries;
    int m_underWay = 0;
    std::unique_ptr<QObject> m_asking; ///< context of what is under way
};

} // namespace syspulse
