// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/updaterrole.h"

#include "core/base/json.h"
#include "core/base/product.h"
#include "core/setup/rolerights.h"

#include <algorithm>

namespace syspulse {

namespace {

/// Of those of an updater, the ones that Harper's group "standard_user" stands for.
const QStringList &grouped()
{
    static const QStringList names{
        QStringLiteral("delete"),
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

bool hasUpdaterRoles(const QString &version)
{
    return isHarper5(version);
}

OrderedJson updaterRole(const SysLayout &layout)
{
    return {{"operation", "add_role"},
            {"role", toUtf8String(roleName(SetupRole::Updater))},
            {"permission", rolePermission(SetupRole::Updater, layout)}};
}

} // namespace syspulse
