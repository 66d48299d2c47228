// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/metrics/metrics.h"
#include "tests/support/testregistry.h"

#include <QTest>

using namespace syspulse;

namespace {

constexpr qint64 boot = 1795000000000;

EventCounts counts(qint64 sockets, qint64 refused, qint64 connected, qint64 sinceMs = boot + 2000)
{
    EventCounts counts;
    counts.sinceMs = sinceMs;
    counts.complete = true;
    counts.threads = 1;
    counts.sockets = sockets;
    counts.refused = refused;
    counts.maximum = connected;
    counts.connected = connected;
    return counts;
}

ServerFacts facts(qint64 now, const std::optional<EventCounts> &events, std::optional<int> durable = 0)
{
    ServerFacts facts;
    facts.serverTimeMs = now;
    facts.liveThreads = {1};
    facts.durableSessions = durable;
    facts.events = events;
    return facts;
}

/// What one thread says to analytics: @p open connections, @p refused logins since its last report.
AnalyticsRow row(double id, qint64 open, qint64 refused = 0)
{
    AnalyticsRow row{id, id - 1, 1, {}};
    AnalyticsEntry connections;
    connections.name = AnalyticsName(QStringLiteral("mqtt-connections"));
    connections.connections = open;
    row.entries.append(connections);
    AnalyticsEntry logins;
    logins.name =
        AnalyticsName(QStringLiteral("connection"), QStringLiteral("mqtt"), QStringLiteral("connect"));
    logins.count = refused;
    row.entries.append(logins);
    return row;
}

/// A broker whose component and analytics are told by hand, cycle by cycle, 10 s apart.
class Broker
{
public:
    void cycle(const std::optional<EventCounts> &events, qint64 open = 0, qint64 refused = 0)
    {
        m_now += 10000;
        m_facts = facts(m_now, events, durable);
        m_facts.disconnected = disconnected;
        metrics.begin(boot, m_facts);
        metrics.advance(m_facts);
        metrics.applyRows({row(double(m_now - 2000), open, refused)}, {1});
        metrics.finish(m_facts, analyticsOn);
        if (restart) // as an updater that is started again does
            metrics = Metrics::fromJson(*parseJson(dumpJson(metrics.toJson()))).value_or(Metrics());
    }

    std::optional<MetricReading> find(const char *topic) const
    {
        for (const MetricReading &reading : metrics.readings(m_facts, analyticsOn)) {
            if (reading.topic == QLatin1String("$SYS/broker/") + QLatin1String(topic))
                return reading;
        }
        return std::nullopt;
    }

    /// "value source quality", or "unknown".
    QString text(const char *topic) const
    {
        const auto reading = find(topic);
        if (!reading)
            return QStringLiteral("unknown");
        const auto *whole = std::get_if<qint64>(&reading->value);
        return QStringLiteral("%1 %2 %3")
            .arg(whole ? QString::number(*whole) : QString::number(std::get<double>(reading->value)),
                 sourceName(reading->source), qualityName(reading->quality));
    }

    Metrics metrics;
    bool analyticsOn = true;
    bool restart = false;
    std::optional<int> durable = 0;
    std::optional<int> disconnected;

private:
    qint64 m_now = boot;
    ServerFacts m_facts;
};

#define SAYS(broker, topic, expected) QCOMPARE((broker).text(topic), QStringLiteral(expected))

} // namespace

class TestEventMetrics : public QObject
{
    Q_OBJECT

private slots:
    void eventsComeFirst();
    void withoutEventsAllIsAsBefore();
    void analyticsMayBeOff();
    void maximumOutlivesTheUpdater();
    void componentCameLater();
    void componentCameLaterWithoutAnalytics();
    void nothingFallsWhileEventsAreAway();
    void componentBeginsAnew();
    void disconnectedSessions();
    void lastingDifferenceIsToldOnce();
    void refusedLoginsAreComparedFromACommonStart();
    void olderStates();
};

