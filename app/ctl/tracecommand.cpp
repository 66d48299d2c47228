// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/tracecommand.h"

#include "app/ctl/clientchoice.h"
#include "core/base/json.h"

namespace syspulse {

namespace {

qint64 timeOf(const TraceInfo &info, const TracedPacket &packet)
{
    return info.startedMs > 0 ? info.startedMs + qint64(packet.atMs) : 0;
}

OrderedJson packetJson(const TraceInfo &info, const TracedPacket &packet)
{
    return {{"kind", "packet"},
            {"number", packet.number},
            {"time", timeOrNull(timeOf(info, packet))},
            {"atMs", packet.atMs},
            {"direction", packet.in ? "in" : "out"},
            {"type", toUtf8String(packet.type)},
            {"flags", packet.flags},
            {"size", packet.size},
            {"topic", packet.topic.isEmpty() ? OrderedJson() : OrderedJson(toUtf8String(packet.topic))},
            {"moreFilters", packet.moreFilters},
            {"packetId", numberOrNull(packet.packetId)},
            {"payloadBytes", numberOrNull(packet.payload)},
            {"reason", numberOrNull(packet.reason)},
            {"answers", numberOrNull(packet.answers)},
            {"afterMs", numberOrNull(packet.afterMs)}};
}

/// What a packet has beyond its type, size and topic.
QString detailsOf(const TracedPacket &packet)
{
    QStringList parts;
    if (packet.type == QLatin1String("publish"))
        parts.append(QStringLiteral("QoS %1").arg(packet.qos()));
    if (packet.retain())
        parts.append(QStringLiteral("retain"));
    if (packet.duplicate())
        parts.append(QStringLiteral("dup"));
    if (packet.packetId)
        parts.append(QStringLiteral("id %1").arg(*packet.packetId));
    if (packet.payload)
        parts.append(QStringLiteral("payload %1").arg(*packet.payload));
    if (packet.reason)
        parts.append(QStringLiteral("reason %1").arg(*packet.reason));
    if (packet.answers && packet.afterMs)
        parts.append(QStringLiteral("%1 ms after #%2").arg(*packet.afterMs, 0, 'f', 2).arg(*packet.answers));
    if (packet.moreFilters > 0)
        parts.append(QStringLiteral("and %1 more").arg(packet.moreFilters));
    return parts.join(QStringLiteral(", "));
}

} // namespace

TraceCommand::TraceCommand(OperationsClient *client, const SysLayout &layout, const Options &options,
                           const Output &output, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_output(output)
    , m_reader(client, layout)
    , m_trace(client, layout)
{
    connect(&m_trace, &ClientTrace::changed, this, &TraceCommand::take);
}

void TraceCommand::start()
{
    m_reader.clients(ClientsReader::Fields::All, this,
                     [this](const Result<ConnectedClients> &clients) { begin(clients); });
}

void TraceCommand::begin(const Result<ConnectedClients> &clients)
{
    if (!clients) {
        emit failed(clients.error());
        return;
    }
    const Result<ClientSession> client = chooseClient(*clients, m_options.target, m_options.targetKind);
    if (client)
        m_trace.start(client->id, m_options.trace);
    else
        emit failed(client.error());
}

void TraceCommand::interrupt()
{
    if (m_interrupted || !m_trace.isActive()) {
        emit abandoned();
        return;
    }
    m_interrupted = true;
    m_trace.stop();
}

void TraceCommand::take(const TraceFrame &frame)
{
    const TraceInfo &info = frame.info;
    if (!m_told && !info.id.isEmpty()) {
        m_told = true;
        if (m_options.json)
            m_output.object({{"kind", "trace"},
                             {"id", toUtf8String(info.id)},
                             {"session", toUtf8String(info.session)},
                             {"clientId", toUtf8String(info.clientId)},
                             {"user", toUtf8String(info.user)},
                             {"address", toUtf8String(info.address)},
                             {"port", info.port == 0 ? OrderedJson() : OrderedJson(info.port)},
                             {"started", timeOrNull(info.startedMs)},
                             {"seconds", info.limits.seconds},
                             {"packets", info.limits.packets}});
        m_output.progress(tr("Tracing \"%1\" (user %2, from %3:%4) for at most %5 s and %6 packets; Ctrl+C "
                             "stops the trace.")
                              .arg(info.clientId, info.user.isEmpty() ? tr("anonymous") : info.user,
                                   info.address, QString::number(info.port),
                                   QString::number(info.limits.seconds),
                                   QString::number(info.limits.packets)));
    }
    for (const TracedPacket &packet : frame.packets)
        print(info, packet);
    m_packets += int(frame.packets.size());
    if (frame.end)
        finish(frame);
}

void TraceCommand::print(const TraceInfo &info, const TracedPacket &packet) const
{
    if (m_options.json)
        return m_output.object(packetJson(info, packet));
    m_output.line(QStringLiteral("%1  #%2 %3  %4 %5 B  %6  %7")
                      .arg(isoTime(timeOf(info, packet)))
                      .arg(packet.number, -4)
                      .arg(packet.in ? QStringLiteral("in ") : QStringLiteral("out"))
                      .arg(packet.type.toUpper().leftJustified(11),
                           QString::number(packet.size).rightJustified(6), detailsOf(packet), packet.topic)
                      .trimmed());
}

void TraceCommand::finish(const TraceFrame &frame)
{
    const TraceEnd end = *frame.end;
    if (m_options.json && m_told)
        m_output.object(
            {{"kind", "end"}, {"reason", toUtf8String(traceEndName(end))}, {"packets", m_packets}});
    if (end == TraceEnd::Failed) {
        emit failed(frame.error);
        return;
    }
    const QString text =
        m_packets == 1 ? QStringLiteral("1 packet") : QStringLiteral("%1 packets").arg(m_packets);
    if (!endedAsMeant(end)) {
        emit failed({ErrorKind::Server, traceEndText(end), {}, 0});
        return;
    }
    m_output.progress(QStringLiteral("%1 %2.").arg(traceEndText(end), text));
    emit finished();
}

} // namespace syspulse
