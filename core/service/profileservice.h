// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <functional>

#include <QString>
#include <QtDBus/QDBusConnection>

class QObject;

namespace syspulse {

struct Profile;
class ProfileStore;
class SecretStore;

// What becomes of the background service of a profile when the profile changes. All of these return at once,
// and call done() unless the context has gone by then.

/// What there is of the background service of a profile.
struct FoundService
{
    bool exists = false; ///< it is installed, running or not; where no systemd answers, the unit file tells
    QString unreachable; ///< why systemd cannot say whether it runs, as a sentence; empty: it can
};

/// Looks for the background service of the profile @p id.
void findProfileService(const QString &id, QObject *context, std::function<void(const FoundService &)> done,
                        const QDBusConnection &bus = QDBusConnection::sessionBus());

/// Removes the profile @p id with what only it needs: stops and removes its background service, where it has
/// one, then the profile, then its secrets. Where no systemd answers, the unit file is all that goes of the
/// service. @p done gets the removed profile.
///
/// The profile and its secrets stay when the service cannot be removed, since nothing else could remove it
/// then, and when the profile was changed in the meantime. All this is carried out even when @p context goes;
/// a failure is then reported by ProfileStore::noticed(), as is a keychain that fails.
void removeProfile(ProfileStore &profiles, SecretStore &secrets, const QString &id, QObject *context,
                   std::function<void(const Result<Profile> &)> done,
                   const QDBusConnection &bus = QDBusConnection::sessionBus());

/// Has the background service of @p profile, where there is one, go by its present name. A failure is
/// reported by ProfileStore::noticed().
void renameProfileService(ProfileStore &profiles, const Profile &profile,
                          const QDBusConnection &bus = QDBusConnection::sessionBus());

} // namespace syspulse
