// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topics/metricname.h"

#include "core/base/plaintext.h"
#include "core/topics/catalogue.h"
#include "core/topics/systopics.h"

#include <algorithm>

#include <QCoreApplication>

namespace syspulse {

namespace {

/// Lets tr() find the texts of this file.
struct MetricNames
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::MetricNames)
};

constexpr qsizetype maxLength = 80;

/// A topic below "$SYS/broker/", or the beginning of one, and its name before translation.
struct Known
{
    const char *topic;
    const char *name;
};

QString translated(const char *english)
{
    return MetricNames::tr(english);
}

constexpr Known wholes[] = {
    {"version", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Version of the broker")},
    {"uptime", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Uptime")},
    {"timestamp", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Start of the broker")},
    {"time", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Clock of the server")},
    {"clients/connected", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Connected clients")},
    {"clients/active", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Active clients")},
    {"clients/disconnected", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Sessions without a connection")},
    {"clients/inactive", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Inactive clients")},
    {"clients/total", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Clients and sessions in total")},
    {"clients/maximum", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Most clients at once")},
    {"clients/expired", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Expired sessions")},
    {"connections/socket/count", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Accepted connections")},
    {"connections/failed", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Failed logins")},
    {"subscriptions/count", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Subscriptions")},
    {"shared_subscriptions/count", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Shared subscriptions")},
    {"publish/messages/dropped", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Dropped messages")},
    {"messages/inflight", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Messages in flight")},
    {"messages/stored", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Stored messages")},
    {"store/messages/count", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Messages in the store")},
    {"store/messages/bytes", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Size of the store")},
    {"retained messages/count", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Retained messages")},
    {"heap/current", QT_TRANSLATE_NOOP("syspulse::MetricNames", "JavaScript heap in use")},
    {"heap/maximum", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Most JavaScript heap in use")},
    {"syspulse/workers/imbalance",
     QT_TRANSLATE_NOOP("syspulse::MetricNames", "Imbalance of the worker threads")},
    {"syspulse/workers/utilization",
     QT_TRANSLATE_NOOP("syspulse::MetricNames", "Load of the busiest worker thread")},
    {"syspulse/workers/heap",
     QT_TRANSLATE_NOOP("syspulse::MetricNames", "Heap of the fullest worker thread")},
    {"syspulse/clients/lagging", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Slow subscribers")},
    {"syspulse/clients/queue", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Longest queue of a client")},
    {"syspulse/clients/flapping", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Flapping clients")},
    {"syspulse/clients/duplicates", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Duplicate client IDs")},
    {"syspulse/connections/peak", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Peak of new connections")},
    {"syspulse/refused/publishes", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Refused publishes")},
    {"syspulse/refused/subscriptions", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Refused subscriptions")},
    {"syspulse/canary/rounds", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Rounds of the canary")},
    {"syspulse/canary/failed", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Failed rounds of the canary")},
    {"syspulse/canary/worker", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Worker thread of the canary")},
    {"syspulse/counted", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Clock of the counters")},
    {"syspulse/updater/state", QT_TRANSLATE_NOOP("syspulse::MetricNames", "State of the updater")},
    {"syspulse/updater/mode", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Kind of updater")},
    {"syspulse/updater/host", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Machine of the updater")},
    {"syspulse/updater/version", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Version of the updater")},
    {"syspulse/updater/interval", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Update interval")},
    {"syspulse/updater/counting_since", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Start of counting")},
    {"syspulse/updater/heartbeat", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Heartbeat of the updater")},
};

/// What "/received" and "/sent" follow.
constexpr Known pairs[] = {
    {"messages", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Packets")},
    {"publish/messages", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Messages")},
    {"bytes", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Bytes")},
    {"publish/bytes", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Bytes of messages")},
    {"messages/qos0", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Messages with QoS 0")},
    {"messages/qos1", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Messages with QoS 1")},
    {"messages/qos2", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Messages with QoS 2")},
    {"syspulse/own/messages", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Packets of SysPulse")},
    {"syspulse/own/publish/messages", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Messages of SysPulse")},
    {"syspulse/own/bytes", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Bytes of SysPulse")},
    {"syspulse/own/publish/bytes",
     QT_TRANSLATE_NOOP("syspulse::MetricNames", "Bytes of SysPulse's messages")},
};

/// What "/p50" and "/p99" follow.
constexpr Known phases[] = {
    {"tcp", QT_TRANSLATE_NOOP("syspulse::MetricNames", "TCP connection")},
    {"tls", QT_TRANSLATE_NOOP("syspulse::MetricNames", "TLS handshake")},
    {"connect", QT_TRANSLATE_NOOP("syspulse::MetricNames", "MQTT login")},
    {"ping", QT_TRANSLATE_NOOP("syspulse::MetricNames", "MQTT ping")},
    {"puback", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Acknowledgement of a message")},
    {"arrival", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Arrival of a message")},
    {"operations", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Answer of the operations API")},
};

/// What "/1min", "/5min" and "/15min" follow.
constexpr Known loads[] = {
    {"messages/received", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Packets in")},
    {"messages/sent", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Packets out")},
    {"publish/received", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Messages in")},
    {"publish/sent", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Messages out")},
    {"publish/dropped", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Dropped messages")},
    {"bytes/received", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Bytes in")},
    {"bytes/sent", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Bytes out")},
    {"connections", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Connection attempts")},
    {"sockets", QT_TRANSLATE_NOOP("syspulse::MetricNames", "Accepted connections")},
};

template <size_t n>
QString nameIn(const Known (&list)[n], const QString &topic)
{
    for (const Known &known : list) {
        if (topic == QLatin1String(known.topic))
            return translated(known.name);
    }
    return {};
}

/// "Messages in" of "publish/messages/received".
QString nameOfPair(const QString &topic)
{
    const qsizetype slash = topic.lastIndexOf(QLatin1Char('/'));
    const QString stem = topic.left(std::max<qsizetype>(slash, 0));
    const QString end = topic.mid(slash + 1);
    const bool sent = end == QLatin1String("sent");
    if (!sent && end != QLatin1String("received"))
        return {};
    QString what = nameIn(pairs, stem);
    QString table;
    static const QString packets = QStringLiteral("mqtt/");
    static const QString tables = QStringLiteral("topics/");
    if (stem.startsWith(packets)) {
        //: %1 is a kind of MQTT packet such as CONNECT
        what = MetricNames::tr("%1 packets").arg(stem.mid(packets.size()).toUpper());
    } else if (stem.startsWith(tables)) {
        const qsizetype last = stem.lastIndexOf(QLatin1Char('/'));
        table = stem.mid(tables.size(), last - tables.size());
        what = stem.mid(last + 1) == QLatin1String("bytes") ? MetricNames::tr("Bytes of messages")
                                                            : MetricNames::tr("Messages");
    }
    if (what.isEmpty())
        return {};
    //: %1 is what the broker receives or sends, such as "Messages" or "CONNECT packets"
    const QString name = sent ? MetricNames::tr("%1 out").arg(what) : MetricNames::tr("%1 in").arg(what);
    //: %1 is as "Messages in", %2 the first level of topics
    return table.isEmpty() ? name : MetricNames::tr("%1 (topics below \"%2\")").arg(name, table);
}

QString nameOfLoad(const QString &rest)
{
    const qsizetype slash = rest.lastIndexOf(QLatin1Char('/'));
    const QString end = rest.mid(slash + 1);
    const QString what = nameIn(loads, rest.left(slash));
    if (what.isEmpty() || !end.endsWith(QLatin1String("min")))
        return {};
    //: %1 is as "Messages in", %2 a number
    return MetricNames::tr("%1 per minute, average of %2 min").arg(what, end.chopped(3));
}

QString nameOfPhase(const QString &rest)
{
    const qsizetype slash = rest.lastIndexOf(QLatin1Char('/'));
    const QString what = nameIn(phases, rest.left(slash));
    if (what.isEmpty())
        return {};
    //: %1 is what is measured, such as "MQTT login"
    return rest.endsWith(QLatin1String("/p50")) ? MetricNames::tr("%1, median time").arg(what)
                                                //: %1 is what is measured, such as "MQTT login"
                                                : MetricNames::tr("%1, 99th percentile").arg(what);
}

QString nameOf(const QString &topic)
{
    static const QString load = QStringLiteral("load/");
    static const QString canary = QStringLiteral("syspulse/canary/");
    if (const QString name = nameIn(wholes, topic); !name.isEmpty())
        return name;
    if (topic.startsWith(load))
        return nameOfLoad(topic.mid(load.size()));
    if (topic.startsWith(canary))
        return nameOfPhase(topic.mid(canary.size()));
    return nameOfPair(topic);
}

} // namespace

QString metricName(const QString &topic)
{
    QString name;
    if (topic.startsWith(systopics::broker) && describeTopic(topic))
        name = nameOf(topic.mid(systopics::broker.size()));
    return oneLine(name.isEmpty() ? topic : name, maxLength);
}

} // namespace syspulse
