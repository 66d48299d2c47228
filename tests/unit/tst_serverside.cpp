// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/metrics/metrics.h"
#include "core/topics/topicmapper.h"
#include "core/updater/lease.h"
#include "core/updater/sysrecord.h"
#include "tests/support/testregistry.h"

#include <QProcess>
#include <QTest>

using namespace syspulse;

namespace {

constexpr qint64 bootMs = 1795000000000;
constexpr qint64 upAtBootMs = 50000;

/// What both sides are told in one cycle.
struct Cycle
{
    qint64 ms = 0; ///< since the broker started
    Json rows;
    int disconnected = 0;
};

/// One direction of what a thread has counted on the wire.
Json sideOf(qint64 packets)
{
    return {{"packets", packets},     {"connect", packets / 7},
            {"publish", packets / 2}, {"puback", packets / 3},
            {"qos0", packets / 4},    {"qos1", packets / 4},
            {"qos2", packets / 11},   {"publish_bytes", 31 * packets},
            {"bytes", 57 * packets},  {"payload_bytes", packets},
            {"pingreq", 5},           {"malformed", 1}};
}

Json rowOf(int thread, qint64 atMs, qint64 packets)
{
    return {{"id", "pid-abc-" + std::to_string(thread)},
            {"boot", "pid-abc"},
            {"thread", thread},
            {"since", bootMs + 900},
            {"updated", bootMs + atMs - 300},
            {"monotonic", upAtBootMs + atMs - 300},
            {"sockets", packets / 5},
            {"refused", thread},
            {"maximum", 40 + thread},
            {"open", 12},
            {"connected", 33 * thread},
            {"subscriptions", 33},
            {"inflight", 2},
            {"heap_used", 1000000 * thread},
            {"heap_limit", 4321000},
            {"utilization", 0.37 * thread},
            {"wire",
             {{"counting", true},
              {"since", bootMs + 900},
              {"first_thread", 1},
              {"blind", 0},
              {"inexact_since", nullptr},
              {"inexact_reason", nullptr},
              {"in", sideOf(packets)},
              {"out", sideOf(3 * packets)},
              {"own_in", sideOf(packets / 10)},
              {"own_out", sideOf(packets / 9)},
              {"dropped_publishes", 4},
              {"refused_publishes", packets / 13},
              {"refused_subscriptions", thread},
              {"health",
               {{"lagging", thread},
                {"longest_queue", 7 * thread},
                {"opened_peak", 20},
                {"flapping", 1},
                {"duplicates", 0}}},
              {"topics",
               Json::array({Json::array({"plant", packets, 10 * packets, 2 * packets, 0}),
                            Json::array({"a.b", 1, 2, 3, 4}), Json::array({"caf\u00e9", 1, 0, 0, 9})})}}}};
}

Cycle cycleAt(qint64 ms, qint64 packets)
{
    return {ms, Json::array({rowOf(1, ms, packets), rowOf(2, ms, packets / 3)}), 3};
}

ServerFacts factsOf(const Cycle &cycle)
{
    ServerFacts facts;
    facts.serverTimeMs = bootMs + cycle.ms;
    facts.steadyMs = upAtBootMs + cycle.ms;
    facts.processStartedMs = bootMs;
    facts.version = QStringLiteral("4.7.29");
    facts.liveThreads = {1, 2};
    facts.durableSessions = 5;
    facts.disconnected = cycle.disconnected;
    return facts;
}

/// The metrics after one more cycle.
Metrics after(Metrics metrics, const Cycle &cycle)
{
    ServerFacts facts = factsOf(cycle);
    metrics.begin(bootMs, facts, Metrics::BootSource::ProcessStarted);
    metrics.advance(facts);
    facts.events = foldThreadRecords(decodeThreadRecords(cycle.rows), metrics.startedMs(), facts.serverTimeMs,
                                     facts.liveThreads);
    metrics.finish(facts, false);
    return metrics;
}

Json recordsOf(const Metrics &metrics, const Cycle &cycle)
{
    const TopicMapper mapper;
    Json records = Json::object();
    for (const MetricReading &reading : metrics.readings(factsOf(cycle), false)) {
        const QString id = *mapper.recordId(*TopicName::parse(reading.topic));
        records[toUtf8String(id)] = Json::parse(toRecord(reading, id, bootMs + cycle.ms).dump());
    }
    return records;
}

Json factsForComponent(const Cycle &cycle)
{
    return {{"now", bootMs + cycle.ms},
            {"up", upAtBootMs + cycle.ms},
            {"started", bootMs},
            {"processUp", cycle.ms},
            {"rows", cycle.rows},
            {"version", "HarperDB 4.7.29"},
            {"disconnected", cycle.disconnected}};
}

/// What the component makes of it.
OrderedJson component(const Json &checkpoint, const QList<Cycle> &cycles)
{
    Json input{{"checkpoint", checkpoint}, {"cycles", Json::array()}};
    for (const Cycle &cycle : cycles)
        input["cycles"].push_back(factsForComponent(cycle));
    QProcess node;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SYSPULSE_CATALOGUE"), QStringLiteral(SYSPULSE_CATALOGUE));
    node.setProcessEnvironment(environment);
    node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    node.start(QStringLiteral(SYSPULSE_NODE), {QStringLiteral(SYSPULSE_PRINT_RECORDS)});
    node.write(QByteArray::fromStdString(input.dump()));
    node.closeWriteChannel();
    if (!node.waitForFinished(test::patienceMs) || node.exitCode() != 0)
        return {};
    return OrderedJson::parse(node.readAllStandardOutput().toStdString(), nullptr, false);
}

QString text(const Json &json)
{
    return QString::fromStdString(json.dump());
}

/// How what the component writes differs from what an updater writes; empty: not at all.
QString difference(const OrderedJson &components, const Json &updaters)
{
    static const QStringList fields{
        QStringLiteral("id"),          QStringLiteral("value"),  QStringLiteral("timestamp"),
        QStringLiteral("description"), QStringLiteral("topic"),  QStringLiteral("unit"),
        QStringLiteral("kind"),        QStringLiteral("source"), QStringLiteral("quality")};
    if (!components.contains("records"))
        return QStringLiteral("The component wrote nothing.");
    Json rest = updaters;
    for (const OrderedJson &record : components["records"]) {
        QStringList names;
        for (const auto &[name, value] : record.items())
            names.append(QString::fromStdString(name));
        if (names != fields)
            return names.join(QLatin1Char(' '));
        const Json plain = Json::parse(record.dump());
        const std::string id = plain["id"];
        // An updater has it from analytics, which are left out here.
        if (id.starts_with("broker_heap_"))
            continue;
        if (!rest.contains(id))
            return QStringLiteral("Only the component writes ") + QString::fromStdString(id);
        if (rest[id] != plain)
            return QString::fromStdString(plain.dump() + "\nis for an updater\n" + rest[id].dump());
        rest.erase(id);
    }
    return rest.empty() ? QString()
                        : QStringLiteral("Only an updater writes ") + QString::fromStdString(rest.dump());
}

} // namespace

