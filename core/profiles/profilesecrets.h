// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profiles/profilestore.h"
#include "core/profiles/secretstore.h"

namespace syspulse {

/// All that is needed to connect, or nothing where no password is kept; or why the secrets cannot be read.
using CompleteSettings = std::function<void(const Result<std::optional<ConnectionSettings>> &)>;

/// Adds to the settings of @p profile what @p secrets keeps for it: the password, and the passphrases of
/// client keys. @p done is not called once @p context is gone; @p secrets must outlive that.
void readSettings(SecretStore &secrets, const Profile &profile, QObject *context, CompleteSettings done);

/// Puts @p profile into @p profiles, and the password and passphrases in @p entered into @p secrets where the
/// profile says so; else those that are kept go. Gives the id; none where nothing can be put.
///
/// The profile says that its password is kept only once it is: the background service relies on that. @p done
/// gets what came of it, not once @p context is gone; a keychain that fails is reported
/// by ProfileStore::noticed().
QString keepProfile(ProfileStore &profiles, SecretStore &secrets, Profile profile,
                    const ConnectionSettings &entered, QObject *context,
                    std::function<void(const Profile &)> done);

/// Removes the secrets of a profile that was removed. Where @p kept says that there are some, a keychain that
/// fails is reported by ProfileStore::noticed().
void forgetSecrets(ProfileStore &profiles, SecretStore &secrets, const Profile &profile, bool kept);

} // namespace syspulse