void TestEventMetrics::eventsComeFirst()
{
    Broker broker;
    EventCounts events = counts(20, 3, 7);
    events.subscriptions = 14;
    broker.cycle(events, 9, 3); // two have not logged in yet
    SAYS(broker, "clients/connected", "7 events measured");
    SAYS(broker, "clients/active", "7 events measured");
    SAYS(broker, "clients/total", "7 events measured");
    SAYS(broker, "clients/maximum", "7 events measured");
    SAYS(broker, "connections/failed", "3 events measured");
    SAYS(broker, "connections/socket/count", "20 events measured");
    SAYS(broker, "subscriptions/count", "14 events measured");
    SAYS(broker, "messages/inflight", "unknown");              // the component cannot tell
    SAYS(broker, "load/sockets/1min", "18.42 events derived"); // 120 a minute for 10 s
    events.sockets = 50;
    events.inflight = 0;
    broker.cycle(events, 9);
    SAYS(broker, "load/sockets/1min", "43.23 events derived");
    SAYS(broker, "messages/inflight", "0 events measured");
    QHash<QString, int> times;
    for (const MetricReading &reading : broker.metrics.readings(facts(boot + 20000, events), true))
        QCOMPARE(++times[reading.topic], 1);
}

void TestEventMetrics::withoutEventsAllIsAsBefore()
{
    Broker broker;
    EventCounts incomplete = counts(20, 3, 7);
    incomplete.complete = false;
    for (const auto &events : {std::optional<EventCounts>(), std::optional<EventCounts>(incomplete)}) {
        broker.cycle(events, 9, 2);
        SAYS(broker, "clients/connected", "9 analytics measured");
        SAYS(broker, "clients/maximum", "9 analytics measured");
        for (const char *topic :
             {"connections/socket/count", "subscriptions/count", "messages/inflight", "load/sockets/1min"})
            SAYS(broker, topic, "unknown");
    }
    SAYS(broker, "connections/failed", "4 analytics measured");
}

void TestEventMetrics::analyticsMayBeOff()
{
    Broker broker;
    broker.analyticsOn = false;
    broker.cycle(counts(20, 3, 7));
    SAYS(broker, "clients/connected", "7 events measured");
    SAYS(broker, "connections/failed", "3 events measured");
    SAYS(broker, "clients/total", "7 events measured");
    SAYS(broker, "bytes/sent", "unknown");
}

void TestEventMetrics::maximumOutlivesTheUpdater()
{
    Broker broker;
    broker.restart = true;
    broker.cycle(counts(60, 0, 50), 50);
    broker.restart = false;
    EventCounts later = counts(60, 0, 2);
    later.maximum = 10; // the thread that had seen most has ended
    broker.cycle(later, 2);
    QCOMPARE(std::get<qint64>(broker.find("clients/maximum")->value), 50);
    broker.metrics.begin(boot + 3600000, facts(boot + 3601000, std::nullopt));
    broker.metrics.finish(facts(boot + 3601000, counts(1, 0, 1, boot + 3600500)));
    for (const MetricReading &reading : broker.metrics.readings(facts(boot + 3601000, std::nullopt), true)) {
        if (reading.topic == QLatin1String("$SYS/broker/clients/maximum"))
            QCOMPARE(std::get<qint64>(reading.value), 1); // another run of the broker
    }
}

void TestEventMetrics::componentCameLater()
{
    Broker broker;
    broker.restart = true;
    broker.cycle(std::nullopt, 5, 40);
    const qint64 since = boot + 3600000;
    broker.cycle(counts(3, 1, 5, since), 5, 1);
    broker.restart = false;
    broker.cycle(counts(9, 6, 5, since), 5, 5);
    SAYS(broker, "connections/failed", "46 events derived");
    SAYS(broker, "connections/socket/count", "9 events estimated");
    SAYS(broker, "clients/maximum", "5 events estimated");
}

void TestEventMetrics::componentCameLaterWithoutAnalytics()
{
    Broker broker;
    broker.analyticsOn = false;
    broker.cycle(counts(9, 6, 5, boot + 3600000));
    SAYS(broker, "connections/failed", "6 events estimated");
}

void TestEventMetrics::nothingFallsWhileEventsAreAway()
{
    Broker broker;
    broker.cycle(counts(500, 30, 200), 200, 29);
    EventCounts part = counts(1, 0, 1);
    part.complete = false;
    broker.cycle(part, 1);
    SAYS(broker, "clients/connected", "1 analytics measured");
    SAYS(broker, "connections/failed", "30 analytics estimated");
    SAYS(broker, "clients/maximum", "200 analytics estimated");
    SAYS(broker, "connections/socket/count", "500 events estimated");
    SAYS(broker, "subscriptions/count", "unknown");
    broker.cycle(std::nullopt, 1, 5);
    SAYS(broker, "connections/failed", "34 analytics estimated");
    broker.cycle(counts(510, 33, 3), 3); // what analytics saw more of stays
    SAYS(broker, "connections/failed", "34 events estimated");
    broker.cycle(counts(520, 36, 3), 3);
    SAYS(broker, "connections/failed", "36 events measured");
    SAYS(broker, "connections/socket/count", "520 events measured");
    for (int i = 0; i < 7; ++i)
        broker.cycle(std::nullopt);
    SAYS(broker, "connections/socket/count", "unknown"); // the component is gone
    SAYS(broker, "connections/failed", "36 analytics estimated");
}

