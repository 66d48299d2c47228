// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/harper/serverlogentry.h"

#include <QList>
#include <QMetaType>

namespace syspulse {

/// The newest part of the server's own log; the server keeps older entries, too.
struct ServerLog
{
    QList<ServerLogEntry> entries; ///< oldest first
    Error error;                   ///< not empty: it could not be read, and the entries are those of before
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::ServerLog)
