// SPDX-License-Identifier: GPL-3.0-or-later

// What a sample takes in the history on disk before and after packing, all told: with its share of the
// minutes and hours and of what SQLite needs; how long packing takes, and reading. Forty series of an
// instance, at steps of 1 s and of 10 s, with the jitter of timers, gaps and restarts.
//   bench_historypacks [HOURS_OF_1_S [HOURS_OF_10_S]]

#include "core/history/historydatabase.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <random>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace syspulse;

namespace {

constexpr qint64 beginMs = 1'799'971'200'000;
const QString instance = QStringLiteral("https://db.example.org:9925/");

/// What a busy broker's topics look like: twelve counters, their changes per second, ten gauges and six load
/// averages of two decimals.
class Broker
{
public:
    static constexpr int counters = 12;
    static constexpr int gauges = 10;
    static constexpr int loads = 6;

    QList<HistorySample> at(qint64 timeMs, qint64 spanMs)
    {
        QList<HistorySample> samples;
        // The component's clock is not the one that stamps records.
        const qint64 countedMs = std::max<qint64>(1, spanMs + jitter(2));
        for (int i = 0; i < counters; ++i) {
            const double perSecond = 0.2 * std::pow(2.0, i) * (1 + 0.5 * std::sin(double(timeMs) / 1.4e7));
            double more = double(std::poisson_distribution<int>(perSecond * double(spanMs) / 1000)(m_random));
            if (i % 3 == 2) // bytes
                more *= 100 + double(m_random() % 400);
            m_counts[i] += more;
            samples.append({key("counter", i, false), {timeMs, m_counts[i]}});
            samples.append({key("counter", i, true), {timeMs, more * 1000.0 / double(countedMs)}});
        }
        for (int i = 0; i < gauges; ++i) {
            if (i < 4) // clients come and go
                m_gauges[i] = std::max(0.0, m_gauges[i] + (m_random() % 10 == 0 ? double(jitter(2)) : 0.0));
            else if (i < 6) // memory
                m_gauges[i] = 5e7 + double(m_random() % 20'000'000);
            else if (i < 8) // in flight
                m_gauges[i] = double(m_random() % 6);
            samples.append({key("gauge", i, false), {timeMs, m_gauges[i]}});
        }
        for (int i = 0; i < loads; ++i) {
            m_loads[i] += (1000.0 + double(jitter(100)) - m_loads[i]) *
                          (1 - std::exp(-double(spanMs) / (60'000.0 * (1 + 4 * i))));
            samples.append({key("load", i, false), {timeMs, std::round(m_loads[i] * 100) / 100}});
        }
        return samples;
    }

    qint64 jitter(qint64 most) { return qint64(m_random() % quint64(2 * most + 1)) - most; }
    static SeriesKey key(const char *kind, int number, bool rate)
    {
        return {QStringLiteral("$SYS/broker/%1/%2").arg(QLatin1String(kind)).arg(number), rate};
    }

private:
    std::mt19937_64 m_random{20261127};
    double m_counts[counters] = {};
    double m_gauges[gauges] = {40, 900, 17, 4, 0, 0, 0, 0, 8, 1};
    double m_loads[loads] = {};
};

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

/// The middle of some readings of all series.
double readMs(HistoryDatabase &database, const TimeSpan &span, const CourseGrid &grid)
{
    QList<double> times;
    for (int round = 0; round < 5; ++round) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < Broker::counters; ++i) {
            for (const bool rate : {false, true})
                (void)database.course(instance, Broker::key("counter", i, rate), span, grid);
        }
        times.append(elapsedMs(timer) / (2 * Broker::counters));
    }
    std::sort(times.begin(), times.end());
    return times.at(times.size() / 2);
}

void printReading(HistoryDatabase &database, const char *when, qint64 endMs)
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
        when, loadMs, readMs(database, hour, {CourseGrid::Tier::Samples, 4000}),
        readMs(database, day, {CourseGrid::Tier::Samples, 60'000}),
        readMs(database, day, {CourseGrid::Tier::Minutes, 2 * Series::minuteMs}));
}

void measure(const QString &path, qint64 stepMs, int hours)
{
    Broker broker;
    HistoryDatabase database;
    if (!database.open(path))
        return;
    const qint64 endMs = beginMs + hours * Series::hourMs;
    qint64 count = 0;
    qint64 previousMs = beginMs - stepMs;
    QList<HistorySample> waiting;
    QElapsedTimer timer;
    timer.start();
    for (qint64 ms = beginMs; ms < endMs; ms += stepMs) {
        if (ms / Series::minuteMs % 300 < 7) // the server is away
            continue;
        const qint64 timeMs = ms + 10 + broker.jitter(5);
        waiting += broker.at(timeMs, timeMs - previousMs);
        previousMs = timeMs;
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
    std::printf("%lld samples at %lld s: appended in %.1f us each\n", count, stepMs / 1000,
                1000 * elapsedMs(timer) / double(count));
    std::printf("  %.2f bytes a sample as rows\n", File(path).usedBytes() / double(count));
    printReading(database, "rows", endMs);
    timer.start();
    double longestMs = 0;
    for (bool more = true; more;) {
        QElapsedTimer portion;
        portion.start();
        const auto packed = database.pack(endMs + 48 * Series::hourMs, 16384);
        more = packed && *packed;
        longestMs = std::max(longestMs, elapsedMs(portion));
    }
    std::printf("  packed in %.1f us each, the longest portion %.0f ms\n",
                1000 * elapsedMs(timer) / double(count), longestMs);
    {
        File file(path);
        std::printf("  %.2f bytes a sample packed\n", file.usedBytes() / double(count));
        for (const HistoryTier &tier : historyTiers) {
            const QString of = QStringLiteral(" FROM packs WHERE tier = %1").arg(tier.number);
            std::printf("  %-8s %.2f bytes each in packs\n", tier.table,
                        file.number(QStringLiteral("SELECT sum(length(data))") + of) /
                            file.number(QStringLiteral("SELECT sum(count)") + of));
        }
        for (const char *kind : {"counter", "gauge", "load"}) {
            for (const int rate : {0, 1}) {
                const QString of =
                    QStringLiteral(" FROM packs JOIN series ON series.id = packs.series WHERE tier = "
                                   "0 AND rate = %1 AND topic LIKE '%/%2/%'")
                        .arg(rate)
                        .arg(QLatin1String(kind));
                if (const double samples = file.number(QStringLiteral("SELECT sum(count)") + of); samples > 0)
                    std::printf("    samples of a %s%s: %.2f\n", kind,
                                rate != 0 ? "'s change per second" : "",
                                file.number(QStringLiteral("SELECT sum(length(data))") + of) / samples);
            }
        }
    }
    printReading(database, "packed", endMs);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    measure(folder.filePath(QStringLiteral("1.sqlite")), 1000, argc > 1 ? std::atoi(argv[1]) : 6);
    measure(folder.filePath(QStringLiteral("10.sqlite")), 10'000, argc > 2 ? std::atoi(argv[2]) : 48);
    return 0;
}
