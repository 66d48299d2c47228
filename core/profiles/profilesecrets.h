// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profiles/profile.h"
#include "core/profiles/secretstore.h"

namespace syspulse {

/// All that is needed to connect, or nothing where no password is kept; or why the secrets cannot be read.
using CompleteSettings = std::function<void(const Result<std::optional<ConnectionSettings>> &)>;

/// Adds to the settings of @p profile what @p secrets keeps for it: the password, and the passphrases of
/// client keys. @p done is not called once @p context is gone; @p secrets must outlive that.
void readSettings(SecretStore &secrets, const Profile &profile, QObject *context, CompleteSettings done);

} // namespace syspulse
