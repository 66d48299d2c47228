// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/metrics/countingclock.h"
#include "tests/support/testregistry.h"

#include <cmath>
#include <QMap>
#include <QRandomGenerator>
#include <QTest>

using namespace syspulse;

namespace {

/// Threads with steady traffic, which tell what they have counted when it is their time to do so.
struct Threads
{
    struct Thread
    {
        double perMs = 0; ///< packets
        qint64 everyMs = 1000;
        qint64 phaseMs = 0;
        qint64 atMs = 0;
        qint64 told = 0; ///< packets
    };

    qint64 nowMs = 500000; ///< the component's clock
    QMap<int, Thread> threads;

    void pass(qint64 ms)
    {
        nowMs += ms;
        for (Thread &thread : threads) {
            const qint64 atMs = nowMs - (nowMs - thread.phaseMs) % thread.everyMs;
            if (atMs > thread.atMs) {
                thread.atMs = atMs;
                thread.told = std::llround(double(atMs) * thread.perMs);
            }
        }
    }

    WireSum sum() const
    {
        WireSum sum;
        for (auto it = threads.cbegin(); it != threads.cend(); ++it) {
            WireCounts counts;
            counts.counters.set(QStringLiteral("messages/received"), it->told);
            sum.add(it.key(), true, counts, it->atMs);
        }
        return sum;
    }

    qint64 total() const
    {
        qint64 total = 0;
        for (const Thread &thread : threads)
            total += thread.told;
        return total;
    }

    double perSecond() const
    {
        double sum = 0;
        for (const Thread &thread : threads)
            sum += 1000 * thread.perMs;
        return sum;
    }
};

} // namespace

class TestCountingClock : public QObject
{
    Q_OBJECT

private slots:
    void unknownAtFirst();
    void steadyTraffic_data();
    void steadyTraffic();
    void bytesOfAnotherThread();
    void silence();
    void threadsThatComeAndGo();
    void handedOver();
    void damagedState();
};

void TestCountingClock::unknownAtFirst()
{
    CountingClock clock;
    QVERIFY(!clock.ms());
    WireSum sum;
    clock.update(sum, 5000);
    sum.add(1, true, WireCounts(), 0); // a thread that does not say when
    sum.add(2, false, WireCounts(), 400000);
    clock.update(sum, 5000);
    QVERIFY(!clock.ms());
    sum.add(3, true, WireCounts(), 400000);
    clock.update(sum, 5000);
    QCOMPARE(*clock.ms(), 5000);
    clock.reset();
    QVERIFY(!clock.ms());
}

void TestCountingClock::steadyTraffic_data()
{
    QTest::addColumn<QList<double>>("perMs"); // of each thread
    QTest::addColumn<QList<qint64>>("everyMs");
    QTest::addColumn<QList<qint64>>("phasesMs");
    QTest::addColumn<qint64>("cycleMs");

    using Rates = QList<double>;
    using Times = QList<qint64>;
    // A component that tells every 1.25 s and an updater that looks each second: 0 and twice the truth in
    // turn.
    QTest::newRow("one thread, later than the updater")
        << Rates{2.0} << Times{1250} << Times{0} << qint64(1000);
    QTest::newRow("one thread, at the same pace") << Rates{2.0} << Times{1000} << Times{999} << qint64(1000);
    QTest::newRow("two threads at different moments")
        << Rates{2.0, 2.0} << Times{1000, 1000} << Times{0, 100} << qint64(500);
    QTest::newRow("two threads, one idle")
        << Rates{3.0, 0.0} << Times{1250, 5000} << Times{0, 700} << qint64(1000);
    QTest::newRow("two threads, one busier, other paces")
        << Rates{5.0, 1.0} << Times{1000, 1250} << Times{0, 330} << qint64(1000);
    QTest::newRow("four threads") << Rates{1.0, 2.0, 3.0, 0.5} << Times{1000, 1250, 1100, 1000}
                                  << Times{0, 250, 500, 750} << qint64(1000);
}

void TestCountingClock::steadyTraffic()
{
    QFETCH(QList<double>, perMs);
    QFETCH(QList<qint64>, everyMs);
    QFETCH(QList<qint64>, phasesMs);
    QFETCH(qint64, cycleMs);
    Threads threads;
    for (int i = 0; i < perMs.size(); ++i)
        threads.threads.insert(i + 1, {perMs.at(i), everyMs.at(i), phasesMs.at(i), 0, 0});

    CountingClock clock;
    QRandomGenerator random(3);
    qint64 runMs = 40000;
    std::optional<std::pair<qint64, qint64>> before; // time and total
    int rates = 0;
    for (int cycle = 0; cycle < 400; ++cycle) {
        const qint64 ms = cycleMs + random.bounded(-30, 30);
        threads.pass(ms);
        runMs += ms;
        clock.update(threads.sum(), runMs);
        // Each thread has to be seen twice before its share is known.
        if (cycle < 10) {
            before.reset();
            continue;
        }
        const std::pair now{*clock.ms(), threads.total()};
        QVERIFY(!before || now.first >= before->first);
        if (before && now.first > before->first) {
            const double rate =
                double(now.second - before->second) * 1000 / double(now.first - before->first);
            QVERIFY2(std::abs(rate - threads.perSecond()) < 0.02 * threads.perSecond(),
                     qPrintable(QStringLiteral("cycle %1: %2").arg(cycle).arg(rate)));
            ++rates;
        }
        if (!before || now.first > before->first)
            before = now;
    }
    QVERIFY(rates > 150);
    QVERIFY(std::abs(runMs - *clock.ms()) < 5000);
}

