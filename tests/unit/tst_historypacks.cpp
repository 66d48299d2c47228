// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testregistry.h"
#include "tests/unit/oldpacks.h"
#include "tests/unit/packedhours.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

using namespace syspulse;
using namespace syspulse::test;
using namespace syspulse::test::packs;

/// What becomes old is packed, and nobody who reads it notices.
class TestHistoryPacks : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void nothingThatIsReadChanges();
    void packingGoesOn();
    void portionsAreBounded();
    void samplesThatComeLate();
    void filesOfBeforeAreTakenOver();
    void packsOfVersion2AreTakenOver();
    void timesAreKeptOnce();
    void timesOfOthersAreNotShared();
    void survivesSigkill();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("history.sqlite")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHistoryPacks::nothingThatIsReadChanges()
{
    {
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        QVERIFY(database.append(packsInstance, hoursOfSamples(60)));
        const Reading before(database);
        QCOMPARE(before.tiers.value(counterKey).hours.size(), 59);
        const auto more = database.pack(packsStartMs + 60 * hourMs, everything);
        QVERIFY(more);
        QVERIFY(!*more);
        compareReadings(Reading(database), before);
        QVERIFY(database.takeNotice().isEmpty());
    }
    // The newest are in the journal still, their buckets are rows; the others are packed.
    QCOMPARE(
        numberIn(path(),
                 QStringLiteral("SELECT count(*) FROM raw WHERE time < %1").arg(packsStartMs + 59 * hourMs)),
        0);
    QCOMPARE(numberIn(path(), QStringLiteral("SELECT count(*) FROM journal")), 1);
    QVERIFY(numberIn(path(), QStringLiteral("SELECT count(*) FROM minutes")) > 0);
    QVERIFY(numberIn(path(), QStringLiteral("SELECT count(*) FROM hours")) > 0);
    for (const char *tier : {"0", "1", "2"})
        QVERIFY(numberIn(path(), QStringLiteral("SELECT count(*) FROM packs WHERE tier = ") +
                                     QLatin1String(tier)) >= 3);
}

void TestHistoryPacks::packingGoesOn()
{
    HistoryDatabase database;
    HistoryDatabase plain;
    QVERIFY(database.open(path()));
    QVERIFY(plain.open(m_folder->filePath(QStringLiteral("plain.sqlite"))));
    const QList<HistorySample> samples = hoursOfSamples(72);
    QVERIFY(plain.append(packsInstance, samples));
    // Hour by hour, as it is when the program runs.
    qsizetype from = 0;
    for (int hour = 1; hour <= 72; ++hour) {
        qsizetype to = from;
        while (to < samples.size() && samples.at(to).point.timeMs < packsStartMs + hour * hourMs)
            ++to;
        QVERIFY(database.append(packsInstance, samples.mid(from, to - from)));
        QVERIFY(database.pack(packsStartMs + hour * hourMs, everything));
        from = to;
    }
    compareReadings(Reading(database), Reading(plain));
    // 25,000 samples are three full packs and one that grows; it is not one for each hour.
    QCOMPARE(numberIn(path(), QStringLiteral("SELECT max(count) FROM packs WHERE tier = 0")),
             sampleTier.packed);
    QVERIFY(numberIn(path(), QStringLiteral("SELECT count(*) FROM packs")) < 3 * 3 * 5);
}

