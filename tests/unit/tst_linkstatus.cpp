// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/linkstatus.h"
#include "core/session/updaterobstacle.h"
#include "core/topics/systopics.h"
#include "tests/support/sessionfixture.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

namespace {

using Remedy = LinkStatus::Notice::Remedy;
using Obstacle = UpdaterObstacle::Kind;

constexpr qint64 awaySinceMs = 1'700'000'000'000;

Error refusal(ErrorKind kind = ErrorKind::Network)
{
    return {kind, QStringLiteral("It was refused."), {}, 0};
}

Reach awayReach()
{
    Reach reach;
    reach.awaySinceMs = awaySinceMs;
    reach.error = refusal();
    return reach;
}

} // namespace

/// What the state of the links means to the user, and what keeps the updater from being started.
class TestLinkStatus : public QObject
{
    Q_OBJECT

private slots:
    void lights_data()
    {
        using Mqtt = MqttClient::State;
        QTest::addColumn<SessionState>("state");
        QTest::addColumn<MqttClient::State>("mqtt");
        QTest::addColumn<bool>("refused");
        QTest::addColumn<Severity>("instance");
        QTest::addColumn<Severity>("broker");
        QTest::newRow("nothing") << SessionState::Disconnected << Mqtt::Disconnected << false
                                 << Severity::Neutral << Severity::Neutral;
        QTest::newRow("connecting") << SessionState::Connecting << Mqtt::Disconnected << false
                                    << Severity::Info << Severity::Neutral;
        QTest::newRow("failed") << SessionState::Failed << Mqtt::Disconnected << false << Severity::Error
                                << Severity::Neutral;
        QTest::newRow("MQTT begins") << SessionState::Connected << Mqtt::Connecting << false << Severity::Ok
                                     << Severity::Info;
        QTest::newRow("live") << SessionState::Connected << Mqtt::Connected << false << Severity::Ok
                              << Severity::Ok;
        QTest::newRow("no values come")
            << SessionState::Connected << Mqtt::Connected << true << Severity::Ok << Severity::Neutral;
        QTest::newRow("MQTT failed") << SessionState::Connected << Mqtt::Disconnected << true << Severity::Ok
                                     << Severity::Error;
        QTest::newRow("MQTT waits") << SessionState::Connected << Mqtt::WaitingToRetry << true << Severity::Ok
                                    << Severity::Warning;
    }

    void lights()
    {
        QFETCH(SessionState, state);
        QFETCH(MqttClient::State, mqtt);
        QFETCH(bool, refused);
        QFETCH(Severity, instance);
        QFETCH(Severity, broker);
        SessionFixture f;
        emit f.session.connection().stateChanged(state, {});
        emit f.session.connection().mqttStateChanged(mqtt, refused ? refusal() : Error());
        QCOMPARE(LinkStatus::instance(f.session).severity, instance);
        QCOMPARE(LinkStatus::broker(f.session).severity, broker);
        QVERIFY(!LinkStatus::instance(f.session).text.isEmpty());
        QVERIFY(!LinkStatus::broker(f.session).text.isEmpty());
    }

    /// Each is told with what can be done about it; nothing is told while there is nothing to show.
    void whatIsTold()
    {
        SessionFixture f;
        QVERIFY(!LinkStatus::notice(f.session, f.store));
        emit f.session.connection().stateChanged(SessionState::Connecting, {});
        QVERIFY(!LinkStatus::notice(f.session, f.store));
        emit f.session.connection().stateChanged(SessionState::Failed, refusal());
        compare(f, Severity::Error, "It was refused.", Remedy::Connect, true);

        fill(f);
        QVERIFY(!LinkStatus::notice(f.session, f.store));
        emit f.session.connection().reachChanged(awayReach());
        QCOMPARE(LinkStatus::instance(f.session).severity, Severity::Error);
        compare(f, Severity::Error, "Not reachable since", Remedy::Retry, true);
        emit f.session.connection().reachChanged({});

        emit f.session.connection().mqttStateChanged(MqttClient::State::Disconnected, refusal());
        compare(f, Severity::Error, "No live values: It was refused.", Remedy::Connect, true);
        emit f.session.connection().mqttStateChanged(MqttClient::State::Disconnected,
                                                     refusal(ErrorKind::Tls));
        compare(f, Severity::Error, "No live values", Remedy::Settings, true);
        emit f.session.connection().mqttStateChanged(MqttClient::State::Connected, refusal());
        compare(f, Severity::Error, "No live values", Remedy::Connect, false);
        emit f.session.connection().mqttStateChanged(MqttClient::State::WaitingToRetry, {});
        compare(f, Severity::Warning, "The MQTT connection is being re-established", Remedy::Connect, false);
        emit f.session.connection().mqttStateChanged(MqttClient::State::WaitingToRetry, refusal());
        compare(f, Severity::Warning, "MQTT is not reachable since", Remedy::Retry, true);

        emit f.session.connection().stateChanged(SessionState::Disconnected, {});
        compare(f, Severity::Info, "You are not connected.", Remedy::Connect, true);
        emit f.session.connection().stateChanged(SessionState::Connecting, {});
        compare(f, Severity::Info, "Connecting.", Remedy::Connect, false);
    }