void TestEventMetrics::componentBeginsAnew()
{
    Broker broker;
    broker.cycle(counts(500, 30, 200), 200, 30);
    broker.cycle(counts(4, 1, 3, boot + 15000), 3, 1); // its table was dropped and it was installed again
    SAYS(broker, "connections/socket/count", "504 events estimated");
    SAYS(broker, "connections/failed", "31 events derived");
}

void TestEventMetrics::disconnectedSessions()
{
    Broker broker;
    broker.durable = 3;
    broker.cycle(counts(9, 0, 5), 5);
    SAYS(broker, "clients/disconnected", "unknown");
    SAYS(broker, "clients/total", "unknown");
    broker.disconnected = 2;
    broker.cycle(counts(9, 0, 5), 5);
    SAYS(broker, "clients/disconnected", "2 system derived");
    SAYS(broker, "clients/inactive", "2 system derived");
    SAYS(broker, "clients/total", "7 events derived");
    broker.durable = 0;
    broker.disconnected.reset();
    broker.cycle(counts(9, 0, 5), 5);
    SAYS(broker, "clients/disconnected", "0 system measured");
}

void TestEventMetrics::lastingDifferenceIsToldOnce()
{
    Broker broker;
    QStringList notes;
    for (int i = 0; i < 6; ++i) {
        broker.cycle(counts(300, 0, 200), 190);
        notes += broker.metrics.notes();
        QCOMPARE(notes.size(), i < 2 ? 0 : 1);
        // The updater is killed after each cycle and goes on from its checkpoint.
        broker.metrics = *Metrics::fromJson(broker.metrics.toJson());
    }
    QVERIFY2(notes.first().startsWith(
                 QLatin1String("Clients connected: the component counts 200, the server's analytics 190.")),
             qPrintable(notes.first()));
    broker.cycle(counts(300, 0, 200), 200);
    QCOMPARE(broker.metrics.notes().size(), 1);

    // Connections before login do not differ where the component reports them.
    Broker other;
    EventCounts events = counts(300, 0, 200);
    events.open = 250;
    for (int i = 0; i < 5; ++i) {
        other.cycle(events, 250);
        QVERIFY(other.metrics.notes().isEmpty());
    }
}

void TestEventMetrics::refusedLoginsAreComparedFromACommonStart()
{
    Broker broker;
    broker.cycle(std::nullopt, 5, 40);
    const qint64 since = boot + 3600000;
    for (int i = 0; i < 5; ++i) {
        broker.cycle(counts(9, 10 * i, 5, since), 5, i > 0 ? 10 : 0);
        QVERIFY2(broker.metrics.notes().isEmpty(), qPrintable(broker.metrics.notes().join(QLatin1Char(' '))));
    }
    QStringList notes;
    for (int i = 0; i < 5; ++i) {
        broker.cycle(counts(9, 40, 5, since), 5, 10); // analytics see more than the component
        notes += broker.metrics.notes();
    }
    QCOMPARE(notes.size(), 1);
    QVERIFY2(notes.first().startsWith(
                 QLatin1String("Refused logins: the component counts 80, the server's analytics 110.")),
             qPrintable(notes.first()));
}

void TestEventMetrics::olderStates()
{
    Broker broker;
    broker.cycle(std::nullopt, 5, 40);
    Json state = broker.metrics.toJson();
    state.erase("events"); // as versions before the events wrote it
    for (const Json &events : {Json(nullptr), Json(5), Json{{"sockets", "x"}, {"load", 3}, {"whole", 1}}}) {
        const auto restored = Metrics::fromJson(state);
        QVERIFY(restored);
        broker.metrics = *restored;
        broker.cycle(counts(9, 40, 5), 5);
        SAYS(broker, "connections/failed", "40 events measured");
        state["events"] = events;
    }
}

SYSPULSE_TEST(TestEventMetrics)
#include "tst_eventmetrics.moc"