/// One thread has most packets and the other one most bytes, and they tell at different moments.
void TestCountingClock::bytesOfAnotherThread()
{
    Threads threads;
    threads.threads.insert(1, {2.0, 1000, 0, 0, 0});
    threads.threads.insert(2, {0.01, 1250, 600, 0, 0});
    const auto bytes = [&threads] {
        return 50 * threads.threads.value(1).told + 300'000 * threads.threads.value(2).told;
    };
    constexpr double truth = 50 * 2000 + 300'000 * 10;
    CountingClock clock;
    QRandomGenerator random(5);
    std::optional<std::pair<qint64, qint64>> before; // time and bytes
    int rates = 0;
    for (int cycle = 0; cycle < 200; ++cycle) {
        threads.pass(1000 + random.bounded(-30, 30));
        clock.update(threads.sum(), threads.nowMs);
        const std::pair now{*clock.ms(), bytes()};
        if (cycle < 10 || !before || now.first == before->first) {
            before = before && cycle >= 10 ? before : now;
            continue;
        }
        const double rate =
            double(now.second - before->second) * 1000 / double(now.first - before->first) / truth;
        QVERIFY2(rate > 0.4 && rate < 1.9, qPrintable(QStringLiteral("cycle %1: %2").arg(cycle).arg(rate)));
        before = now;
        ++rates;
    }
    QVERIFY(rates > 80);
}

void TestCountingClock::silence()
{
    Threads threads;
    threads.threads.insert(1, {0, 5000, 0, 0, 0});
    CountingClock clock;
    QList<qint64> times;
    for (int i = 0; i < 20; ++i) {
        threads.pass(1000);
        clock.update(threads.sum(), 1000 * i);
        if (times.isEmpty() || times.constLast() != *clock.ms())
            times.append(*clock.ms());
    }
    // Nothing is said between two signs of life; what they say is of all the time between them.
    QVERIFY(times.size() >= 3 && times.size() <= 5);
    for (qsizetype i = 1; i < times.size(); ++i)
        QCOMPARE(times.at(i) - times.at(i - 1), 5000);
}

void TestCountingClock::threadsThatComeAndGo()
{
    Threads threads;
    threads.threads.insert(1, {2.0, 1000, 0, 0, 0});
    threads.threads.insert(2, {2.0, 1000, 400, 0, 0});
    CountingClock clock;
    qint64 last = 0;
    const auto cycles = [&](int count) {
        for (int i = 0; i < count; ++i) {
            threads.pass(1000);
            clock.update(threads.sum(), threads.nowMs);
            QVERIFY(*clock.ms() >= last);
            last = *clock.ms();
        }
    };
    cycles(5);
    const auto left = threads.threads.take(2);
    cycles(3);
    QVERIFY(std::abs(threads.nowMs - last) < 4000);
    threads.threads[1].told += left.told; // taken over
    cycles(1);
    QVERIFY(std::abs(threads.nowMs - last) < 4000);
    threads.threads.clear(); // all restart
    threads.pass(4000);
    clock.update(threads.sum(), threads.nowMs);
    QCOMPARE(*clock.ms(), last);
    threads.threads.insert(4, {2.0, 1000, 0, 0, 0});
    threads.threads.insert(5, {2.0, 1000, 0, 0, 0});
    cycles(2);
    QVERIFY(std::abs(threads.nowMs - last) < 4000);
}

void TestCountingClock::handedOver()
{
    Threads threads;
    threads.threads.insert(1, {2.0, 1250, 0, 0, 0});
    CountingClock one;
    for (int i = 0; i < 10; ++i) {
        threads.pass(1000);
        one.update(threads.sum(), threads.nowMs);
    }
    CountingClock other = CountingClock::fromJson(*parseJson(dumpJson(one.toJson())));
    QCOMPARE(*other.ms(), *one.ms());
    for (int i = 0; i < 10; ++i) {
        threads.pass(1000);
        one.update(threads.sum(), threads.nowMs);
        other.update(threads.sum(), threads.nowMs + 300); // it is further away
        QCOMPARE(*other.ms(), *one.ms());
    }
}

void TestCountingClock::damagedState()
{
    for (const char *text : {"null", "5", "{}", R"({"at":"x","offset":1})", R"({"at":1e300,"offset":0})",
                             R"({"at":-1,"offset":0})", R"({"at":5})"})
        QVERIFY2(!CountingClock::fromJson(*parseJson(text)).ms(), text);
}

SYSPULSE_TEST(TestCountingClock)
#include "tst_countingclock.moc"
