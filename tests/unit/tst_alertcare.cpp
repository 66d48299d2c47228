// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/alertprogram.h"
#include "tests/support/testregistry.h"

#include <memory>

#include <QTemporaryDir>

using namespace syspulse;

/// What outlives a program: alerts that fire, who knows of them, and silence.
class TestAlertCare : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_program = std::make_unique<AlertProgram>(m_folder->path());
        QVERIFY(m_program->isReady());
        m_rule = m_program->monitor.rules().put(aboveRule(100, QStringLiteral("Crowd")));
    }
    void cleanup() { m_program.reset(); }

    void aRestartRepeatsNothing()
    {
        m_program->send(142);
        QCOMPARE(m_program->notices.notices.size(), 1);
        QCOMPARE(m_program->states(), QStringLiteral("fired"));
        const qint64 since = m_program->told.constFirst().sinceMs;
        for (int start = 0; start < 3; ++start) {
            restart(3600'000);
            QCOMPARE(m_program->monitor.status(m_rule).state, AlertState::Firing);
            QVERIFY(!m_program->monitor.status(m_rule).known); // nobody has looked yet
            m_program->send(142);
            QVERIFY(m_program->monitor.status(m_rule).known);
        }
        QCOMPARE(m_program->monitor.status(m_rule).sinceMs, since);
        QVERIFY(m_program->notices.notices.isEmpty());
        QCOMPARE(m_program->states(), QString());
        QCOMPARE(m_program->logged(), QStringLiteral("fired"));
        m_program->send(1);
        QCOMPARE(m_program->states(), QStringLiteral("resolved"));
        QCOMPARE(m_program->told.constFirst().sinceMs, since);
        QCOMPARE(m_program->logged(), QStringLiteral("fired cleared"));
        m_program->send(142); // another one is told
        QCOMPARE(m_program->states(), QStringLiteral("resolved fired"));
        QCOMPARE(m_program->notices.notices.size(), 1);
    }

    void whatEndedWhileNobodyLookedIsSaidOnce()
    {
        m_program->send(142);
        restart();
        m_program->send(1);
        QCOMPARE(m_program->states(), QStringLiteral("resolved"));
        restart();
        m_program->send(1);
        QCOMPARE(m_program->states(), QString());
        QCOMPARE(m_program->logged(), QStringLiteral("fired cleared"));
    }

    void aRuleThatWasChangedWhileNobodyLookedEndsItsAlert()
    {
        m_program->send(142);
        m_program.reset();
        {
            StateStore state(m_folder->path());
            AlertRuleStore rules(state);
            rules.open(QStringLiteral("db.example.org:9925"));
            QTRY_VERIFY(rules.isLoaded());
            AlertRule rule = rules.rules().constFirst();
            rule.threshold = 1000;
            rules.put(rule);
        }
        start(FakeClock().now + 10'000);
        QTRY_COMPARE(m_program->states(), QStringLiteral("resolved"));
        QVERIFY(m_program->told.constFirst().unwatched);
        QCOMPARE(m_program->logged(), QStringLiteral("fired ended"));
        m_program->send(142);
        QCOMPARE(m_program->states(), QStringLiteral("resolved"));
    }

    void whoDisconnectsIsNotToldAgain()
    {
        m_program->send(142);
        emit m_program->session.connection().stateChanged(SessionState::Disconnected, {});
        QVERIFY(m_program->monitor.firing().isEmpty());
        m_program->session.pretendConnected();
        QVERIFY(m_program->isReady());
        m_program->send(142);
        QCOMPARE(m_program->monitor.firing().size(), 1);
        QCOMPARE(m_program->states(), QStringLiteral("fired"));
        QCOMPARE(m_program->notices.notices.size(), 1);
        QCOMPARE(m_program->logged(), QStringLiteral("fired"));
    }

    void anAcknowledgedAlertIsSilentOverRestarts()
    {
        m_program->monitor.acknowledge({m_rule}, QStringLiteral("too early"));
        QVERIFY(m_program->monitor.silence(m_rule) == nullptr); // nothing fires
        m_program->send(142);
        QCOMPARE(m_program->monitor.loud().size(), 1);
        m_program->monitor.acknowledge({m_rule}, QStringLiteral(" known <b>\n"));
        QVERIFY(m_program->monitor.loud().isEmpty());
        QCOMPARE(m_program->monitor.firing().size(), 1);
        restart();
        const AlertSilence *silence = m_program->monitor.silence(m_rule);
        QVERIFY(silence != nullptr);
        QCOMPARE(silence->kind, SilenceKind::Acknowledged);
        QCOMPARE(silence->reason, QStringLiteral("known <b>"));
        m_program->send(142);
        QVERIFY(m_program->monitor.loud().isEmpty());
        QVERIFY(m_program->notices.notices.isEmpty());
        QCOMPARE(m_program->logged(), QStringLiteral("fired acknowledged"));
        QCOMPARE(m_program->monitor.log().events().constFirst().reason, QStringLiteral("known <b>"));
        m_program->send(1);
        QCOMPARE(m_program->states(), QStringLiteral("resolved"));
        QVERIFY(m_program->monitor.silence(m_rule) == nullptr);
        m_program->send(142); // nobody knows of this one
        QCOMPARE(m_program->states(), QStringLiteral("resolved fired"));
        QCOMPARE(m_program->notices.notices.size(), 1);
    }

    void aSnoozeHoldsAllUntilItEnds()
    {
        m_program->monitor.snooze({m_rule}, 60'000, QStringLiteral("works"));
        m_program->send(142);
        QCOMPARE(m_program->monitor.firing().size(), 1);
        QVERIFY(m_program->monitor.loud().isEmpty());
        restart(20'000);
        m_program->send(142);
        QVERIFY(m_program->monitor.silence(m_rule) != nullptr);
        QCOMPARE(m_program->states(), QString());
        QVERIFY(m_program->notices.notices.isEmpty());
        m_program->clock.now += 60'000;
        m_program->send(142);
        QVERIFY(m_program->monitor.silence(m_rule) == nullptr);
        QCOMPARE(m_program->states(), QStringLiteral("fired"));
        QCOMPARE(m_program->notices.notices.size(), 1);
        QCOMPARE(m_program->logged(), QStringLiteral("snoozed fired"));
        m_program->send(142); // once
        QCOMPARE(m_program->states(), QStringLiteral("fired"));
    }

    void whatBeganAndEndedInASnoozeIsNotSent()
    {
        m_program->monitor.snooze({m_rule}, 60'000, {});
        m_program->send(142);
        m_program->send(1);
        m_program->clock.now += 60'000;
        m_program->send(1);
        QCOMPARE(m_program->states(), QString());
        QVERIFY(m_program->notices.notices.isEmpty());
        QCOMPARE(m_program->logged(), QStringLiteral("snoozed fired cleared"));
    }

    void theEndOfWhatWasSentIsSentInASnooze()
    {
        m_program->send(142);
        m_program->monitor.snooze({m_rule}, 60'000, {});
        m_program->send(1);
        QCOMPARE(m_program->states(), QStringLiteral("fired resolved"));
    }

    void aSnoozeThatEndedWhileNobodyLookedIsOver()
    {
        m_program->send(142);
        m_program->monitor.snooze({m_rule}, 60'000, {});
        restart(61'000);
        m_program->send(142);
        QVERIFY(m_program->monitor.silence(m_rule) == nullptr);
        QCOMPARE(m_program->states(), QStringLiteral("fired"));
        QCOMPARE(m_program->notices.notices.size(), 1);
    }

    void aClockThatIsSetDoesNotProlongASnooze()
    {
        m_program->monitor.snooze({m_rule}, 60'000, {});
        m_program->clock.step(-365LL * 24 * 3600 * 1000);
        m_program->send(142);
        QCOMPARE(m_program->states(), QString());
        m_program->clock.now += 60'000;
        m_program->send(142);
        QCOMPARE(m_program->states(), QStringLiteral("fired"));
        m_program->monitor.snooze({m_rule}, 60'000, {});
        restart(-365LL * 24 * 3600 * 1000);
        m_program->send(142);
        m_program->clock.now += 60'000;
        m_program->send(142);
        QVERIFY(m_program->monitor.silence(m_rule) == nullptr);
    }

    void silenceCanBeTakenBack()
    {
        m_program->send(142);
        m_program->monitor.acknowledge({m_rule}, {});
        m_program->monitor.endSilence(m_rule);
        QCOMPARE(m_program->monitor.loud().size(), 1);
        QCOMPARE(m_program->states(), QStringLiteral("fired")); // that was told
        m_program->monitor.snooze({m_rule}, 60'000, {});
        m_program->monitor.endSilence(m_rule);
        QCOMPARE(m_program->states(), QStringLiteral("fired fired"));
    }

    void inAMaintenanceAlertsAreNotedOnly()
    {
        QVERIFY(m_program->monitor.maintenanceEndMs() == 0);
        maintain(60'000);
        m_program->send(142);
        QCOMPARE(m_program->monitor.firing().size(), 1);
        QVERIFY(m_program->monitor.loud().isEmpty());
        m_program->send(1);
        m_program->clock.now += 60'000;
        m_program->send(1);
        QCOMPARE(m_program->monitor.maintenanceEndMs(), 0);
        QCOMPARE(m_program->states(), QString());
        QVERIFY(m_program->notices.notices.isEmpty());
        QCOMPARE(m_program->logged(), QStringLiteral("fired cleared"));
        for (const AlertEvent &event : m_program->monitor.log().events())
            QVERIFY(event.maintenance);
        m_program->send(142); // as ever
        QCOMPARE(m_program->states(), QStringLiteral("fired"));
        QVERIFY(!m_program->monitor.log().events().constFirst().maintenance);
    }

    void whatStillFiresAfterAMaintenanceIsTold()
    {
        maintain(60'000);
        m_program->send(142);
        restart(10'000);
        m_program->send(142);
        QCOMPARE(m_program->states(), QString());
        QVERIFY(m_program->notices.notices.isEmpty());
        m_program->clock.now += 60'000;
        m_program->send(142);
        QCOMPARE(m_program->states(), QStringLiteral("fired"));
        QCOMPARE(m_program->notices.notices.size(), 1);
        QCOMPARE(m_program->logged(), QStringLiteral("fired"));
    }

    void theEndOfWhatWasSentIsSentInAMaintenance()
    {
        m_program->send(142);
        maintain(60'000);
        m_program->send(1);
        QCOMPARE(m_program->states(), QStringLiteral("fired resolved"));
    }

    void theProgramOnDutyKeepsTheSilenceOfTheOther()
    {
        QTRY_VERIFY(QFile::exists(m_program->state.fileOf(QStringLiteral("alerts-db.example.org:9925"))));
        AlertProgram window(m_folder->path());
        QTRY_COMPARE(window.monitor.rules().rules().size(), 1);
        QVERIFY(!window.monitor.isOnDuty());
        window.monitor.snooze({m_rule}, 60'000, QStringLiteral("by the window"));
        QTRY_VERIFY(m_program->monitor.silence(m_rule) != nullptr);
        m_program->send(142);
        window.send(142);
        QCOMPARE(m_program->states(), QString());
        QVERIFY(window.notices.notices.isEmpty());
        QTRY_COMPARE(m_program->logged(), QStringLiteral("snoozed fired"));
        m_program->clock.now += 60'000;
        m_program->send(142);
        window.clock.now += 60'000;
        window.send(142);
        QCOMPARE(m_program->states(), QStringLiteral("fired"));
        QCOMPARE(window.notices.notices.size(), 1);
        QVERIFY(window.told.isEmpty());
        // And an acknowledgement.
        window.monitor.acknowledge({m_rule}, QStringLiteral("mine"));
        QTRY_VERIFY(m_program->monitor.silence(m_rule) != nullptr);
        QCOMPARE(m_program->monitor.silence(m_rule)->reason, QStringLiteral("mine"));
    }

private:
    /// From now on.
    void maintain(qint64 forMs)
    {
        Maintenance maintenance;
        maintenance.sinceMs = m_program->clock.now;
        maintenance.untilMs = maintenance.sinceMs + forMs;
        m_program->monitor.setMaintenance(maintenance);
    }
    void start(qint64 nowMs)
    {
        m_program = std::make_unique<AlertProgram>(m_folder->path(), nowMs);
        QVERIFY(m_program->isReady());
        QTRY_VERIFY(!m_program->monitor.log().events().isEmpty());
    }
    /// Ends the program and starts it again @p laterMs later.
    void restart(qint64 laterMs = 10'000)
    {
        const qint64 nowMs = m_program->clock.now + laterMs;
        m_program.reset();
        start(nowMs);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AlertProgram> m_program;
    QString m_rule;
};

SYSPULSE_TEST(TestAlertCare)
#include "tst_alertcare.moc"
