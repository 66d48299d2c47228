// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/sampletime.h"
#include "core/broker/talkers.h"
#include "core/history/gaprule.h"
#include "core/history/historystore.h"
#include "core/history/notebook.h"
#include "core/history/series.h"
#include "core/history/timelinemarks.h"
#include "core/session/diarykeeping.h"
#include "core/session/normalcourses.h"
#include "core/session/pastcourses.h"
#include "core/session/session.h"

#include <unordered_map>

#include <QHash>
#include <QObject>
#include <QSet>

namespace syspulse {

/// The newest value of each topic and the history of the numeric ones, for the pages. Fed by the session's
/// frames; does no I/O. All times that it gives are of this machine's clock, in ms since the epoch.
class LiveStore : public QObject
{
    Q_OBJECT

public:
    /// Topics outside the catalogue that get a history; a flood of them keeps their newest values only.
    static constexpr int maxForeignSeries = 500;
    /// The interval assumed until the updater has said its own.
    static constexpr int defaultIntervalSeconds = 10;

    /// A counter of which the component has had no news for longer has no rate: each of its threads says that
    /// it lives more often.
    static constexpr qint64 rateLifeMs = 15000;

    /// How far back memory is filled from the disk when an instance is connected to, and the server is asked
    /// what SysPulse has not seen.
    static constexpr qint64 pastMs = 30LL * 24 * 3600 * 1000;

    /// @p session, @p clock and @p history must outlive the store. Without @p history nothing outlives it.
    LiveStore(Session &session, const Clock &clock, HistoryStore *history = nullptr,
              QObject *parent = nullptr);
    ~LiveStore() override;

    bool isEmpty() const { return m_entries.empty(); }
    QStringList topics() const;
    qsizetype topicCount() const { return qsizetype(m_entries.size()); }

    /// The newest value of @p topic, or nullptr; valid until the next signal of this object.
    const TopicValue *value(const QString &topic) const;
    /// Change per second over the last step of a counter. Where the component counts, that is the last time
    /// that it had news, and the time is its own.
    std::optional<double> rate(const QString &topic) const;

    /// Points of a numeric topic, see Series::points().
    QList<SeriesPoint> points(const QString &topic, qint64 fromMs, qint64 toMs) const;
    /// The same of a counter's change per second.
    QList<SeriesPoint> ratePoints(const QString &topic, qint64 fromMs, qint64 toMs) const;

    /// The course of a numeric topic, or of its change per second, over @p span, told so finely that a
    /// picture whose columns are @p columnMs wide shows all of it. The newest comes from memory and the rest
    /// from the disk: what has yet to be read comes later, see pastRead(). Nothing where nothing is known.
    SeriesCourse course(const SeriesKey &key, const TimeSpan &span, qint64 columnMs) const;
    /// What is usual of a series, and when it was not, as far as it has been read; the rest comes later, as
    /// with course().
    NormalCourse normal(const NormalCourses::Wanted &wanted) const;
    /// The grid that course() is in.
    CourseGrid gridOf(qint64 columnMs) const;

    /// Starts of the broker, outages of the updater, notes, and where the past comes from the server's
    /// analytics.
    QList<TimelineMark> marks() const;
    /// Who had most traffic when, while this program was connected.
    const TalkerBook &talkers() const { return m_talkers; }
    /// What somebody, or SysPulse itself, wrote down about the instance.
    NoteBook &notes() { return m_notes; }
    const NoteBook &notes() const { return m_notes; }

    /// Milliseconds since the value of @p topic was last known to be current; nothing without a value. Grows
    /// with the time that really goes by, whatever happens to this machine's clock.
    std::optional<qint64> ageMs(const QString &topic) const;
    /// Whether the value must not be taken for current: too old, or the link that would bring a newer one is
    /// down.
    bool isStale(const QString &topic) const;

