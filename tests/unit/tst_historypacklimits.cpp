// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historystore.h"
#include "tests/support/testregistry.h"
#include "tests/unit/packedhours.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace syspulse;
using namespace syspulse::test::packs;

/// Packs that are too old, too large or damaged.
class TestHistoryPackLimits : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void prunesPacksByAge();
    void prunesPacksBySize();
    void aDamagedPackIsAGap_data();
    void aDamagedPackIsAGap();
    void damagedTimesAreReadFromTheirCopy_data();
    void damagedTimesAreReadFromTheirCopy();
    void damagedTimesAreAGap_data();
    void damagedTimesAreAGap();
    void timesGoAfterTheirPacks();
    void theStoreTellsOfDamageOnce();
    void aFullFileIsPackedBeforeAnythingGoes();

private:
    static constexpr qint64 packedAtMs = packsStartMs + 72 * hourMs; ///< by packThreeDays()

    /// Leaves a file of which all that may be is packed.
    void packThreeDays();
    QString path() const { return m_folder->filePath(QStringLiteral("history.sqlite")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHistoryPackLimits::packThreeDays()
{
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    QVERIFY(database.append(packsInstance, hoursOfSamples(72)));
    QVERIFY(database.pack(packedAtMs, everything));
}

void TestHistoryPackLimits::prunesPacksByAge()
{
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    QList<HistorySample> samples;
    for (int i = 0; i < 20 * 24 * 60; ++i)
        samples.append({counterKey, {packsStartMs + i * Series::minuteMs, double(i)}});
    QVERIFY(database.append(packsInstance, samples));
    const qint64 nowMs = packsStartMs + 20 * dayMs;
    QVERIFY(database.pack(nowMs, everything));
    QVERIFY(database.prune({3, 8, 12, 256}, nowMs));
    const auto firstOf = [&](CourseGrid::Tier tier) {
        const qint64 groupMs = tier == CourseGrid::Tier::Samples   ? 1
                               : tier == CourseGrid::Tier::Minutes ? Series::minuteMs
                                                                   : hourMs;
        // Within the time of this tier, or coarser ones tell what was before.
        for (qint64 fromMs = packsStartMs;; fromMs += hourMs) {
            const auto course =
                database.course(packsInstance, counterKey, {fromMs, fromMs + hourMs}, {tier, groupMs});
            if (course && !course->isEmpty() && course->size() == (tier == CourseGrid::Tier::Hours ? 1 : 60))
                return fromMs;
        }
    };
    // A step of packing later at most.
    QCOMPARE(
        numberIn(path(),
                 QStringLiteral("SELECT (%1 - min(start)) / 60000 FROM packs WHERE tier = 0").arg(nowMs)) -
                3 * 24 * 60 <=
            60,
        true);
    const qint64 samplesFromMs = firstOf(CourseGrid::Tier::Minutes);
    QVERIFY(samplesFromMs >= nowMs - 8 * dayMs - minuteTier.stepMs);
    QVERIFY(samplesFromMs <= nowMs - 8 * dayMs + hourMs);
    const qint64 hoursFromMs = database.load(packsInstance, 0)->value(counterKey).hours.constFirst().startMs;
    QVERIFY(hoursFromMs >= nowMs - 12 * dayMs - hourTier.stepMs &&
            hoursFromMs <= nowMs - 12 * dayMs + hourMs);
    QCOMPARE(database.load(packsInstance, 0)->value(counterKey).raw.constLast().value, 20.0 * 24 * 60 - 1);
    // All of it: the series goes with its last pack, and can come again.
    QVERIFY(database.prune({3, 8, 12, 256}, nowMs + 40 * dayMs));
    QVERIFY(database.load(packsInstance, 0)->isEmpty());
    QCOMPARE(numberIn(path(), QStringLiteral("SELECT count(*) FROM packs")), 0);
    QVERIFY(database.append(packsInstance, {{counterKey, {nowMs, 1}}}));
    QCOMPARE(database.load(packsInstance, 0)->size(), 1);
}

void TestHistoryPackLimits::prunesPacksBySize()
{
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    QList<HistorySample> samples;
    // Nothing that packing makes small.
    for (int i = 0; i < 120'000; ++i)
        samples.append({rateKey, {packsStartMs + i * 10'000, std::sin(double(i)) * double(i)}});
    QVERIFY(database.append(packsInstance, samples));
    const qint64 nowMs = packsStartMs + 120'000LL * 10'000;
    QVERIFY(database.pack(nowMs, everything));
    HistoryLimits limits;
    limits.megabytes = 1;
    limits.rawDays = 31;
    QVERIFY(database.prune(limits, nowMs));
    SeriesTiers tiers = database.load(packsInstance, 0)->value(rateKey);
    QCOMPARE(tiers.minutes.constLast().last, samples.constLast().point.value); // the newest stay
    QCOMPARE(tiers.hours.size(), 334);
    const auto pages = [this](const char *kind) {
        return numberIn(path(), QStringLiteral("PRAGMA ") + QLatin1String(kind));
    };
    QVERIFY((pages("page_count") - pages("freelist_count")) * pages("page_size") <= limits.maxBytes());
    limits.megabytes = 0;
    QVERIFY(database.prune(limits, nowMs));
    QVERIFY(database.load(packsInstance, 0)->isEmpty());
}

void TestHistoryPackLimits::aDamagedPackIsAGap_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("other bytes") << QStringLiteral("data = zeroblob(500)");
    QTest::newRow("no bytes") << QStringLiteral("data = zeroblob(0)");
    QTest::newRow("text") << QStringLiteral("data = 'x'");
    QTest::newRow("many bytes") << QStringLiteral("data = zeroblob(20000000)");
    QTest::newRow("another's") << QStringLiteral(
        "data = (SELECT other.data FROM packs AS other WHERE other.tier = 1 LIMIT 1)");
    QTest::newRow("other times") << QStringLiteral("end = end + 1");
}

void TestHistoryPackLimits::aDamagedPackIsAGap()
{
    QFETCH(QString, change);
    packThreeDays();
    const qint64 nowMs = packedAtMs;
    const qint64 firstEndMs =
        numberIn(path(), QStringLiteral("SELECT min(end) FROM packs WHERE tier = 0 AND count = 8192"));
    QVERIFY(RawFile(path()).run(
        QStringLiteral("UPDATE packs SET %1 WHERE tier = 0 AND end = %2").arg(change).arg(firstEndMs)));
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    const auto course = [&](const SeriesKey &key) {
        return database.course(packsInstance, key, {packsStartMs, nowMs}, {CourseGrid::Tier::Samples, 1})
            .value();
    };
    const SeriesCourse damaged = course(counterKey);
    QVERIFY(!damaged.isEmpty());
    QVERIFY2(database.takeNotice().contains(path()), "said");
    QVERIFY(damaged.size() < 72 * 360 - 360);
    QVERIFY(database.load(packsInstance, 0));
    // It goes on: what comes late is kept, and what is too old goes.
    QVERIFY(database.append(packsInstance, {{counterKey, {packsStartMs + hourMs + 1, 5}}}));
    QVERIFY(database.pack(nowMs, everything));
    QCOMPARE(course(counterKey).size(), damaged.size() + 1);
    QVERIFY(database.takeNotice().isEmpty()); // once is enough
    QVERIFY(database.prune({1, 90, 730, 256}, nowMs));
    QVERIFY(database.prune({1, 90, 730, 256}, nowMs + 60 * dayMs));
    QCOMPARE(numberIn(path(), QStringLiteral("SELECT count(*) FROM packs WHERE tier = 0")), 0);
}

void TestHistoryPackLimits::damagedTimesAreReadFromTheirCopy_data()
{
    QTest::addColumn<QString>("block");
    QTest::newRow("an old one") << QStringLiteral("1");
    QTest::newRow("the newest, which grows") << QStringLiteral("(SELECT max(id) FROM times)");
}

void TestHistoryPackLimits::damagedTimesAreReadFromTheirCopy()
{
    QFETCH(QString, block);
    packThreeDays();
    const QString copies = QStringLiteral("SELECT count(*) FROM times JOIN times_copies USING (instance, "
                                          "start, count, data)");
    // As a program has left it that knows of no copies.
    QVERIFY(RawFile(path()).run(QStringLiteral("DELETE FROM times_copies")));
    QVERIFY(HistoryDatabase().open(path()));
    QCOMPARE(numberIn(path(), copies), numberIn(path(), QStringLiteral("SELECT count(*) FROM times")));
    QVERIFY(RawFile(path()).run(QStringLiteral("UPDATE times SET data = zeroblob(500) WHERE id = ") + block));
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    const auto size = [&database](const SeriesKey &key) {
        return database
            .course(packsInstance, key, {packsStartMs, packedAtMs + dayMs}, {CourseGrid::Tier::Samples, 1})
            ->size();
    };
    QCOMPARE(size(counterKey), 71 * 360);
    QVERIFY(database.takeNotice().isEmpty());
    QList<HistorySample> more;
    for (int i = 0; i < 720; ++i) {
        for (const SeriesKey &key : {counterKey, rateKey})
            more.append({key, {packedAtMs + i * 10'000, double(i)}});
    }
    QVERIFY(database.append(packsInstance, more));
    QVERIFY(database.pack(packedAtMs + 10 * hourMs, everything));
    QCOMPARE(size(counterKey), 73 * 360);
    QVERIFY(database.takeNotice().isEmpty());
    QVERIFY(database.prune({1, 90, 730, 256}, packedAtMs + 60 * dayMs));
    QCOMPARE(numberIn(path(), QStringLiteral("SELECT count(*) FROM times_copies")), 0);
}

void TestHistoryPackLimits::damagedTimesAreAGap_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("other bytes") << QStringLiteral("UPDATE times SET data = zeroblob(500) WHERE id = 1");
    QTest::newRow("another's") << QStringLiteral(
        "UPDATE times SET data = (SELECT data FROM packs) WHERE id = 1");
    QTest::newRow("gone") << QStringLiteral("DELETE FROM times WHERE id = 1");
    QTest::newRow("twice") << QStringLiteral("INSERT INTO times (instance, start, end, count, data) SELECT "
                                             "instance, start + 1, end, count, data FROM "
                                             "times WHERE id = 1");
    QTest::newRow("the newest") << QStringLiteral(
        "UPDATE times SET data = zeroblob(9), count = 1 WHERE id = (SELECT max(id) FROM times)");
}

/// One block of times is damaged, and its copy: what refers to it is left out, everything else goes on.
void TestHistoryPackLimits::damagedTimesAreAGap()
{
    QFETCH(QString, change);
    packThreeDays();
    const qint64 nowMs = packedAtMs;
    QVERIFY(numberIn(path(), QStringLiteral("SELECT count(*) FROM times")) >= 3);
    QVERIFY(RawFile(path()).run(change));
    QVERIFY(RawFile(path()).run(QStringLiteral("UPDATE times_copies SET data = zeroblob(500)")));
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    const auto course = [&](CourseGrid::Tier tier, qint64 groupMs) {
        return database.course(packsInstance, counterKey, {packsStartMs, nowMs + dayMs}, {tier, groupMs})
            .value();
    };
    const SeriesCourse damaged = course(CourseGrid::Tier::Samples, 1);
    QVERIFY(database.takeNotice().contains(path()));
    QVERIFY(damaged.size() >= 8000 && damaged.size() < 71 * 360);
    QCOMPARE(course(CourseGrid::Tier::Hours, hourMs).size(), 71);
    // It goes on: new samples are packed and found.
    QList<HistorySample> more;
    for (int i = 0; i < 720; ++i) {
        for (const SeriesKey &key : {counterKey, rateKey})
            more.append({key, {nowMs + i * 10'000, double(i)}});
    }
    QVERIFY(database.append(packsInstance, more));
    QVERIFY(database.pack(nowMs + 10 * hourMs, everything));
    QCOMPARE(numberIn(path(), QStringLiteral("SELECT count(*) FROM raw")), 0);
    QCOMPARE(
        database.course(packsInstance, counterKey, {nowMs, nowMs + dayMs}, {CourseGrid::Tier::Samples, 1})
            ->size(),
        720);
    QVERIFY(database.prune({1, 90, 730, 256}, nowMs + 60 * dayMs));
    QCOMPARE(numberIn(path(), QStringLiteral("SELECT count(*) FROM packs WHERE tier = 0")), 0);
    QCOMPARE(numberIn(path(), QStringLiteral("SELECT count(*) FROM times")), 0);
}

void TestHistoryPackLimits::timesGoAfterTheirPacks()
{
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    QVERIFY(database.append(packsInstance, hoursOfSamples(240)));
    const qint64 nowMs = packsStartMs + 240 * hourMs;
    QVERIFY(database.pack(nowMs, everything));
    const qint64 blocks = numberIn(path(), QStringLiteral("SELECT count(*) FROM times"));
    for (int hour = 0; hour < 96; hour += 7) {
        const qint64 prunedMs = nowMs + hour * hourMs;
        QVERIFY(database.prune({4, 90, 730, 256}, prunedMs));
        const qint64 fromMs = prunedMs - 4 * dayMs + hourMs;
        const auto course =
            database.course(packsInstance, rateKey, {fromMs, nowMs}, {CourseGrid::Tier::Samples, 1});
        QCOMPARE(course->size(), (nowMs - fromMs) / 10'000);
    }
    QVERIFY(database.takeNotice().isEmpty());
    const qint64 left = numberIn(path(), QStringLiteral("SELECT count(*) FROM times"));
    QVERIFY(left > 0 && left < blocks - 3);
}

void TestHistoryPackLimits::theStoreTellsOfDamageOnce()
{
    {
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        QVERIFY(database.append(packsInstance, hoursOfSamples(30)));
        QVERIFY(database.pack(packsStartMs + 30 * hourMs, everything));
    }
    QVERIFY(RawFile(path()).run(QStringLiteral("UPDATE packs SET data = zeroblob(100)")));
    HistoryStore store(path());
    QSignalSpy noticed(&store, &HistoryStore::noticed);
    int answers = 0;
    for (int i = 0; i < 3; ++i)
        store.load(packsInstance, 0, &store,
                   [&answers](const Result<HistoryStore::Past> &past) { answers += past ? 1 : 0; });
    QTRY_COMPARE(answers, 3);
    QCOMPARE(noticed.size(), 1);
    QVERIFY(noticed.at(0).at(0).toString().contains(path()));
}

void TestHistoryPackLimits::aFullFileIsPackedBeforeAnythingGoes()
{
    HistoryStore store(path());
    QSignalSpy failed(&store, &HistoryStore::failed);
    // The store goes by the clock: what is packed must be older than an hour.
    constexpr qint64 beginMs = 1'700'000'000'000;
    store.setLimits({100'000, 100'000, 100'000, 1});
    // As rows these are more than twice what the file may take. Of ten series the first portions only note
    // times.
    constexpr int batches = 20;
    constexpr int batch = 500;
    int answers = 0;
    for (int i = 0; i < batches; ++i) {
        QList<HistorySample> samples;
        for (int k = 0; k < batch; ++k) {
            for (int topic = 0; topic < 10; ++topic)
                samples.append({{QString::number(topic), false},
                                {beginMs + 1000LL * (i * batch + k), double(topic + i * batch + k)}});
        }
        store.record(packsInstance, samples);
        store.load(packsInstance, beginMs, &store,
                   [&answers](const Result<HistoryStore::Past> &) { ++answers; });
        QTRY_COMPARE(answers, i + 1);
    }
    QCOMPARE(failed.size(), 0);
    std::optional<SeriesCourse> course;
    store.loadCourse({packsInstance,
                      {QString::number(9), false},
                      {beginMs, beginMs + dayMs * 2},
                      {CourseGrid::Tier::Samples, 1}},
                     &store,
                     [&course](const Result<SeriesCourse> &read) { course = read ? *read : SeriesCourse(); });
    QTRY_VERIFY(course);
    QCOMPARE(course->size(), batches * batch);
}

SYSPULSE_TEST(TestHistoryPackLimits)
#include "tst_historypacklimits.moc"
