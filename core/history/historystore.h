// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historydatabase.h"

#include <functional>
#include <memory>

#include <QObject>
#include <QThread>
#include <QTimer>

namespace syspulse {

/// The history on disk for the GUI thread: collects samples, writes them every few seconds and reads what was
/// there before, all in a thread of its own. A disk that is slow, full or gone costs the history, nothing
/// else.
class HistoryStore : public QObject
{
    Q_OBJECT

public:
    /// Samples within this time become one transaction; a crash loses at most these.
    static constexpr int collectMs = 5000;
    static constexpr int pruneEveryMs = 10 * 60 * 1000;
    /// The first time comes soon: a program that never runs for long must prune too.
    static constexpr int firstPruneMs = 30 * 1000;
    /// Rows that are packed at a time, and the pause until the next ones: what is read and written comes in
    /// between.
    static constexpr qsizetype packRows = 4096;
    static constexpr int packPauseMs = 50;
    /// Samples that wait for the disk; beyond it the oldest are given up, and failed() says so.
    static constexpr qsizetype maxWaiting = 200'000;

    struct Past
    {
        QHash<SeriesKey, SeriesTiers> series;
        QList<FilledSpan> filled; ///< of all times
        QList<TimelineMark> marks;
    };
    using RunsLoaded = std::function<void(const Result<QList<RunReport>> &)>;
    using CourseLoaded = std::function<void(const Result<SeriesCourse> &)>;
    using NormalLoaded = std::function<void(const Result<NormalCourse> &)>;
    using Loaded = std::function<void(const Result<Past> &)>;
    using NotesLoaded = std::function<void(const Result<QList<TimelineMark>> &)>;
    using DiaryLoaded = std::function<void(const Result<DiaryPage> &)>;
    using DiaryRemoved = std::function<void(const Result<void> &)>;

    /// @p path: the file; empty: defaultFile().
    explicit HistoryStore(const QString &path = {}, QObject *parent = nullptr);
    /// Writes what waits.
    ~HistoryStore() override;

    QString file() const { return m_file; }
    /// "history.sqlite" at the platform's place for data.
    static QString defaultFile();

    /// From the next pruning on.
    void setLimits(const HistoryLimits &limits);

    /// Keeps @p samples of @p instance, soon.
    void record(const QString &instance, const QList<HistorySample> &samples);
    /// Notes @p spans of @p instance after what was recorded until now.
    void noteFilled(const QString &instance, const QList<FilledSpan> &spans);
    /// Keeps @p marks of @p instance; see HistoryDatabase::noteMarks().
    void noteMarks(const QString &instance, const QList<TimelineMark> &marks);
    /// Removes a note of @p instance, puts one, or both; see HistoryDatabase::changeNote().
    void changeNote(const QString &instance, const std::optional<TimelineMark> &removed,
                    const std::optional<TimelineMark> &put);
    /// The notes of @p instance, oldest first; not called once @p context is gone.
    void loadNotes(const QString &instance, QObject *context, NotesLoaded loaded);
    /// Keeps @p run of the updater of @p instance, soon; see HistoryDatabase::appendRuns().
    void recordRun(const QString &instance, const RunReport &run);
    /// The runs of @p instance, oldest first; not called once @p context is gone.
    void loadRuns(const QString &instance, QObject *context, RunsLoaded loaded);
    /// Adds @p frame to the diary of the clients of @p instance, soon.
    void recordDiary(const QString &instance, const DiaryFrame &frame);
    /// What the diary of @p instance answers; not called once @p context is gone.
    void loadDiary(const QString &instance, const DiaryQuestion &question, QObject *context,
                   DiaryLoaded loaded);
    /// Has the diary of the clients of @p instance, or those of all instances where that is empty, removed;
    /// diaryForgotten() says so at once. @p removed is not called once @p context is gone.
    void removeDiary(const QString &instance, QObject *context, DiaryRemoved removed);
    /// Everything of @p instance since @p fromMs; not called once @p context is gone.
    void load(const QString &instance, qint64 fromMs, QObject *context, Loaded loaded);
    /// What of a series is wanted.
    struct CourseRequest
    {
        QString instance;
        SeriesKey key;
        TimeSpan span;
        CourseGrid grid;
    };
    /// See HistoryDatabase::course(); with what still waits to be written. Not called once @p context is
    /// gone.
    void loadCourse(const CourseRequest &request, QObject *context, CourseLoaded loaded);
    /// The same of HistoryDatabase::normalCourse().
    void loadNormal(const QString &instance, const NormalQuestion &question, QObject *context,
                    NormalLoaded loaded);

signals:
    /// Said once until something was stored again.
    void failed(const syspulse::Error &error);
    /// The user should know: a damaged file was put aside, or a part of it is damaged.
    void noticed(const QString &text);
    /// See removeDiary(): what is recorded from now on is the beginning of another diary.
    void diaryForgotten(const QString &instance);

private:
    struct Worker;
    /// What waits for the disk, by instance.
    struct Waiting
    {
        QHash<QString, QList<HistorySample>> samples;
        QHash<QString, QList<RunReport>> runs;
        QHash<QString, QList<DiaryFrame>> diary;
    };

    void collect(qsizetype count);
    void flush();
    void tellNotice(Worker &worker);
    void onWorker(std::function<void(Worker &)> work);
    /// Asks the worker, after what was recorded until now is written; @p loaded gets what @p ask gives.
    template <typename Value, typename Ask>
    void answer(QObject *context, std::function<void(const Result<Value> &)> loaded, Ask ask);
    void written(const Result<void> &result);
    /// Has the worker do @p write at once.
    void writeNow(std::function<Result<void>(HistoryDatabase &)> write);

    QString m_file;
    Waiting m_waiting;
    qsizetype m_waitingCount = 0;
    int m_writing = 0; ///< transactions under way
    bool m_failed = false;
    QTimer m_collect;
    QTimer m_prune;
    QThread m_thread;
    Worker *m_worker;
};

} // namespace syspulse
