// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertmonitor.h"
#include "core/alerts/suggestedrules.h"
#include "core/base/json.h"
#include "core/session/livestore.h"
#include "core/session/sessionthread.h"
#include "core/settings/statestore.h"
#include "core/topics/systopics.h"
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/notednotices.h"
#include "tests/support/testregistry.h"

#include <csignal>
#include <map>

#include <QJsonArray>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// The suggested rules about the inside of the broker, on a real HarperDB with two workers that gets into
/// each of these troubles, in this order.
class TestBrokerAlerts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void valuesAreKnownAndQuiet();
    void allClientsOnOneWorker();
    void aSubscriberThatFallsBehind();
    void aStorm();
    void aClientThatComesAndGoes();
    void aClientIdThatIsUsedTwice();
    void refusedPackets();
    void theNoticeSaysWhatToDo();

private:
    /// A connection that has logged in; nothing where it could not.
    std::unique_ptr<QTcpSocket> logIn(const QByteArray &client);
    std::optional<double> number(QLatin1String topic) const
    {
        const TopicValue *value = m_store.value(topic);
        return value == nullptr ? std::nullopt : value->number;
    }
    bool fires(QLatin1String suggestion) const
    {
        const QList<AlertRule> firing = m_monitor.firing();
        return std::any_of(firing.cbegin(), firing.cend(),
                           [&](const AlertRule &rule) { return rule.suggestion == suggestion; });
    }
    QString values() const;

    HarperFixture m_harper{HarperOptions{.threads = 2, .content = HarperContent::SetUp}};
    std::unique_ptr<Ctl> m_ctl;
    std::unique_ptr<MosquittoClients> m_mosquitto;
    QTemporaryDir m_folder;
    StateStore m_state{m_folder.path()};
    const SystemClock m_clock;
    NotedNotices m_notices;
    SessionThread m_session;
    LiveStore m_store{m_session, m_clock};
    AlertMonitor m_monitor{m_session, m_store, m_clock, m_state, m_notices};
};

std::unique_ptr<QTcpSocket> TestBrokerAlerts::logIn(const QByteArray &client)
{
    const auto field = [](const QByteArray &text) -> QByteArray {
        return QByteArray(1, char(text.size() >> 8)) + QByteArray(1, char(text.size())) + text;
    };
    const QByteArray head("\x00\x04MQTT\x04\xc2\x0e\x10", 10); // an hour without a sign of life
    const QByteArray body =
        head + field(client) + field(m_harper.user().toUtf8()) + field(m_harper.password().toUtf8());
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QHostAddress(QStringLiteral("127.0.0.1")), m_harper.mqttPort());
    if (!socket->waitForConnected(test::patienceMs))
        return nullptr;
    socket->write(QByteArray("\x10") + QByteArray(1, char(body.size())) + body);
    return socket->waitForReadyRead(test::patienceMs) ? std::move(socket) : nullptr;
}

QString TestBrokerAlerts::values() const
{
    QStringList list;
    for (const QLatin1String topic :
         {systopics::workersImbalance, systopics::workersUtilization, systopics::workersHeap,
          systopics::clientsLagging, systopics::clientsQueue, systopics::clientsFlapping,
          systopics::clientsDuplicates, systopics::connectionsPeak, systopics::publishesRefused,
          systopics::subscriptionsRefused}) {
        const auto value = number(topic);
        list.append(topic.mid(systopics::ours.size()) + QLatin1Char(' ') +
                    (value ? QString::number(*value) : QStringLiteral("?")));
    }
    return list.join(QStringLiteral(", "));
}

