// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/rolerights.h"

#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/setup/updaterrole.h"

#include <algorithm>

namespace syspulse {

namespace {

OrderedJson tableRights(bool write)
{
    return {{"read", true},
            {"insert", write},
            {"update", write},
            {"delete", write},
            {"attribute_permissions", OrderedJson::array()}};
}

/// @p permission without what allows nothing, arrays in one order.
Json essence(const Json &permission)
{
    const auto isNothing = [](const Json &value) {
        return value.is_null() || (value.is_boolean() && !value.get<bool>()) ||
               (value.is_structured() && value.empty());
    };
    if (permission.is_object()) {
        // HarperDB works "describe" out of a table's other rights, and notes it among them.
        const bool isTable = permission.contains("attribute_permissions");
        Json rest = Json::object();
        for (const auto &[name, value] : permission.items()) {
            if (Json kept = essence(value); !isNothing(kept) && !(isTable && name == "describe"))
                rest[name] = std::move(kept);
        }
        return rest;
    }
    if (!permission.is_array())
        return permission;
    Json sorted = Json::array();
    for (const Json &value : permission)
        sorted.push_back(essence(value));
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

} // namespace

QString roleName(SetupRole role)
{
    return role == SetupRole::Reader ? QStringLiteral("syspulse_reader") : QStringLiteral("syspulse_updater");
}

QStringList readableTables(SetupRole role, const SysLayout &layout)
{
    // Not the requests and the traces of clients, which are for super users, nor the state of the updaters.
    if (role == SetupRole::Reader)
        return {layout.table,           layout.sessionsTable, layout.threadsTable,
                layout.clientsTopTable, layout.stormsTable,   layout.topicsTopTable};
    return {layout.table, layout.sessionsTable, layout.threadsTable, layout.stateTable};
}

QStringList writableTables(SetupRole role, const SysLayout &layout)
{
    return role == SetupRole::Reader ? QStringList() : QStringList{layout.table, layout.stateTable};
}

OrderedJson rolePermission(SetupRole role, const SysLayout &layout)
{
    OrderedJson tables = OrderedJson::object();
    const QStringList writable = writableTables(role, layout);
    for (const QString &table : readableTables(role, layout))
        tables[toUtf8String(table)] = tableRights(writable.contains(table));
    OrderedJson permission{{"super_user", false}};
    if (role == SetupRole::Updater) {
        permission["operations"] = OrderedJson::array();
        for (const QString &name : updaterOperations())
            permission["operations"].push_back(toUtf8String(name));
    }
    permission[toUtf8String(layout.database)] = OrderedJson{{"tables", tables}};
    if (role == SetupRole::Updater)
        permission["system"] = OrderedJson{
            {"tables",
             {{"hdb_raw_analytics", tableRights(false)}, {"hdb_durable_session", tableRights(false)}}}};
    return permission;
}

bool sameRights(const QByteArray &a, const QByteArray &b)
{
    const auto rights = [](const QByteArray &text) {
        const Result<Json> json = parseJson(text);
        return json ? essence(*json) : Json::object();
    };
    return rights(a) == rights(b);
}

OrderedJson recordOfRoles(const MadeRoles &roles)
{
    OrderedJson payload = OrderedJson::object();
    for (auto it = roles.cbegin(); it != roles.cend(); ++it) {
        OrderedJson permissions = OrderedJson::array();
        for (const QByteArray &permission : it->permissions)
            permissions.push_back(permission.toStdString());
        payload[toUtf8String(it.key())] = {{"permissions", permissions},
                                           {"created", it->created.toStdString()}};
    }
    return {{"id", madeRolesId.data()}, {"owner", "SysPulse"}, {"payload", payload}};
}

MadeRoles rolesOfRecord(const Json &record)
{
    MadeRoles roles;
    const Json *payload = member(record, "payload");
    if (textOr(record, "owner") != QLatin1String("SysPulse") || payload == nullptr || !payload->is_object())
        return roles;
    for (const auto &[name, entry] : payload->items()) {
        const Json *permissions = member(entry, "permissions");
        if (permissions == nullptr || !permissions->is_array())
            continue;
        MadeRole role{{}, textOr(entry, "created").toUtf8()};
        for (const Json &permission : *permissions) {
            if (permission.is_string())
                role.permissions.append(QByteArray::fromStdString(permission.get<std::string>()));
        }
        roles.insert(textFromUtf8(name), role);
    }
    return roles;
}

bool isRoleEdited(const MadeRoles &made, const RoleInfo &role)
{
    const QByteArrayList written = made.value(role.name).permissions;
    return std::none_of(written.cbegin(), written.cend(), [&role](const QByteArray &permission) {
        return sameRights(permission, role.permission);
    });
}

bool ownsRole(const MadeRoles &made, const RoleInfo &role)
{
    const auto it = made.constFind(role.name);
    if (it == made.cend())
        return false;
    return it->created.isEmpty() || role.created.isEmpty() ? !isRoleEdited(made, role)
                                                           : it->created == role.created;
}

std::optional<RoleInfo> findRole(const QList<RoleInfo> &roles, SetupRole role)
{
    const auto it = std::find_if(roles.cbegin(), roles.cend(),
                                 [name = roleName(role)](const RoleInfo &each) { return each.name == name; });
    return it == roles.cend() ? std::nullopt : std::optional(*it);
}

QStringList holdersOf(const RoleInfo &role, const QList<RoleHolder> &holders)
{
    QStringList users;
    for (const RoleHolder &holder : holders) {
        if (holder.roles.contains(role.id) || holder.roles.contains(role.name))
            users.append(holder.user);
    }
    return users;
}

} // namespace syspulse
