// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/bufferedtransport.h"
#include "core/mqtt/mqtterrors.h"
#include "tests/mqtt/transportprobe.h"
#include "tests/support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

namespace {

/// A back end without a network: it notes the addresses it is given and does what the test says.
class ScriptedTransport : public BufferedTransport
{
    Q_OBJECT

public:
    using BufferedTransport::addressFailed;
    using BufferedTransport::addressReached;
    using BufferedTransport::deliver;
    using BufferedTransport::fail;
    using BufferedTransport::linkSecured;
    using BufferedTransport::reportMessage;
    using BufferedTransport::reportOpened;
    using BufferedTransport::reportSubscribed;
    using BufferedTransport::tryAddresses;

    void subscribe(const QString &, quint8) override {}
    void unsubscribe(const QString &) override {}
    void publish(const QString &, const QByteArray &, quint8, bool) override {}
    void ping() override {}

    QStringList attempts;
    int drops = 0;

protected:
    void connectTo(const QHostAddress &address) override { attempts.append(address.toString()); }
    void drop(Farewell) override { ++drops; }
};

MqttEndpoint endpointWithTimeout(int milliseconds)
{
    MqttEndpoint endpoint;
    endpoint.host = QStringLiteral("127.0.0.1");
    endpoint.connectTimeoutMs = milliseconds;
    return endpoint;
}

} // namespace

/// The rules on signals and addresses that the back ends share.
class TestBufferedTransport : public QObject
{
    Q_OBJECT

private slots:
    void triesTheNextAddress();
    void sharesTheTimeBetweenAddresses();
    void measuresTheAddressThatWasTriedLast();
    void emitsInOrder();
    void dropsWhatIsPendingOnClose();
    void emitsWhatCameBeforeTheLoss();
    void countsOnlyTheFirstError();
    void stopsEmittingWhenASlotCloses();
    void makesValidClientIds();
};

void TestBufferedTransport::triesTheNextAddress()
{
    ScriptedTransport transport;
    QSignalSpy closed(&transport, &MqttTransport::closed);
    transport.open(endpointWithTimeout(5000));
    transport.tryAddresses({QHostAddress(QStringLiteral("::1")), QHostAddress(QStringLiteral("10.0.0.1"))});
    transport.addressFailed(MqttErrors::unreachable({}, {}));
    QCOMPARE(transport.attempts,
             QStringList({QStringLiteral("127.0.0.1"), QStringLiteral("::1"), QStringLiteral("10.0.0.1")}));
    QVERIFY(closed.isEmpty());
    transport.addressFailed(MqttErrors::unreachable({}, {}));
    QVERIFY2(closed.isEmpty(), "not from within a call");
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(transport.attempts.size(), 3);
}

void TestBufferedTransport::sharesTheTimeBetweenAddresses()
{
    ScriptedTransport transport;
    QSignalSpy closed(&transport, &MqttTransport::closed);
    qsizetype attemptsAtTheEnd = 0;
    connect(&transport, &MqttTransport::closed, this, [&] { attemptsAtTheEnd = transport.attempts.size(); });
    transport.open(endpointWithTimeout(600));
    transport.tryAddresses({QHostAddress(QStringLiteral("::1")), QHostAddress(QStringLiteral("10.0.0.1"))});
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(attemptsAtTheEnd, 3);
    QCOMPARE(closed.constFirst().constFirst().value<Error>().kind, ErrorKind::Network);
}

void TestBufferedTransport::measuresTheAddressThatWasTriedLast()
{
    ScriptedTransport transport;
    transport.open(endpointWithTimeout(5000));
    transport.tryAddresses({QHostAddress(QStringLiteral("::1")), QHostAddress(QStringLiteral("10.0.0.1"))});
    transport.addressReached();
    transport.linkSecured();
    QVERIFY(transport.opening().tcpMs && transport.opening().tlsMs);
    transport.addressFailed(MqttErrors::unreachable({}, {}));
    QCOMPARE(transport.opening(), MqttOpening());
    transport.addressReached();
    transport.reportOpened();
    QVERIFY(transport.opening().tcpMs && !transport.opening().tlsMs && transport.opening().loginMs);
}

