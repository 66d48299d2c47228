// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/canary.h"
#include "core/session/valuesdecoder.h"
#include "tests/mqtt/fakebroker.h"
#include "tests/mqtt/transportprobe.h"
#include "tests/support/portblock.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

constexpr int canaryPatienceMs = 300;

CanaryRound roundWith(CanaryPhase phase, std::optional<double> ms)
{
    CanaryRound round;
    for (CanaryMeasure &measure : round.measures)
        measure.expected = false;
    round[phase] = {ms, ms ? QString() : QStringLiteral("No answer."), true};
    return round;
}

/// The value of "$SYS/broker/syspulse/canary/<name>"; nothing where there is none.
std::optional<double> canaryValue(const QList<MetricReading> &readings, const char *name)
{
    for (const MetricReading &reading : readings) {
        if (reading.topic != QLatin1String("$SYS/broker/syspulse/canary/") + QLatin1String(name))
            continue;
        if (const auto *whole = std::get_if<qint64>(&reading.value))
            return double(*whole);
        return std::get<double>(reading.value);
    }
    return std::nullopt;
}

/// An operations API that says who one is.
struct CanaryOperations
{
    CanaryOperations()
    {
        http.answer = [this](const FakeHttpServer::Request &, int) {
            return silent
                       ? QByteArray()
                       : FakeHttpServer::reply(
                             200,
                             R"({"username":"admin","role":{"permission":{"super_user":true}},"active":true})");
        };
        HarperEndpoint endpoint;
        endpoint.url = http.url();
        endpoint.user = QStringLiteral("admin");
        endpoint.password = Secret(u"x");
        client = std::make_unique<OperationsClient>(endpoint);
    }

    FakeHttpServer http;
    bool silent = false;
    std::unique_ptr<OperationsClient> client;
};

} // namespace

/// The canary's arithmetic, and servers that fail in ways a real one cannot be made to.
class TestCanary : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data();
    void percentilesAreOfTheTimesThatAreKnown();
    void anHourIsKept();
    void whatFailsNowHasNoReading();
    void everyReadingIsInTheCatalogue();
    void theFirstThatDoesNotAnswerIsTold_data();
    void theFirstThatDoesNotAnswerIsTold();
    void theOperationsApiMayBeSilent();
    void aRoundCanBeCancelled_data();
    void aRoundCanBeCancelled();
    void aChangeIsNotedOnce();
    void theMessageIsNoRecord();
};

void TestCanary::initTestCase_data()
{
    addBackendRows();
}

void TestCanary::percentilesAreOfTheTimesThatAreKnown()
{
    CanaryWindow window;
    QVERIFY(!window.percentile(CanaryPhase::Ping, 0.5));
    QVERIFY(window.readings().isEmpty());
    for (const double ms : {4.0, 1.0, 3.0, 2.0})
        window.add(roundWith(CanaryPhase::Ping, ms));
    QCOMPARE(window.percentile(CanaryPhase::Ping, 0.5), std::optional(2.0));
    QCOMPARE(window.percentile(CanaryPhase::Ping, 0.99), std::optional(4.0));
    QCOMPARE(window.percentile(CanaryPhase::Ping, 0), std::optional(1.0));
    window.add(roundWith(CanaryPhase::Ping, std::nullopt));
    QCOMPARE(window.percentile(CanaryPhase::Ping, 0.5), std::optional(2.0));
    QVERIFY(!window.percentile(CanaryPhase::Tcp, 0.5));
}

void TestCanary::anHourIsKept()
{
    CanaryWindow window;
    for (int i = 0; i < 3; ++i)
        window.add(roundWith(CanaryPhase::Tcp, 1000));
    for (int i = 1; i <= 120; ++i)
        window.add(roundWith(CanaryPhase::Tcp, i));
    QCOMPARE(window.size(), 120);
    QCOMPARE(window.percentile(CanaryPhase::Tcp, 0.5), std::optional(60.0));
    QCOMPARE(window.percentile(CanaryPhase::Tcp, 0.99), std::optional(119.0));
    QCOMPARE(window.percentile(CanaryPhase::Tcp, 1), std::optional(120.0));
}

