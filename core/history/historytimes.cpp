// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historydatabase.h"

#include "core/history/packcolumn.h"

#include <algorithm>
#include <limits>

#include <QSqlQuery>

// The part of HistoryDatabase that notes times which series of an instance share. They are kept once, and
// packs of samples tell only in what their times differ. To the newest of them others are added behind; in
// between none is, and the oldest go when no pack can need them.
namespace syspulse {

namespace {

/// Blocks in memory: some days at 10 s, 2 MiB.
constexpr qsizetype mostBlocks = 16;
/// As many samples of a series are looked through for times, with those of all others.
constexpr int mostTimesAtOnce = 180;
/// As many changes per second are asked over which time they were measured.
constexpr qsizetype askedRates = 5;
/// Shared times outlive the packs: another program may be reading one that has just gone.
constexpr qint64 keptLongerMs = 24 * Series::hourMs;

/// The one that is there most often.
quint64 usual(const QList<quint64> &numbers)
{
    quint64 best = 0;
    qsizetype most = 0;
    for (const quint64 number : numbers) {
        if (const qsizetype count = numbers.count(number); count > most) {
            best = number;
            most = count;
        }
    }
    return best;
}

/// How many series have a sample at a time.
struct TimeCount
{
    qint64 timeMs;
    qint64 count;
};

/// What is shared of the times of @p counts (ascending). @p rates: changes per second at any of them.
SharedTimes sharedOf(const QList<TimeCount> &counts, const QList<SeriesPoint> &rates)
{
    qint64 most = 0;
    for (const TimeCount &each : counts)
        most = std::max(most, each.count);
    SharedTimes shared;
    // Topics of others have times of their own. The last one is noted anyway: so far samples have been read.
    for (const auto &[timeMs, count] : counts) {
        if (count * 4 >= most || timeMs == counts.constLast().timeMs)
            shared.times.append(timeMs);
    }
    QList<QList<quint64>> spans(shared.times.size());
    for (const SeriesPoint &rate : rates) {
        const auto it = std::lower_bound(shared.times.cbegin(), shared.times.cend(), rate.timeMs);
        if (it == shared.times.cbegin() || it == shared.times.cend() || *it != rate.timeMs)
            continue;
        QList<quint64> &found = spans[it - shared.times.cbegin()];
        if (found.size() >= askedRates)
            continue;
        if (const quint64 spanMs = spanOfRate(rate.value, quint64(rate.timeMs - *(it - 1))); spanMs > 0)
            found.append(spanMs);
    }
    for (const QList<quint64> &found : std::as_const(spans))
        shared.spansMs.append(usual(found));
    return shared;
}

void addBehind(SharedTimes &times, const SharedTimes &more)
{
    times.times += more.times;
    times.spansMs += more.spansMs;
}

} // namespace

Result<QString> HistoryDatabase::instanceOf(qint64 series)
{
    if (const auto it = m_instances.constFind(series); it != m_instances.constEnd())
        return *it;
    QSqlQuery query(m_database);
    if (!query.exec(QStringLiteral("SELECT instance FROM series WHERE id = %1").arg(series)))
        return Unexpected<Error>{failed(query.lastError())};
    if (!query.next())
        return QString();
    return m_instances[series] = query.value(0).toString();
}

Result<std::optional<qint64>> HistoryDatabase::sharedUntil(const QString &instance)
{
    QSqlQuery query(m_database);
    query.prepare(QStringLiteral("SELECT max(end) FROM times WHERE instance = ?"));
    query.addBindValue(instance);
    if (!query.exec() || !query.next())
        return Unexpected<Error>{failed(query.lastError())};
    return query.isNull(0) ? std::optional<qint64>() : query.value(0).toLongLong();
}

Result<SharedTimes> HistoryDatabase::sharedTimes(qint64 series, const TimeSpan &span)
{
    const auto instance = instanceOf(series);
    if (!instance)
        return Unexpected<Error>{instance.error()};
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(
        QStringLiteral("SELECT id, start, end, count FROM times WHERE instance = ? AND end >= ? AND "
                       "start <= ? ORDER BY start"));
    for (const QVariant &value : std::initializer_list<QVariant>{*instance, span.fromMs, span.toMs})
        query.addBindValue(value);
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    SharedTimes shared;
    while (query.next()) {
        const qint64 id = query.value(0).toLongLong();
        TimesBlock block{
            {query.value(1).toLongLong(), query.value(2).toLongLong()}, query.value(3).toLongLong(), {}};
        auto known = m_times.constFind(id);
        if (known == m_times.constEnd() || known->span != block.span || known->count != block.count) {
            QSqlQuery data(m_database);
            if (!data.exec(QStringLiteral("SELECT data FROM times WHERE id = %1").arg(id)))
                return Unexpected<Error>{failed(data.lastError())};
            if (m_times.size() >= mostBlocks)
                m_times.clear();
            // One that is damaged has no times: packs notice that these are missing.
            if (data.next()) {
                const auto times =
                    timesOfBlock(data.value(0).toByteArray(), *instance, block.span.fromMs, block.count);
                if (!times)
                    return Unexpected<Error>{times.error()};
                block.times = times->value_or(SharedTimes());
            }
            known = m_times.insert(id, block);
        }
        addBehind(shared, known->times.within(span.fromMs, span.toMs));
    }
    return shared;
}

Result<qsizetype> HistoryDatabase::shareTimes(qint64 series, qint64 untilMs)
{
    const auto instance = instanceOf(series);
    if (!instance)
        return Unexpected<Error>{instance.error()};
    qsizetype read = 0;
    const Result<void> done = inTransaction([&]() -> Result<void> {
        const auto until = sharedUntil(*instance);
        if (!until)
            return Unexpected<Error>{until.error()};
        const qint64 fromMs = *until ? **until + 1 : std::numeric_limits<qint64>::min();
        QSqlQuery query(m_database);
        query.prepare(
            QStringLiteral("SELECT max(time) FROM (SELECT time FROM raw WHERE series = ? AND time < ? "
                           "ORDER BY time LIMIT ?)"));
        for (const qint64 value : {series, untilMs, qint64(sampleTier.packed)})
            query.addBindValue(value);
        if (!query.exec() || !query.next())
            return Unexpected<Error>{failed(query.lastError())};
        const qint64 lastMs = query.value(0).toLongLong();
        if (query.isNull(0) || lastMs < fromMs)
            return {};
        query.prepare(
            QStringLiteral("SELECT (SELECT min(first) FROM (SELECT (SELECT min(time) FROM raw WHERE series = "
                           "series.id AND time "
                           ">= :from) AS first FROM series WHERE instance = :instance)), (SELECT max(time) "
                           "FROM (SELECT time "
                           "FROM raw WHERE series = :series AND time >= :from ORDER BY time LIMIT :most))"));
        query.bindValue(QStringLiteral(":from"), fromMs);
        query.bindValue(QStringLiteral(":instance"), *instance);
        query.bindValue(QStringLiteral(":series"), series);
        query.bindValue(QStringLiteral(":most"), mostTimesAtOnce);
        if (!query.exec() || !query.next())
            return Unexpected<Error>{failed(query.lastError())};
        const qint64 firstMs = query.value(0).toLongLong();
        const qint64 toMs = std::max(firstMs, query.value(1).toLongLong()) + 1;
        const auto times =
            timesInRows(*instance, {firstMs, std::min({untilMs, toMs, firstMs + Series::hourMs})}, read);
        if (!times)
            return Unexpected<Error>{times.error()};
        return appendSharedTimes(*instance, *times);
    });
    if (!done)
        return Unexpected<Error>{done.error()};
    return read;
}

Result<SharedTimes> HistoryDatabase::timesInRows(const QString &instance, const TimeSpan &span,
                                                 qsizetype &read)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    const auto ask = [&](const char *columns, const char *rate, const char *condition) {
        query.prepare(
            QStringLiteral("SELECT %1 FROM raw WHERE series IN (SELECT id FROM series WHERE instance "
                           "= ?%2) AND time >= ? AND time < ? %3")
                .arg(QLatin1String(columns), QLatin1String(rate), QLatin1String(condition)));
        for (const QVariant &value : std::initializer_list<QVariant>{instance, span.fromMs, span.toMs})
            query.addBindValue(value);
        return query.exec();
    };
    if (!ask("time, count(*)", "", "GROUP BY time ORDER BY time"))
        return Unexpected<Error>{failed(query.lastError())};
    QList<TimeCount> counts;
    while (query.next()) {
        counts.append({query.value(0).toLongLong(), query.value(1).toLongLong()});
        read += counts.constLast().count;
    }
    if (!ask("time, value", " AND rate = 1", "AND value > 0"))
        return Unexpected<Error>{failed(query.lastError())};
    QList<SeriesPoint> rates;
    while (query.next())
        rates.append({query.value(0).toLongLong(), query.value(1).toDouble()});
    return sharedOf(counts, rates);
}

