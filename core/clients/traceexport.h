// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clients/tracetypes.h"

#include <QByteArray>

namespace syspulse {

/// One line for each packet below a line of titles, as csvLine() writes them. Times are the server's.
QByteArray traceCsv(const TraceInfo &info, const QList<TracedPacket> &packets);

/// One object: who was traced, and a list of the packets. There is never a payload in it.
QByteArray traceJson(const TraceInfo &info, const QList<TracedPacket> &packets, std::optional<TraceEnd> end);

} // namespace syspulse
