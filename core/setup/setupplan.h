// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/harper/operationtypes.h"
#include "core/setup/componentversion.h"
#include "core/setup/rolerights.h"
#include "core/setup/setupnote.h"
#include "core/setup/setupremovable.h"
#include "core/setup/stepstate.h"
#include "core/topics/syslayout.h"
#include "core/topics/topicmapper.h"

#include <optional>

#include <QMap>
#include <QMetaType>
#include <QSet>
#include <QString>

namespace syspulse {

/// What the administrator chooses; nothing: as it is on the server.
struct SetupChoices
{
    std::optional<bool> serverSide = {}; ///< the component keeps the values current while no updater does
    std::optional<IdStyle> ids = {};     ///< of the records of "sys"
    QSet<SetupRole> roles = {};          ///< to be created; no role goes because it is not in here
};

/// One step for people.
struct SetupStep
{
    SetupPart part = SetupPart::Access;
    StepState state = StepState::Needed;
    QString title;                  ///< "Install the component"
    QString detail;                 ///< what exists, what will be done, or why it cannot
    QList<FileChange> changes = {}; ///< of the component's files
};

/// What is on the instance now.
struct SetupFacts
{
    UserInfo user;
    QString version;
    ServerConfiguration configuration;
    std::optional<ComponentInfo> component;
    ComponentFiles componentFiles; ///< of our project, as deployed, without the note
    std::optional<SetupNote> note; ///< in the folder of our project
    FileHashes rememberedHashes;   ///< of the files that SysPulse installed last, by the marker
    bool componentLoaded = false;  ///< every part healthy on every worker
    std::optional<TableInfo> table;
    std::optional<TableInfo> stateTable;
    QStringList tables; ///< those of SysLayout::tablesOfAnyVersion() that exist
    bool databaseExists = false;
    bool marker = false;         ///< our install marker is there
    bool markedDatabase = false; ///< the marker says that we made the database
    int records = 0;             ///< records in "sys"
    std::optional<IdStyle> ids;  ///< of these records; nothing where there are none of ours
    MadeRoles madeRoles;         ///< by the note of them
    QList<RoleInfo> roles;       ///< with the names of ours; not looked for where none is wanted, or noted
};

/// Desired against actual, as steps. Pure.
struct SetupPlan
{
    QList<SetupStep> steps;
    ComponentVerdict component = {};
    std::optional<SetupRemovable> removable = {}; ///< by an undo; nothing: the user may not look
    bool serverSide = false; ///< whether the component will keep the values current while no updater does
    std::optional<bool> serverSideNow = {}; ///< whether it does; nothing where it does not say
    IdStyle ids = IdStyle::Flat;            ///< how the ids of the records will be written
    bool changesIds = false;                ///< they are written in the other style now
    QSet<SetupRole> roles = {};             ///< that SysPulse has made, or will
    QSet<SetupRole> rolesNow = {};          ///< that it has made
    QString noUpdaterRole = {};             ///< why there can be no role for updaters; empty: there can

    bool blocked() const;
    /// Nothing to do beside writing the values once more and proving.
    bool complete() const;
    /// Whether what there is to do changes nothing but settings, the ids of the records and roles.
    bool changesSettingsOnly() const;
};

/// @p desired: the files to deploy. Blocks on a foreign table "sys", a foreign component of our name, and a
/// user without rights. A component of a newer SysPulse is left alone.
/// @p ids: as chosen; nothing: as they are, and flat where there are none. @p roles: to be created.
SetupPlan makeSetupPlan(const SetupFacts &facts, const ComponentFiles &desired, const SysLayout &layout,
                        std::optional<IdStyle> ids = {}, const QSet<SetupRole> &roles = {});

/// Whether the deployed component of our name was made by SysPulse.
bool ownsComponent(const SetupFacts &facts);
/// An undo that ends right before its last change leaves this; nobody loses anything when it goes.
bool isEmptyFolder(const SetupFacts &facts);
/// Whether SysPulse made the database.
bool ownsDatabase(const SetupFacts &facts);
/// The deployed files that are SysPulse's by name, whoever changed them since.
ComponentFiles ourFiles(const SetupFacts &facts);
/// Names of what else is in the component's folder.
QStringList foreignNames(const SetupFacts &facts, const ComponentInfo &component);
/// Whether the component or the marker says that the tables are ours.
bool ownsTables(const SetupFacts &facts);

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::SetupStep)
Q_DECLARE_METATYPE(syspulse::SetupPlan)