Result<void> HistoryDatabase::shareTimes(const SamplesOfSeries &samples, qint64 untilMs)
{
    struct Found
    {
        qint64 afterMs = std::numeric_limits<qint64>::min(); ///< later than what is noted
        QHash<qint64, qint64> counts;
        QList<SeriesPoint> rates;
    };
    QHash<QString, Found> instances;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(QStringLiteral("SELECT id, instance, rate FROM series")))
        return Unexpected<Error>{failed(query.lastError())};
    while (query.next()) {
        const auto its = samples.constFind(query.value(0).toLongLong());
        if (its == samples.constEnd())
            continue;
        const QString instance = query.value(1).toString();
        const bool isNew = !instances.contains(instance);
        Found &found = instances[instance];
        if (isNew) {
            const auto until = sharedUntil(instance);
            if (!until)
                return Unexpected<Error>{until.error()};
            found.afterMs = until->value_or(found.afterMs);
        }
        for (const SeriesPoint &point : *its) {
            if (point.timeMs <= found.afterMs || point.timeMs >= untilMs)
                continue;
            ++found.counts[point.timeMs];
            if (query.value(2).toBool() && point.value > 0)
                found.rates.append(point);
        }
    }
    for (auto it = instances.cbegin(); it != instances.cend(); ++it) {
        QList<TimeCount> counts;
        for (auto count = it->counts.cbegin(); count != it->counts.cend(); ++count)
            counts.append({count.key(), *count});
        std::sort(counts.begin(), counts.end(),
                  [](const TimeCount &a, const TimeCount &b) { return a.timeMs < b.timeMs; });
        if (counts.isEmpty())
            continue;
        if (const auto done = appendSharedTimes(it.key(), sharedOf(counts, it->rates)); !done)
            return done;
    }
    return {};
}

