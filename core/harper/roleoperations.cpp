// SPDX-License-Identifier: GPL-3.0-or-later

// The calls of OperationsClient that are about roles.

#include "core/harper/operationcalls.h"

namespace syspulse {

CallHandle OperationsClient::roles(QObject *context, Callback<QList<RoleInfo>> done)
{
    return call<QList<RoleInfo>>(operation("list_roles"), context, std::move(done), decodeRoles);
}

CallHandle OperationsClient::roleHolders(QObject *context, Callback<QList<RoleHolder>> done)
{
    return call<QList<RoleHolder>>(operation("list_users"), context, std::move(done), decodeRoleHolders);
}

CallHandle OperationsClient::addRole(const QString &name, const OrderedJson &permission, QObject *context,
                                     Callback<void> done)
{
    const OrderedJson body{
        {"operation", "add_role"}, {"role", toUtf8String(name)}, {"permission", permission}};
    return call<void>(body, context, std::move(done), noResult);
}

CallHandle OperationsClient::alterRole(const RoleInfo &role, const OrderedJson &permission, QObject *context,
                                       Callback<void> done)
{
    const OrderedJson body{{"operation", "alter_role"},
                           {"id", toUtf8String(role.id)},
                           {"role", toUtf8String(role.name)},
                           {"permission", permission}};
    return call<void>(body, context, std::move(done), noResult);
}

CallHandle OperationsClient::dropRole(const QString &id, QObject *context, Callback<void> done)
{
    Json body = operation("drop_role");
    body["id"] = toUtf8String(id);
    return call<void>(body, context, std::move(done), noResult);
}

} // namespace syspulse
