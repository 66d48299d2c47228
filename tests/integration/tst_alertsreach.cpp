// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertdelivery.h"
#include "core/alerts/alertmonitor.h"
#include "core/alerts/maintenance.h"
#include "core/base/json.h"
#include "core/profiles/secretstore.h"
#include "core/session/livestore.h"
#include "core/session/sessionthread.h"
#include "core/settings/statestore.h"
#include "core/topics/systopics.h"
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/notednotices.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

/// What the window has for an instance, without its pages.
struct Window
{
    explicit Window(const HarperFixture &harper)
    {
        QObject::connect(&monitor, &AlertMonitor::told, &delivery, &AlertDelivery::tell);
        ConnectionSettings settings;
        settings.url = harper.opsUrl().toString();
        settings.user = harper.user();
        settings.password = Secret(harper.password());
        session.request<&SessionConnection::connectTo>(settings);
    }

    StateStore state; // where the window and syspulsectl keep everything
    const SystemClock clock;
    SessionSecretStore secrets;
    NotedNotices notices;
    AlertDelivery delivery{state, secrets, clock};
    SessionThread session;
    LiveStore store{session, clock};
    AlertMonitor monitor{session, store, clock, state, notices};
};

} // namespace

/// A fault on a real HarperDB reaches a real HTTP server from the window and from "syspulsectl run", once.
class TestAlertsReach : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_earlier = m_hook.requests.size(); }
    void theChannelsAreListedAndTested();
    void anInstanceIsListedWithItsRules();
    void fromAServiceThatReachesNobody();
    void fromTheWindow();
    void fromTheService();
    void onceFromBoth();
    void fromTheOneThatIsLeft();

private:
    /// More clients than the rule allows.
    bool crowd() { return m_mosquitto->startIdle(8, QStringLiteral("sys/broker_version")); }
    /// The states of what the server was sent, in order.
    QStringList states() const
    {
        QStringList list;
        for (const FakeHttpServer::Request &request : m_hook.requests.mid(m_earlier)) {
            const Result<Json> json = parseJson(request.body);
            list.append(json ? textOr(*json, "state") : QStringLiteral("not JSON"));
        }
        return list;
    }
    /// "syspulsectl run", which says on standard error what it sees of alerts.
    std::unique_ptr<QProcess> startService()
    {
        m_said.clear();
        return m_ctl->start({QStringLiteral("run"), QStringLiteral("--interval"), m_interval});
    }
    bool says(QProcess &service, const char *text)
    {
        return QTest::qWaitFor(
            [&] {
                m_said += service.readAllStandardError();
                return m_said.contains(text);
            },
            30000);
    }
    static void stop(QProcess &service)
    {
        service.terminate();
        QTRY_COMPARE(service.state(), QProcess::NotRunning);
    }

    /// On a machine that is busy with other things too, values of a server that counts each second are too
    /// often older than three of its intervals, and what is not current is not judged.
    const QString m_interval = QStringLiteral("2s");
    const QStringList m_both{QStringLiteral("fired"), QStringLiteral("resolved")};
    QTemporaryDir m_folder;
    FakeHttpServer m_hook;
    HarperFixture m_harper{HarperOptions{.content = HarperContent::SetUp}};
    std::unique_ptr<Ctl> m_ctl;
    std::unique_ptr<MosquittoClients> m_mosquitto;
    QByteArray m_said;
    qsizetype m_earlier = 0; ///< requests of the functions before
};

void TestAlertsReach::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // no keychain
    qputenv("QT_LOGGING_RULES", "syspulse.alerts.debug=true");
    QCoreApplication::setApplicationName(QStringLiteral("SysPulse"));
    m_ctl = std::make_unique<Ctl>(m_harper);
    MqttBroker broker;
    broker.port = m_harper.mqttPort();
    broker.user = m_harper.user();
    broker.password = m_harper.password();
    m_mosquitto = std::make_unique<MosquittoClients>(broker);
    m_hook.answer = [](const FakeHttpServer::Request &, int) { return FakeHttpServer::reply(204, {}); };

    Window window(m_harper);
    QTRY_VERIFY(window.monitor.rules().isLoaded() && window.delivery.channels().isLoaded());
    AlertRule rule;
    rule.name = QStringLiteral("Crowd");
    rule.topic = systopics::clientsConnected;
    rule.threshold = 5;
    QVERIFY(!window.monitor.rules().put(rule).isEmpty());
    AlertChannel channel;
    channel.url = m_hook.url().toString();
    QVERIFY(!window.delivery.channels().put(channel).isEmpty());
}