void TestCanary::whatFailsNowHasNoReading()
{
    CanaryWindow window;
    window.add(roundWith(CanaryPhase::Acknowledge, 1.2345));
    QCOMPARE(canaryValue(window.readings(), "puback/p50"), std::optional(1.23));
    QCOMPARE(canaryValue(window.readings(), "failed"), std::optional(0.0));
    QCOMPARE(canaryValue(window.readings(), "rounds"), std::optional(1.0));
    window.add(roundWith(CanaryPhase::Acknowledge, std::nullopt));
    QVERIFY(!canaryValue(window.readings(), "puback/p50"));
    QVERIFY(!canaryValue(window.readings(), "puback/p99"));
    QCOMPARE(canaryValue(window.readings(), "failed"), std::optional(1.0));
    QCOMPARE(canaryValue(window.readings(), "rounds"), std::optional(2.0));
    // The worker is the newest round's too.
    CanaryRound told = roundWith(CanaryPhase::Acknowledge, 1);
    told.worker = 2;
    window.add(told);
    QCOMPARE(canaryValue(window.readings(), "worker"), std::optional(2.0));
    window.add(roundWith(CanaryPhase::Acknowledge, 1));
    QVERIFY(!canaryValue(window.readings(), "worker"));
}

void TestCanary::everyReadingIsInTheCatalogue()
{
    CanaryRound round;
    for (CanaryMeasure &measure : round.measures)
        measure.ms = 1;
    round.worker = 3;
    CanaryWindow window;
    window.add(round);
    const QList<MetricReading> readings = window.readings();
    QCOMPARE(readings.size(), 2 * qsizetype(canaryPhases.size()) + 3);
    QCOMPARE(canaryValue(readings, "worker"), std::optional(3.0));
    for (const MetricReading &reading : readings) {
        const auto description = describeTopic(reading.topic);
        QVERIFY2(description, qPrintable(reading.topic));
        QCOMPARE(description->source, Source::Probe);
        QCOMPARE(reading.source, Source::Probe);
    }
}

void TestCanary::theFirstThatDoesNotAnswerIsTold_data()
{
    QTest::addColumn<int>("fault"); // see below
    QTest::addColumn<CanaryPhase>("first");
    QTest::addColumn<QString>("reason");
    QTest::newRow("nobody listens") << 0 << CanaryPhase::Tcp << QStringLiteral("cannot be reached");
    QTest::newRow("CONNECT is not answered") << 1 << CanaryPhase::Connect << QStringLiteral("in time");
    QTest::newRow("CONNECT is refused") << 2 << CanaryPhase::Connect << QStringLiteral("refused");
    QTest::newRow("PINGREQ is not answered") << 3 << CanaryPhase::Ping << QStringLiteral("No answer within");
    QTest::newRow("TLS is not answered") << 4 << CanaryPhase::Tls << QStringLiteral("in time");
}

void TestCanary::theFirstThatDoesNotAnswerIsTold()
{
    QFETCH(int, fault);
    QFETCH(CanaryPhase, first);
    QFETCH(QString, reason);
    FakeBroker broker;
    const auto ports = PortBlock::reserve();
    QVERIFY(ports);
    MqttEndpoint endpoint = broker.endpoint();
    if (fault == 0)
        endpoint.port = ports->port(0);
    if (fault == 1)
        broker.connackCode.reset();
    if (fault == 2)
        broker.connackCode = 5;
    endpoint.tls.enabled = fault == 4;
    const CanaryOperations operations;
    CanaryProbe probe(operations.client.get(), currentBackend(), QStringLiteral("sys/canary"));
    probe.setLongest(canaryPatienceMs);
    std::optional<CanaryRound> round;
    probe.run(endpoint, [&](const CanaryRound &result) { round = result; });
    QVERIFY2(!round, "it does not wait");
    QTRY_VERIFY(round);
    QCOMPARE(round->firstFailure(), std::optional(first));
    for (const CanaryPhase phase : canaryPhases) {
        const CanaryMeasure &measure = (*round)[phase];
        const bool known = phase < first ? measure.expected : phase == CanaryPhase::Operations;
        QVERIFY2(measure.isKnown() == known, qPrintable(canaryPhaseName(phase)));
        QCOMPARE(measure.unknown.isEmpty(), known);
        QVERIFY(measure.ms.value_or(1) > 0);
    }
    QVERIFY2((*round)[first].unknown.contains(reason), qPrintable((*round)[first].unknown));
    QVERIFY(!(*round)[first].unknown.contains(QLatin1String("secret")));
    QTRY_VERIFY(!broker.clientIsConnected());
    QVERIFY(!probe.isRunning());
}

