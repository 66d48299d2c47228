// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/setupremovable.h"

#include "core/setup/setupplan.h"

#include <QCoreApplication>

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct SetupRemovableTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::SetupRemovable)
};

} // namespace

QString SetupRemovable::text() const
{
    QStringList sentences;
    if (!component.isEmpty())
        sentences.append(SetupRemovableTexts::tr("The component \"%1\" is removed.").arg(component));
    if (!tables.isEmpty())
        sentences.append(SetupRemovableTexts::tr("These tables are removed with all their records: %1.")
                             .arg(tables.join(QStringLiteral(", "))));
    if (!database.isEmpty())
        sentences.append(SetupRemovableTexts::tr(
                             "The database \"%1\", which SysPulse made, goes too if nothing else is in it.")
                             .arg(database));
    if (!roles.isEmpty())
        sentences.append(
            SetupRemovableTexts::tr("These roles, which SysPulse made, go too unless a user has them: %1.")
                .arg(roles.join(QStringLiteral(", "))));
    return sentences.join(QLatin1Char(' '));
}

SetupRemovable removable(const SetupFacts &facts, const SysLayout &layout)
{
    SetupRemovable all;
    const bool component = facts.component && ownsComponent(facts);
    if (component || isEmptyFolder(facts))
        all.component = layout.project;
    if (ownsTables(facts)) {
        for (const QString &table : facts.tables)
            all.tables.append(layout.database + QLatin1Char('.') + table);
    }
    // An empty folder is no more than what another undo has left.
    if ((component || !all.tables.isEmpty()) && ownsDatabase(facts))
        all.database = layout.database;
    for (const RoleInfo &role : facts.roles) {
        if (ownsRole(facts.madeRoles, role))
            all.roles.append(role.name);
    }
    return all;
}

} // namespace syspulse