/// What the component writes by itself against what an updater writes of the same.
class TestServerSide : public QObject
{
    Q_OBJECT

private slots:
    void sameRecords();
    void sameWhileAThreadIsAwaited();
    void sameIsUnknown();
    void sameIsUnknownWhileCountingIsOff();
    void continuesWhatAnUpdaterLeft();
    void updaterContinuesWhatTheComponentLeft();
    void countersThatBeganLater();
    void sameMachine();
};

void TestServerSide::sameRecords()
{
    const QList<Cycle> cycles{cycleAt(10000, 1000), cycleAt(20000, 3456), cycleAt(31500, 9999)};
    Metrics metrics;
    for (const Cycle &cycle : cycles)
        metrics = after(metrics, cycle);
    const Json records = recordsOf(metrics, cycles.constLast());
    QVERIFY(records.contains("broker_load_messages_received_15min"));
    QVERIFY(records.contains("broker_topics_plant_bytes_sent") == false);
    QVERIFY(records.contains("broker_topics_plant_messages_sent"));
    QVERIFY(records.contains("broker_syspulse_own_bytes_sent"));
    QCOMPARE(text(records["broker_messages_received"]["quality"]), text("measured"));
    QCOMPARE(text(records["broker_syspulse_workers_imbalance"]["value"]), text(1.33));
    QCOMPARE(text(records["broker_syspulse_workers_utilization"]["value"]), text(75));
    QCOMPARE(text(records["broker_syspulse_refused_subscriptions"]["value"]), text(3));
    QCOMPARE(difference(component(nullptr, cycles), records), QString());
}

void TestServerSide::sameWhileAThreadIsAwaited()
{
    QList<Cycle> cycles{cycleAt(10000, 1000), cycleAt(11000, 1100), cycleAt(12000, 1200)};
    cycles[1].rows[1] = cycles.at(0).rows[1];
    Metrics metrics = after(after({}, cycles.at(0)), cycles.at(1));
    const auto counted = [](const Json &records) {
        return text(records["broker_syspulse_counted"]["value"]);
    };
    const Json waiting = recordsOf(metrics, cycles.at(1));
    QCOMPARE(counted(waiting), counted(recordsOf(after({}, cycles.at(0)), cycles.at(0))));
    QCOMPARE(text(waiting["broker_messages_received"]["value"]), text(1100 + 333)); // known already
    QCOMPARE(difference(component(nullptr, cycles.mid(0, 2)), waiting), QString());
    metrics = after(metrics, cycles.at(2));
    const Json records = recordsOf(metrics, cycles.at(2));
    QVERIFY(counted(records) != counted(waiting));
    QCOMPARE(difference(component(nullptr, cycles), records), QString());
}