    /// Whether the instance has more topics than are kept.
    bool isFull() const { return m_full; }
    int intervalSeconds() const;
    /// From this age on a value is stale: three intervals.
    qint64 staleAfterMs() const;
    /// Where the lines of charts break: three intervals, each of the time that it is about.
    const GapRule &gaps() const { return m_gaps; }
    bool linkUp() const;
    qint64 nowMs() const { return m_clock.nowMs(); }

    /// The runs of this machine's updater on the instance that are kept on disk, oldest first. Nothing comes
    /// where nothing is kept, and once @p context is gone.
    void loadRuns(QObject *context, const std::function<void(const QList<RunReport> &)> &loaded);

    /// Who came and went.
    const DiaryKeeping &diary() const { return m_diary; }

    /// Forgets everything.
    void clear();

signals:
    /// Once per frame, with the topics that changed, were confirmed or went away.
    void updated(const QSet<QString> &topics);
    void cleared();
    /// What course() or normal() has asked the disk for is there.
    void pastRead();

private:
    /// A counter and how long the broker had been up when it was counted.
    struct Count
    {
        qint64 ms = 0;
        double number = 0;
        qint64 stampMs = 0; ///< of the sample that told it; the server's clock
    };

    struct Entry
    {
        TopicValue value;
        bool counter = false;
        bool history = false;
        SampleTime time;              ///< of the value
        std::optional<double> number; ///< the newest one that is finite; at numberTime
        SampleTime numberTime;
        std::optional<Count> count;    ///< nothing: rates are made by numberTime
        std::optional<Count> previous; ///< where the last step to it began
        QList<qint64> unratedMs;       ///< when the value was confirmed without news since
        QList<qint64> ratedMs;         ///< those that the last step is the rate of
        std::optional<double> rate;    ///< of the last step
        Series series;
        Series rates;
    };

    void take(const ValuesFrame &frame);
    void takeValue(const TopicValue &value);
    qint64 seenMsOf(const TopicValue &value) const;
    /// How old a value of @p time is now.
    qint64 ageOf(const SampleTime &time) const;
    void offsetChanged(qint64 offsetMs);
    void note(const TopicValue &value, const SampleTime &previous, const SampleTime &time);
    void record(Entry &entry, qint64 timeMs);
    void rateByStamps(Entry &entry, qint64 timeMs);
    void rateByCount(Entry &entry, qint64 timeMs);
    void waitForCount(Entry &entry, qint64 timeMs) const;
    /// Makes the rate of the step to the newest count.
    void rateOf(Entry &entry);
    void appendRate(Entry &entry, qint64 timeMs);
    void dropFuture(Entry &entry) const;
    void readGaps();
    void keep(const SeriesKey &key, const Series &series);
    void keepTalkers();
    void readPast();
    void takePast(const QString &topic, Entry &entry);
    void askForPast();
    void fillPast(const PastFrame &frame);
    QList<SeriesPoint> fillSeries(const SeriesKey &key, const QList<SeriesPoint> &points);
    /// Samples as far apart as this leave no gap that analytics could fill.
    qint64 toleratedGapMs() const;

    Session &m_session;
    const Clock &m_clock;
    std::unordered_map<QString, Entry> m_entries;
    QString m_url;
    qint64 m_clockOffsetMs = 0;
    int m_foreignSeries = 0;
    bool m_full = false;
    TimelineMarks m_marks;
    GapRule m_gaps;
    HistoryStore *m_history;
    NoteBook m_notes;
    DiaryKeeping m_diary;
    TalkerBook m_talkers;
    const std::unique_ptr<PastCourses> m_courses;
    const std::unique_ptr<NormalCourses> m_normals;
    QHash<SeriesKey, SeriesTiers> m_past; ///< of topics that have not come yet
    QList<TimeSpan> m_settled;            ///< the server's analytics need not be asked about these
    QList<TimeSpan> m_filled;             ///< with values from them
    QList<HistorySample> m_unkept;        ///< of the frame being taken
    std::unique_ptr<QObject> m_reading;   ///< parent of the reading under way
};

} // namespace syspulse
