// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/historyreading.h"

#include <optional>

#include <QHash>

namespace syspulse {

/// What the history on disk tells of the series of one instance, for what does not fit into memory. Answers
/// are kept, so that a picture that moves on seldom reads again.
class PastCourses : public HistoryReading
{
    Q_OBJECT

public:
    /// See HistoryReading.
    explicit PastCourses(HistoryStore *history, QObject *parent = nullptr)
        : HistoryReading(history, parent)
    {}

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

protected:
    void forget() override { m_entries.clear(); }

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

    QHash<SeriesKey, Entry> m_entries;
};

} // namespace syspulse
