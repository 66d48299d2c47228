// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topics/catalogue.h"

#include <QHash>

#include "core/base/enumtable.h"
#include "core/topics/systopics.h"

namespace syspulse {

namespace {

constexpr auto kinds = enumTable<MetricKind>({{MetricKind::Static, "static"},
                                              {MetricKind::Gauge, "gauge"},
                                              {MetricKind::Counter, "counter"},
                                              {MetricKind::Rate, "rate"}});

constexpr auto units = enumTable<Unit>({{Unit::None, ""},
                                        {Unit::Seconds, "seconds"},
                                        {Unit::Milliseconds, "milliseconds"},
                                        {Unit::Time, "ISO 8601"},
                                        {Unit::Bytes, "bytes"},
                                        {Unit::Packets, "packets"},
                                        {Unit::Messages, "messages"},
                                        {Unit::Clients, "clients"},
                                        {Unit::Connections, "connections"},
                                        {Unit::Subscriptions, "subscriptions"},
                                        {Unit::Records, "records"},
                                        {Unit::Percent, "percent"},
                                        {Unit::MessagesPerMinute, "messages/min"},
                                        {Unit::BytesPerMinute, "bytes/min"},
                                        {Unit::ConnectionsPerMinute, "connections/min"}});

constexpr auto sources = enumTable<Source>({{Source::Analytics, "analytics"},
                                            {Source::Events, "events"},
                                            {Source::System, "system"},
                                            {Source::Info, "info"},
                                            {Source::Local, "local"},
                                            {Source::Wire, "wire"},
                                            {Source::Probe, "probe"}});

constexpr auto qualities = enumTable<Quality>(
    {{Quality::Measured, "measured"}, {Quality::Derived, "derived"}, {Quality::Estimated, "estimated"}});

// The texts below are written into records and read by other programs: English in every locale.

using Catalogue = QList<MetricDescription>;

void add(Catalogue &list, const QString &topic, MetricKind kind, Unit unit, Source source,
         const QString &meaning, const QString &unavailable = {})
{
    list.append({systopics::broker + topic, kind, unit, source, meaning, unavailable});
}

void addPair(Catalogue &list, const QString &stem, Unit unit, const QString &what)
{
    add(list, stem + QStringLiteral("/received"), MetricKind::Counter, unit, Source::Wire,
        what + QStringLiteral(" received since the broker started."));
    add(list, stem + QStringLiteral("/sent"), MetricKind::Counter, unit, Source::Wire,
        what + QStringLiteral(" sent since the broker started."));
}

void addBroker(Catalogue &list)
{
    add(list, QStringLiteral("version"), MetricKind::Static, Unit::None, Source::Info,
        QStringLiteral("Product and version of the broker."));
    add(list, QStringLiteral("uptime"), MetricKind::Gauge, Unit::Seconds, Source::Info,
        QStringLiteral("Seconds since the broker started."));
    add(list, QStringLiteral("timestamp"), MetricKind::Static, Unit::Time, Source::Info,
        QStringLiteral("When the broker started."));
    add(list, QStringLiteral("time"), MetricKind::Gauge, Unit::Time, Source::Info,
        QStringLiteral("The server's clock when the values were sampled."));
}

void addClients(Catalogue &list)
{
    add(list, QStringLiteral("clients/connected"), MetricKind::Gauge, Unit::Clients, Source::Analytics,
        QStringLiteral("Clients that are connected. Analytics, unlike events, include connections that have "
                       "not logged in yet."));
    add(list, QStringLiteral("clients/active"), MetricKind::Gauge, Unit::Clients, Source::Analytics,
        QStringLiteral("The older name of clients/connected."));
    add(list, QStringLiteral("clients/disconnected"), MetricKind::Gauge, Unit::Clients, Source::System,
        QStringLiteral("Persistent sessions without a connection."));
    add(list, QStringLiteral("clients/inactive"), MetricKind::Gauge, Unit::Clients, Source::System,
        QStringLiteral("The older name of clients/disconnected."));
    add(list, QStringLiteral("clients/total"), MetricKind::Gauge, Unit::Clients, Source::Analytics,
        QStringLiteral("Connected clients and persistent sessions without a connection."));
    add(list, QStringLiteral("clients/maximum"), MetricKind::Gauge, Unit::Clients, Source::Analytics,
        QStringLiteral("Most clients connected at once since the broker started."));
    add(list, QStringLiteral("clients/expired"), MetricKind::Counter, Unit::Clients, Source::System,
        QStringLiteral("Persistent sessions that expired."),
        QStringLiteral("The broker does not expire sessions."));
    add(list, QStringLiteral("connections/socket/count"), MetricKind::Counter, Unit::Connections,
        Source::Events,
        QStringLiteral(
            "MQTT sockets accepted since the broker started, those that never logged in included."));
    add(list, QStringLiteral("connections/failed"), MetricKind::Counter, Unit::Connections, Source::Analytics,
        QStringLiteral("Refused logins since the broker started."));
    add(list, QStringLiteral("subscriptions/count"), MetricKind::Gauge, Unit::Subscriptions, Source::Events,
        QStringLiteral("Subscriptions of the clients that are connected."));
    add(list, QStringLiteral("shared_subscriptions/count"), MetricKind::Gauge, Unit::Subscriptions,
        Source::Events, QStringLiteral("Live shared subscriptions."),
        QStringLiteral("The broker has no shared subscriptions."));
}

void addMessages(Catalogue &list)
{
    addPair(list, QStringLiteral("messages"), Unit::Packets,
            QStringLiteral("MQTT control packets of all types"));
    addPair(list, QStringLiteral("publish/messages"), Unit::Messages, QStringLiteral("PUBLISH packets"));
    add(list, QStringLiteral("publish/messages/dropped"), MetricKind::Counter, Unit::Messages, Source::Wire,
        QStringLiteral("PUBLISH packets that were written to connections that had ended."));
    add(list, QStringLiteral("messages/inflight"), MetricKind::Gauge, Unit::Messages, Source::Events,
        QStringLiteral("Messages with QoS above 0 that await acknowledgement."));
    const QString needsExports =
        QStringLiteral("On this broker a retained message is a record of an exported "
                       "table; the operations API does not say which "
                       "tables are exported.");
    add(list, QStringLiteral("messages/stored"), MetricKind::Gauge, Unit::Records, Source::System,
        QStringLiteral("Records of exported tables."), needsExports);
    add(list, QStringLiteral("store/messages/count"), MetricKind::Gauge, Unit::Records, Source::System,
        QStringLiteral("Records of exported tables."), needsExports);
    add(list, QStringLiteral("store/messages/bytes"), MetricKind::Gauge, Unit::Bytes, Source::System,
        QStringLiteral("Size of exported tables."), needsExports);
    add(list, QStringLiteral("retained messages/count"), MetricKind::Gauge, Unit::Records, Source::System,
        QStringLiteral("Records of exported tables."), needsExports);
    addPair(
        list, QStringLiteral("bytes"), Unit::Bytes,
        QStringLiteral("MQTT bytes (by analytics, those received are without the 2 to 5 bytes of each fixed "
                       "header)"));
    addPair(list, QStringLiteral("publish/bytes"), Unit::Bytes,
            QStringLiteral("Bytes of PUBLISH packets (by analytics, those received are without the fixed "
                           "header)"));
    for (int qos = 0; qos <= 2; ++qos)
        addPair(list, QStringLiteral("messages/qos%1").arg(qos), Unit::Messages,
                QStringLiteral("PUBLISH packets with QoS %1").arg(qos));
}

void addLoads(Catalogue &list)
{
    struct Load
    {
        QString stem;
        Unit unit;
        QString what;
        Source source = Source::Wire;
    };
    const Load loads[] = {
        {QStringLiteral("load/messages/received"), Unit::MessagesPerMinute,
         QStringLiteral("MQTT packets received")},
        {QStringLiteral("load/messages/sent"), Unit::MessagesPerMinute, QStringLiteral("MQTT packets sent")},
        {QStringLiteral("load/publish/received"), Unit::MessagesPerMinute,
         QStringLiteral("PUBLISH packets received")},
        {QStringLiteral("load/publish/sent"), Unit::MessagesPerMinute,
         QStringLiteral("PUBLISH packets sent")},
        {QStringLiteral("load/publish/dropped"), Unit::MessagesPerMinute,
         QStringLiteral("PUBLISH packets dropped")},
        {QStringLiteral("load/bytes/received"), Unit::BytesPerMinute, QStringLiteral("MQTT bytes received")},
        {QStringLiteral("load/bytes/sent"), Unit::BytesPerMinute, QStringLiteral("MQTT bytes sent")},
        {QStringLiteral("load/connections"), Unit::ConnectionsPerMinute, QStringLiteral("CONNECT packets")},
        {QStringLiteral("load/sockets"), Unit::ConnectionsPerMinute, QStringLiteral("MQTT sockets accepted"),
         Source::Events},
    };
    for (const Load &load : loads) {
        for (const int minutes : {1, 5, 15})
            add(list, load.stem + QStringLiteral("/%1min").arg(minutes), MetricKind::Rate, load.unit,
                load.source, load.what + QStringLiteral(" per minute, smoothed over %1 min.").arg(minutes));
    }
}

/// What deserves an alert when it goes wrong.
void addHealth(Catalogue &list)
{
    const auto gauge = [&list](const char *topic, Unit unit, const QString &meaning) {
        add(list, QLatin1String("syspulse/") + QLatin1String(topic), MetricKind::Gauge, unit, Source::Events,
            meaning);
    };
    gauge("workers/imbalance", Unit::None,
          QStringLiteral("Clients of the busiest worker thread as a multiple of its even share; not known "
                         "while there are fewer than 20 clients for each worker."));
    gauge("workers/utilization", Unit::Percent,
          QStringLiteral("Event-loop utilization of the busiest worker thread, in steps of 5 %."));
    gauge("workers/heap", Unit::Percent,
          QStringLiteral("Heap that the fullest worker thread uses of its limit, in steps of 5 %."));
    gauge("clients/lagging", Unit::Clients,
          QStringLiteral("Clients that take messages more slowly than they are sent to them."));
    gauge("clients/queue", Unit::Messages,
          QStringLiteral("Messages that wait for the client with the longest queue."));
    gauge("clients/flapping", Unit::Clients,
          QStringLiteral("Clients that have logged in five times or more within about a minute."));
    gauge("clients/duplicates", Unit::Clients,
          QStringLiteral(
              "Client ids that are connected more than once to one worker thread; at most 50 of each."));
    gauge("connections/peak", Unit::Connections,
          QStringLiteral("Connections opened in the busiest second of the last minute; the peaks of several "
                         "worker threads are added up."));
    add(list, QStringLiteral("syspulse/refused/publishes"), MetricKind::Counter, Unit::Messages, Source::Wire,
        QStringLiteral("Publishes that the broker has refused since it started."));
    add(list, QStringLiteral("syspulse/refused/subscriptions"), MetricKind::Counter, Unit::Subscriptions,
        Source::Wire, QStringLiteral("Subscriptions that the broker has refused since it started."));
}

/// How fast the server answers SysPulse.
void addCanary(Catalogue &list)
{
    const std::pair<const char *, const char *> phases[] = {
        {"tcp", "Connecting to the MQTT port"},
        {"tls", "The TLS handshake on the MQTT port"},
        {"connect", "From CONNECT to CONNACK"},
        {"ping", "From PINGREQ to PINGRESP"},
        {"puback", "From PUBLISH to PUBACK"},
        {"arrival", "From PUBLISH to the arrival of the message"},
        {"operations", "A request to the operations API"},
    };
    const QString canary = QStringLiteral("syspulse/canary/");
    for (const auto &[name, what] : phases) {
        const QString stem = canary + QLatin1String(name);
        add(list, stem + QStringLiteral("/p50"), MetricKind::Gauge, Unit::Milliseconds, Source::Probe,
            QLatin1String(what) + QStringLiteral(": median of the last hour."));
        add(list, stem + QStringLiteral("/p99"), MetricKind::Gauge, Unit::Milliseconds, Source::Probe,
            QLatin1String(what) + QStringLiteral(": 99th percentile of the last hour."));
    }
    add(list, canary + QStringLiteral("rounds"), MetricKind::Gauge, Unit::None, Source::Probe,
        QStringLiteral("Rounds of the canary that its other values are made of, at most 120."));
    add(list, canary + QStringLiteral("failed"), MetricKind::Gauge, Unit::None, Source::Probe,
        QStringLiteral("Those of these rounds of the canary in which something was not answered."));
    add(list, canary + QStringLiteral("worker"), MetricKind::Gauge, Unit::None, Source::Probe,
        QStringLiteral("Number of the worker thread that answered the newest round of the canary."));
}

void addRest(Catalogue &list)
{
    add(list, QStringLiteral("heap/current"), MetricKind::Gauge, Unit::Bytes, Source::Analytics,
        QStringLiteral("JavaScript heap in use, all threads together."));
    add(list, QStringLiteral("heap/maximum"), MetricKind::Gauge, Unit::Bytes, Source::Analytics,
        QStringLiteral("Most heap in use since the broker started, as far as it was sampled."));
    const QString packets[] = {
        QStringLiteral("connect"),     QStringLiteral("connack"),    QStringLiteral("publish"),
        QStringLiteral("puback"),      QStringLiteral("pubrec"),     QStringLiteral("pubrel"),
        QStringLiteral("pubcomp"),     QStringLiteral("subscribe"),  QStringLiteral("suback"),
        QStringLiteral("unsubscribe"), QStringLiteral("unsuback"),   QStringLiteral("pingreq"),
        QStringLiteral("pingresp"),    QStringLiteral("disconnect"), QStringLiteral("auth"),
    };
    for (const QString &packet : packets)
        addPair(list, QStringLiteral("mqtt/") + packet, Unit::Packets,
                packet.toUpper() + QStringLiteral(" packets"));
    const QString own = QStringLiteral("syspulse/own/");
    addPair(list, own + QStringLiteral("messages"), Unit::Packets,
            QStringLiteral("MQTT control packets of SysPulse itself"));
    addPair(list, own + QStringLiteral("publish/messages"), Unit::Messages,
            QStringLiteral("PUBLISH packets of SysPulse itself"));
    addPair(list, own + QStringLiteral("bytes"), Unit::Bytes,
            QStringLiteral("MQTT bytes of SysPulse itself"));
    addPair(list, own + QStringLiteral("publish/bytes"), Unit::Bytes,
            QStringLiteral("Bytes of PUBLISH packets of SysPulse itself"));
    addHealth(list);
    addCanary(list);
    add(list, QStringLiteral("syspulse/counted"), MetricKind::Gauge, Unit::Seconds, Source::Wire,
        QStringLiteral(
            "How long the broker had been up when the counters of the wire were right. Between two "
            "values, a counter's growth and this one's give its rate."));
    add(list, QStringLiteral("syspulse/updater/state"), MetricKind::Static, Unit::None, Source::Local,
        QStringLiteral("What the SysPulse updater is doing: running, or stopped on request."));
    add(list, QStringLiteral("syspulse/updater/mode"), MetricKind::Static, Unit::None, Source::Local,
        QStringLiteral("Who keeps these values current: an updater, or the server by itself."));
    add(list, QStringLiteral("syspulse/updater/host"), MetricKind::Static, Unit::None, Source::Local,
        QStringLiteral("The machine that keeps these values current."));
    add(list, QStringLiteral("syspulse/updater/version"), MetricKind::Static, Unit::None, Source::Local,
        QStringLiteral("Version of the SysPulse that keeps these values current."));
    add(list, QStringLiteral("syspulse/updater/interval"), MetricKind::Static, Unit::Seconds, Source::Local,
        QStringLiteral("Seconds between two updates; 0 when they are made by hand."));
    add(list, QStringLiteral("syspulse/updater/counting_since"), MetricKind::Static, Unit::Time,
        Source::Local,
        QStringLiteral("The moment from which the counters count: the broker's start where that is known."));
    add(list, QStringLiteral("syspulse/updater/heartbeat"), MetricKind::Gauge, Unit::Time, Source::Local,
        QStringLiteral(
            "When the values were last sampled; published last, so an update is complete when it arrives."));
}

Catalogue makeCatalogue()
{
    Catalogue list;
    addBroker(list);
    addClients(list);
    addMessages(list);
    addLoads(list);
    addRest(list);
    return list;
}

} // namespace

const QList<MetricDescription> &catalogue()
{
    static const Catalogue list = makeCatalogue();
    return list;
}

std::optional<MetricDescription> describeTopic(const QString &topic)
{
    static const QHash<QString, qsizetype> index = [] {
        QHash<QString, qsizetype> hash;
        for (qsizetype i = 0; i < catalogue().size(); ++i)
            hash.insert(catalogue().at(i).topic, i);
        return hash;
    }();
    if (const auto it = index.constFind(topic); it != index.cend())
        return catalogue().at(*it);

    const QString family = systopics::tables;
    if (!topic.startsWith(family))
        return std::nullopt;
    const QString rest = topic.mid(family.size());
    const qsizetype slash = rest.indexOf(QLatin1Char('/'));
    if (slash <= 0)
        return std::nullopt;
    const QString table = rest.left(slash);
    const QString tail = rest.mid(slash + 1);
    const bool bytes = tail.startsWith(QLatin1String("bytes/"));
    if (!bytes && !tail.startsWith(QLatin1String("messages/")))
        return std::nullopt;
    const bool sent = tail.endsWith(QLatin1String("/sent"));
    if (!sent && !tail.endsWith(QLatin1String("/received")))
        return std::nullopt;
    return MetricDescription{
        topic,
        MetricKind::Counter,
        bytes ? Unit::Bytes : Unit::Messages,
        Source::Wire,
        QStringLiteral("%1 of topics below \"%2\" %3 since the broker started.")
            .arg(bytes ? QStringLiteral("PUBLISH bytes") : QStringLiteral("PUBLISH packets"), table,
                 sent ? QStringLiteral("sent") : QStringLiteral("received")),
        {}};
}

QString kindName(MetricKind kind)
{
    return kinds.name(kind);
}

QString unitName(Unit unit)
{
    return units.name(unit);
}

QString sourceName(Source source)
{
    return sources.name(source);
}

QString qualityName(Quality quality)
{
    return qualities.name(quality);
}

} // namespace syspulse