void TestAlertsReach::theChannelsAreListedAndTested()
{
    Ctl::Outcome listed = m_ctl->run({QStringLiteral("alerts")});
    QCOMPARE(listed.exitCode, 0);
    QVERIFY2(listed.out.contains("webhook  on"), listed.out.constData());
    QVERIFY(states().isEmpty());
    // Not with run(), which would keep the server in this process from answering.
    const auto tested =
        m_ctl->start({QStringLiteral("alerts"), QStringLiteral("--test"), QStringLiteral("--json")});
    QTRY_COMPARE(tested->state(), QProcess::NotRunning);
    QCOMPARE(tested->exitCode(), 0);
    const Result<Json> json = parseJson(tested->readAllStandardOutput().trimmed().split('\n').constLast());
    QVERIFY(json);
    QVERIFY((*json)["delivered"] == Json(true));
    QCOMPARE(states(), QStringList{QStringLiteral("test")});
}

void TestAlertsReach::anInstanceIsListedWithItsRules()
{
    const QString address = QStringLiteral("127.0.0.1:%1").arg(m_harper.opsUrl().port());
    StateStore state;
    AlertMemoryStore memory(state);
    memory.open(address);
    QTRY_VERIFY(memory.isLoaded());
    AlertRuleStore rules(state);
    rules.open(address);
    QTRY_VERIFY(rules.isLoaded());
    const AlertRule rule = rules.rules().constFirst();
    const AlertMemory before = memory.memory();
    AlertMemory known = before;
    known.open = {{rule, 1'700'000'000'000, true, false}};
    known.put({rule.id, SilenceKind::Acknowledged, 1'700'000'000'000, 0, QStringLiteral("known")});
    known.maintenance.windows = {{dayBit(1), {QTime(2, 0), QTime(4, 0)}}};
    memory.set(known);
    Ctl::Outcome listed;
    QTRY_VERIFY((listed = m_ctl->run({QStringLiteral("alerts"), QStringLiteral("--json")}),
                 listed.out.contains("\"acknowledged\":true")));
    const QList<Json> objects = listed.objects();
    QCOMPARE(textOr(objects.at(0), "rule"), QStringLiteral("Crowd"));
    QCOMPARE(textOr(objects.at(0), "severity"), QStringLiteral("warning"));
    QCOMPARE(textOr(objects.at(0), "firingSince"), QStringLiteral("2023-11-14T22:13:20.000Z"));
    QCOMPARE(textOr(objects.at(0), "reason"), QStringLiteral("known"));
    QCOMPARE(textOr(objects.at(1), "rule"), QStringLiteral("Instance unreachable"));
    QVERIFY(objects.at(1).at("firingSince").is_null());
    QVERIFY(objects.at(2).at("maintenance").size() == 1);
    listed = m_ctl->run({QStringLiteral("alerts")});
    QVERIFY2(listed.out.contains("firing since 2023-11-14T22:13:20.000Z, acknowledged: known"),
             listed.out.constData());
    QVERIFY2(listed.out.contains("Maintenance: Mon, "), listed.out.constData());
    memory.set(before);
}

void TestAlertsReach::fromAServiceThatReachesNobody()
{
    QTcpServer port; // nobody listens there once it is closed
    QVERIFY(port.listen(QHostAddress::LocalHost));
    const QString address = QStringLiteral("127.0.0.1:%1").arg(port.serverPort());
    port.close();
    {
        StateStore state;
        AlertRuleStore rules(state);
        rules.open(address);
        QTRY_VERIFY(rules.isLoaded());
        AlertRule rule = withBuiltInRules({}).constFirst();
        rule.forSeconds = 1;
        rules.put(rule);
    }
    Ctl ctl(m_harper);
    ctl.setUrl(QStringLiteral("http://") + address);
    const auto service = ctl.start({QStringLiteral("run"), QStringLiteral("--interval"), m_interval});
    QTRY_COMPARE(states(), m_both.mid(0, 1));
    const Result<Json> json = parseJson(m_hook.requests.at(m_earlier).body);
    QCOMPARE(textOr((*json)["rule"], "id"), QString(unreachableRuleId));
    QCOMPARE(textOr(*json, "severity"), QStringLiteral("critical"));
    QCOMPARE(textOr((*json)["instance"], "address"), address);
    stop(*service);
    QCOMPARE(states(), m_both.mid(0, 1));
}

