// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/traceexport.h"

#include "core/base/bounded.h"
#include "core/base/csv.h"
#include "core/base/json.h"

namespace syspulse {

namespace {

template <typename Number>
QString numberOrNothing(const std::optional<Number> &number)
{
    return number ? QString::number(*number) : QString();
}

/// Empty where the server's time is not known.
QString packetTime(const TraceInfo &info, const TracedPacket &packet)
{
    return info.startedMs > 0 ? csvTime(boundedSum(info.startedMs, boundedInteger(packet.atMs))) : QString();
}

} // namespace

QByteArray traceCsv(const TraceInfo &info, const QList<TracedPacket> &packets)
{
    QByteArray csv =
        csvLine({QStringLiteral("number"), QStringLiteral("time"), QStringLiteral("direction"),
                 QStringLiteral("type"), QStringLiteral("flags"), QStringLiteral("qos"),
                 QStringLiteral("size"), QStringLiteral("topic"), QStringLiteral("more_filters"),
                 QStringLiteral("packet_id"), QStringLiteral("payload_bytes"), QStringLiteral("reason"),
                 QStringLiteral("answers"), QStringLiteral("after_ms")});
    for (const TracedPacket &packet : packets) {
        const bool publish = packet.type == QLatin1String("publish");
        csv += csvLine({QString::number(packet.number), packetTime(info, packet),
                        packet.in ? QStringLiteral("in") : QStringLiteral("out"), packet.type,
                        QString::number(packet.flags), publish ? QString::number(packet.qos()) : QString(),
                        QString::number(packet.size), packet.topic,
                        packet.moreFilters > 0 ? QString::number(packet.moreFilters) : QString(),
                        numberOrNothing(packet.packetId), numberOrNothing(packet.payload),
                        numberOrNothing(packet.reason), numberOrNothing(packet.answers),
                        csvNumber(packet.afterMs)});
    }
    return csv;
}

QByteArray traceJson(const TraceInfo &info, const QList<TracedPacket> &packets, std::optional<TraceEnd> end)
{
    OrderedJson list = OrderedJson::array();
    for (const TracedPacket &packet : packets)
        list.push_back({{"number", packet.number},
                        {"time", toUtf8String(packetTime(info, packet))},
                        {"direction", packet.in ? "in" : "out"},
                        {"type", toUtf8String(packet.type)},
                        {"flags", packet.flags},
                        {"size", packet.size},
                        {"topic", toUtf8String(packet.topic)},
                        {"moreFilters", packet.moreFilters},
                        {"packetId", numberOrNull(packet.packetId)},
                        {"payloadBytes", numberOrNull(packet.payload)},
                        {"reason", numberOrNull(packet.reason)},
                        {"answers", numberOrNull(packet.answers)},
                        {"afterMs", numberOrNull(packet.afterMs)}});
    const OrderedJson trace{
        {"clientId", toUtf8String(info.clientId)},
        {"user", toUtf8String(info.user)},
        {"address", toUtf8String(info.address)},
        {"port", info.port},
        {"started", info.startedMs > 0 ? OrderedJson(toUtf8String(csvTime(info.startedMs))) : OrderedJson()},
        {"end", end ? OrderedJson(toUtf8String(traceEndName(*end))) : OrderedJson()},
        {"packets", list}};
    return dumpJson(trace, 2) + '\n';
}

} // namespace syspulse
