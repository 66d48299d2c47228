// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/setupplan.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/base/product.h"
#include "core/setup/componentsettings.h"
#include "core/setup/rolesteps.h"

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct SetupPlanTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::SetupPlan)
};

} // namespace

bool ownsComponent(const SetupFacts &facts)
{
    return facts.note || isOurs(facts.componentFiles);
}

bool isEmptyFolder(const SetupFacts &facts)
{
    return facts.component && facts.component->files.isEmpty() && facts.component->folders.isEmpty();
}

bool ownsTables(const SetupFacts &facts)
{
    return facts.marker || (facts.component && ownsComponent(facts));
}

bool ownsDatabase(const SetupFacts &facts)
{
    if (facts.markedDatabase || (facts.note && facts.note->database == SetupNote::Database::Made))
        return true;
    // Until the schema is deployed, whoever made the database meanwhile was not our component.
    return facts.note && facts.note->database == SetupNote::Database::Intended &&
           (!facts.tables.isEmpty() || facts.componentFiles.contains(QStringLiteral("schema.graphql")));
}

ComponentFiles ourFiles(const SetupFacts &facts)
{
    const QStringList names = ourFileNames(facts.rememberedHashes);
    ComponentFiles files = facts.componentFiles;
    files.removeIf([&names](const auto &file) { return !names.contains(file.key()); });
    return files;
}

QStringList foreignNames(const SetupFacts &facts, const ComponentInfo &component)
{
    QStringList names = component.files;
    const QStringList ours = ourFileNames(facts.rememberedHashes);
    names.removeIf(
        [&ours](const QString &name) { return ours.contains(name) || name == SetupNote::fileName(); });
    return names + component.folders;
}

/// Whether nothing but our files in the component's folder is a part of a component.
static bool holdsNothingLoadable(const SetupFacts &facts)
{
    const QStringList others = foreignNames(facts, *facts.component);
    return facts.component->folders.isEmpty() && std::none_of(others.cbegin(), others.cend(), isLoadable);
}

/// The files to judge: where the folder is ours, or what else is in it is nothing that HarperDB would load,
/// other files are left alone and count for nothing.
static ComponentFiles judgedFiles(const SetupFacts &facts)
{
    if (!facts.component)
        return facts.componentFiles;
    return facts.note || holdsNothingLoadable(facts) ? ourFiles(facts) : facts.componentFiles;
}

bool SetupPlan::blocked() const
{
    return std::any_of(steps.cbegin(), steps.cend(),
                       [](const SetupStep &step) { return step.state == StepState::Blocked; });
}

/// Whether there is nothing to do beside writing the values and proving, and creating roles if @p butRoles.
static bool isInPlace(const QList<SetupStep> &steps, bool butRoles = false)
{
    return std::all_of(steps.cbegin(), steps.cend(), [butRoles](const SetupStep &step) {
        return step.state == StepState::Done || step.state == StepState::Skipped ||
               step.part == SetupPart::Seed || step.part == SetupPart::Proof ||
               (butRoles && roleOf(step.part));
    });
}

bool SetupPlan::changesSettingsOnly() const
{
    if (isInPlace(steps, true))
        return !complete();
    return std::any_of(steps.cbegin(), steps.cend(), [](const SetupStep &step) {
        return step.part == SetupPart::Component && changeOnlySettings(step.changes);
    });
}

bool SetupPlan::complete() const
{
    return !changesIds && isInPlace(steps);
}

