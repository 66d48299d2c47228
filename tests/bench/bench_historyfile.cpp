// SPDX-License-Identifier: GPL-3.0-or-later

// What the history on disk costs: bytes and time of the processor a sample, appended update by update and
// then packed, and how long the courses of six charts take from opening the file. Beside it a plain table of
// SQLite with a row a sample. bench_historypacks tells more about the packs.

#include "core/history/historystore.h"
#include "tests/bench/benchbrokers.h"
#include "tests/bench/measure.h"
#include "tests/support/yearofhistory.h"

#include <algorithm>

#include <QCoreApplication>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace syspulse;
using namespace syspulse::bench;
using test::YearOfHistory;

namespace {

const QString benchName = QStringLiteral("history");
const QString plain = QStringLiteral("SQLite, a row a sample");
const QString instance = QStringLiteral("https://db.example.org:9925/");

using Updates = QList<QList<HistorySample>>;

/// A table as one would write it, in the same mode as the history's.
class PlainHistory
{
public:
    explicit PlainHistory(const QString &path)
        : m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("plain")))
    {
        m_database.setDatabaseName(path);
        m_database.open();
        for (const char *statement :
             {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL",
              "CREATE TABLE IF NOT EXISTS series (id INTEGER PRIMARY KEY, topic TEXT, rate INTEGER)",
              "CREATE TABLE IF NOT EXISTS samples (series INTEGER, time INTEGER, value REAL, "
              "PRIMARY KEY (series, time)) WITHOUT ROWID"})
            QSqlQuery(m_database).exec(QLatin1String(statement));
    }
    ~PlainHistory()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(QStringLiteral("plain"));
    }
    Q_DISABLE_COPY_MOVE(PlainHistory)

    bool append(const QList<HistorySample> &samples)
    {
        m_database.transaction();
        QSqlQuery query(m_database);
        query.prepare(QStringLiteral("INSERT OR REPLACE INTO samples VALUES (?, ?, ?)"));
        for (const HistorySample &sample : samples) {
            query.bindValue(0, idOf(sample.key));
            query.bindValue(1, sample.point.timeMs);
            query.bindValue(2, sample.point.value);
            query.exec();
        }
        return m_database.commit();
    }
    /// Mean, minimum and maximum of each group.
    qsizetype course(const SeriesKey &key, const TimeSpan &span, qint64 groupMs)
    {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        query.prepare(QStringLiteral("SELECT time / ?, avg(value), min(value), max(value) FROM samples "
                                     "WHERE series = ? AND time BETWEEN ? AND ? GROUP BY 1"));
        query.addBindValue(groupMs);
        query.addBindValue(idOf(key));
        query.addBindValue(span.fromMs);
        query.addBindValue(span.toMs);
        qsizetype count = 0;
        for (query.exec(); query.next(); ++count) {
        }
        return count;
    }

private:
    qint64 idOf(const SeriesKey &key)
    {
        qint64 &id = m_ids[key];
        if (id > 0)
            return id;
        QSqlQuery query(m_database);
        query.prepare(QStringLiteral("SELECT id FROM series WHERE topic = ? AND rate = ?"));
        query.addBindValue(key.topic);
        query.addBindValue(int(key.rate));
        if (query.exec() && query.next())
            return id = query.value(0).toLongLong();
        query.prepare(QStringLiteral("INSERT INTO series (topic, rate) VALUES (?, ?)"));
        query.addBindValue(key.topic);
        query.addBindValue(int(key.rate));
        query.exec();
        return id = query.lastInsertId().toLongLong();
    }

    QSqlDatabase m_database;
    QHash<SeriesKey, qint64> m_ids;
};

bool packAll(HistoryDatabase &database, qint64 nowMs)
{
    for (bool more = true; more;) {
        const auto packed = database.pack(nowMs, HistoryStore::packRows);
        if (!packed)
            return false;
        more = *packed;
    }
    return true;
}

/// Of a file that nobody has open, without pages that the next rows will take.
double usedBytes(const QString &path)
{
    double used = 0;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("size"));
        database.setDatabaseName(path);
        database.open();
        const auto number = [&database](const char *pragma) {
            QSqlQuery query(QLatin1String(pragma), database);
            return query.next() ? query.value(0).toDouble() : 0;
        };
        used = (number("PRAGMA page_count") - number("PRAGMA freelist_count")) * number("PRAGMA page_size");
    }
    QSqlDatabase::removeDatabase(QStringLiteral("size"));
    return used;
}

Updates updatesOfHours(int hours)
{
    constexpr qint64 stepMs = 10'000;
    TypicalBroker broker;
    Updates updates;
    qint64 previousMs = brokerBeginMs - stepMs;
    for (qint64 ms = brokerBeginMs; ms < brokerBeginMs + hours * Series::hourMs; ms += stepMs) {
        const qint64 timeMs = ms + 10 + broker.jitter(5);
        updates.append(broker.at(timeMs, timeMs - previousMs));
        previousMs = timeMs;
    }
    return updates;
}

