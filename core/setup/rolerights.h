// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/harper/operationtypes.h"
#include "core/topics/syslayout.h"

#include <optional>

#include <QByteArrayList>
#include <QMap>
#include <QString>

namespace syspulse {

/// The roles that a setup makes where somebody wants them, with no more rights than needed. Users are the
/// administrator's.
enum class SetupRole {
    Reader,  ///< sees what the window shows
    Updater, ///< keeps the values current without being a super user
};

/// Both, in the order in which they are made.
inline constexpr SetupRole setupRoles[] = {SetupRole::Reader, SetupRole::Updater};

/// "syspulse_reader" and "syspulse_updater".
QString roleName(SetupRole role);
/// The tables that @p role may read, and those of them that it may write too.
QStringList readableTables(SetupRole role, const SysLayout &layout);
QStringList writableTables(SetupRole role, const SysLayout &layout);
/// What @p role may do, as add_role takes it. That of an updater names single operations, which HarperDB 4
/// does not take.
OrderedJson rolePermission(SetupRole role, const SysLayout &layout);

/// Whether two permissions, as JSON text, allow the same: order, what is false or empty, and what the server
/// adds to a table's own make no difference. A text that is no JSON is the same as nothing.
bool sameRights(const QByteArray &a, const QByteArray &b);

/// What SysPulse has noted of a role that it made, or was about to make.
struct MadeRole
{
    /// As it was written last; two while it is being changed, of which the server has either.
    QByteArrayList permissions;
    QByteArray created; ///< RoleInfo::created; empty until it was made
};

/// By the names of the roles.
using MadeRoles = QMap<QString, MadeRole>;

/// Id of the note in SysLayout::stateTable.
inline const QLatin1String madeRolesId("roles");
OrderedJson recordOfRoles(const MadeRoles &roles);
/// Nothing of what is not understood, or is somebody else's: then no role is ours.
MadeRoles rolesOfRecord(const Json &record);

/// Whether @p role is one that SysPulse made: the very one, not another of its name that came later.
bool ownsRole(const MadeRoles &made, const RoleInfo &role);
/// Whether somebody has given @p role, one of ours, other rights since.
bool isRoleEdited(const MadeRoles &made, const RoleInfo &role);
/// That of @p roles with the name of @p role.
std::optional<RoleInfo> findRole(const QList<RoleInfo> &roles, SetupRole role);
/// Who of @p holders has @p role.
QStringList holdersOf(const RoleInfo &role, const QList<RoleHolder> &holders);

} // namespace syspulse
