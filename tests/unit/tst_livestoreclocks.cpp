// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/historystore.h"
#include "tests/support/sessionfixture.h"
#include "tests/support/testregistry.h"

#include <QSignalSpy>

using namespace syspulse;

/// What the values' course makes of clocks that are set and of intervals that change.
class TestLiveStoreClocks : public QObject
{
    Q_OBJECT

private slots:
    void aCorrectedClockDoesNotFreezeTheSeries()
    {
        SessionFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(clients(), 5, f.clock.now + 3'600'000);
        f.session.sendNumber(clients(), 6, f.clock.now);
        QCOMPARE(f.store.points(clients(), 0, f.clock.now), (QList<SeriesPoint>{{f.clock.now, 6}}));
    }

    void ourClockIsSet_data()
    {
        QTest::addColumn<qint64>("ms");
        for (const qint64 ms : {1000LL, 7000LL, hour, 24 * hour}) {
            QTest::addRow("%lld s ahead", ms / 1000) << qint64(ms);
            QTest::addRow("%lld s back", ms / 1000) << qint64(-ms);
        }
    }

    /// The course before stays, the series goes on, and nothing looks old, silent or slow.
    void ourClockIsSet()
    {
        QFETCH(qint64, ms);
        SessionFixture f;
        f.session.pretendConnected();
        const qint64 before = f.clock.now - 48 * hour;
        sendAt(f, received(), 10, before, before);
        qint64 serverMs = f.clock.now;
        double count = 1000;
        const auto steps = [&](int number) {
            for (int i = 0; i < number; ++i) {
                f.clock.now += 10'000;
                serverMs += 10'000;
                sendAt(f, received(), count += 100, serverMs, f.clock.now);
                sendAt(f, heartbeat(), serverMs, serverMs, f.clock.now);
                QVERIFY(!f.store.isStale(received()));
            }
        };
        steps(60);
        const qsizetype kept = f.store.points(received(), 0, f.clock.now + std::min(ms, qint64(0))).size();
        f.clock.step(ms);
        QCOMPARE(f.store.ageMs(received()), 0);
        QVERIFY(!f.store.isStale(received()));
        steps(5);
        const QList<SeriesPoint> points = f.store.points(received(), 0, f.clock.now + 2 * ms * (ms > 0));
        QVERIFY2(points.size() >= kept + 4, qPrintable(QString::number(points.size())));
        QCOMPARE(points.constFirst(), (SeriesPoint{before, 10}));
        QCOMPARE(points.constLast(), (SeriesPoint{f.clock.now, count}));
        QCOMPARE(f.store.rate(received()), 10.0);
        for (const SeriesPoint &rate : f.store.ratePoints(received(), 0, f.clock.now).mid(1))
            QCOMPARE(rate.value, 10.0);
        QVERIFY(f.store.marks().isEmpty());
    }

    /// The component tells its counts every 1.25 s, the updater looks each second.
    void ratesGoByTheCountersOwnTime()
    {
        SessionFixture f;
        f.session.pretendConnected();
        sendInterval(f, 1);
        const qint64 begunMs = f.clock.now;
        for (int second = 0; second < 60; ++second) {
            const qint64 toldMs = 1000 * second / 1250 * 1250;
            sendCounted(f, toldMs / 10, toldMs);
            if (f.store.rate(received()))
                QCOMPARE(f.store.rate(received()), 100.0);
            f.clock.now += 1000;
        }
        QCOMPARE(f.store.rate(received()), 100.0);
        const QList<SeriesPoint> rates = f.store.ratePoints(received(), begunMs, f.clock.now);
        QVERIFY(rates.size() >= 56);
        for (const SeriesPoint &point : rates)
            QCOMPARE(point.value, 100.0);
    }

    void noNewsIsNoRate()
    {
        SessionFixture f;
        f.session.pretendConnected();
        sendInterval(f, 1);
        sendCounted(f, 1000, 5000);
        f.clock.now += 1000;
        sendCounted(f, 1500, 6000);
        QCOMPARE(f.store.rate(received()), 500.0);
        const auto points = [&f] { return f.store.ratePoints(received(), 0, f.clock.now); };
        QCOMPARE(points().size(), 1);
        // Confirmed, but not counted again: neither 0 nor 500 once more.
        for (int i = 0; i < 4; ++i) {
            f.clock.now += 1000;
            sendCounted(f, 1500, 6000);
            QCOMPARE(points().size(), 1);
        }
        // It had nothing to say in all that time.
        f.clock.now += 1000;
        sendCounted(f, 1500, 11000);
        QCOMPARE(f.store.rate(received()), 0.0);
        QCOMPARE(points().size(), 6);
        for (const SeriesPoint &point : points().mid(1))
            QCOMPARE(point.value, 0.0);
        // Where nothing comes any more, nobody knows the rate.
        for (int i = 0; i < 20; ++i) {
            f.clock.now += 1000;
            sendCounted(f, 1500, 11000);
        }
        QVERIFY(!f.store.rate(received()));
        QCOMPARE(points().size(), 6);
    }