void TestCanary::theOperationsApiMayBeSilent()
{
    CanaryOperations operations;
    operations.silent = true;
    FakeBroker broker;
    broker.connackCode = 5;
    CanaryProbe probe(operations.client.get(), currentBackend(), QStringLiteral("sys/canary"));
    probe.setLongest(canaryPatienceMs);
    std::optional<CanaryRound> round;
    probe.run(broker.endpoint(), [&](const CanaryRound &result) { round = result; });
    QTRY_VERIFY(round);
    QVERIFY(!(*round)[CanaryPhase::Operations].isKnown());
    QVERIFY((*round)[CanaryPhase::Operations].unknown.contains(QLatin1String("No answer within 0.3 s")));
}

void TestCanary::aRoundCanBeCancelled_data()
{
    QTest::addColumn<bool>("atOperations");
    QTest::newRow("MQTT") << false;
    QTest::newRow("operations API") << true;
}

void TestCanary::aRoundCanBeCancelled()
{
    QFETCH(bool, atOperations);
    CanaryOperations operations;
    operations.silent = true;
    FakeBroker broker;
    if (atOperations)
        broker.connackCode = 5;
    CanaryProbe probe(operations.client.get(), currentBackend(), QStringLiteral("sys/canary"));
    bool told = false;
    probe.run(broker.endpoint(), [&](const CanaryRound &) { told = true; });
    QTRY_VERIFY(atOperations ? operations.http.requests.size() == 1 : broker.packetCount(0xc0) == 1);
    probe.cancel();
    QVERIFY(!probe.isRunning());
    QTRY_VERIFY(!broker.clientIsConnected());
    passQueued();
    QVERIFY(!told);
}

void TestCanary::aChangeIsNotedOnce()
{
    const CanaryOperations operations;
    FakeBroker broker;
    broker.connackCode = 5;
    Canary canary(operations.client.get(), currentBackend(), SysLayout(), 3600);
    QSignalSpy measured(&canary, &Canary::measured);
    canary.start(broker.endpoint());
    canary.start(broker.endpoint());
    QVERIFY(canary.isActive());
    QTRY_COMPARE(measured.size(), 1);
    const QStringList notes = canary.takeNotes();
    QCOMPARE(notes.size(), 1);
    QVERIFY2(notes.constFirst().contains(QLatin1String("\"connect\"")), qPrintable(notes.constFirst()));
    QVERIFY(canary.takeNotes().isEmpty());
    QCOMPARE(canaryValue(canary.readings(), "failed"), std::optional(1.0));
    canary.stop();
    QVERIFY(!canary.isActive());
    QVERIFY(canary.readings().isEmpty());
}

void TestCanary::theMessageIsNoRecord()
{
    const SystemClock clock;
    ValuesDecoder decoder(SysLayout(), &clock);
    const QByteArray payload = R"({"id":"syspulse_canary","value":"x"})";
    decoder.add({{QStringLiteral("sys/syspulse_canary"), payload, 0, false}});
    QVERIFY(!decoder.hasChanges());
    QCOMPARE(decoder.rejected(), 0);
    decoder.add({{QStringLiteral("sys/another"), payload, 0, false}});
    QCOMPARE(decoder.rejected(), 1);
}

SYSPULSE_TEST(TestCanary)
#include "tst_canary.moc"
