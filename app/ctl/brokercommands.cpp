// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/brokercommands.h"

#include "app/ctl/brokertexts.h"
#include "core/base/age.h"
#include "core/base/json.h"

namespace syspulse {

namespace {

OrderedJson clientJson(const char *list, const ClientNumbers &client)
{
    return {{"list", list},
            {"id", toUtf8String(client.id)},
            {"clientId", toUtf8String(client.clientId)},
            {"user", toUtf8String(client.user)},
            {"address", toUtf8String(client.address)},
            {"port", client.port == 0 ? OrderedJson() : OrderedJson(client.port)},
            {"transport", toUtf8String(client.transport)},
            {"own", numberOrNull(client.own)},
            {"protocolVersion", numberOrNull(client.protocolVersion)},
            {"keepAliveSeconds", numberOrNull(client.keepAliveSeconds)},
            {"will", numberOrNull(client.will)},
            {"node", toUtf8String(client.node)},
            {"thread", client.thread},
            {"messagesInPerSecond", numberOrNull(client.messagesInRate)},
            {"messagesOutPerSecond", numberOrNull(client.messagesOutRate)},
            {"bytesInPerSecond", numberOrNull(client.bytesInRate)},
            {"bytesOutPerSecond", numberOrNull(client.bytesOutRate)},
            {"messagesIn", numberOrNull(client.messagesIn)},
            {"messagesOut", numberOrNull(client.messagesOut)},
            {"bytesIn", numberOrNull(client.bytesIn)},
            {"bytesOut", numberOrNull(client.bytesOut)},
            {"lastActive", timeOrNull(client.activeMs)},
            {"queued", numberOrNull(client.queued)},
            {"unacknowledged", numberOrNull(client.unacknowledged)},
            {"untakenBytes", numberOrNull(client.untaken)}};
}

OrderedJson workerJson(const WorkerLoad &worker)
{
    return {{"kind", "worker"},
            {"node", toUtf8String(worker.node)},
            {"thread", worker.thread},
            {"component", toUtf8String(worker.version)},
            {"updated", timeOrNull(worker.updatedMs)},
            {"clients", numberOrNull(worker.clients)},
            {"share", numberOrNull(worker.share)},
            {"sockets", numberOrNull(worker.sockets)},
            {"packetsInPerSecond", numberOrNull(worker.packetsInRate)},
            {"packetsOutPerSecond", numberOrNull(worker.packetsOutRate)},
            {"bytesInPerSecond", numberOrNull(worker.bytesInRate)},
            {"bytesOutPerSecond", numberOrNull(worker.bytesOutRate)},
            {"heapUsed", numberOrNull(worker.heapUsed)},
            {"heapLimit", numberOrNull(worker.heapLimit)},
            {"utilization", numberOrNull(worker.utilization)},
            {"counting", numberOrNull(worker.counting)},
            {"inexactSince", timeOrNull(worker.inexactSinceMs)},
            {"roomEstimated", numberOrNull(worker.room)}};
}

OrderedJson topicJson(const TopicTraffic &topic)
{
    return {{"list", "topics"},
            {"topic", toUtf8String(topic.topic)},
            {"own", topic.own},
            {"since", timeOrNull(topic.sinceMs)},
            {"messagesInPerSecond", numberOrNull(topic.messagesInRate)},
            {"messagesOutPerSecond", numberOrNull(topic.messagesOutRate)},
            {"bytesInPerSecond", numberOrNull(topic.bytesInRate)},
            {"bytesOutPerSecond", numberOrNull(topic.bytesOutRate)},
            {"messagesIn", numberOrNull(topic.messagesIn)},
            {"messagesOut", numberOrNull(topic.messagesOut)},
            {"bytesIn", numberOrNull(topic.bytesIn)},
            {"bytesOut", numberOrNull(topic.bytesOut)}};
}

QString refusedKind(const RefusedPacket &packet)
{
    return packet.kind == RefusedPacket::Kind::Publish ? QStringLiteral("publish")
                                                       : QStringLiteral("subscribe");
}

OrderedJson refusedJson(const RefusedPacket &packet)
{
    return {{"list", "refused"},
            {"time", timeOrNull(packet.timeMs)},
            {"kind", toUtf8String(refusedKind(packet))},
            {"topic", toUtf8String(packet.topic)},
            {"reason", toUtf8String(packet.reason)},
            {"clientId", toUtf8String(packet.clientId)},
            {"user", toUtf8String(packet.user)},
            {"address", toUtf8String(packet.address)}};
}

} // namespace

BrokerCommands::BrokerCommands(OperationsClient *client, const SysLayout &layout, const Options &options,
                               const Output &output, const Clock *clock, std::function<qint64()> serverNowMs,
                               QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_output(output)
    , m_reader(client, layout, clock, std::move(serverNowMs))
{}

void BrokerCommands::start()
{
    switch (m_options.command) {
    case Command::Workers:
        m_left = {Command::Workers};
        break;
    case Command::Storms:
        m_left = {Command::Storms};
        break;
    case Command::Topics:
        m_left = {Command::Topics};
        break;
    case Command::Top:
        m_left = {Command::Workers, Command::Clients, Command::Topics, Command::Storms};
        break;
    default:
        m_left = {Command::Clients};
    }
    next();
}

void BrokerCommands::next()
{
    const auto listed = [this](const auto &report) {
        if (!report.source.error.message.isEmpty()) {
            emit failed(report.source.error);
            return;
        }
        list(report);
        if (m_left.isEmpty()) {
            emit finished();
            return;
        }
        if (!m_options.json)
            m_output.line({});
        next();
    };
    switch (m_left.takeFirst()) {
    case Command::Workers:
        return m_reader.workers(this, listed);
    case Command::Storms:
        return m_reader.storms(this, listed);
    case Command::Topics:
        return m_reader.topTopics(this, listed);
    default:
        return m_reader.topClients(this, listed);
    }
}

void BrokerCommands::tellSource(const BrokerSource &source) const
{
    const auto age = ageMs(source.asOfMs, source.serverMs);
    const QString workers =
        source.workers == 1 ? QStringLiteral("1 worker") : QStringLiteral("%1 workers").arg(source.workers);
    if (source.uncounted > 0)
        m_output.progress(tr("Counting is switched off on %1 of %2 workers: their traffic, slow clients and "
                             "topics are not known.")
                              .arg(source.uncounted)
                              .arg(source.workers));
    m_output.progress(
        QStringLiteral("Told by %1 %2.").arg(workers, age ? plainFormat().age(*age) : unknownText()));
}

void BrokerCommands::list(const WorkersReport &report)
{
    if (m_options.json) {
        for (const WorkerLoad &worker : report.workers)
            m_output.object(workerJson(worker));
        const bool known = report.busiest >= 0;
        m_output.object(
            {{"kind", "broker"},
             {"workers", report.source.workers},
             {"clients", numberOrNull(report.clients)},
             {"busiestThread", known ? OrderedJson(report.workers.at(report.busiest).thread) : OrderedJson()},
             {"busiestTimesItsShare", numberOrNull(report.imbalance)},
             {"roomEstimated", numberOrNull(report.room)},
             {"asOf", timeOrNull(report.source.asOfMs)}});
        return;
    }
    QList<QStringList> rows;
    for (const WorkerLoad &worker : report.workers)
        rows.append({QStringLiteral("%1/%2").arg(worker.node, QString::number(worker.thread)),
                     countText(worker.clients), percentText(worker.share), countText(worker.sockets),
                     rateText(worker.packetsInRate), rateText(worker.packetsOutRate),
                     bytesText(worker.bytesInRate), bytesText(worker.bytesOutRate),
                     QStringLiteral("%1 / %2").arg(bytesText(worker.heapUsed), bytesText(worker.heapLimit)),
                     percentText(worker.utilization),
                     worker.counting == false      ? QStringLiteral("off")
                     : worker.inexactSinceMs > 0   ? QStringLiteral("inexact")
                     : worker.counting.has_value() ? QStringLiteral("exact")
                                                   : unknownText()});
    m_output.table({QStringLiteral("NODE/THREAD"), QStringLiteral("CLIENTS"), QStringLiteral("SHARE"),
                    QStringLiteral("SOCKETS"), QStringLiteral("PACKETS IN/S"), QStringLiteral("OUT/S"),
                    QStringLiteral("BYTES IN/S"), QStringLiteral("OUT/S"), QStringLiteral("HEAP"),
                    QStringLiteral("EVENT LOOP"), QStringLiteral("COUNTS")},
                   rows);
    if (report.imbalance && report.workers.size() > 1)
        m_output.line(tr("The busiest worker (thread %1) has %2 times its even share of %3 clients.")
                          .arg(report.workers.at(report.busiest).thread)
                          .arg(*report.imbalance, 0, 'f', 1)
                          .arg(countText(report.clients)));
    m_output.line(report.room
                      ? tr("Room for about %1 more clients (estimated from heap and event loop).")
                            .arg(plainFormat().number(double(*report.room), NumberStyle::Compact))
                      : tr("How many more clients there is room for cannot be estimated: no worker has 20 "
                           "clients, or its load is not known."));
    tellSource(report.source);
}

void BrokerCommands::listClients(const char *name, const QString &title, const QList<ClientNumbers> &clients)
{
    QList<QStringList> rows;
    for (const ClientNumbers &client : clients) {
        const auto contains = [this](const QString &text) {
            return text.contains(m_options.filter, Qt::CaseInsensitive);
        };
        if (!contains(client.clientId) && !contains(client.user) && !contains(client.address))
            continue;
        if (m_options.json) {
            m_output.object(clientJson(name, client));
            continue;
        }
        rows.append({orDash(client.clientId), orDash(client.user), orDash(client.address),
                     rateText(client.messagesInRate), rateText(client.messagesOutRate),
                     bytesText(client.bytesInRate), bytesText(client.bytesOutRate), countText(client.queued),
                     countText(client.unacknowledged), bytesText(client.untaken),
                     QStringLiteral("%1/%2").arg(client.node, QString::number(client.thread)),
                     orDash(client.id)});
    }
    if (m_options.json)
        return;
    m_output.line(title);
    m_output.table({QStringLiteral("CLIENT"), QStringLiteral("USER"), QStringLiteral("ADDRESS"),
                    QStringLiteral("MESSAGES IN/S"), QStringLiteral("OUT/S"), QStringLiteral("BYTES IN/S"),
                    QStringLiteral("OUT/S"), QStringLiteral("QUEUED"), QStringLiteral("UNACKNOWLEDGED"),
                    QStringLiteral("NOT TAKEN"), QStringLiteral("NODE/THREAD"), QStringLiteral("SESSION")},
                   rows);
}

void BrokerCommands::list(const TopClients &clients)
{
    listClients("busiest", tr("Busiest clients"), clients.busiest);
    if (!m_options.json)
        m_output.line({});
    listClients("slowest", tr("Clients that fall behind (%1)").arg(clients.lagging), clients.slowest);
    tellSource(clients.source);
}

void BrokerCommands::list(const Storms &storms)
{
    struct Attempts
    {
        const char *name;
        const AttemptRate &rate;
    };
    QList<QStringList> rows;
    for (const Attempts &attempts : {Attempts{"opened", storms.opened}, Attempts{"closed", storms.closed},
                                     Attempts{"refused", storms.refused}}) {
        if (m_options.json)
            m_output.object({{"list", "attempts"},
                             {"kind", attempts.name},
                             {"lastSecond", numberOrNull(attempts.rate.lastSecond)},
                             {"peakSecond", numberOrNull(attempts.rate.peak)},
                             {"lastMinute", numberOrNull(attempts.rate.minute)}});
        else
            rows.append({QLatin1String(attempts.name), rateText(attempts.rate.lastSecond),
                         rateText(attempts.rate.peak), rateText(attempts.rate.minute)});
    }
    if (!m_options.json) {
        m_output.table({QStringLiteral("CONNECTIONS"), QStringLiteral("LAST SECOND"),
                        QStringLiteral("BUSIEST SECOND"), QStringLiteral("LAST MINUTE")},
                       rows);
        m_output.line({});
    }
    rows.clear();
    for (const OffenderKind kind : {OffenderKind::Address, OffenderKind::RefusedAddress, OffenderKind::User,
                                    OffenderKind::Client, OffenderKind::Flapping, OffenderKind::Duplicate}) {
        for (const Offender &offender : storms.of(kind)) {
            if (m_options.json)
                m_output.object({{"list", toUtf8String(offenderKindName(kind))},
                                 {"key", toUtf8String(offender.key)},
                                 {"atLeast", offender.atLeast},
                                 {"exact", offender.exact}});
            else
                rows.append({offenderKindName(kind), orDash(offender.key),
                             (offender.exact ? QString() : QStringLiteral(">= ")) +
                                 QString::number(offender.atLeast)});
        }
    }
    if (!m_options.json)
        m_output.table(
            {QStringLiteral("BY"), QStringLiteral("WHO"), QStringLiteral("TIMES IN THE LAST MINUTE")}, rows);
    tellSource(storms.source);
}

void BrokerCommands::list(const TopTopics &topics)
{
    QList<QStringList> rows;
    for (const TopicTraffic &topic : topics.topics) {
        if (m_options.json)
            m_output.object(topicJson(topic));
        else
            rows.append({topic.topic, rateText(topic.messagesInRate), rateText(topic.messagesOutRate),
                         bytesText(topic.bytesInRate), bytesText(topic.bytesOutRate),
                         countText(topic.messagesIn), countText(topic.messagesOut), bytesText(topic.bytesIn),
                         bytesText(topic.bytesOut),
                         topic.own ? QStringLiteral("yes") : QStringLiteral("no")});
    }
    QList<QStringList> refused;
    for (const RefusedPacket &packet : topics.refused) {
        if (m_options.json)
            m_output.object(refusedJson(packet));
        else
            refused.append({isoTime(packet.timeMs), refusedKind(packet), orDash(packet.topic), packet.reason,
                            orDash(packet.clientId), orDash(packet.user), orDash(packet.address)});
    }
    if (!m_options.json) {
        m_output.table({QStringLiteral("TOPIC"), QStringLiteral("MESSAGES IN/S"), QStringLiteral("OUT/S"),
                        QStringLiteral("BYTES IN/S"), QStringLiteral("OUT/S"), QStringLiteral("MESSAGES IN"),
                        QStringLiteral("OUT"), QStringLiteral("BYTES IN"), QStringLiteral("OUT"),
                        QStringLiteral("SYSPULSE")},
                       rows);
        m_output.line({});
        m_output.table({QStringLiteral("REFUSED"), QStringLiteral("WHAT"), QStringLiteral("TOPIC"),
                        QStringLiteral("REASON"), QStringLiteral("CLIENT"), QStringLiteral("USER"),
                        QStringLiteral("ADDRESS")},
                       refused);
    }
    tellSource(topics.source);
}

} // namespace syspulse
