// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/journalentry.h"
#include "tests/support/testregistry.h"
#include "tests/unit/packedhours.h"

#include <algorithm>

#include <QTemporaryDir>

using namespace syspulse;
using namespace syspulse::test::packs;

/// What is appended waits in a journal, and nobody who reads it notices.
class TestHistoryJournal : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void entriesComeBack();
    void whatIsInTheJournalIsRead();
    void whatIsOldIsNeverARow();
    void whatComesTwiceCountsOnce();
    void aFullJournalIsEmptied();
    void aDamagedEntryIsLeftOut();
    void aSeriesOfTheJournalAloneStays();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("history.sqlite")); }
    qint64 rows(const char *table) const
    {
        return numberIn(path(), QStringLiteral("SELECT count(*) FROM ") + QLatin1String(table));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHistoryJournal::entriesComeBack()
{
    const QList<std::pair<qint64, SeriesPoint>> all{
        {1, {packsStartMs, 1.5}}, {300, {packsStartMs, -0.0}}, {1, {packsStartMs + 7, 1e300}}, {9, {3, 2}}};
    JournalEntry entry;
    QCOMPARE(entry.count(), 0);
    for (const auto &[series, point] : all)
        entry.add(series, point);
    QCOMPARE(entry.count(), 4);
    QCOMPARE(entry.span(), (TimeSpan{3, packsStartMs + 7}));
    QList<std::pair<qint64, SeriesPoint>> found;
    const auto visit = [&found](qint64 series, const SeriesPoint &point) { found.append({series, point}); };
    QVERIFY(forEachEntered(entry.bytes(), visit));
    QCOMPARE(found, all);
    found.clear();
    for (qsizetype at = 0; at < entry.bytes().size(); ++at) {
        QByteArray bytes = entry.bytes();
        bytes[at] = char(bytes.at(at) ^ 0x10);
        QVERIFY(!forEachEntered(bytes, visit));
        QVERIFY(!forEachEntered(entry.bytes().left(at), visit));
    }
    QVERIFY(found.isEmpty());
}

void TestHistoryJournal::whatIsInTheJournalIsRead()
{
    const QList<HistorySample> samples = hoursOfSamples(30);
    HistoryDatabase database; // in many appends, with a restart between
    HistoryDatabase plain;    // all in one, and right into packs
    QVERIFY(plain.open(m_folder->filePath(QStringLiteral("plain.sqlite"))));
    QVERIFY(plain.append(packsInstance, samples));
    QVERIFY(plain.pack(packsStartMs + 60 * dayMs, everything));
    constexpr qsizetype update = 50;
    for (qsizetype i = 0; i < samples.size(); i += update) {
        if (i % (100 * update) == 0)
            QVERIFY(database.open(path()));
        QVERIFY(database.append(packsInstance, samples.mid(i, update)));
    }
    QCOMPARE(rows("raw") + rows("minutes") + rows("hours") + rows("packs"), 0);
    compareReadings(Reading(database), Reading(plain));
    // A part of it is packed, in the middle of an append.
    QVERIFY(database.pack(packsStartMs + 20 * hourMs, everything));
    QVERIFY(rows("packs") > 0);
    compareReadings(Reading(database), Reading(plain));
}

void TestHistoryJournal::whatIsOldIsNeverARow()
{
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    const QList<HistorySample> samples = hoursOfSamples(30);
    for (qsizetype i = 0, hour = 1; i < samples.size(); ++hour) {
        qsizetype end = i;
        while (end < samples.size() && samples.at(end).point.timeMs < packsStartMs + hour * hourMs)
            ++end;
        QVERIFY(database.append(packsInstance, samples.mid(i, end - i)));
        QVERIFY(database.pack(packsStartMs + hour * hourMs, everything));
        QCOMPARE(rows("raw"), 0);
        i = end;
    }
    QVERIFY(numberIn(path(), QStringLiteral("SELECT sum(count) FROM packs WHERE tier = 0")) > 20'000);
    QVERIFY(rows("times") > 0);
    // The last hour.
    QVERIFY(numberIn(path(), QStringLiteral("SELECT min(start) FROM journal")) >= packsStartMs + 29 * hourMs);
}

void TestHistoryJournal::whatComesTwiceCountsOnce()
{
    HistoryDatabase database;
    HistoryDatabase plain;
    QVERIFY(database.open(path()));
    QVERIFY(plain.open(m_folder->filePath(QStringLiteral("plain.sqlite"))));
    const QList<HistorySample> samples = hoursOfSamples(5);
    QVERIFY(plain.append(packsInstance, samples));
    QList<HistorySample> mixed = samples;
    std::reverse(mixed.begin(), mixed.end());
    QVERIFY(database.append(packsInstance, mixed));
    QVERIFY(database.append(packsInstance, samples.mid(100, 1000)));
    compareReadings(Reading(database), Reading(plain));
    QVERIFY(database.pack(packsStartMs + 3 * hourMs, everything));
    compareReadings(Reading(database), Reading(plain));
    QVERIFY(database.append(packsInstance, samples)); // once more, with what is packed
    compareReadings(Reading(database), Reading(plain));
    QVERIFY(database.pack(packsStartMs + 60 * dayMs, everything));
    compareReadings(Reading(database), Reading(plain));
}

void TestHistoryJournal::aFullJournalIsEmptied()
{
    HistoryDatabase database(2000);
    QVERIFY(database.open(path()));
    // An hour of them is more than it takes.
    qint64 count = 0;
    for (qint64 second = 0; second < 60; ++second) {
        QList<HistorySample> samples;
        for (int series = 0; series < 100; ++series)
            samples.append({{QStringLiteral("$SYS/%1").arg(series), false},
                            {packsStartMs + second * 1000, double(second)}});
        count += samples.size();
        QVERIFY(database.append(packsInstance, samples));
        QVERIFY(numberIn(path(), QStringLiteral("SELECT coalesce(sum(count), 0) FROM journal")) <= 2000);
    }
    QVERIFY(rows("raw") > 0);
    const auto tiers = database.load(packsInstance, 0);
    QVERIFY(tiers);
    qint64 read = 0;
    for (const SeriesTiers &each : *tiers)
        read += each.raw.size();
    QCOMPARE(read, count);
}

void TestHistoryJournal::aDamagedEntryIsLeftOut()
{
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    const QList<HistorySample> samples = hoursOfSamples(2);
    QVERIFY(database.append(packsInstance, samples.first(100)));
    QVERIFY(database.append(packsInstance, samples.mid(100)));
    QVERIFY(RawFile(path()).run(
        QStringLiteral("UPDATE journal SET data = substr(data, 1, length(data) - 1) WHERE id = 1")));
    const auto tiers = database.load(packsInstance, 0);
    QVERIFY(tiers);
    QVERIFY(tiers->value(counterKey).raw.size() > 500);
    QVERIFY(tiers->value(counterKey).raw.constFirst().timeMs > packsStartMs);
    QVERIFY(!database.takeNotice().isEmpty());
    QVERIFY(database.pack(packsStartMs + 60 * dayMs, everything));
    QCOMPARE(rows("journal"), 0);
}

void TestHistoryJournal::aSeriesOfTheJournalAloneStays()
{
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    QVERIFY(database.append(packsInstance, hoursOfSamples(1)));
    QVERIFY(database.prune(HistoryLimits(), packsStartMs + hourMs));
    QCOMPARE(rows("raw") + rows("packs"), 0);
    QCOMPARE(rows("series"), 3);
    QVERIFY(database.load(packsInstance, 0)->value(counterKey).raw.size() > 300);
}

SYSPULSE_TEST(TestHistoryJournal)
#include "tst_historyjournal.moc"