namespace {

SetupStep accessStep(const SetupFacts &facts)
{
    if (!facts.user.superUser)
        return {SetupPart::Access, StepState::Blocked, SetupPlanTexts::tr("Check access"),
                SetupPlanTexts::tr(
                    "\"%1\" is not a super user. Setting up needs one: it installs a component, and the "
                    "broker's numbers "
                    "are readable by super users only.")
                    .arg(facts.user.username)};
    QString detail = SetupPlanTexts::tr("%1, logged in as \"%2\" (super user).")
                         .arg(productName(facts.version), facts.user.username);
    if (facts.configuration.analyticsPeriodSeconds < 0)
        detail +=
            QLatin1Char(' ') +
            SetupPlanTexts::tr(
                "Analytics are switched off on this server (analytics.aggregatePeriod is -1): messages and "
                "bytes are known from when the component begins to count; memory use will stay unknown.");
    if (isHarper5(facts.version))
        detail +=
            QLatin1Char(' ') +
            SetupPlanTexts::tr("An updater does not need a super user here: the role \"syspulse_updater\" "
                               "can be created, which has no more rights than it needs.");
    if (facts.configuration.mqttPort == 0 && facts.configuration.mqttSecurePort == 0)
        return {SetupPart::Access, StepState::Blocked, SetupPlanTexts::tr("Check access"),
                detail + QLatin1Char(' ') +
                    SetupPlanTexts::tr("MQTT is switched off on this server: set mqtt.network.port first.")};
    return {SetupPart::Access, StepState::Done, SetupPlanTexts::tr("Check access"), detail};
}

QString changesText(const QList<FileChange> &changes)
{
    QStringList parts;
    for (const auto &[kind, text] :
         {std::pair(FileChange::Kind::Changed, SetupPlanTexts::tr("changes %1")),
          std::pair(FileChange::Kind::Added, SetupPlanTexts::tr("adds %1")),
          std::pair(FileChange::Kind::Removed, SetupPlanTexts::tr("removes %1"))}) {
        QStringList files;
        for (const FileChange &change : changes) {
            if (change.kind == kind)
                files.append(change.file);
        }
        if (!files.isEmpty())
            parts.append(text.arg(files.join(QStringLiteral(", "))));
    }
    return parts.join(QStringLiteral("; "));
}

QString serverSideText(bool on)
{
    return on ? SetupPlanTexts::tr(
                    "While no updater runs, it keeps the values current from inside the server.")
              : SetupPlanTexts::tr("The values are kept current by updaters only.");
}

SetupStep componentStep(const SetupFacts &facts, const ComponentVerdict &verdict,
                        const ComponentFiles &desired, const SysLayout &layout)
{
    const QString title = SetupPlanTexts::tr("Install the component");
    const QStringList files = desired.keys();
    const QString names = files.join(QStringLiteral(", "));
    const QString ours = statedVersion(desired);
    const QString deployed =
        verdict.version.isEmpty() ? SetupPlanTexts::tr("of an unknown version") : verdict.version;
    SetupStep step{SetupPart::Component, StepState::Needed, title, {}, {}};
    // A project with files that we could not read is somebody's too.
    const bool mayInstall = !facts.component || facts.note || holdsNothingLoadable(facts);
    if (verdict.state == ComponentState::Missing && mayInstall) {
        step.detail =
            SetupPlanTexts::tr("Puts %1 into the new component \"%2\".").arg(names, layout.project) +
            QLatin1Char(' ') + serverSideText(serverSideOf(desired).value_or(false));
        return step;
    }
    switch (verdict.state) {
    case ComponentState::Missing:
    case ComponentState::Foreign:
        step.state = StepState::Blocked;
        step.detail =
            SetupPlanTexts::tr(
                "There is a component \"%1\" that SysPulse did not make. Rename or remove it first.")
                .arg(layout.project);
        return step;
    case ComponentState::Current:
        step.state = StepState::Done;
        step.detail = SetupPlanTexts::tr("The component \"%1\" is installed and up to date (%2).")
                          .arg(layout.project, deployed) +
                      QLatin1Char(' ') + serverSideText(serverSideOf(desired).value_or(false));
        return step;
    case ComponentState::Newer:
        step.state = StepState::Done;
        step.detail =
            SetupPlanTexts::tr(
                "The component \"%1\" is newer (%2) than the one in this program (%3), so it is left "
                "alone. Update this program to make use of it.")
                .arg(layout.project, deployed, ours);
        return step;
    case ComponentState::Older:
    case ComponentState::Edited:
        break;
    }
    step.changes = componentChanges(facts.componentFiles, desired, verdict.removed);
    const bool serverSide = serverSideOf(desired).value_or(false);
    if (verdict.state == ComponentState::Older && changeOnlySettings(step.changes)) {
        step.title = SetupPlanTexts::tr("Change the component's settings");
        step.detail = serverSideText(serverSide) + QLatin1Char(' ') +
                      SetupPlanTexts::tr("This step %1.").arg(changesText(step.changes));
        return step;
    }
    step.title = compareVersions(verdict.version, ours) == 0 ? SetupPlanTexts::tr("Replace the component")
                                                             : SetupPlanTexts::tr("Upgrade the component");
    QString text = SetupPlanTexts::tr("The component \"%1\" is %2; this program has %3.")
                       .arg(layout.project, deployed, ours);
    if (verdict.state == ComponentState::Edited)
        text += QLatin1Char(' ') +
                SetupPlanTexts::tr(
                    "These files were changed by hand since, and that work would be lost: %1. Look at the "
                    "changes before you go on.")
                    .arg(verdict.edited.join(QStringLiteral(", ")));
    step.detail = text + QLatin1Char(' ') + serverSideText(serverSide) + QLatin1Char(' ') +
                  SetupPlanTexts::tr("This step %1. If the new files do not load, the old ones are put back.")
                      .arg(changesText(step.changes));
    return step;
}

bool hasAllTables(const SetupFacts &facts, const SysLayout &layout)
{
    const QStringList tables = layout.tables();
    return std::all_of(tables.cbegin(), tables.cend(),
                       [&facts](const QString &table) { return facts.tables.contains(table); });
}

QString formerText(const SysLayout &layout)
{
    return SetupPlanTexts::
        tr("Totals, the right to write and the note of what SysPulse made move from \"%1\", where an earlier "
           "version kept them, to \"%2\"; then \"%1\" is removed.")
            .arg(layout.formerStateTable, layout.stateTable);
}

SetupStep tablesStep(const SetupFacts &facts, const SysLayout &layout)
{
    const QString title = SetupPlanTexts::tr("Create the tables");
    const QString prefix = layout.database + QLatin1Char('.');
    const QString names = prefix + layout.tables().join(QStringLiteral(", ") + prefix);
    if (!facts.tables.isEmpty() && !ownsTables(facts)) {
        const QString foreign = facts.tables.constFirst();
        return {SetupPart::Tables, StepState::Blocked, title,
                SetupPlanTexts::tr(
                    "There is a table \"%1.%2\" that SysPulse did not make, so it is left alone. Rename or "
                    "drop it if "
                    "it is no longer needed, then check again.")
                    .arg(layout.database, foreign)};
    }
    const bool former = facts.tables.contains(layout.formerStateTable);
    if (hasAllTables(facts, layout) && former)
        return {SetupPart::Tables, StepState::Needed, SetupPlanTexts::tr("Take over the state"),
                formerText(layout)};
    if (hasAllTables(facts, layout))
        return {SetupPart::Tables, StepState::Done, title,
                SetupPlanTexts::tr("The tables %1 exist; \"%2\" has %3 records.")
                    .arg(names, layout.table, QString::number(facts.records))};
    return {SetupPart::Tables, StepState::Needed, title,
            SetupPlanTexts::tr(
                "The component's schema creates %1 when it loads. \"%2\" and \"%3\" are exported, so that "
                "sys/#, $SYS/# and the list of clients can be subscribed to; the others are not.")
                    .arg(names, layout.table, layout.sessionsTable) +
                (former ? QLatin1Char(' ') + formerText(layout) : QString())};
}

SetupStep seedStep(const SetupPlan &plan, const SysLayout &layout)
{
    if (!plan.changesIds)
        return {SetupPart::Seed, StepState::Needed, SetupPlanTexts::tr("Write the first values"),
                SetupPlanTexts::tr("Runs the updater once.")};
    const QString flat = SysLayout::topicOf(layout.table, QStringLiteral("broker_uptime"));
    const QString hierarchical = SysLayout::topicOf(layout.table, QStringLiteral("broker/uptime"));
    const bool toFlat = plan.ids == IdStyle::Flat;
    return {
        SetupPart::Seed, StepState::Needed, SetupPlanTexts::tr("Give the records other ids"),
        SetupPlanTexts::tr(
            "Writes all records again, %1 instead of %2, and then removes those of before. Who subscribes "
            "to single records below %3 must subscribe to the new ids; $SYS topics stay as they are. "
            "Choosing the other ids again takes it back.")
            .arg(toFlat ? flat : hierarchical, toFlat ? hierarchical : flat,
                 SysLayout::topicOf(layout.table))};
}

void appendRoles(SetupPlan &plan, const SetupFacts &facts, const QSet<SetupRole> &wanted,
                 const SysLayout &layout)
{
    plan.noUpdaterRole = updaterRoleObstacle(facts.version);
    for (const SetupRole role : setupRoles) {
        const std::optional<RoleInfo> found = findRole(facts.roles, role);
        if (found && ownsRole(facts.madeRoles, *found))
            plan.rolesNow.insert(role);
        if (const auto step = roleStep(role, facts, wanted.contains(role), layout))
            plan.steps.append(*step);
    }
    plan.roles = plan.rolesNow + wanted;
}

} // namespace

