// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/clients/visittypes.h"
#include "core/history/historylimits.h"
#include "core/history/historytier.h"
#include "core/history/normalband.h"
#include "core/history/samplepack.h"
#include "core/history/seriescourse.h"
#include "core/history/timelinemarks.h"
#include "core/updater/runreport.h"

#include <functional>

#include <QHash>
#include <QMap>
#include <QSqlDatabase>
#include <QSqlError>

QT_FORWARD_DECLARE_CLASS(QSqlQuery)

namespace syspulse {

/// One sample on its way to the disk.
struct HistorySample
{
    SeriesKey key;
    SeriesPoint point;
};

class JournalEntry;

/// What the server's own analytics were asked about.
struct FilledSpan
{
    TimeSpan span;
    bool hasValues = false; ///< values in it came from there; false: it was asked about and need not be again

    bool operator==(const FilledSpan &) const = default;
};

/// What is asked of the diary of an instance's clients.
struct DiaryQuestion
{
    qint64 fromMs = 0;
    qint64 toMs = 0;
    std::optional<QString> clientId; ///< of this client alone
    QString text;    ///< in the client ID, the user or the address, in small or capital letters
    int most = 1000; ///< the newest are told, at most so many
};

/// The history of numeric topics in an SQLite file: samples as they came, and one-minute and one-hour buckets
/// with minimum, maximum, sum, last and count. What is appended goes into a journal as it comes, for a row
/// for each sample costs more than all the rest; what has become old is packed (samplepack.h). Readers see
/// nothing of either but that it is there. Each append is one transaction, so a crash loses at most what was
/// not appended yet. Blocks on the disk: for a thread of its own, and used only in the one that opened it.
class HistoryDatabase
{
public:
    static constexpr int keptRuns = 500;
    static constexpr int keptFailures = 500;
    static constexpr int keptMarks = 2000;
    /// So many that somebody wrote, and so many that SysPulse wrote by itself.
    static constexpr int keptNotes = 1000;
    /// What a visit takes on disk with its indexes, on average; bench_diary measures it.
    static constexpr qint64 bytesPerVisit = 400;

    /// Samples that the journal takes before it is emptied: some hours at 10 s, 6 MiB.
    static constexpr qint64 usualJournal = 1 << 19;

    explicit HistoryDatabase(qint64 mostJournaled = usualJournal)
        : m_mostJournaled(mostJournaled)
    {}
    ~HistoryDatabase();
    Q_DISABLE_COPY_MOVE(HistoryDatabase)

    /// Opens or creates @p path. A damaged file is put aside and a new one begun; asideName() tells. A file
    /// of a newer version is refused.
    Result<void> open(const QString &path);
    /// Where a damaged file went; empty when none was damaged.
    QString asideName() const { return m_aside; }

