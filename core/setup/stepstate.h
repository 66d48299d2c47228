// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syspulse {

/// Parts of the setup, in the order in which they are applied.
enum class SetupPart {
    Access,      ///< the user may administer the instance, and its version is known
    Component,   ///< the component's files
    Restart,     ///< workers restarted, component loaded
    Tables,      ///< all tables exist, and none of an earlier version
    Marker,      ///< note on the server of what SysPulse made
    ReaderRole,  ///< the role for readers, where somebody wants it
    UpdaterRole, ///< that for updaters
    Seed,        ///< first values written
    Proof,       ///< both trees deliver over MQTT
};

/// State of one part in a plan or while it is carried out.
enum class StepState { Done, Needed, Blocked, Running, Failed, Skipped };

/// Stable lower-case names, for `--json` output.
QString setupPartName(SetupPart part);
QString stepStateName(StepState state);

} // namespace syspulse