Figures writtenBy(const SelfMeter &meter, const Updates &updates,
                  const std::function<bool(const QString &)> &write)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("history.sqlite"));
    qsizetype count = 0;
    for (const QList<HistorySample> &update : updates)
        count += update.size();
    const Cost begin = meter.now();
    if (!write(path))
        return {};
    Figures figures = figuresOf(meter.now() - begin, double(count));
    figures[QStringLiteral("size")] = usedBytes(path) / double(count);
    return figures;
}

void measureWriting(const SelfMeter &meter, int hours)
{
    const Updates updates = updatesOfHours(hours);
    Turns turns;
    turns.self([&] {
        return writtenBy(meter, updates, [&updates, hours](const QString &path) {
            HistoryDatabase database;
            if (!database.open(path))
                return false;
            for (const QList<HistorySample> &update : updates) {
                if (!database.append(instance, update))
                    return false;
            }
            return packAll(database, brokerBeginMs + (hours + 48) * Series::hourMs);
        });
    });
    turns.peer(plain, [&] {
        return writtenBy(meter, updates, [&updates](const QString &path) {
            PlainHistory history(path);
            return std::all_of(updates.cbegin(), updates.cend(),
                               [&history](const auto &update) { return history.append(update); });
        });
    });
    turns.measure();
    const QString what =
        QStringLiteral("%1 series, %2 h at 10 s, ").arg(updates.constFirst().size()).arg(hours);
    print(turns.row({.bench = benchName,
                     .what = what + QStringLiteral("on disk"),
                     .unit = QStringLiteral("bytes/sample"),
                     .goals = {atMost(2)}},
                    QStringLiteral("size")));
    print(turns.row({.bench = benchName,
                     .what = what + QStringLiteral("appended and packed"),
                     .unit = QStringLiteral("us CPU/sample"),
                     .goals = {atMost(2)}},
                    QStringLiteral("cpu")));
}

/// As many as six charts have.
QList<SeriesKey> chartKeys()
{
    QList<SeriesKey> keys;
    for (int i = 0; i < 12; ++i)
        keys.append({QStringLiteral("$SYS/broker/series/%1").arg(i), i % 2 == 1});
    return keys;
}

bool storeYear(const QString &packed, const QString &rows, qint64 nowMs)
{
    HistoryDatabase database;
    PlainHistory history(rows);
    if (!database.open(packed))
        return false;
    double scale = 1;
    const QList<SeriesKey> keys = chartKeys();
    for (const SeriesKey &key : keys) {
        const YearOfHistory year(nowMs, 10 * Series::minuteMs, scale += 0.1);
        QList<HistorySample> samples;
        for (const SeriesPoint &point : year.samples())
            samples.append({key, point});
        if (!year.store(database, instance, key) || !history.append(samples))
            return false;
    }
    return packAll(database, nowMs) && bool(database.prune(HistoryLimits(), nowMs));
}

void measureOpening(const SelfMeter &meter, const char *what, const QString &packed, const QString &rows,
                    qint64 nowMs, int days, double mostMs)
{
    constexpr int columns = 600;
    const qint64 columnMs = days * YearOfHistory::dayMs / columns;
    const CourseGrid grid = CourseGrid::of(columnMs, 10'000);
    const TimeSpan span{grid.startOf(nowMs - days * YearOfHistory::dayMs), grid.startOf(nowMs)};
    const auto figures = [](const Cost &cost, qsizetype points) {
        const QString wall = QStringLiteral("ms");
        return points > 0 ? Figures{{wall, cost.wallMs}, {QStringLiteral("cpu"), cost.cpuMs * 1000}}
                          : Figures();
    };
    const QList<SeriesKey> keys = chartKeys();
    Turns turns;
    turns.self([&] {
        const Cost begin = meter.now();
        HistoryDatabase database;
        qsizetype points = 0;
        if (database.open(packed)) {
            for (const SeriesKey &key : keys) {
                if (const auto course = database.course(instance, key, span, grid))
                    points += course->size();
            }
        }
        return figures(meter.now() - begin, points);
    });
    turns.peer(plain, [&] {
        const Cost begin = meter.now();
        PlainHistory history(rows);
        qsizetype points = 0;
        for (const SeriesKey &key : keys)
            points += history.course(key, span, std::max<qint64>(1, columnMs));
        return figures(meter.now() - begin, points);
    });
    turns.measure();
    print(turns.row({.bench = benchName,
                     .what = QStringLiteral("%1 of %2 series, from opening the file")
                                 .arg(QLatin1String(what))
                                 .arg(keys.size()),
                     .unit = QStringLiteral("ms"),
                     .goals = {atMost(mostMs)}},
                    QStringLiteral("ms")));
}

} // namespace

int main(int argc, char **argv)
{
    const SelfMeter meter;
    const QCoreApplication application(argc, argv);
    measureWriting(meter, 6);
    const QTemporaryDir folder;
    const QString packed = folder.filePath(QStringLiteral("packed.sqlite"));
    const QString rows = folder.filePath(QStringLiteral("rows.sqlite"));
    constexpr qint64 nowMs = brokerBeginMs + YearOfHistory::yearMs;
    if (!storeYear(packed, rows, nowMs))
        return 1;
    measureOpening(meter, "a year", packed, rows, nowMs, 365, 300);
    measureOpening(meter, "30 days", packed, rows, nowMs, 30, 50);
    return 0;
}