    void aCounterThatComesLate()
    {
        SessionFixture f;
        f.session.pretendConnected();
        sendCounted(f, 1000, 5000);
        f.clock.now += 1000;
        sendCounted(f, 1300, 5000, true); // of the next sample, which is not complete
        QVERIFY(!f.store.rate(received()));
        sendCounted(f, 1300, 6000);
        QCOMPARE(f.store.rate(received()), 300.0);
        f.clock.now += 1000;
        sendCounted(f, 1300, 7000);
        sendCounted(f, 1600, 7000); // after the heartbeat of its sample
        QCOMPARE(f.store.rate(received()), 300.0);
        QCOMPARE(f.store.ratePoints(received(), 0, f.clock.now).constLast().value, 300.0);
        f.clock.now += 1000;
        sendCounted(f, 5, 1000); // another run of the broker
        QVERIFY(!f.store.rate(received()));
    }

    /// The times that had no news before are the late counter's, too.
    void aLateCounterAfterARest()
    {
        SessionFixture f;
        f.session.pretendConnected();
        f.clock.now += 38'500; // a minute ends between the next two
        sendCounted(f, 800, 4000);
        f.clock.now += 1000;
        sendCounted(f, 1000, 5000);
        for (int i = 0; i < 2; ++i) {
            f.clock.now += 1000;
            sendCounted(f, 1000, 5000);
        }
        f.clock.now += 1000;
        sendCounted(f, 1000, 8000);
        sendCounted(f, 1600, 8000);
        const QList<SeriesPoint> rates = f.store.ratePoints(received(), 0, f.clock.now);
        QCOMPARE(rates.size(), 4);
        for (const SeriesPoint &point : rates)
            QCOMPARE(point.value, 200.0);
        const SeriesCourse course =
            f.store.course({received(), true}, {f.clock.now - 60'000, f.clock.now + 1}, 60'000);
        for (const CoursePoint &point : course)
            QCOMPARE(point.minimum, 200.0);
    }

    /// Some threads have told more and others are about to: the clock of the counts waits for them.
    void whatHasGrownInNoTimeWaits()
    {
        SessionFixture f;
        f.session.pretendConnected();
        double number = 1000;
        for (int second = 0; second < 10; ++second) {
            sendCounted(f, number, 5000 + second / 2 * 2000);
            number += second % 2 == 0 ? 20 : 180;
            f.clock.now += 1000;
        }
        QCOMPARE(f.store.rate(received()), 100.0);
        const QList<SeriesPoint> rates = f.store.ratePoints(received(), 0, f.clock.now);
        QCOMPARE(rates.size(), 8); // the newest one waits
        for (const SeriesPoint &point : rates)
            QCOMPARE(point.value, 100.0);
    }

    void clocksDoNotChangeRates_data() { ourClockIsSet_data(); }

    /// Neither ours nor the server's: the counters have a clock of their own.
    void clocksDoNotChangeRates()
    {
        QFETCH(qint64, ms);
        SessionFixture f;
        f.session.pretendConnected();
        qint64 countedMs = 5000;
        const auto steps = [&](int number) {
            for (int i = 0; i < number; ++i) {
                f.clock.now += 10'000;
                countedMs += 10'000;
                sendCounted(f, double(countedMs) / 100, countedMs);
                if (countedMs > 15000)
                    QCOMPARE(f.store.rate(received()), 10.0);
            }
        };
        steps(5);
        f.clock.step(ms);
        steps(5);
        for (const SeriesPoint &rate : f.store.ratePoints(received(), 0, f.clock.now))
            QCOMPARE(rate.value, 10.0);
    }

    void theServersClockIsSet_data() { ourClockIsSet_data(); }

    void theServersClockIsSet()
    {
        QFETCH(qint64, ms);
        SessionFixture f;
        f.session.pretendConnected();
        qint64 serverMs = f.clock.now;
        double count = 1000;
        const auto steps = [&](int number) {
            for (int i = 0; i < number; ++i) {
                f.clock.now += 10'000;
                serverMs += 10'000;
                sendAt(f, received(), count += 100, serverMs, f.clock.now);
                sendAt(f, heartbeat(), serverMs, serverMs, f.clock.now);
            }
        };
        steps(30);
        serverMs += ms;
        steps(5);
        emit f.session.connection().clockOffsetChanged(ms);
        QVERIFY(!f.store.isStale(received()));
        QCOMPARE(f.store.ageMs(received()), 0);
        steps(5);
        QCOMPARE(f.store.points(received(), 0, f.clock.now).size(), 40);
        QCOMPARE(f.store.rate(received()), 10.0);
        for (const SeriesPoint &rate : f.store.ratePoints(received(), 0, f.clock.now))
            QVERIFY2(rate.value > 8 && rate.value < 12.5, qPrintable(QString::number(rate.value)));
        QVERIFY(f.store.marks().isEmpty());
    }

    void aLateOffsetMakesValuesCurrent()
    {
        SessionFixture f;
        f.session.pretendConnected();
        sendAt(f, received(), 1000, f.clock.now - 45'000, f.clock.now - 45'000);
        QVERIFY(f.store.isStale(received()));
        QSignalSpy updated(&f.store, &LiveStore::updated);
        emit f.session.connection().clockOffsetChanged(-45'000); // the server's clock is behind
        QVERIFY(!f.store.isStale(received()));
        QCOMPARE(f.store.ageMs(received()), 0);
        QCOMPARE(updated.size(), 1);
        f.clock.now += 5000;
        QCOMPARE(f.store.ageMs(received()), 5000);
    }

    void historyFromAClockThatWasAheadDoesNotBlock()
    {
        QTemporaryDir folder;
        FakeClock clock;
        HistoryStore history(folder.filePath(QStringLiteral("history.sqlite")));
        const QString url = QStringLiteral("https://one:9925/");
        history.record(url, {{{received(), false}, {clock.now - 60'000, 100}},
                             {{received(), false}, {clock.now + 24 * hour, 900}}});
        FakeSession session;
        LiveStore store(session, clock, &history);
        session.pretendConnected(url);
        session.sendNumber(received(), 200, clock.now);
        QTRY_COMPARE(store.points(received(), 0, clock.now + 48 * hour),
                     (QList<SeriesPoint>{{clock.now - 60'000, 100}, {clock.now, 200}}));
    }

    /// Ten-second samples are a line, also after the updater writes each second.
    void gapsFollowTheIntervalOfTheirTime()
    {
        SessionFixture f;
        f.session.pretendConnected();
        const qint64 start = f.clock.now;
        for (int i = 0; i < 6; ++i)
            f.session.sendSample(i, f.clock.now += 10'000, 10);
        const qint64 changed = f.clock.now;
        for (int i = 0; i < 6; ++i)
            f.session.sendSample(6 + i, f.clock.now += i == 0 ? 10'000 : 1000, 1);
        QVERIFY(f.store.gaps().between(start + 10'000, start + 20'000) >= 10'000);
        QVERIFY(f.store.gaps().between(changed, changed + 10'000) >= 10'000);
        QCOMPARE(f.store.gaps().between(f.clock.now - 1000, f.clock.now), 3000);
        for (const TimelineMark &mark : f.store.marks()) // the step to the new interval is not an outage
            QVERIFY(mark.kind != TimelineMark::Kind::Outage);
        f.session.sendSample(12, f.clock.now += 60'000, 60);
        f.session.sendSample(13, f.clock.now += 60'000, 60);
        QCOMPARE(f.store.gaps().between(f.clock.now - 60'000, f.clock.now), 180'000);
        QCOMPARE(f.store.gaps().between(changed + 11'000, changed + 12'000), 3000);
    }

    void gapsOfTheHistoryOnDiskFollowItsIntervals()
    {
        QTemporaryDir folder;
        FakeClock clock;
        HistoryStore history(folder.filePath(QStringLiteral("history.sqlite")));
        const QString url = QStringLiteral("https://one:9925/");
        const QString interval = QStringLiteral("$SYS/broker/syspulse/updater/interval");
        history.record(url, {{{interval, false}, {clock.now - 600'000, 60}},
                             {{interval, false}, {clock.now - 540'000, 60}},
                             {{interval, false}, {clock.now - 480'000, 5}}});
        FakeSession session;
        LiveStore store(session, clock, &history);
        session.pretendConnected(url);
        session.sendNumber(interval, 1, clock.now);
        QTRY_COMPARE(store.gaps().between(clock.now - 590'000, clock.now - 550'000), 180'000);
        QCOMPARE(store.gaps().between(clock.now - 300'000, clock.now - 290'000), 15'000);
        QCOMPARE(store.gaps().at(clock.now), 3000);
    }

private:
    static constexpr qint64 hour = 3600 * 1000;

    /// A number with @p stampMs on the server's clock and @p seenMs on ours.
    static void sendAt(SessionFixture &f, const QString &topic, double number, qint64 stampMs, qint64 seenMs)
    {
        ValuesFrame frame;
        TopicValue value = fakeValue(topic, QString::number(number, 'f', 0), stampMs);
        value.seenMs = seenMs;
        frame.values.append(value);
        emit f.session.connection().valuesArrived(frame);
    }

    /// A counter of the wire that was right when the broker had been up for @p countedMs, confirmed now.
    static void sendCounted(SessionFixture &f, double number, qint64 countedMs, bool ahead = false)
    {
        ValuesFrame frame;
        TopicValue value = fakeValue(received(), QString::number(number, 'f', 0), f.clock.now);
        value.countedMs = countedMs;
        value.ahead = ahead;
        frame.values.append(value);
        emit f.session.connection().valuesArrived(frame);
    }

    static void sendInterval(SessionFixture &f, int seconds)
    {
        f.session.sendNumber(QStringLiteral("$SYS/broker/syspulse/updater/interval"), seconds, f.clock.now);
    }

    static QString heartbeat() { return QStringLiteral("$SYS/broker/syspulse/updater/heartbeat"); }
    static QString clients() { return QStringLiteral("$SYS/broker/clients/connected"); }
    static QString received() { return QStringLiteral("$SYS/broker/publish/messages/received"); }
};

SYSPULSE_TEST(TestLiveStoreClocks)
#include "tst_livestoreclocks.moc"
