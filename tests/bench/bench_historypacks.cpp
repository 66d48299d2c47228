// SPDX-License-Identifier: GPL-3.0-or-later

// What a sample takes in the history on disk before and after packing, all told: with its share of the
// minutes and hours and of what SQLite needs; how long packing takes, and reading. A typical broker at steps
// of 10 s, and one of which hardly anything stands still at 1 s and 10 s, with the jitter of timers and gaps.
//   bench_historypacks [HOURS_OF_10_S [HOURS_OF_1_S]]
// With "tiers" it is the size of a file that is as old as the default limits let it become: 14 days of
// samples, 90 days of minutes and two years of hours, of each seventh series; takes a minute or two.
//   bench_historypacks tiers

#include "core/history/historystore.h"
#include "tests/bench/benchbrokers.h"
#include "tests/bench/oldfile.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace syspulse;

namespace {

using bench::NoisyBroker;
using bench::TypicalBroker;

constexpr qint64 beginMs = bench::brokerBeginMs;
const QString instance = QStringLiteral("https://db.example.org:9925/");

class File
{
public:
    explicit File(const QString &path)
        : m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("bench")))
    {
        m_database.setDatabaseName(path);
        m_database.open();
    }
    ~File()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(QStringLiteral("bench"));
    }
    Q_DISABLE_COPY_MOVE(File)

    double number(const QString &statement)
    {
        QSqlQuery query(m_database);
        return query.exec(statement) && query.next() ? query.value(0).toDouble() : 0;
    }
    /// What packs are made of.
    void printParts()
    {
        const double used = usedBytes();
        double packed = number(QStringLiteral("SELECT sum(length(data)) FROM times"));
        std::printf("  of it %.1f %% shared times", 100 * packed / used);
        for (const HistoryTier &tier : historyTiers) {
            const QString of = QStringLiteral(" FROM packs WHERE tier = %1").arg(tier.number);
            const double bytes = number(QStringLiteral("SELECT sum(length(data))") + of);
            packed += bytes;
            std::printf(", %s %.1f %% (%.2f bytes each)", tier.table, 100 * bytes / used,
                        bytes / number(QStringLiteral("SELECT sum(count)") + of));
        }
        std::printf(", SQLite and rows %.1f %%\n", 100 * (1 - packed / used));
        for (const auto &[name, condition] : std::initializer_list<std::pair<const char *, const char *>>{
                 {"changes per second", "rate = 1"},
                 {"loads", "topic LIKE '%/load/%'"},
                 {"counters and gauges", "rate = 0 AND topic NOT LIKE '%/load/%'"}}) {
            std::printf("    of %s:", name);
            for (const HistoryTier &tier : historyTiers)
                std::printf(" %s %.2f", tier.table,
                            number(QStringLiteral(
                                       "SELECT sum(length(data)) * 1.0 / sum(count) FROM packs JOIN series "
                                       "ON series.id = packs.series WHERE tier = %1 AND %2")
                                       .arg(tier.number)
                                       .arg(QLatin1String(condition))));
            std::printf("\n");
        }
    }
    double usedBytes()
    {
        return (number(QStringLiteral("PRAGMA page_count")) -
                number(QStringLiteral("PRAGMA freelist_count"))) *
               number(QStringLiteral("PRAGMA page_size"));
    }

private:
    QSqlDatabase m_database;
};

