// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sessionfixture.h"
#include "tests/support/testregistry.h"

#include "core/history/historystore.h"
#include "core/session/linkstatus.h"

#include <QSignalSpy>

using namespace syspulse;

class TestLiveStore : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheNewestValueAndASeries()
    {
        SessionFixture f;
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
        SessionFixture f;
        f.session.pretendConnected();
        QSignalSpy updated(&f.store, &LiveStore::updated);
        f.session.sendSample(1, f.clock.now);
        QCOMPARE(updated.size(), 1);
    }

    void countersHaveARate()
    {
        SessionFixture f;
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
        SessionFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(received(), 1000, f.clock.now - 20'000);
        f.session.sendNumber(received(), 1100, f.clock.now - 10'000);
        f.session.sendNumber(received(), 3, f.clock.now);
        QVERIFY(!f.store.rate(received()));
        QCOMPARE(f.store.ratePoints(received(), 0, f.clock.now).size(), 1);
    }

    void goesStaleAfterThreeIntervals()
    {
        SessionFixture f;
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
        SessionFixture f;
        f.session.sendNumber(QStringLiteral("$SYS/broker/syspulse/updater/interval"), 0, f.clock.now);
        QCOMPARE(f.store.intervalSeconds(), LiveStore::defaultIntervalSeconds);
    }

    void aLostLinkMakesEverythingStale()
    {
        SessionFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(clients(), 5, f.clock.now);
        emit f.session.connection().mqttStateChanged(MqttClient::State::WaitingToRetry, {});
        QVERIFY(f.store.isStale(clients()));
        emit f.session.connection().mqttStateChanged(MqttClient::State::Connected, {});
        QVERIFY(!f.store.isStale(clients()));
        emit f.session.connection().stateChanged(SessionState::Disconnected, {});
        QVERIFY(f.store.isStale(clients()));
    }

    void anotherInstanceStartsEmpty()
    {
        SessionFixture f;
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
        SessionFixture f;
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        f.store.clear(); // as for connecting elsewhere
        f.session.sendNumber(clients(), 5, f.clock.now);
        f.session.pretendConnected(QStringLiteral("https://two:9925/"));
        QVERIFY(f.store.isEmpty());
    }

    void aRemovedTopicIsGone()
    {
        SessionFixture f;
        f.session.pretendConnected();
        f.session.sendNumber(clients(), 5, f.clock.now);
        ValuesFrame frame;
        frame.removed.append(clients());
        emit f.session.connection().valuesArrived(frame);
        QVERIFY(f.store.value(clients()) == nullptr);
        QVERIFY(f.store.points(clients(), 0, f.clock.now).isEmpty());
    }

    void saysWhenThereAreMoreTopicsThanAreKept()
    {
        SessionFixture f;
        f.session.pretendConnected();
        const qint64 nowMs = f.clock.now;
        f.session.sendValue(QStringLiteral("$SYS/broker/syspulse/updater/heartbeat"), QStringLiteral("t"),
                            nowMs);
        QVERIFY(!LinkStatus::notice(f.session, f.store));
        ValuesFrame frame;
        frame.full = true;
        emit f.session.connection().valuesArrived(frame);
        const auto notice = LinkStatus::notice(f.session, f.store);
        QVERIFY(notice && notice->severity == Severity::Warning);
        QVERIFY2(notice->text.contains(QStringLiteral("20,000")), qPrintable(notice->text));
        emit f.session.connection().valuesArrived({});
        QVERIFY(!LinkStatus::notice(f.session, f.store));
    }

    void historyOfForeignTopicsIsBounded()
    {
        SessionFixture f;
        f.session.pretendConnected();
        ValuesFrame frame;
        for (int i = 0; i < LiveStore::maxForeignSeries + 10; ++i)
            frame.values.append(
                fakeValue(QStringLiteral("$SYS/x/%1").arg(i), QStringLiteral("1"), f.clock.now));
        emit f.session.connection().valuesArrived(frame);
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
        passHistory(history);
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
        passHistory(history); // the past is there before the first value
        session.sendNumber(received(), 200, clock.now - 10'000);
        QCOMPARE(store.points(received(), 0, clock.now).size(), 2);
        QVERIFY(store.ratePoints(received(), 0, clock.now).isEmpty());
        session.sendNumber(received(), 300, clock.now);
        QCOMPARE(store.rate(received()), 10.0);
    }

    void theServersAnalyticsGiveThePast()
    {
        SessionFixture f;
        f.clock.now = startMs + 30 * minute + 50'000;
        f.session.pretendConnected();
        QCOMPARE(f.session.pastRequests,
                 (QList<QList<TimeSpan>>{{{f.clock.now - LiveStore::pastMs, f.clock.now}}}));
        f.session.sendNumber(received(), 1000, f.clock.now);
        QSignalSpy updated(&f.store, &LiveStore::updated);
        PastFrame frame = pastFrame(startMs, 31); // the last minute has been seen
        emit f.session.connection().pastArrived(frame);
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
        emit f.session.connection().pastArrived(frame);
        QCOMPARE(f.store.points(clients(), startMs, f.clock.now), points);
    }

    void aLostConnectionLeavesAGapThatIsFilled()
    {
        SessionFixture f;
        f.clock.now = startMs;
        f.session.pretendConnected();
        PastFrame frame;
        frame.settled = {f.clock.now - LiveStore::pastMs, f.clock.now};
        emit f.session.connection().pastArrived(frame);
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
            emit session.connection().pastArrived(frame); // no topic has come yet
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
    /// Returns once @p history has answered everything that it was asked for before.
    void passHistory(HistoryStore &history)
    {
        bool answered = false;
        history.load(QStringLiteral("marker"), 0, this,
                     [&answered](const Result<HistoryStore::Past> &) { answered = true; });
        QTRY_VERIFY(answered);
    }

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

    static QString clients() { return QStringLiteral("$SYS/broker/clients/connected"); }
    static QString received() { return QStringLiteral("$SYS/broker/publish/messages/received"); }
};

SYSPULSE_TEST(TestLiveStore)
#include "tst_livestore.moc"