void TestBrokerAlerts::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
    MqttBroker broker;
    broker.port = m_harper.mqttPort();
    broker.user = m_harper.user();
    broker.password = m_harper.password();
    m_mosquitto = std::make_unique<MosquittoClients>(broker);

    connect(&m_session.connection(), &SessionConnection::stateChanged, this, [this](SessionState state) {
        if (state == SessionState::Connected)
            m_session.request<&SessionUpdater::startUpdater>(UpdaterSchedule{1, {}});
    });
    ConnectionSettings settings;
    settings.url = m_harper.opsUrl().toString();
    settings.user = m_harper.user();
    settings.password = Secret(m_harper.password());
    m_session.request<&SessionConnection::connectTo>(settings);
    QTRY_VERIFY(m_monitor.rules().isLoaded());
    // As suggested, but sooner, and for fewer clients than a test has.
    for (AlertRule rule : suggestedRules(1)) {
        rule.forSeconds =
            std::min<qint64>(rule.forSeconds, rule.condition == AlertCondition::NoData ? 60 : 2);
        if (rule.topic == systopics::connectionsPeak || rule.topic == systopics::clientsQueue) {
            rule.threshold = 20;
            rule.hysteresis = 0;
        }
        QVERIFY(!m_monitor.rules().put(rule).isEmpty());
    }
}

void TestBrokerAlerts::valuesAreKnownAndQuiet()
{
    QTRY_VERIFY2(number(systopics::clientsLagging) == 0.0, qPrintable(values()));
    for (const QLatin1String topic :
         {systopics::clientsQueue, systopics::clientsFlapping, systopics::clientsDuplicates,
          systopics::publishesRefused, systopics::subscriptionsRefused})
        QTRY_COMPARE(number(topic), 0.0);
    // One that is known is told, however little it is; of fewer than 20 clients a worker nothing is.
    QTRY_VERIFY2(number(systopics::workersUtilization) && number(systopics::workersHeap),
                 qPrintable(values()));
    QVERIFY2(!number(systopics::workersImbalance), qPrintable(values()));
    for (const QLatin1String suggestion :
         {unevenWorkersSuggestion, slowSubscribersSuggestion, longQueueSuggestion, flappingClientsSuggestion,
          duplicateClientsSuggestion, refusedPublishesSuggestion, refusedSubscriptionsSuggestion})
        QVERIFY2(!fires(suggestion), qPrintable(QString(suggestion) + u' ' + values()));
}

void TestBrokerAlerts::allClientsOnOneWorker()
{
    constexpr int most = 100; // of two workers, one has at least half of them: enough for both
    std::map<QString, std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < most; ++i) {
        const QByteArray id = "client-" + QByteArray::number(i);
        auto socket = logIn(id);
        QVERIFY2(socket, id.constData());
        clients[QString::fromUtf8(id)] = std::move(socket);
    }
    QList<Json> listed;
    const auto isComplete = [&] {
        listed = m_ctl
                     ->run({QStringLiteral("clients"), QStringLiteral("--filter"), QStringLiteral("client-"),
                            QStringLiteral("--json")})
                     .objects();
        return listed.size() == most;
    };
    QTRY_VERIFY(isComplete());
    std::map<qint64, QStringList> ids;
    for (const Json &client : std::as_const(listed))
        ids[integerAt(client, "thread").value_or(0)].append(textOr(client, "clientId"));
    QCOMPARE(ids.size(), 2U);
    const auto &first = *ids.cbegin();
    const auto &second = *ids.crbegin();
    for (const QString &id : first.second.size() < second.second.size() ? first.second : second.second)
        clients.erase(id);
    QTRY_VERIFY2(fires(unevenWorkersSuggestion), qPrintable(values()));
    QVERIFY(number(systopics::workersImbalance).value_or(0) > 1.75);
    clients.clear();
    // With nobody left there is nothing to say, which is not "even".
    QTRY_VERIFY2(!number(systopics::workersImbalance), qPrintable(values()));
}

