// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertdelivery.h"
#include "core/alerts/alertmessage.h"
#include "core/base/json.h"
#include "core/profiles/secretstore.h"
#include "core/settings/statestore.h"
#include "tests/mqtt/mosquittobroker.h"
#include "tests/mqtt/transportprobe.h"
#include "tests/support/testregistry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

const QString alertTopic = QStringLiteral("alerts/syspulse");

/// Channels of a folder of their own, and what was said about them.
struct MqttDelivery
{
    explicit MqttDelivery(const AlertSendLimits &limits = {})
        : delivery(state, secrets, clock, limits)
    {
        QObject::connect(&delivery, &AlertDelivery::noticed, &delivery,
                         [this](const QString &text) { noticed.append(text); });
    }

    QString add(const AlertChannel &channel, const std::optional<Secret> &secret)
    {
        bool kept = false;
        QString id;
        if (QTest::qWaitFor([this] { return delivery.channels().isLoaded(); }))
            id = delivery.keep(channel, secret, &delivery, [&](const Result<void> &) { kept = true; });
        return QTest::qWaitFor([&] { return kept; }) ? id : QString();
    }
    DeliveryResult::State stateOf(const QString &id) const { return delivery.result(id).state; }
    /// What a test of @p channel says.
    Result<void> test(const AlertChannel &channel, const Secret &secret)
    {
        std::optional<Result<void>> said;
        delivery.test(channel, secret, &delivery, [&said](const Result<void> &result) { said = result; });
        if (!QTest::qWaitFor([&said] { return said.has_value(); }, test::patienceMs))
            return failure(ErrorKind::Local, QStringLiteral("no answer"));
        return *said;
    }

    QTemporaryDir folder;
    StateStore state{folder.path()};
    SessionSecretStore secrets;
    SystemClock clock;
    QStringList noticed;
    AlertDelivery delivery;
};

AlertMessage crowd()
{
    AlertMessage message;
    message.instance = QStringLiteral("Plant 7");
    message.rule.severity = AlertSeverity::Critical;
    message.ruleName = QStringLiteral("Gr\u00f6\u00dfe");
    message.timeMs = 1'700'000'000'000;
    message.text = QStringLiteral("It is so.");
    return message;
}

} // namespace

/// Alerts that are published to a real mosquitto.
class TestAlertMqtt : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theJsonArrives_data();
    void theJsonArrives();
    void aRetainedOneIsKept();
    void aBrokerThatIsAwayGetsItLater();
    void whatCannotBeDeliveredIsSaid();
    void aMissingPasswordIsSaidAndNothingIsSent();
    void aTestSendsOnce();

private:
    AlertChannel channel() const
    {
        const MqttEndpoint endpoint = m_broker.plainEndpoint();
        AlertChannel channel;
        channel.kind = AlertChannelKind::Mqtt;
        channel.url = QStringLiteral("mqtt://%1:%2").arg(endpoint.host).arg(endpoint.port);
        channel.user = endpoint.user;
        channel.topic = alertTopic;
        return channel;
    }
    Secret password() const { return m_broker.plainEndpoint().password; }

    MosquittoBroker m_broker;
};

void TestAlertMqtt::initTestCase()
{
    QVERIFY2(m_broker.start(), qPrintable(m_broker.error()));
}

void TestAlertMqtt::theJsonArrives_data()
{
    QTest::addColumn<int>("qos");
    for (const int qos : {0, 1, 2})
        QTest::addRow("QoS %d", qos) << qos;
}

void TestAlertMqtt::theJsonArrives()
{
    QFETCH(int, qos);
    TransportProbe reader(availableMqttBackends().constFirst());
    QVERIFY(reader.openAndWait(m_broker.plainEndpoint()));
    QVERIFY(reader.subscribeAndWait(alertTopic));
    MqttDelivery d;
    AlertChannel to = channel();
    to.qos = qos;
    const QString id = d.add(to, password());
    d.delivery.tell(crowd());
    AlertMessage over = crowd();
    over.state = AlertMessage::State::Resolved;
    d.delivery.tell(over);
    QVERIFY(reader.waitForMessages(2));
    const Result<Json> json = parseJson(reader.messages.at(0).payload);
    QVERIFY(json);
    QCOMPARE(textOr(*json, "state"), QStringLiteral("fired"));
    QCOMPARE(textOr(*json, "severity"), QStringLiteral("critical"));
    QCOMPARE(textOr((*json)["rule"], "name"), QStringLiteral("Gr\u00f6\u00dfe"));
    QCOMPARE(textOr(*parseJson(reader.messages.at(1).payload), "state"), QStringLiteral("resolved"));
    QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::Delivered);
    passQueued();
    QCOMPARE(reader.messages.size(), 2);
    QVERIFY(d.noticed.isEmpty());
}

