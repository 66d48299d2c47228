// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

namespace syspulse {

class Session;
enum class UpdaterState;

/// What keeps this machine's updater from being started, from going on after a pause and from writing once.
struct UpdaterObstacle
{
    enum class Kind { NotConnected, Away, ReadOnly, NoRights, NotSetUp };
    Kind kind = Kind::NotConnected;
    QString text; ///< whole sentences: what is in the way, and what to do
};

/// The obstacle that comes first, by what is known; nothing where there is none. One rule for everything that
/// offers to start the updater. What is not known hinders nobody: the server then tells when it is tried.
std::optional<UpdaterObstacle> updaterObstacle(const Session &session);

/// Why nothing may be changed on the instance, as a sentence; empty where it may.
QString readOnlyReason(const Session &session);

/// Whether an updater in @p state writes nothing until the user says so: nobody misses it when it ends.
bool isResting(UpdaterState state);

} // namespace syspulse
