// SPDX-License-Identifier: GPL-3.0-or-later

// What a message costs the processor on a flood of records, from the socket to the store that the pages read:
// client, frames of values, store. Beside it mosquitto_sub, which only prints, and a program of
// node that parses. One process sends the same bytes to each: a real broker would be the bottleneck.

#include "core/mqtt/mqttclient.h"
#include "core/session/livestore.h"
#include "core/session/valuesfeed.h"
#include "tests/bench/measure.h"
#include "tests/bench/replaysender.h"
#include "tests/bench/sampleflood.h"
#include "tests/support/fakesession.h"

#include <cstdio>
#include <QCoreApplication>
#include <QDateTime>
#include <QEventLoop>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QTimer>

using namespace syspulse;
using namespace syspulse::bench;

namespace {

constexpr int topicCount = 50;
constexpr int samplesInBlock = 20;
constexpr int blocks = 300;
constexpr int messageCount = topicCount * samplesInBlock * blocks;
constexpr int timeoutMs = 120'000;
const QString benchName = QStringLiteral("ingest");
const QString mosquittoSub = QStringLiteral("mosquitto_sub");
const QString mqttJs = QStringLiteral("MQTT.js + JSON.parse");

MqttEndpoint endpointOf(quint16 port)
{
    MqttEndpoint endpoint;
    endpoint.host = QStringLiteral("127.0.0.1");
    endpoint.port = port;
    return endpoint;
}

/// Leaves @p loop when it takes too long.
void limit(QEventLoop &loop)
{
    QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
}

/// What comes to a session's connection goes the way that it has in the program.
Figures wholeWay(const SelfMeter &meter, MqttBackend backend, quint16 port, qsizetype topics)
{
    const SystemClock clock;
    FakeSession session;
    LiveStore store(session, clock);
    ValuesFeed feed(SysLayout(), &clock);
    QEventLoop loop;
    QObject::connect(&feed, &ValuesFeed::framed, &session.connection(), &SessionConnection::valuesArrived);
    MqttClient client([backend] { return makeMqttTransport(backend); });
    qsizetype received = 0;
    QObject::connect(&client, &MqttClient::messagesReceived, &loop, [&](const QList<MqttMessage> &messages) {
        feed.add(messages);
        received += messages.size();
    });
    // Until the frame that has the last message.
    QObject::connect(&store, &LiveStore::updated, &loop, [&] {
        if (received == messageCount)
            loop.quit();
    });
    limit(loop);
    client.setFilters({SysLayout::filterOf(SysLayout().table)});
    const Cost begin = meter.now();
    client.start(endpointOf(port));
    loop.exec();
    const Cost cost = meter.now() - begin;
    client.stop();
    return received == messageCount && store.topicCount() == topics ? figuresOf(cost, messageCount)
                                                                    : Figures();
}

Figures transportAlone(const SelfMeter &meter, MqttBackend backend, quint16 port)
{
    const auto transport = makeMqttTransport(backend);
    QEventLoop loop;
    qsizetype received = 0;
    QObject::connect(transport.get(), &MqttTransport::opened, transport.get(),
                     [&] { transport->subscribe(QStringLiteral("sys/#"), 0); });
    QObject::connect(transport.get(), &MqttTransport::messagesReceived, &loop,
                     [&](const QList<MqttMessage> &messages) {
                         received += messages.size();
                         if (received == messageCount)
                             transport->close();
                     });
    QObject::connect(transport.get(), &MqttTransport::closed, &loop, &QEventLoop::quit);
    limit(loop);
    const Cost begin = meter.now();
    transport->open(endpointOf(port));
    loop.exec();
    return received == messageCount ? figuresOf(meter.now() - begin, messageCount) : Figures();
}

Figures printed(quint16 port)
{
    const ChildRun run =
        runChild({mosquittoSub, QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                  QString::number(port), QStringLiteral("-t"), QStringLiteral("sys/#"), QStringLiteral("-C"),
                  QString::number(messageCount)});
    return run.succeeded ? figuresOf(run.cost, messageCount) : Figures();
}

/// It measures itself, so that the start of node does not count.
Figures parsedByNode(quint16 port)
{
    QTemporaryFile output;
    if (!output.open())
        return {};
    const ChildRun run =
        runChild({QStringLiteral(SYSPULSE_NODE), QStringLiteral(SYSPULSE_BENCH_DIR "/mqttjs.cjs"),
                  QString::number(port), QString::number(messageCount)},
                 {.output = output.fileName()});
    const QJsonObject told = QJsonDocument::fromJson(output.readAll()).object();
    if (!run.succeeded || told.isEmpty())
        return {};
    return figuresOf(
        {told[QStringLiteral("wallMs")].toDouble(), told[QStringLiteral("cpuMs")].toDouble(), {}},
        messageCount);
}

void addMosquittoSub(Turns &turns, quint16 port)
{
    if (QStandardPaths::findExecutable(mosquittoSub).isEmpty())
        turns.lacks(mosquittoSub, QStringLiteral("not installed"));
    else
        turns.peer(mosquittoSub, [port] { return printed(port); });
}

void measure(const SelfMeter &meter, MqttBackend backend, quint16 port, qsizetype topics)
{
    const QString name = mqttBackendName(backend);
    Turns whole;
    whole.self([&] { return wholeWay(meter, backend, port, topics); });
    addMosquittoSub(whole, port);
    if (QFileInfo::exists(qEnvironmentVariable("SYSPULSE_BENCH_MODULES") + QStringLiteral("/mqtt")))
        whole.peer(mqttJs, [port] { return parsedByNode(port); });
    else
        whole.lacks(mqttJs, QStringLiteral("not installed"));
    whole.measure();
    const QString unit = QStringLiteral("us CPU/message");
    print(whole.row({.bench = benchName,
                     .what = QStringLiteral("flood, whole way to LiveStore, ") + name,
                     .unit = unit,
                     .goals = {atMostTimes(1.1, mosquittoSub), atMostTimes(0.5, mqttJs)}},
                    QStringLiteral("cpu")));
    Turns transport;
    transport.self([&] { return transportAlone(meter, backend, port); });
    addMosquittoSub(transport, port);
    transport.measure();
    print(transport.row(
        {.bench = benchName, .what = QStringLiteral("flood, transport alone, ") + name, .unit = unit},
        QStringLiteral("cpu")));
}

} // namespace

int main(int argc, char *argv[])
{
    const QStringList topics = numericTopics(topicCount);
    QByteArray block;
    const QList<MqttMessage> messages =
        updatesOf(topics, samplesInBlock, QDateTime::currentMSecsSinceEpoch());
    for (const MqttMessage &message : messages)
        block += publishPacket(message.topic.toUtf8(), message.payload);
    const ReplaySender sender(block, blocks);

    const SelfMeter meter;
    const QCoreApplication app(argc, argv);
    std::fprintf(stderr, "%d messages of %lld bytes of %d topics\n", messageCount,
                 static_cast<long long>(block.size() / messages.size()), topicCount);
    const QList<MqttBackend> backends = availableMqttBackends();
    for (const MqttBackend backend : {MqttBackend::QtMqtt, MqttBackend::Mosquitto}) {
        if (backends.contains(backend))
            measure(meter, backend, sender.port(), topics.size());
        else
            print({.bench = benchName,
                   .what = QStringLiteral("flood, whole way to LiveStore, ") + mqttBackendName(backend),
                   .unit = QStringLiteral("us CPU/message"),
                   .goals = {atMostTimes(1.1, mosquittoSub)},
                   .failed = QStringLiteral("not compiled in")});
    }
    return 0;
}