    /// @p instance: the instance's address, or whatever names it for good. All or none are stored.
    Result<void> append(const QString &instance, const QList<HistorySample> &samples);
    /// Adds updater runs of @p instance to those that are kept: the newest, and of older ones the newest that
    /// failed. All or none are stored.
    Result<void> appendRuns(const QString &instance, const QList<RunReport> &runs);
    /// The runs of @p instance that are kept, oldest first. Their error is of ErrorKind::Protocol, whatever
    /// it was: what is kept is for people.
    Result<QList<RunReport>> runs(const QString &instance);
    /// Everything of @p instance since @p fromMs.
    Result<QHash<SeriesKey, SeriesTiers>> load(const QString &instance, qint64 fromMs);
    /// The course of @p key over @p span, whose ends are multiples of the grid's groups: so many points as
    /// there are groups, however much is kept. Nothing where nothing is known.
    Result<SeriesCourse> course(const QString &instance, const SeriesKey &key, const TimeSpan &span,
                                const CourseGrid &grid);
    /// What was usual, and when a series was not: of the hours that touch the span and of the hour behind it,
    /// and judged up to the last minute that was over, from so long before the span on that what is seen of
    /// it does not depend on where it begins.
    Result<NormalCourse> normalCourse(const QString &instance, const NormalQuestion &question);
    /// Notes @p spans of @p instance, all or none.
    Result<void> noteFilled(const QString &instance, const QList<FilledSpan> &spans);
    /// The noted spans of @p instance that end after @p fromMs.
    Result<QList<FilledSpan>> filled(const QString &instance, qint64 fromMs);
    /// Adds @p marks of @p instance, which are no notes, to those that are kept, the newest ones; one that is
    /// there already is not added again. All or none are stored.
    Result<void> noteMarks(const QString &instance, const QList<TimelineMark> &marks);
    /// The kept marks of @p instance that end after @p fromMs, oldest first, without notes.
    Result<QList<TimelineMark>> marks(const QString &instance, qint64 fromMs);
    /// Removes one note of @p instance and puts another one, or does one of the two. A note is known by its
    /// kind and its beginning.
    Result<void> changeNote(const QString &instance, const std::optional<TimelineMark> &removed,
                            const std::optional<TimelineMark> &put);
    /// The notes of @p instance, oldest first.
    Result<QList<TimelineMark>> notes(const QString &instance);
    /// Adds to the diary of the clients of @p instance, all or nothing.
    Result<void> appendDiary(const QString &instance, const DiaryFrame &frame);
    Result<DiaryPage> diary(const QString &instance, const DiaryQuestion &question);
    /// Removes all that the diary knows of @p instance, or of all instances where that is empty, so that
    /// nothing of it can be found in the file any more.
    Result<void> removeDiary(const QString &instance);
    /// The file never grows beyond @p bytes; appending fails then as on a full disk.
    Result<void> setMaxBytes(qint64 bytes);
    /// Removes what is older than @p limits allow, and the oldest samples while the file is too large.
    Result<void> prune(const HistoryLimits &limits, qint64 nowMs);
    /// Packs what is older than an hour, what came late as well: all that has become old in the journal in
    /// one transaction, and of rows a little more than @p most at a time, each pack and the rows that it
    /// replaces in one. True where there is more to pack.
    Result<bool> pack(qint64 nowMs, qsizetype most);
    /// What the user should know of what was found since the last call; mostly nothing. Once of each opening:
    /// that a pack is damaged.
    QString takeNotice();

private:
    /// A row of the table of packs.
    struct Pack
    {
        qint64 id = 0;
        qint64 series = 0;
        qint64 startMs = 0; ///< of the first sample or bucket
        qint64 endMs = 0;   ///< of the last one
        qint64 count = 0;
        QByteArray data;
    };
    /// A row of the table of shared times, read.
    struct TimesBlock
    {
        TimeSpan span; ///< of the first and the last one
        qint64 count = 0;
        SharedTimes times;
    };
    /// What one append has looked up of a series' packs.
    struct LatePack
    {
        std::optional<qint64> endMs; ///< until when its samples are packed
        Pack pack;
        QList<SeriesPoint> samples; ///< in it
    };

    /// Ascending, each time once.
    using SamplesOfSeries = QMap<qint64, QList<SeriesPoint>>;