void TestHistoryPacks::portionsAreBounded()
{
    HistoryDatabase database(0); // all become rows
    QVERIFY(database.open(path()));
    const QList<HistorySample> samples = hoursOfSamples(72);
    for (qsizetype i = 0; i < samples.size(); i += 500)
        QVERIFY(database.append(packsInstance, samples.mid(i, 500)));
    QVERIFY(numberIn(path(), QStringLiteral("SELECT count(*) FROM raw")) > 50'000);
    const Reading before(database);
    int portions = 0;
    for (bool more = true; more; ++portions) {
        const auto packed = database.pack(packsStartMs + 72 * hourMs, 1);
        QVERIFY(packed);
        more = *packed;
        if (portions % 5 == 0)
            compareReadings(Reading(database), before);
    }
    QVERIFY(portions > 10);
    compareReadings(Reading(database), before);
}

/// Of a sample that comes late nobody knows whether it was the last one of a bucket that is packed.
static Reading withoutLast(HistoryDatabase &database)
{
    Reading reading(database);
    for (SeriesTiers &tiers : reading.tiers) {
        for (QList<SeriesBucket> *buckets : {&tiers.minutes, &tiers.hours}) {
            for (SeriesBucket &bucket : *buckets)
                bucket.last = 0;
        }
    }
    return reading;
}

void TestHistoryPacks::samplesThatComeLate()
{
    HistoryDatabase database;
    HistoryDatabase plain;
    QVERIFY(database.open(path()));
    QVERIFY(plain.open(m_folder->filePath(QStringLiteral("plain.sqlite"))));
    const qint64 nowMs = packsStartMs + 60 * hourMs;
    const QList<HistorySample> samples = hoursOfSamples(60);
    QList<HistorySample> late;
    for (int minute = 0; minute < 60; ++minute) // the gap, and before all
        late.append({counterKey, {packsStartMs + 5 * hourMs + minute * Series::minuteMs + 1, 3.25}});
    late.append({counterKey, {packsStartMs - hourMs, 1}});
    late.append({counterKey, {packsStartMs + 10 * hourMs + 4999, 2e6}}); // between others
    for (HistoryDatabase *each : {&database, &plain})
        QVERIFY(each->append(packsInstance, samples));
    QVERIFY(database.pack(nowMs, everything));
    for (HistoryDatabase *each : {&database, &plain}) {
        QVERIFY(each->append(packsInstance, samples)); // as after a lost answer
        QVERIFY(each->append(packsInstance, late));
        QVERIFY(each->append(packsInstance, late));
    }
    compareReadings(withoutLast(database), withoutLast(plain));
    QVERIFY(database.pack(nowMs, everything));
    compareReadings(withoutLast(database), withoutLast(plain));
    QVERIFY(database.append(packsInstance, late));
    compareReadings(withoutLast(database), withoutLast(plain));
    QCOMPARE(Reading(database).tiers.value(counterKey).hours.size(), 61);
}

void TestHistoryPacks::filesOfBeforeAreTakenOver()
{
    std::optional<Reading> before;
    {
        HistoryDatabase database(0); // all become rows
        QVERIFY(database.open(path()));
        const QList<HistorySample> samples = hoursOfSamples(30);
        for (qsizetype i = 0; i < samples.size(); i += 500)
            QVERIFY(database.append(packsInstance, samples.mid(i, 500)));
        before.emplace(database);
    }
    {
        RawFile file(path()); // as the version before left it
        QCOMPARE(file.number(QStringLiteral("SELECT count(*) FROM journal")), 0);
        QVERIFY(file.run(QStringLiteral("DROP TABLE journal")));
        QVERIFY(file.run(QStringLiteral("DROP TABLE packs")));
        QVERIFY(file.run(QStringLiteral("PRAGMA user_version = 1")));
    }
    {
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        QVERIFY(database.asideName().isEmpty());
        compareReadings(Reading(database), *before);
        QVERIFY(database.pack(packsStartMs + 30 * hourMs, everything));
        compareReadings(Reading(database), *before);
    }
    QCOMPARE(numberIn(path(), QStringLiteral("PRAGMA user_version")), 4);
    QVERIFY(numberIn(path(), QStringLiteral("SELECT count(*) FROM packs")) > 0);
}

/// Old packs are read, get company, are cut and written anew.
void TestHistoryPacks::packsOfVersion2AreTakenOver()
{
    const QList<SeriesPoint> samples = oldSamples(oldCount);
    const QList<SeriesBucket> minutes = oldBuckets(oldCount);
    const qint64 nowMs = oldPacksStartMs + 40 * hourMs;
    {
        HistoryDatabase database;
        QVERIFY(database.open(path()));
        QVERIFY(database.append(packsInstance, {{rareKey, {nowMs, 1}}}));
    }
    {
        RawFile file(path());
        const auto keep = [&file](int series, int tier, qint64 startMs, qint64 endMs, const OldPack &old) {
            return file.run(
                QStringLiteral("INSERT INTO packs (series, tier, start, end, count, data) VALUES (%1, %2, "
                               "%3, %4, %5, x'%6')")
                    .arg(series)
                    .arg(tier)
                    .arg(startMs)
                    .arg(endMs)
                    .arg(oldPacked)
                    .arg(QString::fromLatin1(QByteArray::fromBase64(old.base64).toHex())));
        };
        QVERIFY(file.run(QStringLiteral("DROP TABLE times")));
        QVERIFY(file.run(QStringLiteral("INSERT INTO series VALUES (77, '%1', '%2', 0)")
                             .arg(packsInstance, counterKey.topic)));
        QVERIFY(keep(77, 0, samples.constFirst().timeMs, samples.constLast().timeMs, oldSamplePacks[0]));
        QVERIFY(keep(77, 1, minutes.constFirst().startMs, minutes.constLast().startMs, oldBucketPacks[0]));
        QVERIFY(file.run(QStringLiteral("PRAGMA user_version = 2")));
    }
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    const auto kept = [&database] { return database.load(packsInstance, 0)->value(counterKey); };
    QCOMPARE(kept().raw, samples);
    QCOMPARE(kept().minutes, minutes);
    QList<SeriesPoint> all = samples;
    for (int i = 0; i < 100; ++i)
        all.append({samples.constLast().timeMs + (i + 1) * Series::minuteMs, 0.25 * i});
    for (const SeriesPoint &sample : all) // those that are packed are known
        QVERIFY(database.append(packsInstance, {{counterKey, sample}}));
    QVERIFY(database.pack(nowMs, everything));
    QCOMPARE(kept().raw, all);
    QCOMPARE(numberIn(path(), QStringLiteral("SELECT count(*) FROM packs WHERE series = 77 AND tier = 0")),
             1);
    const qint64 untilMs = samples.at(30).timeMs + hourMs;
    QVERIFY(database.prune({1, 90, 730, 256}, untilMs + dayMs));
    all.removeIf([untilMs](const SeriesPoint &sample) { return sample.timeMs <= untilMs; });
    QVERIFY(all.size() > 10);
    QCOMPARE(kept().raw, all);
    QVERIFY(database.takeNotice().isEmpty());
}

void TestHistoryPacks::timesAreKeptOnce()
{
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    const QList<HistorySample> samples = hoursOfSamples(60);
    QVERIFY(database.append(packsInstance, samples));
    QVERIFY(database.append(packsInstance + QStringLiteral("/other"), hoursOfSamples(2)));
    const Reading before(database);
    QVERIFY(database.pack(packsStartMs + 60 * hourMs, everything));
    // Each time of the rows that are packed, but one more where a series was looked through to its end.
    const qint64 packedTimes = numberIn(
        path(), QStringLiteral("SELECT sum(count) FROM times WHERE instance = '%1'").arg(packsInstance));
    QCOMPARE(packedTimes, 59 * 360 - 360);
    QCOMPARE(numberIn(path(), QStringLiteral("SELECT max(count) FROM times")), sampleTier.packed);
    QCOMPARE(
        numberIn(path(), QStringLiteral("SELECT count(*) FROM packs WHERE tier = 0 AND hex(substr(data, 1, "
                                        "1)) <> '05' AND count > 1000")),
        0);
    // A counter's changes are whole numbers below 97, so all but their logarithm was times.
    QVERIFY(numberIn(path(),
                     QStringLiteral("SELECT sum(length(data)) * 1000 / sum(count) FROM packs WHERE tier = 0 "
                                    "AND count > 1000")) < 950);
    compareReadings(Reading(database), before);
    HistoryDatabase again; // and for who reads it for the first time
    QVERIFY(again.open(path()));
    compareReadings(Reading(again), before);
}

/// A topic of somebody else does not come with the updates, and may come often.
void TestHistoryPacks::timesOfOthersAreNotShared()
{
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    QList<HistorySample> samples;
    for (int i = 0; i < 720; ++i) {
        for (int topic = 0; topic < 6; ++topic)
            samples.append(
                {{QString::number(topic), false}, {packsStartMs + i * 10'000 + i % 9, double(topic * i)}});
        for (int k = 0; k < 5; ++k)
            samples.append({counterKey, {packsStartMs + i * 10'000 + 500 + k * 1900, double(i)}});
    }
    QVERIFY(database.append(packsInstance, samples));
    const Reading before(database);
    QVERIFY(database.pack(packsStartMs + 10 * hourMs, everything));
    const qint64 shared = numberIn(path(), QStringLiteral("SELECT sum(count) FROM times"));
    QVERIFY2(shared >= 720 && shared < 740, qPrintable(QString::number(shared)));
    compareReadings(Reading(database), before);
}

void TestHistoryPacks::survivesSigkill()
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("pack-for-ever"), path()});
    QVERIFY(child.waitForStarted());
    // The child says each batch that it has stored.
    QByteArray said;
    while (said.count('\n') < 60) {
        QVERIFY(child.waitForReadyRead(test::patienceMs));
        said += child.readAllStandardOutput();
    }
    child.kill();
    QVERIFY(child.waitForFinished());
    said += child.readAllStandardOutput();
    HistoryDatabase database;
    QVERIFY(database.open(path()));
    QVERIFY(database.asideName().isEmpty());
    const TimeSpan all{packsStartMs, packsStartMs + 1000 * dayMs};
    const auto samples = database.course(packsInstance, counterKey, all, {CourseGrid::Tier::Samples, 1});
    QVERIFY(samples);
    QVERIFY(samples->size() >= 100 * said.count('\n'));
    QCOMPARE(samples->size() % 100, 0);
    QVERIFY(numberIn(path(), QStringLiteral("SELECT count(*) FROM packs")) > 0);
    // Nothing is missing and nothing is there twice, in no tier.
    for (qsizetype i = 0; i < samples->size(); ++i) {
        QCOMPARE(samples->at(i).timeMs, packsStartMs + 10'000 * i);
        QCOMPARE(samples->at(i).count, 1);
    }
    for (const CourseGrid &grid :
         {CourseGrid{CourseGrid::Tier::Minutes, Series::minuteMs}, {CourseGrid::Tier::Hours, hourMs}}) {
        const auto buckets = database.course(packsInstance, counterKey, all, grid);
        QVERIFY(buckets);
        qint64 count = 0;
        for (const CoursePoint &point : *buckets)
            count += point.count;
        QCOMPARE(count, samples->size());
    }
}

/// The child of survivesSigkill(): appends batches of a hundred, and packs, until it is killed.
static int packForEver(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    HistoryDatabase database;
    if (!database.open(application.arguments().constLast()))
        return 1;
    QElapsedTimer timer;
    timer.start();
    for (qint64 i = 0; timer.elapsed() < 60000; i += 100) {
        QList<HistorySample> samples;
        for (qint64 k = i; k < i + 100; ++k)
            samples.append({counterKey, {packsStartMs + 10'000 * k, double(k)}});
        if (!database.append(packsInstance, samples))
            return 2;
        std::fputs("x\n", stdout);
        std::fflush(stdout);
        if (!database.pack(packsStartMs + 10'000 * i, everything))
            return 3;
    }
    return 4;
}

SYSPULSE_TEST(TestHistoryPacks)
SYSPULSE_TEST_CHILD("pack-for-ever", packForEver)

#include "tst_historypacks.moc"
