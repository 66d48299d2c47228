// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/alertsfixture.h"
#include "tests/support/guitestregistry.h"

#include <QFile>

using namespace syspulse;

class TestAlertMonitor : public QObject
{
    Q_OBJECT

private slots:
    void nothingHappensWithoutRules()
    {
        Alerts f;
        for (int step = 0; step < 5; ++step)
            f.session.sendSample(step, f.clock.now += 10'000);
        f.wait(300);
        emit f.session.mqttStateChanged(MqttClient::State::WaitingToRetry, {});
        f.wait(300);
        QVERIFY(f.tray.notified.isEmpty());
        QVERIFY(f.monitor.rules().rules().isEmpty());
        QVERIFY(f.monitor.log().events().isEmpty());
    }

    void alertsOfOneMomentAreOneNotification()
    {
        Alerts f;
        for (const char *name : {"a", "b", "c"})
            f.add(aboveRule(100, QString::fromLatin1(name)));
        f.send(142);
        QCOMPARE(f.tray.notified.size(), 1);
        QVERIFY(f.tray.notifiedTexts.constFirst().contains(QStringLiteral("a; b; c")));
    }

    void watchesWhileNobodyLooks()
    {
        Alerts f;
        f.add(aboveRule(100));
        f.page.hide();
        f.send(142);
        QCOMPARE(f.tray.notified.size(), 1);
    }

    void aLostLinkIsNoValue()
    {
        Alerts f;
        AlertRule below = aboveRule(50);
        below.condition = AlertCondition::ValueBelow;
        f.add(below);
        AlertRule silent = aboveRule(0);
        silent.condition = AlertCondition::NoData;
        silent.forSeconds = 60;
        f.add(silent);
        f.send(100);
        emit f.session.mqttStateChanged(MqttClient::State::WaitingToRetry, {});
        f.wait(59);
        QCOMPARE(f.cell(0, AlertRulesModel::State), QStringLiteral("Value not current"));
        QVERIFY(f.tray.notified.isEmpty());
        f.wait(1);
        QCOMPARE(f.monitor.firing().size(), 1);
        QCOMPARE(f.monitor.firing().constFirst().condition, AlertCondition::NoData);
    }

    void disconnectingEndsTheWatch()
    {
        Alerts f;
        AlertRule silent = aboveRule(0);
        silent.condition = AlertCondition::NoData;
        silent.forSeconds = 60;
        f.add(aboveRule(100));
        f.add(silent);
        f.send(142);
        emit f.session.stateChanged(SessionState::Disconnected, {});
        QVERIFY(f.monitor.firing().isEmpty());
        QCOMPARE(f.monitor.log().events().constFirst().kind, AlertEventKind::Ended);
        f.wait(300);
        QCOMPARE(f.tray.notified.size(), 1);
        QCOMPARE(f.cell(0, AlertRulesModel::State), QStringLiteral("Not watched"));
        f.connectNow();
        QCOMPARE(f.monitor.rules().rules().size(), 2);
    }

    void eachInstanceHasItsOwn()
    {
        Alerts f;
        f.add(aboveRule(100));
        f.send(142);
        f.connectNow(QStringLiteral("https://other:9925/"));
        QVERIFY(f.monitor.rules().rules().isEmpty());
        QVERIFY(f.monitor.log().events().isEmpty());
        QVERIFY(f.monitor.firing().isEmpty());
        f.connectNow();
        QCOMPARE(f.monitor.rules().rules().size(), 1);
        QTRY_COMPARE(f.monitor.log().events().size(), 2);
    }

    void aProfileKeepsTheRulesOfItsAddress()
    {
        Alerts f;
        f.add(aboveRule(100));
        f.store.clear();
        Profile profile;
        profile.id = QStringLiteral("p1");
        f.session.setProfile(profile);
        f.connectNow();
        QCOMPARE(f.monitor.rules().rules().size(), 1);
        f.add(aboveRule(200));
        QTRY_VERIFY(QFile::exists(f.state.fileOf(QStringLiteral("alerts-p1"))));
    }

    void theLogIsKeptOverARestart()
    {
        QTemporaryDir folder;
        FakeTray tray;
        for (const int wanted : {2, 4}) {
            FakeSession session;
            FakeClock clock;
            LiveStore store(session, clock);
            StateStore state(folder.path());
            AlertMonitor monitor(session, store, clock, state, tray);
            session.pretendConnected();
            QTRY_VERIFY(monitor.rules().isLoaded());
            QTRY_COMPARE(monitor.log().events().size(), wanted - 2);
            if (wanted == 2)
                monitor.rules().put(aboveRule(100));
            session.sendNumber(clients, 142, clock.now);
            QCOMPARE(monitor.log().events().size(), wanted - 1); // the end of the program is noted as well
        }
    }
};

SYSPULSE_GUI_TEST(TestAlertMonitor)
#include "tst_alertmonitor.moc"
