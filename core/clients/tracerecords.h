// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/clients/tracetypes.h"

namespace syspulse {

/// The record of a trace in the table "sys_traces".
struct TraceHead
{
    TraceInfo info;
    int chunks = 0; ///< records of packets that are complete, from 1
    std::optional<TraceEnd> end;
    qint64 updatedMs = 0; ///< server's clock
};

TraceHead decodeTraceHead(const Json &record);

/// The answer to "trace_client". One without an id is not a trace.
TraceInfo decodeTraceStart(const Json &answer);

/// The packets in a record of packets.
QList<TracedPacket> decodeTracedPackets(const Json &record);

/// The id of a record of packets.
QString traceChunkId(const QString &trace, int chunk);

} // namespace syspulse
