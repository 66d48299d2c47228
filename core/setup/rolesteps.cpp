// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/rolesteps.h"

#include "core/base/json.h"
#include "core/base/product.h"
#include "core/setup/updaterrole.h"

#include <QCoreApplication>

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct RoleTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::SetupRoles)
};

QString titleOf(SetupRole role)
{
    return role == SetupRole::Reader ? RoleTexts::tr("Create the role for readers")
                                     : RoleTexts::tr("Create the role for updaters");
}

QString rightsText(SetupRole role, const SysLayout &layout)
{
    const auto listed = [&layout](const QStringList &tables) -> QString {
        const QString prefix = layout.database + QLatin1Char('.');
        return prefix + tables.join(QStringLiteral(", ") + prefix);
    };
    const QString readable = listed(readableTables(role, layout));
    if (role == SetupRole::Reader)
        //: %1 is the name of a role, %2 a list of tables
        return RoleTexts::tr("\"%1\" may read %2 over HTTP and MQTT, and nothing else.")
            .arg(roleName(role), readable);
    //: %1 is the name of a role, %2 and %3 lists of tables, %4 a list of operations
    return RoleTexts::tr("\"%1\" may read %2, write %3, read the server's analytics and persistent sessions, "
                         "and call nothing but these operations: %4.")
        .arg(roleName(role), readable, listed(writableTables(role, layout)),
             updaterOperations().join(QStringLiteral(", ")));
}

} // namespace

SetupPart partOf(SetupRole role)
{
    return role == SetupRole::Reader ? SetupPart::ReaderRole : SetupPart::UpdaterRole;
}

std::optional<SetupRole> roleOf(SetupPart part)
{
    for (const SetupRole role : setupRoles) {
        if (partOf(role) == part)
            return role;
    }
    return std::nullopt;
}

QString updaterRoleObstacle(const QString &version)
{
    if (hasUpdaterRoles(version))
        return {};
    return RoleTexts::
        tr("%1 cannot have a role for updaters: what one asks for, it tells super users only. Where no super "
           "user's password shall be kept, let the server keep the values current by itself.")
            .arg(productName(version));
}

QString howToGive(SetupRole role)
{
    //: %1 is the name of a role, %2 a request in JSON with the placeholders NAME and PASSWORD
    return RoleTexts::tr(
               "Users are yours to make: give \"%1\" to one in HarperDB Studio, or with the operation "
               "%2.")
        .arg(roleName(role), QString::fromUtf8(dumpJson(OrderedJson{{"operation", "add_user"},
                                                                    {"role", toUtf8String(roleName(role))},
                                                                    {"username", "NAME"},
                                                                    {"password", "PASSWORD"},
                                                                    {"active", true}})));
}

std::optional<SetupStep> roleStep(SetupRole role, const SetupFacts &facts, bool wanted,
                                  const SysLayout &layout)
{
    const std::optional<RoleInfo> found = findRole(facts.roles, role);
    const bool ours = found && ownsRole(facts.madeRoles, *found);
    if (!wanted && !ours)
        return std::nullopt;
    SetupStep step{partOf(role), StepState::Needed, titleOf(role), {}, {}};
    if (const QString obstacle = updaterRoleObstacle(facts.version);
        role == SetupRole::Updater && !obstacle.isEmpty()) {
        step.state = StepState::Blocked;
        step.detail = obstacle;
        return step;
    }
    const QString name = roleName(role);
    if (!found) {
        step.detail = rightsText(role, layout) + QLatin1Char(' ') + howToGive(role);
        if (role == SetupRole::Updater && facts.tables.contains(layout.formerStateTable)) {
            // It has no rights on that table, so an updater with it would not see who works with it.
            step.state = StepState::Skipped;
            step.detail =
                RoleTexts::tr("\"%1\" is created once the state of an earlier version was taken over: "
                              "set up again then.")
                    .arg(name);
        }
        return step;
    }
    if (sameRights(found->permission, dumpJson(rolePermission(role, layout)))) {
        step.state = StepState::Done;
        step.detail =
            (ours ? RoleTexts::tr("The role \"%1\" exists.").arg(name)
                  : RoleTexts::tr(
                        "There is a role \"%1\" with just these rights that SysPulse did not make: it "
                        "can be used, and undo leaves it.")
                        .arg(name)) +
            QLatin1Char(' ') + howToGive(role);
        return step;
    }
    if (ours && !isRoleEdited(facts.madeRoles, *found)) {
        step.title = role == SetupRole::Reader ? RoleTexts::tr("Renew the role for readers")
                                               : RoleTexts::tr("Renew the role for updaters");
        step.detail = RoleTexts::tr("An earlier version gave \"%1\" other rights.").arg(name) +
                      QLatin1Char(' ') + rightsText(role, layout);
        return step;
    }
    step.state = StepState::Skipped;
    step.detail =
        ours ? RoleTexts::tr("Somebody gave \"%1\" other rights after SysPulse had made it, so it is left "
                             "alone. Drop it and set up again to get it anew.")
                   .arg(name)
             : RoleTexts::tr("There is a role \"%1\" that SysPulse did not make, with other rights, so it "
                             "is left alone. Rename or drop it and set up again to get that of SysPulse.")
                   .arg(name);
    return step;
}

} // namespace syspulse