    /// @p damaged: the file is there and no database that can be read.
    Result<void> tryOpen(bool &damaged);
    Result<qint64> usedBytes();
    Result<void> run(const QString &statement);
    Result<qint64> number(const QString &statement);
    Result<qint64> seriesId(const QString &instance, const SeriesKey &key);
    Result<void> inTransaction(const std::function<Result<void>()> &work);
    /// Puts @p samples into the journal.
    Result<void> enter(const QString &instance, const QList<HistorySample> &samples);
    Result<void> enter(const JournalEntry &entry);
    Result<qint64> journaledCount();
    /// Takes samples out of the journal, and puts them to where they stay: packs and rows. With @p nowMs
    /// those that have become old, into packs where nothing stands in the way; otherwise all, as rows. How
    /// many.
    Result<qsizetype> settle(std::optional<qint64> nowMs);
    Result<qsizetype> settle(SamplesOfSeries samples, std::optional<qint64> nowMs);
    /// What the journal holds of appends that begin before @p untilMs.
    Result<QList<QByteArray>> journaled(qint64 untilMs);
    /// Those of the series that @p wants.
    SamplesOfSeries enteredSamples(const QList<QByteArray> &entries,
                                   const std::function<bool(qint64 series)> &wants);
    /// What it holds of @p series, or of all where that is 0, without what is stored elsewhere as well.
    Result<QMap<qint64, SeriesTiers>> journaledTiers(qint64 series);
    /// Those of @p samples that are in no row and in no pack.
    Result<QList<SeriesPoint>> fresh(qint64 series, const QList<SeriesPoint> &samples);
    /// Notes the times older than @p untilMs that series in @p samples share.
    Result<void> shareTimes(const SamplesOfSeries &samples, qint64 untilMs);
    /// Packs those of @p items that are older than @p untilMs, if nothing stands in the way, and inserts the
    /// others as rows.
    template <typename Item>
    Result<void> keep(qint64 series, const HistoryTier &tier, const QList<Item> &items, qint64 untilMs,
                      QSqlQuery &insert);
    Result<QList<TimelineMark>> readMarks(const QString &instance, qint64 fromMs, bool notes);
    Result<void> endUnseen(const QString &instance, const DiaryFrame &frame);
    /// Does @p work, and overwrites what it removes: pages that are free would tell it until others need
    /// them.
    Result<void> removeForGood(const std::function<Result<void>()> &work);
    Result<void> pruneDiary(const HistoryLimits &limits, qint64 nowMs);
    Result<QList<Pack>> packs(const QString &condition, const QVariantList &values);
    /// What is in @p pack; nothing where it is damaged.
    template <typename Item>
    Result<std::optional<QList<Item>>> opened(const Pack &pack);
    /// The times from the beginning to the end of @p span, both included, that @p series shares with others.
    Result<SharedTimes> sharedTimes(qint64 series, const TimeSpan &span);
    /// Notes some more shared times, if rows of @p series that are to be packed next reach beyond those that
    /// are noted; how many rows were read for it.
    Result<qsizetype> shareTimes(qint64 series, qint64 untilMs);
    /// Those in the rows of @p instance, and how many rows were read.
    Result<SharedTimes> timesInRows(const QString &instance, const TimeSpan &span, qsizetype &read);
    Result<void> appendSharedTimes(const QString &instance, const SharedTimes &times);
    /// Those in @p data, or else in the copy of the block of @p instance that begins at @p startMs and has
    /// @p count; nothing where both are damaged.
    Result<std::optional<SharedTimes>> timesOfBlock(const QByteArray &data, const QString &instance,
                                                    qint64 startMs, qint64 count);
    /// Those that no pack needs any more once what is not later than @p untilMs has gone.
    Result<void> dropSharedTimes(qint64 untilMs);
    /// Up to and with this moment no more are added.
    Result<std::optional<qint64>> sharedUntil(const QString &instance);
    Result<QString> instanceOf(qint64 series);
    /// The newest of @p span, whole packs: at least @p most of them, if there are so many. Ascending.
    template <typename Item>
    Result<QList<Item>> packed(qint64 series, const HistoryTier &tier, const TimeSpan &span, qsizetype most);
    /// The newest of rows and packs, at most @p most.
    template <typename Item>
    Result<QList<Item>> newest(qint64 series, const HistoryTier &tier, const TimeSpan &span, qsizetype most);
    /// takeNotice() tells.
    void noteDamage();
    Result<bool> isPacked(qint64 series, qint64 timeMs, LatePack &late);
    /// The rows of @p tier that @p condition chooses, in which ? stands for @p values.
    template <typename Item>
    Result<QList<Item>> rows(const HistoryTier &tier, const QString &condition, const QList<qint64> &values);
    /// Packs the oldest rows of @p series that are older than @p untilMs; how many.
    template <typename Item>
    Result<qsizetype> packRows(qint64 series, const HistoryTier &tier, qint64 untilMs);
    /// Packs as many of the first of @p items as go into one place, and removes their rows if they are some.
    template <typename Item>
    Result<qsizetype> packItems(qint64 series, const HistoryTier &tier, QList<Item> items, bool areRows);
    template <typename Item>
    Result<QByteArray> packOf(qint64 series, const QList<Item> &items);
    /// @p id: of the pack that it replaces, or 0.
    template <typename Item>
    Result<void> keepPack(qint64 id, qint64 series, const HistoryTier &tier, const QList<Item> &items);
    /// Takes what is not later than @p untilMs out of packs, if these are more than @p slackMs older.
    template <typename Item>
    Result<void> cutPacks(const HistoryTier &tier, qint64 untilMs, qint64 slackMs);
    /// Rows up to and with @p timeMs, and what of packs lies as far back.
    Result<void> removeUntil(const HistoryTier &tier, qint64 timeMs, qint64 slackMs);
    Error failed(const QSqlError &error) const;
    /// Why nothing can be read or written.
    Result<void> checkOpen() const;
    /// @p text as it is kept: at most @p most characters, since others may send any number, and never null,
    /// which would be bound as NULL.
    static QString storedText(const QString &text, qsizetype most);
    void close();
    /// What was looked up may be another's by now.
    void forgetNames();

    qint64 m_mostJournaled;
    QString m_path;
    QString m_aside;
    QString m_connection;
    QSqlDatabase m_database;
    QHash<QString, QHash<SeriesKey, qint64>> m_ids; ///< of series, by instance
    /// Those of the last append, in its order: the next one has mostly the same. 0: not known.
    QList<std::pair<SeriesKey, qint64>> m_order;
    QString m_orderOf;                  ///< its instance
    QHash<qint64, QString> m_instances; ///< of series
    std::optional<qint64> m_journaled;  ///< samples in the journal, where that is known
    QHash<qint64, TimesBlock> m_times;  ///< some that were read last
    bool m_foundDamage = false;
    QString m_notice;
};

} // namespace syspulse