void TestAlertMqtt::aRetainedOneIsKept()
{
    MqttDelivery d;
    AlertChannel to = channel();
    to.topic = QStringLiteral("alerts/kept");
    to.retain = true;
    const QString id = d.add(to, password());
    d.delivery.tell(crowd());
    QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::Delivered);
    TransportProbe reader(availableMqttBackends().constFirst());
    QVERIFY(reader.openAndWait(m_broker.plainEndpoint()));
    QVERIFY(reader.subscribeAndWait(QStringLiteral("alerts/+")));
    QVERIFY(reader.waitForMessages(1));
    passQueued();
    QCOMPARE(reader.messages.size(), 1); // what was not retained is gone
    QCOMPARE(reader.messages.constFirst().topic, to.topic);
}

void TestAlertMqtt::aBrokerThatIsAwayGetsItLater()
{
    MqttDelivery d;
    const QString id = d.add(channel(), password());
    m_broker.kill();
    d.delivery.tell(crowd());
    QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::Retrying);
    QVERIFY(!d.delivery.result(id).text.isEmpty());
    QVERIFY2(m_broker.start(), qPrintable(m_broker.error()));
    QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::Delivered);
    QVERIFY(d.delivery.result(id).attempts > 1);
    QVERIFY(d.noticed.isEmpty());
}

void TestAlertMqtt::whatCannotBeDeliveredIsSaid()
{
    MqttDelivery d;
    const QString id = d.add(channel(), Secret(u"wrong battery"));
    d.delivery.tell(crowd());
    QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::GivenUp);
    QCOMPARE(d.delivery.result(id).attempts, 1); // nobody will let it in later
    QCOMPARE(d.noticed.size(), 1);
    QVERIFY(!d.noticed.constFirst().contains(QStringLiteral("battery")));

    // A certificate that this computer does not know.
    AlertChannel secure = channel();
    secure.url =
        QStringLiteral("mqtts://%1:%2").arg(m_broker.tlsEndpoint().host).arg(m_broker.tlsEndpoint().port);
    const Result<void> refused = d.test(secure, password());
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Tls);
    AlertChannel nobody = channel();
    nobody.url = QStringLiteral("mqtt://127.0.0.1:%1").arg(m_broker.closedEndpoint().port);
    QVERIFY(!d.test(nobody, password()));
    QCOMPARE(d.test(nobody, password()).error().kind, ErrorKind::Network);
}

void TestAlertMqtt::aMissingPasswordIsSaidAndNothingIsSent()
{
    TransportProbe reader(availableMqttBackends().constFirst());
    QVERIFY(reader.openAndWait(m_broker.plainEndpoint()));
    QVERIFY(reader.subscribeAndWait(alertTopic));
    MqttDelivery d;
    const QString id = d.add(channel(), std::nullopt);
    d.delivery.tell(crowd());
    QTRY_COMPARE(d.stateOf(id), DeliveryResult::State::GivenUp);
    QVERIFY(d.delivery.result(id).text.contains(channel().user));
    passQueued();
    QVERIFY(reader.messages.isEmpty());
}

void TestAlertMqtt::aTestSendsOnce()
{
    TransportProbe reader(availableMqttBackends().constFirst());
    QVERIFY(reader.openAndWait(m_broker.plainEndpoint()));
    QVERIFY(reader.subscribeAndWait(alertTopic));
    MqttDelivery d;
    QVERIFY(d.test(channel(), password()));
    QVERIFY(reader.waitForMessages(1));
    QCOMPARE(textOr(*parseJson(reader.messages.constFirst().payload), "state"), QStringLiteral("test"));
    AlertChannel wrong = channel();
    wrong.topic = QStringLiteral("alerts/#");
    QVERIFY(!d.test(wrong, password()));
    QVERIFY(!d.test(channel(), Secret()));
    passQueued();
    QCOMPARE(reader.messages.size(), 1);
}

SYSPULSE_TEST(TestAlertMqtt)
#include "tst_alertmqtt.moc"