double elapsedMs(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// The middle of some readings of @p keys.
double readMs(HistoryDatabase &database, const QList<SeriesKey> &keys, const TimeSpan &span,
              const CourseGrid &grid)
{
    QList<double> times;
    for (int round = 0; round < 5; ++round) {
        QElapsedTimer timer;
        timer.start();
        for (const SeriesKey &key : keys)
            (void)database.course(instance, key, span, grid);
        times.append(elapsedMs(timer) / double(keys.size()));
    }
    std::sort(times.begin(), times.end());
    return times.at(times.size() / 2);
}

void printReading(HistoryDatabase &database, const QList<SeriesKey> &keys, const char *when, qint64 endMs)
{
    QElapsedTimer timer;
    timer.start();
    (void)database.load(instance, 0);
    const double loadMs = elapsedMs(timer);
    const TimeSpan day{std::max(beginMs, endMs - 24 * Series::hourMs), endMs};
    const TimeSpan hour{beginMs + Series::hourMs, beginMs + 2 * Series::hourMs};
    std::printf(
        "  %-6s read: all that memory takes %.0f ms; of one series: an hour of samples %.2f ms, all samples "
        "of a day %.2f ms, its minutes %.2f ms\n",
        when, loadMs, readMs(database, keys, hour, {CourseGrid::Tier::Samples, 4000}),
        readMs(database, keys, day, {CourseGrid::Tier::Samples, 60'000}),
        readMs(database, keys, day, {CourseGrid::Tier::Minutes, 2 * Series::minuteMs}));
}

/// The longest of some times, which others on the machine make longer, and the longest time of the processor.
struct Longest
{
    double wallMs = 0;
    double processorMs = 0;
};

/// All of it.
bool packAll(HistoryDatabase &database, qint64 nowMs, Longest &longest)
{
    for (bool more = true; more;) {
        QElapsedTimer portion;
        portion.start();
        const std::clock_t begun = std::clock();
        const auto packed = database.pack(nowMs, HistoryStore::packRows);
        if (!packed)
            return false;
        more = *packed;
        longest.wallMs = std::max(longest.wallMs, elapsedMs(portion));
        longest.processorMs =
            std::max(longest.processorMs, 1000.0 * double(std::clock() - begun) / CLOCKS_PER_SEC);
    }
    return true;
}

template <typename Broker>
void measure(const char *what, const QString &path, qint64 stepMs, int hours)
{
    Broker broker;
    HistoryDatabase database;
    if (!database.open(path))
        return;
    const qint64 endMs = beginMs + hours * Series::hourMs;
    qint64 count = 0;
    qint64 previousMs = beginMs - stepMs;
    QList<HistorySample> waiting;
    QList<SeriesKey> keys;
    QElapsedTimer timer;
    timer.start();
    for (qint64 ms = beginMs; ms < endMs; ms += stepMs) {
        if (ms / Series::minuteMs % 300 < 7) // the server is away
            continue;
        const qint64 timeMs = ms + 10 + broker.jitter(5);
        waiting += broker.at(timeMs, timeMs - previousMs);
        previousMs = timeMs;
        if (keys.isEmpty())
            std::transform(waiting.cbegin(), waiting.cend(), std::back_inserter(keys),
                           [](const HistorySample &sample) { return sample.key; });
        if (waiting.size() < 5000)
            continue;
        count += waiting.size();
        if (!database.append(instance, waiting))
            return;
        waiting.clear();
    }
    count += waiting.size();
    if (!database.append(instance, waiting))
        return;
    std::printf("%s: %lld samples of %lld series at %lld s: appended in %.1f us each\n", what, count,
                qint64(keys.size()), stepMs / 1000, 1000 * elapsedMs(timer) / double(count));
    std::printf("  %.2f bytes a sample as rows\n", File(path).usedBytes() / double(count));
    printReading(database, keys.mid(0, 40), "rows", endMs);
    timer.start();
    Longest longest;
    if (!packAll(database, endMs + 48 * Series::hourMs, longest))
        return;
    std::printf("  packed in %.1f us each, the longest portion %.0f ms (processor %.0f ms)\n",
                1000 * elapsedMs(timer) / double(count), longest.wallMs, longest.processorMs);
    {
        File file(path);
        std::printf("  %.2f bytes a sample packed\n", file.usedBytes() / double(count));
        file.printParts();
    }
    printReading(database, keys.mid(0, 40), "packed", endMs);
}

/// A file as old as the default limits let it become.
void measureTiers(const QString &path)
{
    constexpr int part = 7; // odd, because counters alternate with their changes per second
    HistoryDatabase database;
    if (!database.open(path))
        return;
    const HistoryLimits limits;
    const qint64 endMs = beginMs + limits.hourDays * 24 * Series::hourMs;
    TypicalBroker broker;
    qsizetype series = 0;
    qint64 samples = 0;
    Longest longest;
    {
        bench::OldFile file(path, instance);
        qint64 previousMs = beginMs;
        for (qint64 ms = beginMs; ms < endMs;) {
            // What becomes hours only need not come so often.
            const bool isOld = ms < endMs - limits.minuteDays * 24 * Series::hourMs;
            ms += isOld ? Series::minuteMs : 10'000;
            const qint64 timeMs = ms + 10 + broker.jitter(5);
            const QList<HistorySample> all = broker.at(timeMs, timeMs - previousMs);
            previousMs = timeMs;
            series = all.size();
            const qint64 ageMs = endMs - timeMs;
            for (qsizetype i = 0; i < all.size(); i += part)
                file.add(all.at(i), ageMs <= limits.rawDays * 24 * Series::hourMs, !isOld);
            if (file.waiting() < 1'000'000 && ms < endMs)
                continue;
            samples += file.write();
            if (!packAll(database, endMs, longest))
                return;
        }
    }
    const bool pruned = bool(database.prune(limits, endMs));
    File file(path);
    const auto count = [&file](int tier) {
        return file.number(QStringLiteral("SELECT sum(count) FROM packs WHERE tier = %1").arg(tier));
    };
    const double all = count(0) + count(1) + count(2);
    const double shared = file.number(QStringLiteral("SELECT sum(length(data)) FROM times"));
    const double mib = ((file.usedBytes() - shared) * part + shared) / 1024 / 1024;
    std::printf(
        "%lld series: %d days of samples, %d of minutes and %d of hours take %.1f MiB of %d; %.2f bytes for "
        "each of them on average%s; the longest portion %.0f ms (processor %.0f ms)\n",
        qint64(series), limits.rawDays, limits.minuteDays, limits.hourDays, mib, limits.megabytes,
        file.usedBytes() / all, pruned ? "" : ", NOT PRUNED", longest.wallMs, longest.processorMs);
    std::printf("  %.0f samples, %.0f minutes, %.0f hours packed of %lld samples\n", count(0), count(1),
                count(2), samples);
    file.printParts();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    if (argc > 1 && std::strcmp(argv[1], "tiers") == 0) {
        measureTiers(folder.filePath(QStringLiteral("tiers.sqlite")));
        return 0;
    }
    const int hours = argc > 1 ? std::atoi(argv[1]) : 48;
    measure<TypicalBroker>("typical", folder.filePath(QStringLiteral("typical.sqlite")), 10'000, hours);
    measure<NoisyBroker>("noisy", folder.filePath(QStringLiteral("noisy10.sqlite")), 10'000, hours);
    measure<NoisyBroker>("noisy", folder.filePath(QStringLiteral("noisy1.sqlite")), 1000,
                         argc > 2 ? std::atoi(argv[2]) : 6);
    return 0;
}
