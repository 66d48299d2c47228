// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/tracerecords.h"

#include "core/base/json.h"
#include "core/base/recordfields.h"

#include <QCoreApplication>

namespace syspulse {

namespace {

struct TraceTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ClientTrace)
};

struct EndName
{
    TraceEnd end;
    const char *name;
};

constexpr EndName endNames[] = {
    {TraceEnd::Stopped, "stopped"},     {TraceEnd::Time, "time"},       {TraceEnd::Packets, "packets"},
    {TraceEnd::Left, "left"},           {TraceEnd::Restart, "restart"}, {TraceEnd::Replaced, "replaced"},
    {TraceEnd::Uncounted, "uncounted"}, {TraceEnd::Fault, "fault"},     {TraceEnd::Gone, "gone"},
    {TraceEnd::Failed, "failed"},
};

std::optional<int> smallAt(const Json &record, const char *key, int most)
{
    const auto number = wholeAt(record, key);
    return number && *number <= most ? std::optional(int(*number)) : std::nullopt;
}

TracedPacket decodePacket(const Json &json)
{
    constexpr int byte = 255;
    constexpr int word = 65535;
    TracedPacket packet;
    packet.number = smallAt(json, "n", TraceLimits::maxPackets).value_or(0);
    packet.atMs = amountAt(json, "at").value_or(0);
    packet.in = textOr(json, "direction") == QLatin1String("in");
    packet.type = shortTextAt(json, "type");
    packet.flags = smallAt(json, "flags", 15).value_or(0);
    packet.size = wholeAt(json, "size").value_or(0);
    packet.topic = shortTextAt(json, "topic");
    packet.moreFilters = clampedCountAt(json, "more");
    packet.packetId = smallAt(json, "id", word);
    packet.payload = wholeAt(json, "payload");
    packet.reason = smallAt(json, "reason", byte);
    packet.answers = smallAt(json, "answers", TraceLimits::maxPackets);
    packet.afterMs = amountAt(json, "after");
    return packet;
}

} // namespace

QString traceEndName(TraceEnd end)
{
    for (const EndName &each : endNames) {
        if (each.end == end)
            return QLatin1String(each.name);
    }
    return {};
}

bool endedAsMeant(TraceEnd end)
{
    return end == TraceEnd::Stopped || end == TraceEnd::Time || end == TraceEnd::Packets ||
           end == TraceEnd::Left;
}

QString traceEndText(TraceEnd end)
{
    switch (end) {
    case TraceEnd::Stopped:
        return TraceTexts::tr("The trace was stopped.");
    case TraceEnd::Time:
        return TraceTexts::tr("The trace has ended: its time is over.");
    case TraceEnd::Packets:
        return TraceTexts::tr("The trace has ended: it has as many packets as it was to have.");
    case TraceEnd::Left:
        return TraceTexts::tr("The trace has ended: the client has disconnected.");
    case TraceEnd::Restart:
        return TraceTexts::tr(
            "The trace was ended by a restart of the worker thread that served the client.");
    case TraceEnd::Replaced:
        return TraceTexts::tr("The trace has ended: another trace of this client was started.");
    case TraceEnd::Uncounted:
        return TraceTexts::tr("The trace has ended: counting was switched off on the server.");
    case TraceEnd::Fault:
        return TraceTexts::tr("The trace has ended after an error of the component. The client and the "
                              "broker are not affected.");
    case TraceEnd::Gone:
        return TraceTexts::tr("The trace has ended: its records were removed from the server.");
    case TraceEnd::Failed:
        break;
    }
    return TraceTexts::tr("The trace failed.");
}

TraceInfo decodeTraceStart(const Json &answer)
{
    TraceInfo info;
    info.id = shortTextAt(answer, "trace");
    info.startedMs = timeAt(answer, "started");
    info.limits.seconds = clampedCountAt(answer, "seconds", TraceLimits::maxSeconds);
    info.limits.packets = clampedCountAt(answer, "packets", TraceLimits::maxPackets);
    return info;
}

TraceHead decodeTraceHead(const Json &record)
{
    TraceHead head;
    head.info.id = shortTextAt(record, "id");
    head.info.session = shortTextAt(record, "session");
    head.info.clientId = shortTextAt(record, "client");
    head.info.user = shortTextAt(record, "user");
    head.info.address = shortTextAt(record, "address");
    head.info.port = clampedCountAt(record, "port", 65535);
    head.info.startedMs = timeAt(record, "started");
    head.info.limits.seconds = clampedCountAt(record, "limit_ms") / 1000;
    head.info.limits.packets = clampedCountAt(record, "limit_packets", TraceLimits::maxPackets);
    head.chunks = clampedCountAt(record, "chunks", TraceLimits::maxPackets);
    head.updatedMs = timeAt(record, "updated");
    if (textOr(record, "state") != QLatin1String("ended"))
        return head;
    head.end = TraceEnd::Fault; // for a reason that this version does not know
    const QString reason = textOr(record, "reason");
    for (const EndName &each : endNames) {
        if (reason == QLatin1String(each.name))
            head.end = each.end;
    }
    return head;
}

QList<TracedPacket> decodeTracedPackets(const Json &record)
{
    QList<TracedPacket> packets;
    for (const Json &each : arrayAt(record, "packets")) {
        if (packets.size() == TraceLimits::maxPackets)
            break;
        packets.append(decodePacket(each));
    }
    return packets;
}

QString traceChunkId(const QString &trace, int chunk)
{
    return QStringLiteral("%1-%2").arg(trace, QString::number(chunk));
}

} // namespace syspulse
