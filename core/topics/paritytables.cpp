// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topics/paritytables.h"

#include "core/topics/systopics.h"

namespace syspulse {

namespace {

using systopics::broker;

/// Collects the entries of a convention whose topics all begin with one prefix.
class Table
{
public:
    explicit Table(const QString &prefix)
        : m_prefix(prefix)
    {}

    void setPrefix(const QString &prefix) { m_prefix = prefix; }

    /// Answered by our topic @p own below "$SYS/broker/".
    void add(const QString &topic, const QString &own, const QString &note = {})
    {
        m_entries.append({m_prefix + topic, broker + own, note});
    }
    /// Answered by our topic of the same name.
    void same(const QString &topic, const QString &note = {}) { add(topic, topic, note); }
    void nearest(const QString &topic, const QString &own, const QString &note)
    {
        m_entries.append({m_prefix + topic, broker + own, note, true});
    }
    /// Not answered, for @p reason.
    void none(const QString &topic, const QString &reason)
    {
        m_entries.append({m_prefix + topic, {}, reason});
    }

    QList<ParityEntry> take() { return std::exchange(m_entries, {}); }

private:
    QString m_prefix;
    QList<ParityEntry> m_entries;
};

QString withoutHeader()
{
    return Parity::tr(
        "Where the component does not count, the 2 to 5 bytes of each fixed header are missing.");
}

QString noDropReasons()
{
    return Parity::tr("Why messages were dropped is not counted.");
}

QString noBridges()
{
    return Parity::tr("The broker has no MQTT bridges.");
}

/// The loads that mosquitto and the wiki have in common, in mosquitto's order.
void addLoads(Table &table)
{
    for (const char *stem :
         {"connections", "bytes/received", "bytes/sent", "messages/received", "messages/sent",
          "publish/dropped", "publish/received", "publish/sent", "sockets"}) {
        for (const int minutes : {1, 5, 15}) {
            const QString topic = QStringLiteral("load/%1/%2min").arg(QLatin1String(stem)).arg(minutes);
            if (QLatin1String(stem) == QLatin1String("bytes/received"))
                table.same(topic, withoutHeader());
            else
                table.same(topic);
        }
    }
}

// mosquitto 2.0: the manual page mosquitto(8), and the topics that the broker sends without being documented:
// uptime, publish/bytes, shared_subscriptions, and heap/current where the page says "heap/current size".
QList<ParityEntry> mosquitto()
{
    Table table(broker);
    table.same(QStringLiteral("bytes/received"), withoutHeader());
    table.same(QStringLiteral("bytes/sent"));
    for (const char *topic :
         {"connected", "active", "expired", "disconnected", "inactive", "maximum", "total"})
        table.same(QStringLiteral("clients/") + QLatin1String(topic));
    table.none(QStringLiteral("connection/#"), noBridges());
    const QString heap =
        Parity::tr("The JavaScript heap of all threads; mosquitto counts what it has allocated.");
    table.same(QStringLiteral("heap/current"), heap);
    table.same(QStringLiteral("heap/maximum"), heap);
    addLoads(table);
    table.same(QStringLiteral("messages/inflight"),
               Parity::tr("The manual of mosquitto has this topic; mosquitto 2.0 does not send it."));
    table.same(QStringLiteral("messages/received"));
    table.same(QStringLiteral("messages/sent"));
    table.same(QStringLiteral("publish/bytes/received"), withoutHeader());
    table.same(QStringLiteral("publish/bytes/sent"));
    table.same(QStringLiteral("publish/messages/dropped"));
    table.same(QStringLiteral("publish/messages/received"));
    table.same(QStringLiteral("publish/messages/sent"));
    table.same(QStringLiteral("retained messages/count"));
    table.same(QStringLiteral("store/messages/count"));
    table.same(QStringLiteral("store/messages/bytes"));
    table.same(QStringLiteral("messages/stored"));
    table.same(QStringLiteral("subscriptions/count"));
    table.same(QStringLiteral("shared_subscriptions/count"));
    table.same(QStringLiteral("uptime"));
    table.same(QStringLiteral("version"));
    return table.take();
}

// The page "SYS Topics" in the wiki of mqtt.org: the required topics, then the optional ones.
QList<ParityEntry> wiki()
{
    Table table(broker);
    const QString total = Parity::tr("A total since the broker started, as the wiki wants it, not a load.");
    table.add(QStringLiteral("load/bytes/received"), QStringLiteral("bytes/received"),
              total + QLatin1Char(' ') + withoutHeader());
    table.add(QStringLiteral("load/bytes/sent"), QStringLiteral("bytes/sent"), total);
    for (const char *topic : {"connected", "disconnected", "maximum", "total"})
        table.same(QStringLiteral("clients/") + QLatin1String(topic));
    table.same(QStringLiteral("messages/received"));
    table.same(QStringLiteral("messages/sent"));
    for (const char *topic : {"dropped", "received", "sent"})
        table.add(QStringLiteral("messages/publish/") + QLatin1String(topic),
                  QStringLiteral("publish/messages/") + QLatin1String(topic));
    table.add(QStringLiteral("messages/retained/count"), QStringLiteral("retained messages/count"));
    for (const char *topic : {"subscriptions/count", "time", "uptime", "version"})
        table.same(QLatin1String(topic));

    table.none(QStringLiteral("changeset"),
               Parity::tr("The server does not tell the revision that it was built from."));
    table.none(QStringLiteral("bridge/#"), noBridges());
    addLoads(table);
    table.same(QStringLiteral("messages/inflight"));
    table.same(QStringLiteral("messages/stored"));
    table.none(
        QStringLiteral("timestamp"),
        Parity::tr(
            "The server does not tell when it was built. SysPulse uses this name for the time at which the "
            "broker started."));
    table.setPrefix(QStringLiteral("$SYS/clients/[client-id]/"));
    const QString perClient =
        Parity::tr("There is no $SYS topic for each client. The Clients page lists them, and "
                   "each is a record below sys_sessions/.");
    table.none(QStringLiteral("ip"), perClient);
    table.none(QStringLiteral("connectedtime"), perClient);
    return table.take();
}

void addEmqxStats(Table &table)
{
    const auto noMaximum = [&table](const char *stem) {
        table.none(QLatin1String(stem) + QStringLiteral("/max"),
                   Parity::tr("SysPulse does not keep this maximum."));
    };
    table.setPrefix(QStringLiteral("$SYS/brokers/${node}/stats/"));
    table.add(QStringLiteral("connections/count"), QStringLiteral("clients/connected"));
    table.add(QStringLiteral("connections/max"), QStringLiteral("clients/maximum"));
    table.add(QStringLiteral("suboptions/count"), QStringLiteral("subscriptions/count"),
              Parity::tr("EMQX documents it as the same number as subscriptions/count."));
    noMaximum("suboptions");
    table.none(QStringLiteral("subscribers/count"),
               Parity::tr("SysPulse counts subscriptions, not the clients that have any."));
    noMaximum("subscribers");
    table.add(QStringLiteral("subscriptions/count"), QStringLiteral("subscriptions/count"));
    noMaximum("subscriptions");
    table.add(QStringLiteral("subscriptions/shared/count"), QStringLiteral("shared_subscriptions/count"));
    table.add(QStringLiteral("subscriptions/shared/max"), QStringLiteral("shared_subscriptions/count"));
    for (const char *topic : {"topics/count", "topics/max", "routes/count", "routes/max"})
        table.none(
            QLatin1String(topic),
            Parity::tr(
                "On this broker topics are records of exported tables; it keeps no list of those in use."));
}

void addEmqxPackets(Table &table)
{
    table.setPrefix(QStringLiteral("$SYS/brokers/${node}/metrics/"));
    table.add(QStringLiteral("bytes/received"), QStringLiteral("bytes/received"), withoutHeader());
    table.add(QStringLiteral("bytes/sent"), QStringLiteral("bytes/sent"));
    table.add(QStringLiteral("packets/received"), QStringLiteral("messages/received"));
    table.add(QStringLiteral("packets/sent"), QStringLiteral("messages/sent"));
    const struct
    {
        const char *packet;
        QList<const char *> counted; ///< by us too
        QList<const char *> errors;  ///< that HarperDB does not count
    } packets[] = {
        {"connect", {"received"}, {}},
        {"connack", {"sent"}, {}},
        {"publish", {"received", "sent"}, {"error", "auth_error"}},
        {"puback", {"received", "sent"}, {"inuse", "missed"}},
        {"pubrec", {"received", "sent"}, {"inuse", "missed"}},
        {"pubrel", {"received", "sent"}, {"missed"}},
        {"pubcomp", {"received", "sent"}, {"inuse", "missed"}},
        {"subscribe", {"received"}, {"error", "auth_error"}},
        {"suback", {"sent"}, {}},
        {"unsubscribe", {"received"}, {}},
        {"unsuback", {"sent"}, {}},
        {"pingreq", {"received"}, {}},
        {"pingresp", {"sent"}, {}},
        {"disconnect", {"received", "sent"}, {}},
    };
    for (const auto &[packet, counted, errors] : packets) {
        const QString stem = QLatin1String(packet) + QLatin1Char('/');
        for (const char *way : counted)
            table.add(QStringLiteral("packets/") + stem + QLatin1String(way),
                      QStringLiteral("mqtt/") + stem + QLatin1String(way));
        for (const char *error : errors)
            table.none(QStringLiteral("packets/") + stem + QLatin1String(error),
                       Parity::tr("The broker counts packets, not what goes wrong with them."));
        if (QLatin1String(packet) == QLatin1String("publish"))
            table.add(QStringLiteral("packets/publish/dropped"), QStringLiteral("publish/messages/dropped"));
    }
    for (const char *way : {"received", "sent"})
        table.add(QStringLiteral("packets/auth/") + QLatin1String(way),
                  QStringLiteral("mqtt/auth/") + QLatin1String(way));
}

void addEmqxMessages(Table &table)
{
    table.setPrefix(QStringLiteral("$SYS/brokers/${node}/metrics/messages/"));
    table.add(QStringLiteral("received"), QStringLiteral("publish/messages/received"));
    table.add(QStringLiteral("sent"), QStringLiteral("publish/messages/sent"));
    for (const char *topic :
         {"qos0/received", "qos0/sent", "qos1/received", "qos1/sent", "qos2/received", "qos2/sent"})
        table.add(QLatin1String(topic), QStringLiteral("messages/") + QLatin1String(topic));
    table.nearest(QStringLiteral("publish"), QStringLiteral("publish/messages/received"),
                  Parity::tr("Messages that the broker itself publishes are not counted."));
    table.add(QStringLiteral("dropped"), QStringLiteral("publish/messages/dropped"));
    table.none(QStringLiteral("dropped/expired"), noDropReasons());
    table.none(QStringLiteral("dropped/no_subscribers"), noDropReasons());
    table.none(QStringLiteral("forward"),
               Parity::tr("SysPulse looks at one instance, not at messages between the nodes of a cluster."));
    table.add(QStringLiteral("retained"), QStringLiteral("retained messages/count"));
    table.none(QStringLiteral("delayed"), Parity::tr("The broker does not publish with a delay."));
    table.nearest(
        QStringLiteral("delivered"), QStringLiteral("publish/messages/sent"),
        Parity::tr("EMQX counts a message when it is handed to a session, SysPulse when it is sent."));
    table.none(QStringLiteral("acked"),
               Parity::tr("There is no single number: add up $SYS/broker/mqtt/puback/received and "
                          "$SYS/broker/mqtt/pubcomp/received."));
}

// EMQX 5: the page "System Topic" of its documentation.
QList<ParityEntry> emqx()
{
    Table table(QStringLiteral("$SYS/brokers"));
    table.none({}, Parity::tr("SysPulse looks at one instance, not at the nodes of a cluster."));
    table.setPrefix(QStringLiteral("$SYS/brokers/${node}/"));
    table.add(QStringLiteral("version"), QStringLiteral("version"));
    table.add(QStringLiteral("uptime"), QStringLiteral("uptime"),
              Parity::tr("In seconds; EMQX sends milliseconds."));
    table.add(QStringLiteral("datetime"), QStringLiteral("time"),
              Parity::tr("The server's clock when the values were sampled, in UTC."));
    table.add(QStringLiteral("sysdescr"), QStringLiteral("version"),
              Parity::tr("The version begins with the name of the product."));
    const QString events =
        Parity::tr("There are no $SYS topics for events of single clients. Each connected client is "
                   "a record below sys_sessions/, which can be subscribed to.");
    for (const char *event : {"connected", "disconnected", "subscribed", "unsubscribed"})
        table.none(QStringLiteral("clients/${clientid}/") + QLatin1String(event), events);
    addEmqxStats(table);
    addEmqxPackets(table);
    addEmqxMessages(table);
    table.setPrefix(QStringLiteral("$SYS/brokers/${node}/"));
    for (const char *topic : {"activate", "deactivate"})
        table.none(QStringLiteral("alarms/") + QLatin1String(topic),
                   Parity::tr("SysPulse publishes no alarms."));
    for (const char *topic : {"long_gc", "long_schedule", "large_heap", "busy_port", "busy_dist_port"})
        table.none(QStringLiteral("sysmon/") + QLatin1String(topic),
                   Parity::tr("It tells of the Erlang virtual machine, which the server does not have."));
    return table.take();
}

} // namespace

QList<ParityEntry> parityEntries(Convention convention)
{
    switch (convention) {
    case Convention::Mosquitto:
        return mosquitto();
    case Convention::Wiki:
        return wiki();
    case Convention::Emqx:
        return emqx();
    }
    return {};
}

} // namespace syspulse
