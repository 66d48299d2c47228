// SPDX-License-Identifier: GPL-3.0-or-later

// The fifth part of SetupRunner: roles with no more rights than needed.

#include "core/setup/setuprunner.h"

#include "core/base/json.h"
#include "core/setup/rolesteps.h"

namespace syspulse {

/// What is to be done is noted before it is done: whatever ends this run, a role that it has made is known to
/// be ours, and one with other rights that somebody makes in its place is not.
void SetupRunner::makeRole(SetupRole role)
{
    const std::optional<RoleInfo> found = findRole(m_facts.roles, role);
    MadeRole &made = m_facts.madeRoles[roleName(role)];
    const OrderedJson permission = rolePermission(role, m_layout);
    if (found)
        made.permissions.append(dumpJson(permission));
    else
        made = {{dumpJson(permission)}, {}};
    writeMadeRoles([this, role, found, permission] {
        const auto written = [this, role](const Result<void> &result) {
            if (result)
                checkRole(role);
            else
                stepFailed(result.error());
        };
        if (found)
            m_client->alterRole(*found, permission, m_run.context(), written);
        else
            m_client->addRole(roleName(role), permission, m_run.context(), written);
    });
}

/// What the server says that it has is what counts.
void SetupRunner::checkRole(SetupRole role)
{
    m_client->roles(m_run.context(), [this, role](const Result<QList<RoleInfo>> &all) {
        if (!all)
            return stepFailed(all.error());
        const std::optional<RoleInfo> found = findRole(*all, role);
        const QByteArray permission = dumpJson(rolePermission(role, m_layout));
        if (!found || !sameRights(found->permission, permission))
            return stepFailed({ErrorKind::Server,
                               tr("The server does not have the role \"%1\" with the rights that were asked "
                                  "for. Do not give "
                                  "it to anybody.")
                                   .arg(roleName(role)),
                               found ? QString::fromUtf8(found->permission) : QString(), 0});
        m_facts.madeRoles[found->name] = {{permission}, found->created};
        writeMadeRoles([this, role, name = found->name] {
            stepDone(tr("The role \"%1\" is there.").arg(name) + QLatin1Char(' ') + howToGive(role));
        });
    });
}

void SetupRunner::writeMadeRoles(std::function<void()> then)
{
    m_client->upsert(m_layout.database, m_layout.stateTable,
                     OrderedJson::array({recordOfRoles(m_facts.madeRoles)}), m_run.context(),
                     [this, then = std::move(then)](const Result<void> &result) {
                         if (result)
                             then();
                         else
                             stepFailed(result.error());
                     });
}

/// While the note of them is still there.
void SetupRunner::planRoleRemoval()
{
    for (const SetupRole role : setupRoles) {
        const std::optional<RoleInfo> found = findRole(m_facts.roles, role);
        if (found && ownsRole(m_facts.madeRoles, *found))
            m_steps.append({partOf(role), StepState::Needed,
                            role == SetupRole::Reader ? tr("Remove the role for readers")
                                                      : tr("Remove the role for updaters"),
                            tr("Removes \"%1\" unless a user has it.").arg(found->name)});
    }
}

void SetupRunner::removeRole(SetupRole role)
{
    m_client->roleHolders(m_run.context(), [this, role](const Result<QList<RoleHolder>> &holders) {
        if (!holders)
            return stepFailed(holders.error());
        const std::optional<RoleInfo> found = findRole(m_facts.roles, role);
        if (const QStringList users = holdersOf(*found, *holders); !users.isEmpty())
            return stepSkipped(tr("The role \"%1\" stays, because these users have it: %2. SysPulse will not "
                                  "remove it later: "
                                  "drop it in HarperDB Studio once nobody needs it.")
                                   .arg(found->name, users.join(QStringLiteral(", "))));
        m_client->dropRole(found->id, m_run.context(),
                           [this, name = found->name](const Result<void> &result) {
                               if (result)
                                   stepDone(tr("The role \"%1\" is removed.").arg(name));
                               else
                                   stepFailed(result.error());
                           });
    });
}

} // namespace syspulse