Result<void> HistoryDatabase::appendSharedTimes(const QString &instance, const SharedTimes &times)
{
    QSqlQuery query(m_database);
    query.prepare(QStringLiteral(
        "SELECT id, count, data, start FROM times WHERE instance = ? ORDER BY start DESC LIMIT 1"));
    query.addBindValue(instance);
    if (!query.exec())
        return Unexpected<Error>{failed(query.lastError())};
    SharedTimes all;
    if (query.next() && query.value(1).toLongLong() < sampleTier.packed) {
        const auto last = timesOfBlock(query.value(2).toByteArray(), instance, query.value(3).toLongLong(),
                                       query.value(1).toLongLong());
        if (!last)
            return Unexpected<Error>{last.error()};
        // One that is damaged stays: what it was is not known.
        if (*last) {
            all = **last;
            if (const auto gone =
                    run(QStringLiteral("DELETE FROM times WHERE id = %1").arg(query.value(0).toLongLong()));
                !gone)
                return gone;
        }
    }
    query.finish();
    addBehind(all, times);
    query.prepare(QStringLiteral(
        "INSERT OR REPLACE INTO times (instance, start, end, count, data) VALUES (?, ?, ?, ?, ?)"));
    QSqlQuery copy(m_database);
    copy.prepare(QStringLiteral("INSERT OR REPLACE INTO times_copies VALUES (?, ?, ?, ?)"));
    for (qsizetype i = 0; i < all.times.size(); i += sampleTier.packed) {
        const SharedTimes block{all.times.mid(i, sampleTier.packed), all.spansMs.mid(i, sampleTier.packed)};
        const QByteArray data = syspulse::pack(block);
        for (const QVariant &value : std::initializer_list<QVariant>{
                 instance, block.times.constFirst(), block.times.constLast(), block.times.size(), data})
            query.addBindValue(value);
        if (!query.exec())
            return Unexpected<Error>{failed(query.lastError())};
        for (const QVariant &value :
             std::initializer_list<QVariant>{instance, block.times.constFirst(), block.times.size(), data})
            copy.addBindValue(value);
        if (!copy.exec())
            return Unexpected<Error>{failed(copy.lastError())};
    }
    return {};
}

Result<std::optional<SharedTimes>>
HistoryDatabase::timesOfBlock(const QByteArray &data, const QString &instance, qint64 startMs, qint64 count)
{
    if (std::optional<SharedTimes> times = sharedTimesIn(data))
        return times;
    QSqlQuery copy(m_database);
    copy.prepare(
        QStringLiteral("SELECT data FROM times_copies WHERE instance = ? AND start = ? AND count = ?"));
    for (const QVariant &value : std::initializer_list<QVariant>{instance, startMs, count})
        copy.addBindValue(value);
    if (!copy.exec())
        return Unexpected<Error>{failed(copy.lastError())};
    return copy.next() ? sharedTimesIn(copy.value(0).toByteArray()) : std::nullopt;
}

Result<void> HistoryDatabase::dropSharedTimes(qint64 untilMs)
{
    if (const auto done =
            run(QStringLiteral("DELETE FROM times WHERE end <= %1").arg(untilMs - keptLongerMs));
        !done)
        return done;
    return run(
        QStringLiteral("DELETE FROM times_copies WHERE NOT EXISTS (SELECT 1 FROM times WHERE times.instance "
                       "= times_copies.instance AND times.start = times_copies.start)"));
}

} // namespace syspulse
