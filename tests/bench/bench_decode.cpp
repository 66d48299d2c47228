// SPDX-License-Identifier: GPL-3.0-or-later

// What it costs to make sense of what the server tells: records as they come by MQTT, and rows of analytics
// as they are read after an updater was away. Beside it node on the same bytes, warm, with JSON.parse and
// maps.

#include "core/metrics/analyticsrow.h"
#include "core/metrics/metrics.h"
#include "core/session/valuesdecoder.h"
#include "tests/bench/measure.h"
#include "tests/bench/sampleflood.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace syspulse;
using namespace syspulse::bench;

namespace {

const QString node = QStringLiteral("node");

/// Runs decode.mjs, which measures itself.
Figures byNode(const char *what, const QString &file, double count)
{
    const QString answer = file + QStringLiteral(".answer");
    const ChildRun run =
        runChild({QStringLiteral(SYSPULSE_NODE), QStringLiteral(SYSPULSE_BENCH_DIR "/decode.mjs"),
                  QLatin1String(what), file},
                 {.output = answer});
    QFile output(answer);
    if (!run.succeeded || !output.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject told = QJsonDocument::fromJson(output.readAll()).object();
    return figuresOf(
        {told[QStringLiteral("wallMs")].toDouble(), told[QStringLiteral("cpuMs")].toDouble(), {}}, count);
}

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

void measureRecords(const SelfMeter &meter, const QString &path)
{
    constexpr int samples = 400;
    const QStringList topics = numericTopics(100);
    const QList<MqttMessage> messages = updatesOf(topics, samples, QDateTime::currentMSecsSinceEpoch());
    QList<QList<MqttMessage>> batches;
    QByteArray text;
    for (qsizetype i = 0; i < messages.size(); i += topics.size())
        batches.append(messages.mid(i, topics.size()));
    for (const MqttMessage &message : messages)
        text += message.topic.toUtf8() + '\t' + message.payload + '\n';
    if (!write(path, text))
        return;

    Turns turns;
    turns.self([&]() -> Figures {
        const SystemClock clock;
        ValuesDecoder decoder(SysLayout(), &clock);
        qsizetype decoded = 0;
        const Cost begin = meter.now();
        for (const QList<MqttMessage> &batch : batches) {
            decoder.add(batch);
            decoded += decoder.takeFrame().values.size();
        }
        const Cost cost = meter.now() - begin;
        return decoded == messages.size() ? figuresOf(cost, double(decoded)) : Figures();
    });
    turns.peer(node, [&] { return byNode("records", path, double(messages.size())); });
    turns.measure();
    print(turns.row({.bench = QStringLiteral("decode"),
                     .what = QStringLiteral("records, %1 topics").arg(topics.size()),
                     .unit = QStringLiteral("us CPU/record"),
                     .goals = {atMostTimes(0.2, node)}},
                    QStringLiteral("cpu")));
}

constexpr qint64 bootMs = 1'795'000'000'000;
constexpr int pageRows = 2000;

/// What one worker reports of one second, as HarperDB 4.7 writes it.
QByteArray analyticsRow(int second, int worker)
{
    const double id = double(bootMs) + second * 1000.0 + worker * 0.13 + 1.02;
    QByteArray entries;
    const auto add = [&entries](const QByteArray &members) {
        entries += (entries.isEmpty() ? "{" : ",{") + members + '}';
    };
    const auto packets = [&](const char *metric, const char *path, const char *method, int count,
                             double mean) {
        add(QByteArray("\"metric\":\"") + metric + "\",\"path\":" + path + ",\"method\":\"" + method +
            "\",\"type\":\"mqtt\",\"mean\":" + QByteArray::number(mean, 'f', 1) +
            ",\"distribution\":[{\"value\":22,\"count\":3},31,47,{\"value\":212,\"count\":9},310],"
            "\"count\":" +
            QByteArray::number(count));
    };
    const int busy = 1 + (second * 7 + worker * 3) % 50;
    packets("bytes-received", "\"orders\"", "publish", busy, 271.5);
    packets("bytes-received", "\"sensors\"", "publish,qos=1", busy / 2 + 1, 83.2);
    packets("bytes-sent", "\"orders\"", "publish", busy * 3, 271.5);
    packets("bytes-sent", "\"sys\"", "publish,qos=1", 34, 272);
    packets("bytes-sent", "null", "puback", busy / 2 + 1, 4);
    packets("bytes-received", "null", "pingreq", 3, 2);
    add("\"metric\":\"connection\",\"path\":\"mqtt\",\"method\":\"connect\",\"total\":1,\"count\":1,"
        "\"ratio\":1");
    add("\"metric\":\"mqtt-connections\",\"connections\":" + QByteArray::number(100 + busy) +
        ",\"byThread\":true");
    add("\"metric\":\"memory\",\"threadId\":" + QByteArray::number(worker) +
        ",\"byThread\":true,\"heapTotal\":82194432,\"heapUsed\":" +
        QByteArray::number(60'000'000 + busy * 1000) +
        ",\"external\":4194304,\"arrayBuffers\":131072,\"rss\":190234624");
    add("\"metric\":\"utilization\",\"idle\":931.6,\"active\":68.4,\"utilization\":0.0684,\"byThread\":true");
    return "{\"id\":" + QByteArray::number(id, 'f', 2) + ",\"time\":" + QByteArray::number(id - 1, 'f', 0) +
           ",\"period\":1000.6,\"threadId\":" + QByteArray::number(worker) +
           ",\"totalBytesProcessed\":" + QByteArray::number(busy * 1000) + ",\"metrics\":[" + entries + "]}";
}

/// What an updater reads that continues after a while.
struct Past
{
    int workers = 8;
    int seconds = 3600;

    int rows() const { return workers * seconds; }
};

/// The answers in which the updater reads them.
QByteArrayList analyticsPages(const Past &past)
{
    QByteArrayList pages;
    int rows = 0;
    for (int second = 1; second <= past.seconds; ++second) {
        for (int worker = 1; worker <= past.workers; ++worker, ++rows) {
            if (rows % pageRows == 0)
                pages.append("[");
            pages.last() += (rows % pageRows == 0 ? "" : ",") + analyticsRow(second, worker);
        }
    }
    for (QByteArray &page : pages)
        page += ']';
    return pages;
}

ServerFacts factsOf(const Past &past)
{
    const qint64 ms = bootMs + (past.seconds + 2) * 1000LL;
    ServerFacts facts;
    facts.serverTimeMs = ms;
    facts.version = QStringLiteral("4.7.29");
    for (int worker = 1; worker <= past.workers; ++worker)
        facts.liveThreads.append(worker);
    return facts;
}

/// As an updater does that continues; how many messages it has counted.
qint64 foldAnalytics(const QByteArrayList &pages, const Past &past)
{
    Metrics metrics;
    const ServerFacts facts = factsOf(past);
    metrics.begin(bootMs, facts);
    metrics.advance(facts);
    QList<AnalyticsRow> rows;
    for (const QByteArray &page : pages) {
        if (const auto decoded = decodeAnalyticsRows(page))
            rows += *decoded;
    }
    metrics.applyRows(rows, facts.liveThreads);
    metrics.finish(facts);
    return metrics.counters().value(QStringLiteral("publish/messages/received"));
}

qint64 messagesIn(const Past &past)
{
    qint64 messages = 0;
    for (int second = 1; second <= past.seconds; ++second) {
        for (int worker = 1; worker <= past.workers; ++worker) {
            const int busy = 1 + (second * 7 + worker * 3) % 50;
            messages += busy + busy / 2 + 1;
        }
    }
    return messages;
}

Figures folded(const SelfMeter &meter, const QByteArrayList &pages, const Past &past)
{
    const Cost begin = meter.now();
    const qint64 counted = foldAnalytics(pages, past);
    const Cost cost = meter.now() - begin;
    if (counted != messagesIn(past))
        return {};
    Figures figures = figuresOf(cost, past.rows());
    figures[QStringLiteral("all")] = cost.cpuMs;
    return figures;
}

void measureAnalytics(const SelfMeter &meter, const QString &path)
{
    const Past hour;
    const QByteArrayList pages = analyticsPages(hour);
    if (!write(path, pages.join('\n')))
        return;
    Turns turns;
    turns.self([&] { return folded(meter, pages, hour); });
    turns.peer(node, [&] { return byNode("rows", path, hour.rows()); });
    turns.measure();
    print(turns.row(
        {.bench = QStringLiteral("decode"),
         .what = QStringLiteral("rows of analytics, %1 bytes each").arg(pages.join().size() / hour.rows()),
         .unit = QStringLiteral("us CPU/row"),
         .goals = {atMostTimes(0.2, node)}},
        QStringLiteral("cpu")));
    print(turns.row({.bench = QStringLiteral("decode"),
                     .what = QStringLiteral("an hour of analytics of eight workers"),
                     .unit = QStringLiteral("ms CPU"),
                     .goals = {atMost(500)}},
                    QStringLiteral("all")));
}

void measureGrowth(const SelfMeter &meter)
{
    for (const int workers : {1, 2, 4, 8, 16}) {
        const Past past{workers, 600};
        const QByteArrayList pages = analyticsPages(past);
        Turns turns;
        turns.self([&] { return folded(meter, pages, past); });
        turns.measure();
        print(turns.row(
            {.bench = QStringLiteral("decode"),
             .what = QStringLiteral("ten minutes of analytics, %1 workers").arg(workers),
             .unit = QStringLiteral("ms CPU"),
             .growth = Growth{QStringLiteral("ten minutes of analytics, N workers"), double(workers)}},
            QStringLiteral("all")));
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const SelfMeter meter;
    const QCoreApplication app(argc, argv);
    const QTemporaryDir folder;
    measureRecords(meter, folder.filePath(QStringLiteral("records")));
    measureAnalytics(meter, folder.filePath(QStringLiteral("rows")));
    measureGrowth(meter);
    return 0;
}
