// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/testregistry.h"

#include "core/history/historystore.h"

#include <QSignalSpy>

using namespace syspulse;

class TestLiveStore : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheNewestValueAndASeries()
    {
        GuiFixture f;
        f.session.pretendConnected();
        QSignalSpy updated(&f.store, &LiveStore::updated);
        f.session.sendNumber(clients(), 5, f.clock.now - 20'000);
        f.session.sendNumber(clients(), 7, f.clock.now - 10'000);
        QCOMPARE(updated.size(), 2);
        QCOMPARE(updated.at(1).at(0).value<QSet<QString>>(), QSet<QString>{clients()});
        QCOMPARE(f.store.value(clients())->number, 7.0);
        const QList<SeriesPoint> expected{{f.clock.now - 20'000, 5}, {f.clock.now - 10'000, 7}};
        QCOMPARE(f.store.points(clients(), 0, f.clock.now), expected);
        QVERIFY(f.store.ratePoints(clients(), 0, f.clock.now).isEmpty()); // a gauge has no rate
    }

    void oneSignalPerFrame()
    {
        GuiFixture f;
        f.session.pretendConnected();
        QSignalSpy updated(&f.store, &LiveStore::updated);
        f.session.sendSample(1, f.clock.now);
        QCOMPARE(updated.size(), 1);
    }

    void countersHaveARate()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(received(), 1000, f.clock.now - 20'000);
        QVERIFY(!f.store.rate(received()));
        f.session.sendNumber(received(), 1500, f.clock.now - 10'000);
        QCOMPARE(f.store.rate(received()), 50.0);
        f.session.sendNumber(received(), 1500, f.clock.now);
        QCOMPARE(f.store.rate(received()), 0.0);
    }

    void aRestartOfTheBrokerIsNoRate()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(received(), 1000, f.clock.now - 20'000);
        f.session.sendNumber(received(), 1100, f.clock.now - 10'000);
        f.session.sendNumber(received(), 3, f.clock.now);
        QVERIFY(!f.store.rate(received()));
        QCOMPARE(f.store.ratePoints(received(), 0, f.clock.now).size(), 1);
    }

    void goesStaleAfterThreeIntervals()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(clients(), 5, f.clock.now);
        QVERIFY(!f.store.isStale(clients()));
        f.clock.now += 30'000;
        QVERIFY(!f.store.isStale(clients()));
        f.clock.now += 1;
        QVERIFY(f.store.isStale(clients()));
        f.session.sendNumber(QStringLiteral("$SYS/broker/syspulse/updater/interval"), 60, f.clock.now);
        QVERIFY(!f.store.isStale(clients()));
        QCOMPARE(f.store.ageMs(clients()), 30'001);
    }

    void updatesMadeByHandHaveTheDefaultInterval()
    {
        GuiFixture f;
        f.session.sendNumber(QStringLiteral("$SYS/broker/syspulse/updater/interval"), 0, f.clock.now);
        QCOMPARE(f.store.intervalSeconds(), LiveStore::defaultIntervalSeconds);
    }

    void aLostLinkMakesEverythingStale()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(clients(), 5, f.clock.now);
        emit f.session.mqttStateChanged(MqttClient::State::WaitingToRetry, {});
        QVERIFY(f.store.isStale(clients()));
        emit f.session.mqttStateChanged(MqttClient::State::Connected, {});
        QVERIFY(!f.store.isStale(clients()));
        emit f.session.stateChanged(SessionState::Disconnected, {});
        QVERIFY(f.store.isStale(clients()));
    }

    void anotherInstanceStartsEmpty()
    {
        GuiFixture f;
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        f.session.sendNumber(clients(), 5, f.clock.now);
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        QVERIFY(!f.store.isEmpty());
        QSignalSpy cleared(&f.store, &LiveStore::cleared);
        f.session.pretendConnected(QStringLiteral("https://two:9925/"));
        QVERIFY(f.store.isEmpty());
        QCOMPARE(cleared.size(), 1);
    }

    void whatTheLastInstanceSentLateIsNotTheNextOnes()
    {
        GuiFixture f;
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        f.store.clear(); // as for connecting elsewhere
        f.session.sendNumber(clients(), 5, f.clock.now);
        f.session.pretendConnected(QStringLiteral("https://two:9925/"));
        QVERIFY(f.store.isEmpty());
    }

    void aRemovedTopicIsGone()
    {
        GuiFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(clients(), 5, f.clock.now);
        ValuesFrame frame;
        frame.removed.append(clients());
        emit f.session.valuesArrived(frame);
        QVERIFY(f.store.value(clients()) == nullptr);
        QVERIFY(f.store.points(clients(), 0, f.clock.now).isEmpty());
    }

    void aCorrectedClockDoesNotFreezeTheSeries()
    {
        GuiFixture f;
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
        GuiFixture f;
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

    void theServersClockIsSet_data() { ourClockIsSet_data(); }

    void theServersClockIsSet()
    {
        QFETCH(qint64, ms);
        GuiFixture f;
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
        emit f.session.clockOffsetChanged(ms);
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
        GuiFixture f;
        f.session.pretendConnected();
        sendAt(f, received(), 1000, f.clock.now - 45'000, f.clock.now - 45'000);
        QVERIFY(f.store.isStale(received()));
        QSignalSpy updated(&f.store, &LiveStore::updated);
        emit f.session.clockOffsetChanged(-45'000); // the server's clock is behind
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
        GuiFixture f;
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

    void historyOfForeignTopicsIsBounded()
    {
        GuiFixture f;
        f.session.pretendConnected();
        ValuesFrame frame;
        for (int i = 0; i < LiveStore::maxForeignSeries + 10; ++i)
            frame.values.append(
                fakeValue(QStringLiteral("$SYS/x/%1").arg(i), QStringLiteral("1"), f.clock.now));
        emit f.session.valuesArrived(frame);
        int series = 0;
        for (const QString &topic : f.store.topics())
            series += f.store.points(topic, 0, f.clock.now).isEmpty() ? 0 : 1;
        QCOMPARE(series, LiveStore::maxForeignSeries);
        f.session.sendNumber(clients(), 5, f.clock.now);
        QCOMPARE(f.store.points(clients(), 0, f.clock.now).size(), 1);
    }

    void aRestartOfTheProgramShowsThePast()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("history.sqlite"));
        const QString url = QStringLiteral("https://one:9925/");
        FakeClock clock;
        {
            HistoryStore history(file);
            FakeSession session;
            LiveStore store(session, clock, &history);
            session.pretendConnected(url);
            for (int i = 4; i > 1; --i)
                session.sendNumber(received(), 1000 - 10 * i, clock.now - 10'000 * i);
        }
        clock.now += 3'600'000;
        HistoryStore history(file);
        FakeSession session;
        LiveStore store(session, clock, &history);
        QSignalSpy updated(&store, &LiveStore::updated);
        session.pretendConnected(url);
        session.sendNumber(received(), 5000, clock.now);
        // The value may come before the past is read, or after.
        QTRY_COMPARE(store.points(received(), 0, clock.now).size(), 4);
        QCOMPARE(store.points(received(), 0, clock.now).constFirst(),
                 (SeriesPoint{clock.now - 3'640'000, 960}));
        QCOMPARE(store.ratePoints(received(), 0, clock.now).size(), 2);
        QVERIFY(!store.rate(received())); // nobody saw how it came from 980 to 5000
        QCOMPARE(updated.size(), 2);      // the charts learn of the past

        session.pretendConnected(QStringLiteral("https://two:9925/"));
        session.sendNumber(received(), 7, clock.now);
        QTest::qWait(200);
        QCOMPARE(store.points(received(), 0, clock.now).size(), 1); // another instance has its own
    }

    void theStepOverARestartIsNoRate()
    {
        QTemporaryDir folder;
        FakeClock clock;
        HistoryStore history(folder.filePath(QStringLiteral("history.sqlite")));
        history.record(QStringLiteral("https://one:9925/"),
                       {{{received(), false}, {clock.now - 60'000, 100}}});
        FakeSession session;
        LiveStore store(session, clock, &history);
        session.pretendConnected(QStringLiteral("https://one:9925/"));
        QTest::qWait(300); // the past is there before the first value
        session.sendNumber(received(), 200, clock.now - 10'000);
        QCOMPARE(store.points(received(), 0, clock.now).size(), 2);
        QVERIFY(store.ratePoints(received(), 0, clock.now).isEmpty());
        session.sendNumber(received(), 300, clock.now);
        QCOMPARE(store.rate(received()), 10.0);
    }

    void theServersAnalyticsGiveThePast()
    {
        GuiFixture f;
        f.clock.now = startMs + 30 * minute + 50'000;
        f.session.pretendConnected();
        QCOMPARE(f.session.pastRequests,
                 (QList<QList<TimeSpan>>{{{f.clock.now - LiveStore::pastMs, f.clock.now}}}));
        f.session.sendNumber(received(), 1000, f.clock.now);
        QSignalSpy updated(&f.store, &LiveStore::updated);
        PastFrame frame = pastFrame(startMs, 31); // the last minute has been seen
        emit f.session.pastArrived(frame);
        QCOMPARE(updated.size(), 1); // the charts learn of it
        QList<SeriesPoint> rates = f.store.ratePoints(received(), startMs, f.clock.now);
        QCOMPARE(rates.size(), 31); // no rate was seen yet
        QCOMPARE(rates.constFirst(), (SeriesPoint{startMs + minute / 2, 2}));
        QVERIFY(!f.store.rate(received())); // the past says nothing about now
        QCOMPARE(f.store.points(received(), 0, f.clock.now).size(), 1);
        QCOMPARE(f.store.marks(),
                 (QList<TimelineMark>{{TimelineMark::Kind::Filled, startMs, startMs + 31 * minute}}));

        // A topic that comes later finds its past, and what was seen stays as it is.
        f.session.sendNumber(clients(), 7, f.clock.now);
        const QList<SeriesPoint> points = f.store.points(clients(), startMs, f.clock.now);
        QCOMPARE(points.constFirst(), (SeriesPoint{startMs + minute / 2, 3}));
        QCOMPARE(points.constLast(), (SeriesPoint{f.clock.now, 7}));
        frame.values[{clients(), false}] = QList<SeriesPoint>{{startMs + 30 * minute + minute / 2, 99}};
        emit f.session.pastArrived(frame);
        QCOMPARE(f.store.points(clients(), startMs, f.clock.now), points);
    }

    void aLostConnectionLeavesAGapThatIsFilled()
    {
        GuiFixture f;
        f.clock.now = startMs;
        f.session.pretendConnected();
        PastFrame frame;
        frame.settled = {f.clock.now - LiveStore::pastMs, f.clock.now};
        emit f.session.pastArrived(frame);
        f.session.sendNumber(received(), 1000, f.clock.now);
        f.session.sendNumber(received(), 1100, f.clock.now + 10'000);
        f.clock.now += 2 * hour;
        f.session.pretendConnected();
        QCOMPARE(f.session.pastRequests.size(), 2);
        QCOMPARE(f.session.pastRequests.at(1), (QList<TimeSpan>{{startMs + minute, f.clock.now}}));
    }

    void thePastIsReadOnce()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("history.sqlite"));
        const QString url = QStringLiteral("https://one:9925/");
        FakeClock clock;
        clock.now = startMs + 30 * minute;
        {
            HistoryStore history(file);
            FakeSession session;
            LiveStore store(session, clock, &history);
            session.pretendConnected(url);
            QTRY_COMPARE(session.pastRequests.size(), 1);
            PastFrame frame = pastFrame(startMs, 30);
            frame.settled = {clock.now - LiveStore::pastMs, clock.now};
            emit session.pastArrived(frame); // no topic has come yet
        }
        clock.now += 10 * minute;
        HistoryStore history(file);
        FakeSession session;
        LiveStore store(session, clock, &history);
        session.pretendConnected(url);
        QTRY_COMPARE(session.pastRequests.size(), 1);
        QCOMPARE(session.pastRequests.at(0), (QList<TimeSpan>{{startMs + 30 * minute, clock.now}}));
        session.sendNumber(received(), 5, clock.now);
        QCOMPARE(store.ratePoints(received(), startMs, clock.now).size(), 30);
        QCOMPARE(store.marks(),
                 (QList<TimelineMark>{{TimelineMark::Kind::Filled, startMs, startMs + 30 * minute}}));

        session.pretendConnected(QStringLiteral("https://two:9925/"));
        QTRY_COMPARE(session.pastRequests.size(), 2); // another instance has its own
        QCOMPARE(session.pastRequests.at(1).at(0).fromMs, clock.now - LiveStore::pastMs);
        QVERIFY(store.marks().isEmpty());
    }

private:
    static constexpr qint64 minute = 60'000;
    static constexpr qint64 hour = 60 * minute;
    static constexpr qint64 startMs = 1'799'996'400'000; // a whole one

    /// @p count minutes from @p fromMs on: 2 messages per second, 3 clients.
    static PastFrame pastFrame(qint64 fromMs, int count)
    {
        PastFrame frame;
        for (int i = 0; i < count; ++i) {
            const qint64 timeMs = fromMs + i * minute + minute / 2;
            frame.values[{received(), true}].append({timeMs, 2});
            frame.values[{clients(), false}].append({timeMs, 3});
        }
        return frame;
    }

    /// A number with @p stampMs on the server's clock and @p seenMs on ours.
    static void sendAt(GuiFixture &f, const QString &topic, double number, qint64 stampMs, qint64 seenMs)
    {
        ValuesFrame frame;
        TopicValue value = fakeValue(topic, QString::number(number, 'f', 0), stampMs);
        value.seenMs = seenMs;
        frame.values.append(value);
        emit f.session.valuesArrived(frame);
    }

    static QString heartbeat() { return QStringLiteral("$SYS/broker/syspulse/updater/heartbeat"); }
    static QString clients() { return QStringLiteral("$SYS/broker/clients/connected"); }
    static QString received() { return QStringLiteral("$SYS/broker/publish/messages/received"); }
};

SYSPULSE_TEST(TestLiveStore)
#include "tst_livestore.moc"
