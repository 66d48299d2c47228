// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/setup/componentversion.h"

namespace syspulse {

/// Whether @p files, those of a component, keep the values current from inside the server while no updater
/// does; nothing where they do not say, as those of versions before 2.1.
std::optional<bool> serverSideOf(const ComponentFiles &files);

/// @p bundled with the administrator's choice; without one it stays as it is in @p deployed.
ComponentFiles componentToDeploy(const ComponentFiles &bundled, const ComponentFiles &deployed,
                                 std::optional<bool> serverSide);

/// Whether @p changes concern nothing but the settings, which a running component reads again by itself.
bool changeOnlySettings(const QList<FileChange> &changes);

} // namespace syspulse
