// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertdelivery.h"
#include "core/alerts/alertmonitor.h"
#include "core/base/json.h"
#include "core/profiles/secretstore.h"
#include "core/session/livestore.h"
#include "core/session/sessionthread.h"
#include "core/settings/statestore.h"
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/notednotices.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

/// What the window has for an instance, without its pages and its history.
struct Watcher
{
    explicit Watcher(const HarperFixture &harper)
    {
        QObject::connect(&monitor, &AlertMonitor::told, &monitor,
                         [this](const AlertMessage &message) { told.append(message); });
        ConnectionSettings settings;
        settings.url = harper.opsUrl().toString();
        settings.user = harper.user();
        settings.password = Secret(harper.password());
        session.request<&SessionConnection::connectTo>(settings);
    }

    StateStore state;
    const SystemClock clock;
    NotedNotices notices;
    SessionThread session;
    LiveStore store{session, clock};
    AlertMonitor monitor{session, store, clock, state, notices};
    QList<AlertMessage> told;
};

} // namespace

/// A real client of a real HarperDB that goes away, and the rule that watches for it.
class TestClientAway : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void fromTheWindow();
    void fromTheService();

private:
    MosquittoSubscriber *startPump()
    {
        MosquittoSubscriber *pump = m_mosquitto->subscribe({QStringLiteral("sys/broker_version")}, 0,
                                                           {QStringLiteral("-i"), QStringLiteral("pump-7")});
        return pump->waitSubscribed() ? pump : nullptr;
    }
    QStringList sent() const
    {
        QStringList list;
        for (const FakeHttpServer::Request &request : m_hook.requests) {
            const Result<Json> json = parseJson(request.body);
            list.append(json ? textOr(*json, "state") : QStringLiteral("not JSON"));
        }
        return list;
    }

    QTemporaryDir m_folder;
    FakeHttpServer m_hook;
    HarperFixture m_harper{HarperOptions{.content = HarperContent::SetUp}};
    std::unique_ptr<Ctl> m_ctl;
    std::unique_ptr<MosquittoClients> m_mosquitto;
    QString m_rule;
};

void TestClientAway::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // no keychain
    QCoreApplication::setApplicationName(QStringLiteral("SysPulse"));
    m_ctl = std::make_unique<Ctl>(m_harper);
    MqttBroker broker;
    broker.port = m_harper.mqttPort();
    broker.user = m_harper.user();
    broker.password = m_harper.password();
    m_mosquitto = std::make_unique<MosquittoClients>(broker);
    m_hook.answer = [](const FakeHttpServer::Request &, int) { return FakeHttpServer::reply(204, {}); };
}

void TestClientAway::fromTheWindow()
{
    MosquittoSubscriber *pump = startPump();
    QVERIFY2(pump, qPrintable(m_mosquitto->errorString()));
    Watcher window(m_harper);
    QTRY_VERIFY(window.monitor.isOnDuty() && window.monitor.rules().isLoaded());
    AlertRule rule;
    rule.condition = AlertCondition::ClientAway;
    rule.client = QStringLiteral("pump-?");
    rule.forSeconds = 2;
    m_rule = window.monitor.rules().put(rule);
    QTRY_COMPARE(window.monitor.status(m_rule).value, std::optional<double>(0));
    QVERIFY(window.told.isEmpty());

    const qint64 before = window.clock.nowMs();
    pump->stop();
    QTRY_COMPARE(window.told.size(), 1);
    QCOMPARE(window.told.constFirst().state, AlertMessage::State::Fired);
    // It says since when, and that lies between the stop and the alert.
    QVERIFY(window.told.constFirst().awaySinceMs >= before);
    QVERIFY(window.told.constFirst().awaySinceMs + rule.forSeconds * 1000 <= window.clock.nowMs());

    QVERIFY2(startPump(), qPrintable(m_mosquitto->errorString()));
    QTRY_COMPARE(window.told.size(), 2);
    QCOMPARE(window.told.constLast().state, AlertMessage::State::Resolved);
    m_mosquitto->stopAll();
}

void TestClientAway::fromTheService()
{
    {
        StateStore state;
        const SystemClock clock;
        SessionSecretStore secrets;
        AlertDelivery delivery(state, secrets, clock);
        QTRY_VERIFY(delivery.channels().isLoaded());
        AlertChannel channel;
        channel.url = m_hook.url().toString();
        QVERIFY(!delivery.channels().put(channel).isEmpty());
    }
    QTRY_VERIFY(m_ctl->run({QStringLiteral("alerts")}).out.contains("Client pump-? is away"));
    const auto service =
        m_ctl->start({QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("2s")});
    // Nobody is there, and it asks for the list by itself.
    QTRY_COMPARE(sent(), QStringList{QStringLiteral("fired")});
    const Result<Json> json = parseJson(m_hook.requests.constFirst().body);
    QCOMPARE(textOr((*json)["rule"], "client"), QStringLiteral("pump-?"));
    QVERIFY((*json)["awaySince"].is_null());
    QVERIFY2(startPump(), qPrintable(m_mosquitto->errorString()));
    QTRY_COMPARE(sent(), (QStringList{QStringLiteral("fired"), QStringLiteral("resolved")}));
    service->terminate();
    QTRY_COMPARE(service->state(), QProcess::NotRunning);
}

SYSPULSE_TEST(TestClientAway)
#include "tst_clientaway.moc"