    void valuesThatGrowOldHaveAReason_data()
    {
        QTest::addColumn<UpdaterState>("state");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, UpdaterState state, const char *text) {
            QTest::newRow(name) << state << QString::fromLatin1(text);
        };
        row("stopped", UpdaterState::Stopped, "Values are not current: no updater writes them.");
        row("paused", UpdaterState::Paused, "Values are not current: the updater is paused.");
        row("quiet", UpdaterState::Quiet, "Quiet hours until");
        row("at work", UpdaterState::Running, "");
        row("trying again", UpdaterState::Retrying, "");
    }

    void valuesThatGrowOldHaveAReason()
    {
        QFETCH(UpdaterState, state);
        QFETCH(QString, text);
        SessionFixture f;
        fill(f);
        UpdaterStatus status;
        status.state = state;
        emit f.session.updater().updaterStatusChanged(status);
        QVERIFY(!LinkStatus::notice(f.session, f.store)); // a heartbeat has come
        f.clock.now += 3'600'000;
        const auto notice = LinkStatus::notice(f.session, f.store);
        QCOMPARE(notice.has_value(), !text.isEmpty());
        QVERIFY(!notice || notice->text.startsWith(text));
    }

    /// One who may not start the updater is led to where it says why.
    void whoCannotStartItIsLed()
    {
        SessionFixture f;
        fill(f);
        f.clock.now += 3'600'000;
        compare(f, Severity::Warning, "Values are not current", Remedy::StartUpdater, true);
        emit f.session.setup().planChanged(neededPlan());
        compare(f, Severity::Warning, "Values are not current", Remedy::Setup, true);
        emit f.session.setup().planChanged(completePlan());
        compare(f, Severity::Warning, "Values are not current", Remedy::StartUpdater, true);
        Profile profile;
        profile.readOnly = true;
        f.session.setProfile(profile);
        compare(f, Severity::Warning, "Values are not current", Remedy::Updater, true);
    }

    /// Of several obstacles that one is told without whose end nothing else helps.
    void theFirstObstacleCounts()
    {
        SessionFixture f;
        QCOMPARE(updaterObstacle(f.session)->kind, Obstacle::NotConnected);
        f.session.pretendConnected();
        QVERIFY(!updaterObstacle(f.session)); // what is not known hinders nobody
        emit f.session.setup().planChanged(neededPlan());
        QCOMPARE(updaterObstacle(f.session)->kind, Obstacle::NotSetUp);
        InstanceInfo info = f.session.info();
        info.mayUpdate = false;
        emit f.session.connection().infoChanged(info);
        QCOMPARE(updaterObstacle(f.session)->kind, Obstacle::NoRights);
        QVERIFY(updaterObstacle(f.session)->text.contains(QStringLiteral("\"admin\"")));
        Profile profile;
        profile.name = QStringLiteral("Plant");
        profile.readOnly = true;
        f.session.setProfile(profile);
        QCOMPARE(updaterObstacle(f.session)->kind, Obstacle::ReadOnly);
        QVERIFY(updaterObstacle(f.session)->text.contains(QStringLiteral("\"Plant\"")));
        emit f.session.connection().reachChanged(awayReach());
        QCOMPARE(updaterObstacle(f.session)->kind, Obstacle::Away);
        emit f.session.connection().stateChanged(SessionState::Failed, refusal());
        QCOMPARE(updaterObstacle(f.session)->kind, Obstacle::NotConnected);
    }

private:
    /// Connected, with a value and the heartbeat of an updater.
    static void fill(SessionFixture &f)
    {
        f.session.pretendConnected();
        f.session.sendNumber(systopics::clientsConnected, 3, f.clock.now);
        f.session.sendValue(systopics::heartbeat, QStringLiteral("now"), f.clock.now);
    }

    static void compare(const SessionFixture &f, Severity severity, const char *text, Remedy remedy,
                        bool hasAction)
    {
        const auto notice = LinkStatus::notice(f.session, f.store);
        QVERIFY(notice);
        QCOMPARE(notice->severity, severity);
        QVERIFY2(notice->text.startsWith(QLatin1String(text)), qPrintable(notice->text));
        QCOMPARE(notice->remedy, remedy);
        QCOMPARE(!notice->action.isEmpty(), hasAction);
    }
};

SYSPULSE_TEST(TestLinkStatus)
#include "tst_linkstatus.moc"