SetupPlan makeSetupPlan(const SetupFacts &facts, const ComponentFiles &desired, const SysLayout &layout,
                        std::optional<IdStyle> ids, const QSet<SetupRole> &roles)
{
    SetupPlan plan;
    plan.steps.append(accessStep(facts));
    if (!facts.user.superUser)
        return plan; // the rest of the facts is not readable

    plan.component =
        judgeComponent(judgedFiles(facts), facts.rememberedHashes, desired, facts.note.has_value());
    plan.serverSide = serverSideOf(desired).value_or(false);
    plan.serverSideNow = serverSideOf(facts.componentFiles);
    plan.ids = ids.value_or(facts.ids.value_or(IdStyle::Flat));
    plan.changesIds = facts.ids && *facts.ids != plan.ids;
    plan.removable = removable(facts, layout);
    const SetupStep component = componentStep(facts, plan.component, desired, layout);
    const SetupStep tables = tablesStep(facts, layout);
    plan.steps.append(component);

    const bool settings = component.state != StepState::Done && changeOnlySettings(component.changes);
    const bool restart = (component.state != StepState::Done && !settings) || !facts.componentLoaded ||
                         !hasAllTables(facts, layout);
    plan.steps.append(
        {SetupPart::Restart, restart ? StepState::Needed : StepState::Done,
         SetupPlanTexts::tr("Restart the workers"),
         restart && isHarper5(facts.version)
             ? SetupPlanTexts::tr(
                   "Loads the component. The workers (%1) restart one after the other, about 5 s "
                   "each; the MQTT clients of each are cut once and reconnect.")
                   .arg(facts.configuration.threads)
         : restart ? SetupPlanTexts::tr(
                         "Loads the component. HTTP, operations and MQTT refuse connections for about 2 s, "
                         "and MQTT clients are cut once within 6 s and reconnect.")
         : settings ? SetupPlanTexts::tr("Not needed: the component reads its settings again by itself.")
                    : SetupPlanTexts::tr("The component is loaded on all workers.")});
    plan.steps.append(tables);
    // The note of a newer component belongs to it.
    const bool noted =
        facts.marker && !facts.tables.contains(layout.formerStateTable) &&
        (plan.component.state == ComponentState::Newer || facts.rememberedHashes == hashesOf(desired));
    plan.steps.append(
        {SetupPart::Marker, noted ? StepState::Done : StepState::Needed,
         SetupPlanTexts::tr("Note what was made"),
         SetupPlanTexts::tr("A record in \"%1\" says what SysPulse made, so that undo removes exactly that.")
             .arg(layout.stateTable)});
    appendRoles(plan, facts, roles, layout);
    plan.steps.append(seedStep(plan, layout));
    plan.steps.append(
        {SetupPart::Proof, StepState::Needed, SetupPlanTexts::tr("Prove it over MQTT"),
         SetupPlanTexts::tr(
             "Subscribes to both trees, writes a test record and waits for its arrival on both.")});
    return plan;
}

} // namespace syspulse