void TestAlertsReach::fromTheWindow()
{
    Window window(m_harper);
    connect(&window.session.connection(), &SessionConnection::stateChanged, this,
            [&window](SessionState state) {
                if (state == SessionState::Connected)
                    window.session.request<&SessionUpdater::startUpdater>(UpdaterSchedule{2, {}});
            });
    QTRY_VERIFY(window.monitor.isOnDuty() && window.monitor.rules().rules().size() == 1);
    QVERIFY2(crowd(), qPrintable(m_mosquitto->errorString()));
    QTRY_COMPARE(states(), m_both.mid(0, 1));
    const QByteArray body = m_hook.requests.at(m_earlier).body;
    const Result<Json> json = parseJson(body);
    QCOMPARE(textOr((*json)["rule"], "name"), QStringLiteral("Crowd"));
    QCOMPARE(textOr((*json)["value"], "unit"), QStringLiteral("clients"));
    QVERIFY(numberAt((*json)["value"], "number").value_or(0) > 5);
    QVERIFY(!textOr((*json)["value"], "source").isEmpty());
    QVERIFY(integerAt((*json)["value"], "ageMs").has_value());
    QCOMPARE(textOr((*json)["instance"], "address"),
             QStringLiteral("127.0.0.1:%1").arg(m_harper.opsUrl().port()));
    QVERIFY(!body.contains(m_harper.password().toUtf8()));
    m_mosquitto->stopAll();
    QTRY_COMPARE(states(), m_both);
}

void TestAlertsReach::fromTheService()
{
    const auto service = startService();
    QVERIFY2(says(*service, "are sent by us"), m_said.constData());
    QVERIFY2(crowd(), qPrintable(m_mosquitto->errorString()));
    QTRY_COMPARE(states(), m_both.mid(0, 1));
    m_mosquitto->stopAll();
    QTRY_COMPARE(states(), m_both);
    stop(*service);
    QCOMPARE(service->exitCode(), 0);
}

void TestAlertsReach::onceFromBoth()
{
    const auto service = startService();
    QVERIFY2(says(*service, "are sent by us"), m_said.constData());
    Window window(m_harper);
    QTRY_VERIFY(window.monitor.rules().rules().size() == 1 && !window.store.isEmpty());
    QVERIFY2(crowd(), qPrintable(m_mosquitto->errorString()));
    // Both have seen it.
    QTRY_COMPARE(window.monitor.firing().size(), 1);
    QVERIFY2(says(*service, "\"fired\""), m_said.constData());
    m_mosquitto->stopAll();
    QTRY_VERIFY(window.monitor.firing().isEmpty());
    QVERIFY2(says(*service, "\"cleared\""), m_said.constData());
    QTRY_COMPARE(states(), m_both);
    QVERIFY(!window.monitor.isOnDuty());
    QCOMPARE(window.notices.notices.size(), 1); // its own user is told all the same
    stop(*service);
}

void TestAlertsReach::fromTheOneThatIsLeft()
{
    const auto service = startService();
    QVERIFY2(says(*service, "are sent by us"), m_said.constData());
    Window window(m_harper);
    QTRY_VERIFY(window.monitor.rules().rules().size() == 1 && !window.store.isEmpty());
    service->kill();
    QTRY_VERIFY(window.monitor.isOnDuty());
    window.session.request<&SessionUpdater::takeOverUpdater>();
    window.session.request<&SessionUpdater::startUpdater>(UpdaterSchedule{2, {}});
    QVERIFY2(crowd(), qPrintable(m_mosquitto->errorString()));
    QTRY_COMPARE(states(), m_both.mid(0, 1));
    m_mosquitto->stopAll();
    QTRY_COMPARE(states(), m_both);
}

SYSPULSE_TEST(TestAlertsReach)
#include "tst_alertsreach.moc"