void TestServerSide::sameIsUnknown()
{
    for (const char *change :
         {R"({"wire":{"health":{"lagging":null,"longest_queue":null}}})", R"({"wire":{"health":null}})",
          R"({"heap_limit":null,"utilization":null})", R"({"utilization":-1,"heap_limit":0})",
          R"({"connected":1,"wire":{"health":{"flapping":"many","opened_peak":-1}}})"}) {
        Cycle cycle = cycleAt(10000, 1000);
        cycle.rows[1].merge_patch(Json::parse(change));
        const QString differs = difference(component(nullptr, {cycle}), recordsOf(after({}, cycle), cycle));
        QVERIFY2(differs.isEmpty(), qPrintable(QString::fromLatin1(change) + QLatin1Char('\n') + differs));
    }
}

void TestServerSide::sameIsUnknownWhileCountingIsOff()
{
    const Cycle before = cycleAt(10000, 1000);
    QList<Cycle> cycles{before};
    Metrics metrics = after({}, before);
    for (const char *change :
         {R"({"wire":{"counting":false}})", R"({"wire":{"counting":true,"blind":3}})", R"({})"}) {
        // Some connections are counted meanwhile.
        Cycle cycle = cycleAt(before.ms + 10000 * cycles.size(), 1000 + 500 * cycles.size());
        cycle.rows[1].merge_patch(Json::parse(change));
        cycles.append(cycle);
        metrics = after(metrics, cycle);
        const Json records = recordsOf(metrics, cycle);
        const bool known = QLatin1String(change) == QLatin1String("{}");
        for (const char *id : {"broker_messages_received", "broker_publish_messages_dropped",
                               "broker_load_messages_received_1min"})
            QCOMPARE(records.contains(id), known);
        const QString differs = difference(component(nullptr, cycles), records);
        QVERIFY2(differs.isEmpty(), qPrintable(QString::fromLatin1(change) + QLatin1Char('\n') + differs));
    }
}

void TestServerSide::continuesWhatAnUpdaterLeft()
{
    const Metrics metrics = after(after({}, cycleAt(10000, 1000)), cycleAt(20000, 3456));
    const Cycle last = cycleAt(31500, 9999);
    QCOMPARE(difference(component(metrics.toJson(), {last}), recordsOf(after(metrics, last), last)),
             QString());
}

void TestServerSide::updaterContinuesWhatTheComponentLeft()
{
    const QList<Cycle> cycles{cycleAt(10000, 1000), cycleAt(20000, 3456)};
    Metrics metrics = after({}, cycleAt(5000, 700));
    const OrderedJson components = component(metrics.toJson(), cycles);
    const auto taken = Metrics::fromJson(Json::parse(components["checkpoint"].dump()));
    QVERIFY(taken.has_value());
    for (const Cycle &cycle : cycles)
        metrics = after(metrics, cycle);
    const Cycle last = cycleAt(31500, 9999);
    QCOMPARE(text(recordsOf(after(*taken, last), last)), text(recordsOf(after(metrics, last), last)));

    // Also where there was no updater before.
    Metrics second;
    for (const Cycle &cycle : cycles)
        second = after(second, cycle);
    const OrderedJson alone = component(nullptr, cycles);
    const auto first = Metrics::fromJson(Json::parse(alone["checkpoint"].dump()));
    QVERIFY(first.has_value());
    QCOMPARE(text(recordsOf(after(*first, last), last)), text(recordsOf(after(second, last), last)));
}

void TestServerSide::countersThatBeganLater()
{
    // The updater has taken from analytics what the component has not seen, and published more than it knows
    // now.
    Json checkpoint = after({}, cycleAt(10000, 1000)).toJson();
    checkpoint["wire"]["complete"] = false;
    checkpoint["wire"]["offset"] = {{"messages/received", 500}, {"bytes/sent", -40}};
    checkpoint["wire"]["marks"] = {{"messages/sent", 1000000}};
    const Cycle last = cycleAt(31500, 9999);
    const auto metrics = Metrics::fromJson(checkpoint);
    QVERIFY(metrics.has_value());
    const Json records = recordsOf(after(*metrics, last), last);
    QCOMPARE(text(records["broker_messages_received"]["value"]), text(9999 + 3333 + 500));
    QCOMPARE(text(records["broker_messages_sent"]["value"]), text(1000000));
    QCOMPARE(difference(component(checkpoint, {last}), records), QString());
}

void TestServerSide::sameMachine()
{
    const OrderedJson components = component(nullptr, {cycleAt(10000, 1000)});
    QCOMPARE(QString::fromStdString(components["machine"].get<std::string>()), Lease::ours().machine);
}

SYSPULSE_TEST(TestServerSide)
#include "tst_serverside.moc"
