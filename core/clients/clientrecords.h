// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/clients/clienttypes.h"

#include <optional>

#include <QSet>

namespace syspulse {

/// A record of the table "sys_sessions"; nothing where it has no id. Texts are cut to a length that fits a
/// table.
std::optional<ClientSession> decodeClient(const Json &record);

/// The refused logins in the records of the table "sys_threads".
RefusedLogins decodeRefusedLogins(const Json &threads);

/// The sessions in HarperDB's table "hdb_durable_session" whose client is not among @p connected.
OrphanedSessions decodeOrphanedSessions(const Json &records, const QSet<QString> &connected);

} // namespace syspulse
