// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/clients/clienttypes.h"

#include <optional>

#include <QSet>

namespace syspulse {

/// A record of the table "sys_sessions"; nothing where it has no id. Long texts are bounded (see
/// boundedText()), numbers beyond their type clamped, and times that no clock shows are 0.
std::optional<ClientSession> decodeClient(const Json &record);

/// The refused logins in the records of the table "sys_threads".
RefusedLogins decodeRefusedLogins(const Json &threads);

/// The sessions in HarperDB's table "hdb_durable_session" whose client is not among @p connected, client ids
/// as the component keeps them.
OrphanedSessions decodeOrphanedSessions(const Json &records, const QSet<QString> &connected);

} // namespace syspulse
