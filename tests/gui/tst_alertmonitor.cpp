// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/alertsfixture.h"
#include "tests/support/guitestregistry.h"

#include <QFile>

using namespace syspulse;

namespace {

/// Shows notices until they are withdrawn.
class FakeNotifier final : public Notifier
{
public:
    bool isAvailable() const override { return true; }
    void notify(const AlertNotice &notice) override
    {
        withdraw(notice.id);
        shown.append(notice);
    }
    void withdraw(const QString &id) override
    {
        shown.removeIf([&id](const AlertNotice &notice) { return notice.id == id; });
    }
    QList<AlertNotice> shown;
};

/// A monitor without a page.
struct Noticed : GuiFixture
{
    Noticed()
    {
        session.pretendConnected();
        QTRY_VERIFY(monitor.rules().isLoaded() && monitor.isOnDuty());
    }
    void add(const AlertRule &rule) { monitor.rules().put(rule); }
    void send(double number)
    {
        session.sendNumber(clients, number, clock.now);
        monitor.evaluate();
    }

    FakeNotifier notifier;
    AlertMonitor monitor{session, store, clock, state, notifier};
};

} // namespace

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
        emit f.session.connection().mqttStateChanged(MqttClient::State::WaitingToRetry, {});
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

    void aNoticeIsAsUrgentAsTheWorstOfItsAlerts()
    {
        Noticed f;
        AlertRule rule = aboveRule(100);
        rule.severity = AlertSeverity::Information;
        f.add(rule);
        rule.threshold = 200;
        rule.severity = AlertSeverity::Critical;
        f.add(rule);
        f.send(142);
        QCOMPARE(f.notifier.shown.constLast().severity, AlertSeverity::Information);
        f.clock.now += 10'000;
        f.send(1);
        f.clock.now += 10'000;
        f.send(250);
        QCOMPARE(f.notifier.shown.size(), 1);
        QCOMPARE(f.notifier.shown.constLast().severity, AlertSeverity::Critical);
    }

    void aNoticeGoesWithItsAlert()
    {
        Noticed f;
        f.add(aboveRule(100));
        f.send(142);
        QCOMPARE(f.notifier.shown.size(), 1);
        f.clock.now += 10'000;
        f.send(1);
        QVERIFY(f.notifier.shown.isEmpty());
    }

    void aSnoozedAlertIsSilentForAnHour()
    {
        Noticed f;
        f.add(aboveRule(100));
        f.send(142);
        const QString id = f.notifier.shown.constFirst().id;
        f.notifier.shown.clear();
        emit f.notifier.snoozed(id);
        f.clock.step(24 * 3600 * 1000); // setting the clock does not wake it
        for (int i = 0; i < 3; ++i) {   // nor does firing again
            f.clock.now += 10'000;
            f.send(i == 1 ? 142 : 1);
        }
        f.clock.now += 10'000;
        f.send(142);
        QVERIFY(f.notifier.shown.isEmpty());
        f.clock.now += AlertMonitor::snoozeMs;
        f.send(142);
        QCOMPARE(f.notifier.shown.size(), 1);
        QCOMPARE(f.notifier.shown.constFirst().id, id);
    }

    void anAcknowledgedAlertIsSilentUntilItEnds()
    {
        Noticed f;
        f.add(aboveRule(100));
        f.send(142);
        emit f.notifier.acknowledged(f.notifier.shown.takeFirst().id);
        f.clock.now += 2 * AlertMonitor::snoozeMs;
        f.send(142);
        QVERIFY(f.notifier.shown.isEmpty());
        for (const double number : {1.0, 142.0}) {
            f.clock.now += 10'000;
            f.send(number);
        }
        QCOMPARE(f.notifier.shown.size(), 1);
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
        f.wait(1);
        QCOMPARE(f.cell(0, AlertRulesModel::State), QStringLiteral("Value not known"));
        AlertRule silent = aboveRule(0);
        silent.condition = AlertCondition::NoData;
        silent.forSeconds = 60;
        f.add(silent);
        f.send(100);
        emit f.session.connection().mqttStateChanged(MqttClient::State::WaitingToRetry, {});
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
        emit f.session.connection().stateChanged(SessionState::Disconnected, {});
        QVERIFY(f.monitor.firing().isEmpty());
        QCOMPARE(f.monitor.log().events().constFirst().kind, AlertEventKind::Fired);
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
        QTRY_COMPARE(f.monitor.log().events().size(), 1);
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
};

SYSPULSE_GUI_TEST(TestAlertMonitor)
#include "tst_alertmonitor.moc"