void TestBufferedTransport::emitsInOrder()
{
    ScriptedTransport transport;
    QStringList events;
    connect(&transport, &MqttTransport::opened, this, [&] { events += QStringLiteral("opened"); });
    connect(&transport, &MqttTransport::messagesReceived, this, [&](const QList<MqttMessage> &messages) {
        events += QStringLiteral("messages ") + QString::number(messages.size());
    });
    connect(&transport, &MqttTransport::subscribed, this, [&] { events += QStringLiteral("subscribed"); });
    connect(&transport, &MqttTransport::closed, this, [&] { events += QStringLiteral("closed"); });

    transport.open(endpointWithTimeout(5000));
    transport.reportOpened();
    transport.reportMessage({});
    transport.reportSubscribed(QStringLiteral("a"), true);
    transport.reportMessage({});
    transport.fail(MqttErrors::lost({}, {}));
    QVERIFY(events.isEmpty());
    transport.deliver();
    QCOMPARE(events, QStringList({QStringLiteral("opened"), QStringLiteral("messages 2"),
                                  QStringLiteral("subscribed"), QStringLiteral("closed")}));
    test::passQueued();
    QCOMPARE(events.size(), 4);
}

void TestBufferedTransport::dropsWhatIsPendingOnClose()
{
    ScriptedTransport transport;
    QSignalSpy messages(&transport, &MqttTransport::messagesReceived);
    QSignalSpy opened(&transport, &MqttTransport::opened);
    QSignalSpy closed(&transport, &MqttTransport::closed);
    transport.open(endpointWithTimeout(5000));
    transport.reportOpened();
    transport.reportMessage({});
    transport.close();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(messages.size() + opened.size(), 0);
    QCOMPARE(transport.drops, 1);
}

void TestBufferedTransport::emitsWhatCameBeforeTheLoss()
{
    ScriptedTransport transport;
    QSignalSpy messages(&transport, &MqttTransport::messagesReceived);
    QSignalSpy closed(&transport, &MqttTransport::closed);
    transport.open(endpointWithTimeout(5000));
    transport.reportOpened();
    transport.reportMessage({});
    transport.fail(MqttErrors::lost({}, {}));
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(messages.size(), 1);
}

void TestBufferedTransport::countsOnlyTheFirstError()
{
    ScriptedTransport transport;
    QSignalSpy closed(&transport, &MqttTransport::closed);
    transport.open(endpointWithTimeout(5000));
    transport.fail(MqttErrors::refused({}, 134));
    transport.fail(MqttErrors::lost({}, {}));
    transport.close();
    test::passQueued();
    QCOMPARE(closed.size(), 1);
    QCOMPARE(closed.constFirst().constFirst().value<Error>().kind, ErrorKind::Auth);
}

void TestBufferedTransport::stopsEmittingWhenASlotCloses()
{
    ScriptedTransport transport;
    QSignalSpy subscribed(&transport, &MqttTransport::subscribed);
    QSignalSpy closed(&transport, &MqttTransport::closed);
    connect(&transport, &MqttTransport::subscribed, &transport, &MqttTransport::close);
    transport.open(endpointWithTimeout(5000));
    transport.reportOpened();
    transport.reportSubscribed(QStringLiteral("a"), true);
    transport.reportSubscribed(QStringLiteral("b"), true);
    transport.deliver();
    test::passQueued();
    QCOMPARE(subscribed.size(), 1);
    QCOMPARE(closed.size(), 1);
}

void TestBufferedTransport::makesValidClientIds()
{
    const QString id = newMqttClientId();
    QVERIFY(id.startsWith(QStringLiteral("syspulse-")));
    QCOMPARE(id.size(), 23);
    QVERIFY(id != newMqttClientId());
}

SYSPULSE_TEST(TestBufferedTransport)

#include "tst_bufferedtransport.moc"
