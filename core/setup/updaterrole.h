// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/harper/operationtypes.h"
#include "core/topics/syslayout.h"

namespace syspulse {

// Until HarperDB 4.7 only super users may ask for what an updater needs. A role of Harper 5 can name single
// operations (https://docs.harperdb.io, "Users & Roles"), so that an updater needs no more than these.

/// The operations of an updater, sorted.
QStringList updaterOperations();

/// Whether @p user is a super user, or has a role that names all of updaterOperations(), one by one or by
/// Harper's group "standard_user". What it may do with the tables, the server tells when it is tried.
bool mayUpdate(const UserInfo &user);

/// Whether a server of @p version has roles that name single operations.
bool hasUpdaterRoles(const QString &version);

/// The request "add_role" for a role that can run an updater and nothing else, for Harper 5.
OrderedJson updaterRole(const SysLayout &layout);

} // namespace syspulse
