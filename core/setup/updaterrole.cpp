// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/updaterrole.h"

#include "core/base/json.h"

#include <algorithm>

namespace syspulse {

namespace {

/// Of those of an updater, the ones that Harper's group "standard_user" stands for.
const QStringList &grouped()
{
    static const QStringList names{
        QStringLiteral("delete"),
        QStringLiteral("describe_database"),
        QStringLiteral("describe_table"),
        QStringLiteral("get_analytics"),
        QStringLiteral("search_by_conditions"),
        QStringLiteral("search_by_id"),
        QStringLiteral("search_by_value"),
        QStringLiteral("sql"),
        QStringLiteral("upsert"),
        QStringLiteral("user_info"),
    };
    return names;
}

OrderedJson rights(bool write)
{
    return {{"read", true},
            {"insert", write},
            {"update", write},
            {"delete", write},
            {"attribute_permissions", OrderedJson::array()}};
}

} // namespace

QStringList updaterOperations()
{
    // Those that only super users have otherwise, and the version, which every user of HarperDB 4 may ask
    // for.
    QStringList names =
        grouped() + QStringList{QStringLiteral("get_configuration"), QStringLiteral("get_status"),
                                QStringLiteral("registration_info"), QStringLiteral("system_information")};
    names.sort();
    return names;
}

bool mayUpdate(const UserInfo &user)
{
    if (user.superUser)
        return true;
    const bool group = user.operations.contains(QLatin1String("standard_user"));
    const QStringList needed = updaterOperations();
    return std::all_of(needed.cbegin(), needed.cend(), [&](const QString &name) {
        return user.operations.contains(name) || (group && grouped().contains(name));
    });
}

OrderedJson updaterRole(const SysLayout &layout)
{
    OrderedJson operations = OrderedJson::array();
    for (const QString &name : updaterOperations())
        operations.push_back(toUtf8String(name));
    OrderedJson tables = OrderedJson::object();
    for (const QString &table : layout.tables()) {
        const bool writes = table == layout.table || table == layout.stateTable;
        tables[toUtf8String(table)] = rights(writes);
    }
    return {
        {"operation", "add_role"},
        {"role", "syspulse_updater"},
        {"permission",
         {{"super_user", false},
          {"operations", operations},
          {toUtf8String(layout.database), {{"tables", tables}}},
          {"system",
           {{"tables", {{"hdb_raw_analytics", rights(false)}, {"hdb_durable_session", rights(false)}}}}}}}};
}

} // namespace syspulse
