// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/historydatabase.h"

#include <QSqlQuery>

namespace syspulse::bench {

/// Writes rows into a file that a HistoryDatabase has made, many times as fast as that does: for files as
/// they become in years.
class OldFile
{
public:
    OldFile(const QString &path, const QString &instance)
        : m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("old")))
        , m_instance(instance)
    {
        m_database.setDatabaseName(path);
        m_database.open();
    }
    ~OldFile()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(QStringLiteral("old"));
    }
    Q_DISABLE_COPY_MOVE(OldFile)

    /// Samples of a series come in their order.
    void add(const HistorySample &sample, bool asSample, bool inMinutes)
    {
        Tail &tail = m_tails[sample.key];
        if (tail.series == 0)
            tail.series = newSeries(sample.key);
        if (asSample)
            m_samples.append({tail.series, sample.point});
        if (inMinutes)
            addTo(tail.minute, m_minutes, tail.series, sample.point, Series::minuteMs);
        addTo(tail.hour, m_hours, tail.series, sample.point, Series::hourMs);
    }
    qsizetype waiting() const { return m_samples.size() + m_minutes.size() + m_hours.size(); }
    /// Writes what waits; how many samples.
    qint64 write()
    {
        m_database.transaction();
        QSqlQuery raw(m_database);
        raw.prepare(QStringLiteral("INSERT INTO raw VALUES (?, ?, ?)"));
        for (const auto &[series, point] : std::as_const(m_samples)) {
            raw.bindValue(0, series);
            raw.bindValue(1, point.timeMs);
            raw.bindValue(2, point.value);
            raw.exec();
        }
        writeBuckets("minutes", m_minutes);
        writeBuckets("hours", m_hours);
        m_database.commit();
        m_minutes.clear();
        m_hours.clear();
        return std::exchange(m_samples, {}).size();
    }

private:
    template <typename Item>
    using Rows = QList<std::pair<qint64, Item>>;
    struct Tail
    {
        qint64 series = 0;
        SeriesBucket minute;
        SeriesBucket hour;
    };

    qint64 newSeries(const SeriesKey &key)
    {
        QSqlQuery query(m_database);
        query.prepare(QStringLiteral("INSERT INTO series (instance, topic, rate) VALUES (?, ?, ?)"));
        query.addBindValue(m_instance);
        query.addBindValue(key.topic);
        query.addBindValue(int(key.rate));
        query.exec();
        return query.lastInsertId().toLongLong();
    }
    static void addTo(SeriesBucket &bucket, Rows<SeriesBucket> &done, qint64 series, const SeriesPoint &point,
                      qint64 widthMs)
    {
        const qint64 startMs = point.timeMs - point.timeMs % widthMs;
        if (bucket.count > 0 && bucket.startMs != startMs) {
            done.append({series, bucket});
            bucket.count = 0;
        }
        if (bucket.count == 0)
            bucket = {startMs, point.value, point.value, 0, 0, 0};
        bucket.minimum = std::min(bucket.minimum, point.value);
        bucket.maximum = std::max(bucket.maximum, point.value);
        bucket.sum += point.value;
        bucket.last = point.value;
        ++bucket.count;
    }
    void writeBuckets(const char *table, const Rows<SeriesBucket> &buckets)
    {
        QSqlQuery query(m_database);
        query.prepare(
            QStringLiteral("INSERT INTO %1 VALUES (?, ?, ?, ?, ?, ?, ?)").arg(QLatin1String(table)));
        for (const auto &[series, bucket] : buckets) {
            query.bindValue(0, series);
            query.bindValue(1, bucket.startMs);
            query.bindValue(2, bucket.minimum);
            query.bindValue(3, bucket.maximum);
            query.bindValue(4, bucket.sum);
            query.bindValue(5, bucket.last);
            query.bindValue(6, bucket.count);
            query.exec();
        }
    }

    QSqlDatabase m_database;
    QString m_instance;
    QHash<SeriesKey, Tail> m_tails;
    Rows<SeriesPoint> m_samples;
    Rows<SeriesBucket> m_minutes;
    Rows<SeriesBucket> m_hours;
};

} // namespace syspulse::bench
