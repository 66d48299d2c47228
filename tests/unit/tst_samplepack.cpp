// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testregistry.h"
#include "tests/unit/oldpacks.h"
#include "tests/unit/packsamples.h"

#include <limits>

#include <QTest>

using namespace syspulse;
using namespace syspulse::test::packed;

/// Packs of samples and buckets: each bit comes back, and no bytes do harm.
class TestSamplePack : public QObject
{
    Q_OBJECT

private slots:
    void everyBitComesBack_data()
    {
        using Limits = std::numeric_limits<double>;
        QTest::addColumn<QList<SeriesPoint>>("samples");
        const auto row = [](const char *name, const QList<SeriesPoint> &samples) {
            QTest::newRow(name) << samples;
        };
        row("one sample", {{packStartMs, 7}});
        row("one that is no number", {{0, Limits::quiet_NaN()}});
        row("two", {{packStartMs, 0.1}, {packStartMs + 1000, -0.1}});
        row("constant", every(1000, 500, [](qsizetype) { return 42.0; }));
        row("counter", every(1000, 500, [](qsizetype i) { return double(i * i); }));
        row("counter that begins again",
            every(1000, 500, [](qsizetype i) { return double(i % 100 * 12345); }));
        row("large counter", every(1000, 500, [](qsizetype i) { return 9e15 + double(i); }));
        row("beyond whole numbers", every(1000, 500, [](qsizetype i) { return 9e18 + 4096.0 * double(i); }));
        row("negative", every(1000, 500, [](qsizetype i) { return -double(i % 17); }));
        row("decimals", every(1000, 500, [](qsizetype i) { return double(i % 977) / 100.0; }));
        row("rate", every(1003, 500, [](qsizetype i) { return double(i % 97) * 1000.0 / 1003.0; }));
        row("rate of jittering spans",
            every(1000, 500, [](qsizetype i) { return double(i % 97) * 1000.0 / double(990 + i % 21); }));
        row("any", every(1000, 500, [](qsizetype i) { return std::sin(double(i)); }));
        row("nearly decimals", every(1000, 500, [](qsizetype i) { return 0.01 * double(i) + 0.1 + 0.2; }));
        row("special values", {{1, 0.0},
                               {2, -0.0},
                               {3, Limits::quiet_NaN()},
                               {4, -Limits::quiet_NaN()},
                               {5, Limits::signaling_NaN()},
                               {6, Limits::infinity()},
                               {7, -Limits::infinity()},
                               {8, Limits::max()},
                               {9, Limits::lowest()},
                               {10, Limits::min()},
                               {11, Limits::denorm_min()},
                               {12, 9007199254740992.0},
                               {13, 9007199254740994.0}});
        row("gaps",
            every(1000, 500, [](qsizetype i) { return double(i); }) +
                QList<SeriesPoint>{{packStartMs + 90'000'000, 0}, {packStartMs + 990'000'000'000, 7}});
        row("equal times", {{5, 1}, {5, 2}, {5, 3}, {5, 3}});
        row("time goes back",
            {{packStartMs, 1}, {packStartMs - 5000, 2.5}, {0, 3}, {-7, 4}, {packStartMs, 5}});
        row("ends of time", {{std::numeric_limits<qint64>::max(), 1},
                             {std::numeric_limits<qint64>::min(), 0.3},
                             {std::numeric_limits<qint64>::max(), 0.7},
                             {0, 1}});
        row("as many as there may be", every(1000, maxPacked, [](qsizetype i) { return double(i % 7); }));
    }

    void everyBitComesBack()
    {
        QFETCH(QList<SeriesPoint>, samples);
        const QByteArray bytes = pack(samples);
        QVERIFY(sameItems(samplesIn(bytes), samples));
        QVERIFY(!bucketsIn(bytes));
        QList<SeriesBucket> buckets;
        for (const SeriesPoint &sample : samples)
            buckets.append({sample.timeMs, sample.value, sample.value * 2, sample.value + 1, -sample.value,
                            sample.timeMs});
        QVERIFY(sameItems(bucketsIn(pack(buckets)), buckets));
        QVERIFY(!samplesIn(pack(buckets)));
    }

    void randomSamplesComeBack()
    {
        QRandomGenerator random(20261127);
        for (int round = 0; round < 300; ++round) {
            const QList<SeriesPoint> samples = randomSamples(random, 1 + random.bounded(400));
            QVERIFY2(sameItems(samplesIn(pack(samples)), samples), qPrintable(QString::number(round)));
            QList<SeriesBucket> buckets = minutesOf(samples);
            QVERIFY2(buckets.isEmpty() || sameItems(bucketsIn(pack(buckets)), buckets),
                     qPrintable(QString::number(round)));
        }
    }

    void sharedTimesComeBack_data()
    {
        QTest::addColumn<int>("otherPercent");
        QTest::addColumn<bool>("isShared");
        QTest::newRow("the same") << 0 << true;
        QTest::newRow("some of their own, some left out") << 10 << true;
        QTest::newRow("many of their own") << 45 << true;
        QTest::newRow("others") << 95 << false;
    }

    void sharedTimesComeBack()
    {
        QFETCH(int, otherPercent);
        QFETCH(bool, isShared);
        QRandomGenerator random(quint32(otherPercent) + 11);
        for (int round = 0; round < 60; ++round) {
            QList<SeriesPoint> samples;
            qint64 timeMs = packStartMs;
            const int kind = random.bounded(3);
            for (int i = 0; i < 200 + random.bounded(200); ++i) {
                const int stepMs = 900 + random.bounded(200);
                timeMs += stepMs;
                samples.append({timeMs, kind == 0   ? double(random.bounded(1000)) * 1000.0 / double(stepMs)
                                        : kind == 1 ? double(i)
                                                    : std::bit_cast<double>(random.generate64())});
            }
            const SharedTimes shared = timesOf(random, samples, otherPercent);
            const QByteArray bytes = pack(samples, shared);
            QCOMPARE(needsSharedTimes(bytes), isShared);
            QVERIFY2(sameItems(samplesIn(bytes, shared), samples), qPrintable(QString::number(round)));
            if (!isShared)
                continue;
            // With other times nothing is made up.
            SharedTimes other = shared;
            ++other.times.last();
            QVERIFY(!samplesIn(bytes, other));
            QVERIFY(!samplesIn(bytes, {shared.times.first(shared.times.size() - 1), shared.spansMs}));
            QVERIFY(!samplesIn(bytes));
        }
    }

    void timesThatDoNotAscendAreNotShared()
    {
        const QList<SeriesPoint> samples{{packStartMs, 1}, {packStartMs, 2}, {packStartMs - 5, 3}};
        const SharedTimes shared{{packStartMs - 5, packStartMs}, {0, 0}};
        QVERIFY(sameItems(samplesIn(pack(samples, shared), shared), samples));
        const QList<SeriesPoint> ascending = every(1000, 3, [](qsizetype i) { return double(i); });
        const SharedTimes wrong{{packStartMs + 1000, packStartMs, packStartMs + 2000}, {0, 0, 0}};
        QVERIFY(sameItems(samplesIn(pack(ascending, wrong), wrong), ascending));
    }

    void sharedTimesArePacked()
    {
        QRandomGenerator random(23);
        for (const int otherPercent : {0, 50}) {
            const SharedTimes times =
                timesOf(random, every(10'000, 400, [](qsizetype) { return 0.0; }), otherPercent);
            QCOMPARE(sharedTimesIn(pack(times)), times);
            QVERIFY(!samplesIn(pack(times)) && !bucketsIn(pack(times)));
        }
        QVERIFY(!sharedTimesIn(pack(SharedTimes{{5, 5}, {0, 0}}))); // each once
        QVERIFY(!sharedTimesIn({}));
    }

    void sharedTimesAreTheSpan()
    {
        const SharedTimes times{{10, 20, 30, 40}, {1, 2, 3, 4}};
        QCOMPARE(times.within(20, 30), (SharedTimes{{20, 30}, {2, 3}}));
        QCOMPARE(times.within(0, 100), times);
        QCOMPARE(times.within(21, 29), SharedTimes());
        QCOMPARE(times.within(50, 10), SharedTimes());
    }

    void oldPacksAreRead()
    {
        for (const test::OldPack &old : test::oldSamplePacks) {
            const auto samples = samplesIn(QByteArray::fromBase64(old.base64));
            QVERIFY2(sameItems(samples, test::oldSamples(old.valueAt)), old.name);
        }
        for (const test::OldPack &old : test::oldBucketPacks) {
            const auto buckets = bucketsIn(QByteArray::fromBase64(old.base64));
            QVERIFY2(sameItems(buckets, test::oldBuckets(old.valueAt)), old.name);
        }
    }

    void fewBytesAreEnough_data()
    {
        QTest::addColumn<QList<SeriesPoint>>("samples");
        QTest::addColumn<double>("most");
        QRandomGenerator random(7);
        double total = 0;
        const auto count = [&](qsizetype) { return total += 80 + random.bounded(40); };
        const auto rate = [&](qsizetype) {
            return double(80 + random.bounded(40)) * 1000.0 / double(995 + random.bounded(11));
        };
        QTest::newRow("constant") << every(1000, 8192, [](qsizetype) { return 42.0; }) << 0.01;
        QTest::newRow("counter") << every(1000, 8192, count) << 0.72;
        QTest::newRow("rate") << every(1000, 8192, rate) << 1.2;
        QTest::newRow("gauge") << every(10'000, 2048, [&](qsizetype) { return double(random.bounded(10)); })
                               << 0.47;
    }

    void fewBytesAreEnough()
    {
        QFETCH(QList<SeriesPoint>, samples);
        QFETCH(double, most);
        const double each = double(pack(samples).size()) / double(samples.size());
        QVERIFY2(each <= most, qPrintable(QString::number(each)));
    }

    void sharedTimesTakeNoBytes()
    {
        QRandomGenerator random(13);
        QList<SeriesPoint> rates;
        SharedTimes shared;
        qint64 timeMs = packStartMs;
        for (int i = 0; i < 8192; ++i) {
            const int spanMs = 9900 + random.bounded(200);
            timeMs += spanMs + random.bounded(20);
            shared.times.append(timeMs);
            shared.spansMs.append(quint64(spanMs));
            rates.append({timeMs, double(random.bounded(16)) * 1000.0 / double(spanMs)});
        }
        // Sixteen equally likely counts are half a byte each.
        const double each = double(pack(rates, shared).size()) / double(rates.size());
        QVERIFY2(each <= 0.55, qPrintable(QString::number(each)));
    }

    void damageIsNoticed()
    {
        QRandomGenerator random(3);
        const QList<SeriesPoint> samples = randomSamples(random, 200);
        for (const QByteArray &whole : {pack(samples), pack(minutesOf(samples)), pack(samples.mid(0, 1))}) {
            for (qsizetype at = 0; at < whole.size(); ++at) {
                for (const int mask : {0x01, 0x80, 0xff}) {
                    QByteArray bytes = whole;
                    bytes[at] = char(bytes.at(at) ^ mask);
                    QVERIFY2(!samplesIn(bytes) && !bucketsIn(bytes), qPrintable(QString::number(at)));
                }
                QVERIFY(!samplesIn(whole.left(at)) && !bucketsIn(whole.left(at)));
            }
            QVERIFY(!samplesIn(whole + 'x') && !bucketsIn(whole + 'x'));
        }
        QVERIFY(!samplesIn({}) && !bucketsIn({}));
    }

    /// Bytes that somebody has made: their checksum is right.
    void madeBytesDoNoHarm()
    {
        QRandomGenerator random(5);
        qsizetype understood = 0;
        for (int round = 0; round < 8; ++round) {
            const QList<SeriesPoint> samples = randomSamples(random, 1 + random.bounded(60));
            const SharedTimes shared = timesOf(random, samples, 20);
            for (const QByteArray &whole :
                 {pack(samples), pack(samples, shared), pack(shared),
                  QByteArray::fromBase64(test::oldSamplePacks[round % 4].base64),
                  pack(QList<SeriesBucket>{{1, 2, 3, 4, 5, 6}, {2, .1, .3, .5, .2, 9}})}) {
                const QByteArray body = whole.chopped(2);
                for (qsizetype at = 0; at < body.size(); ++at) {
                    for (const int mask : {0x01, 0x04, 0x80, 0xff}) {
                        QByteArray bytes = body;
                        bytes[at] = char(bytes.at(at) ^ mask);
                        const auto found = samplesIn(signedPack(bytes), shared);
                        (void)sharedTimesIn(signedPack(bytes));
                        const auto buckets = bucketsIn(signedPack(bytes));
                        QVERIFY(!found || found->size() <= maxPacked);
                        QVERIFY(!buckets || buckets->size() <= maxPacked);
                        understood += found || buckets ? 1 : 0;
                    }
                    (void)samplesIn(signedPack(body.left(at)), shared);
                    (void)sharedTimesIn(signedPack(body.left(at)));
                    (void)bucketsIn(signedPack(body.left(at)));
                }
            }
        }
        QVERIFY(understood > 0); // changed values have been read: the checksum is not what stopped all others
    }

    void countsAndSizesHaveLimits()
    {
        const QByteArray times = pack(every(1000, 3, [](qsizetype i) { return double(i); }));
        QByteArray column;
        QByteArray values;
        {
            quint8 format = 0;
            quint32 count = 0;
            QDataStream stream(times);
            stream >> format >> count >> column >> values;
        }
        QVERIFY(samplesIn(madePack(3, {column, values})));
        QVERIFY(!samplesIn(madePack(0, {column, values})));
        QVERIFY(!samplesIn(madePack(2, {column, values})));
        QVERIFY(!samplesIn(madePack(4, {column, values})));
        QVERIFY(!samplesIn(madePack(maxPacked + 1, {column, values})));
        QVERIFY(!samplesIn(madePack(0xffffffff, {column, values})));
        QVERIFY(!samplesIn(madePack(3, {column})));
        QVERIFY(!samplesIn(madePack(3, {column, values, values})));
        QVERIFY(!samplesIn(madePack(3, {column, {}})));
        // 64 MiB of zeros in some 65 KB, and a column that says so of itself.
        QByteArray bomb =
            column.left(8) + QByteArray::fromHex("0001") + qCompress(QByteArray(64 << 20, '\0'), 9);
        QVERIFY(!samplesIn(madePack(3, {bomb, values})));
        QVERIFY(!samplesIn(madePack(maxPacked, {bomb, values})));
        bomb.replace(10, 4, QByteArray::fromHex("00000019")); // now it says that it is small
        QVERIFY(!samplesIn(madePack(3, {bomb, values})));
        QVERIFY(!samplesIn(QByteArray(16 << 20, 'x')));
    }
};

SYSPULSE_TEST(TestSamplePack)
#include "tst_samplepack.moc"