void TestBrokerAlerts::aSubscriberThatFallsBehind()
{
    MosquittoSubscriber *stopped = m_mosquitto->subscribe({QStringLiteral("sys/lag/#")}, 1,
                                                          {QStringLiteral("-i"), QStringLiteral("stopped")});
    QVERIFY(stopped->waitSubscribed());
    QCOMPARE(::kill(pid_t(stopped->pid()), SIGSTOP), 0);
    // More than the system takes for it. No more than that: the session that is watched gets it all, too.
    const auto falls = [this] {
        if (number(systopics::clientsLagging) != 0.0 && number(systopics::clientsQueue).value_or(0) > 20)
            return true;
        QJsonArray records;
        for (int i = 0; i < 200; ++i)
            records.append(QJsonObject{{QStringLiteral("id"), QStringLiteral("lag/%1").arg(i)},
                                       {QStringLiteral("value"), QString(20000, u'x')}});
        m_harper.http().operation({{QStringLiteral("operation"), QStringLiteral("upsert")},
                                   {QStringLiteral("database"), QStringLiteral("data")},
                                   {QStringLiteral("table"), QStringLiteral("sys")},
                                   {QStringLiteral("records"), records}});
        return QTest::qWaitFor([this] { return number(systopics::clientsQueue).value_or(0) > 20; }, 4000);
    };
    QTRY_VERIFY2(falls(), qPrintable(values()));
    QTRY_VERIFY2(fires(slowSubscribersSuggestion) && fires(longQueueSuggestion), qPrintable(values()));
    // A busy server tells nothing for a moment.
    QTRY_COMPARE(number(systopics::clientsLagging), 1.0);
    QCOMPARE(::kill(pid_t(stopped->pid()), SIGCONT), 0);
    QTRY_VERIFY2(!fires(slowSubscribersSuggestion) && !fires(longQueueSuggestion), qPrintable(values()));
    m_mosquitto->stopAll();
}

void TestBrokerAlerts::aStorm()
{
    // Whatever the machine's pace, the busiest second of the last minute comes to have that many.
    const auto storm = [this] {
        for (int i = 0; i < 40; ++i) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(QStringLiteral("127.0.0.1")), m_harper.mqttPort());
            if (!socket.waitForConnected(test::patienceMs))
                return false;
            socket.abort();
        }
        return fires(connectionStormSuggestion);
    };
    QTRY_VERIFY2(storm(), qPrintable(values()));
}

void TestBrokerAlerts::aClientThatComesAndGoes()
{
    const auto flap = [this] {
        for (int i = 0; i < 6; ++i) {
            if (!logIn("flapper"))
                return false;
        }
        return fires(flappingClientsSuggestion);
    };
    QTRY_VERIFY2(flap(), qPrintable(values()));
}

void TestBrokerAlerts::aClientIdThatIsUsedTwice()
{
    std::vector<std::unique_ptr<QTcpSocket>> sockets; // of three, two are on one worker
    for (int i = 0; i < 3; ++i) {
        sockets.push_back(logIn("twin"));
        QVERIFY(sockets.back());
    }
    QTRY_VERIFY2(fires(duplicateClientsSuggestion), qPrintable(values()));
    sockets.clear();
    QTRY_VERIFY2(!fires(duplicateClientsSuggestion), qPrintable(values()));
}

void TestBrokerAlerts::refusedPackets()
{
    const auto refuse = [this] {
        m_mosquitto->publish(QStringLiteral("no-such-table/x"), "\"x\"", 0);
        m_mosquitto->subscribe({QStringLiteral("no-such-table/#")}, 0)->waitSubscribed();
        return fires(refusedPublishesSuggestion) && fires(refusedSubscriptionsSuggestion);
    };
    QTRY_VERIFY2(refuse(), qPrintable(values()));
    m_mosquitto->stopAll();
}

void TestBrokerAlerts::theNoticeSaysWhatToDo()
{
    const AlertTexts &texts = m_monitor.texts();
    for (const AlertRule &rule : suggestedRules(1)) {
        QVERIFY2(!AlertTexts::advice(rule).isEmpty(), qPrintable(rule.suggestion));
        if (rule.suggestion != duplicateClientsSuggestion)
            continue;
        QVERIFY(
            std::any_of(m_notices.notices.cbegin(), m_notices.notices.cend(), [&](const AlertNotice &notice) {
                return notice.title.startsWith(texts.name(rule)) &&
                       notice.text.endsWith(AlertTexts::advice(rule));
            }));
    }
}

SYSPULSE_TEST(TestBrokerAlerts)
#include "tst_brokeralerts.moc"
