// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <utility>

#include <QObject>

#include "core/profiles/profile.h"

namespace syspulse {

class ProfileStore;
class SecretStore;
class Session;

/// Keeps what the user entered as a profile once the connection with it is made, so that a wrong password or
/// address is never kept.
class ProfileKeeper : public QObject
{
    Q_OBJECT

public:
    /// Must be made before anybody who ends it when the session is connected connects to the session. All
    /// must outlive the object.
    ProfileKeeper(Session &session, ProfileStore &profiles, SecretStore &secrets, QObject *parent = nullptr);
    ~ProfileKeeper() override;

    /// Puts @p profile, and the secrets in @p entered where it says so, when the connection that is being
    /// made is there; nothing when it fails. The session then is one of the profile as it is kept.
    void keepOnceConnected(const Profile &profile, const ConnectionSettings &entered);
    /// The connection that is being made is for no profile, or was given up.
    void forget() { m_wanted.reset(); }

private:
    void keep(Profile profile, const ConnectionSettings &entered);

    Session &m_session;
    ProfileStore &m_profiles;
    SecretStore &m_secrets;
    std::optional<std::pair<Profile, ConnectionSettings>> m_wanted;
};

} // namespace syspulse
