// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/profilekeeper.h"

#include "core/profiles/profilesecrets.h"
#include "core/service/profileservice.h"
#include "core/session/session.h"

namespace syspulse {

ProfileKeeper::ProfileKeeper(Session &session, ProfileStore &profiles, SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_profiles(profiles)
    , m_secrets(secrets)
{
    connect(&session.connection(), &SessionConnection::stateChanged, this, [this](SessionState state) {
        if (state == SessionState::Connecting || !m_wanted)
            return;
        const auto [profile, entered] = *std::exchange(m_wanted, std::nullopt);
        if (state == SessionState::Connected)
            keep(profile, entered);
    });
}

ProfileKeeper::~ProfileKeeper() = default;

void ProfileKeeper::keepOnceConnected(const Profile &profile, const ConnectionSettings &entered)
{
    m_wanted.emplace(profile, entered);
}

void ProfileKeeper::keep(Profile profile, const ConnectionSettings &entered)
{
    // Another program may have changed the profiles while the connection was made.
    const Profile *known = m_profiles.find(profile.id);
    const QString oldName = known != nullptr ? known->name : QString();
    if (known != nullptr)
        profile.unknown = known->unknown;
    else
        profile.id.clear();
    // Whoever asked is gone when the keychain answers.
    const auto kept = [session = &m_session](const Profile &stored) {
        if (session->profile().id == stored.id)
            session->setProfile(stored);
    };
    const QString id = keepProfile(m_profiles, m_secrets, profile, entered, &m_session, kept);
    if (id.isEmpty()) { // it became read-only while the connection was made
        emit m_profiles.noticed(m_profiles.whyFixed(profile.id));
        return;
    }
    const Profile stored = *m_profiles.find(id);
    m_session.setProfile(stored);
    if (!oldName.isEmpty() && oldName != stored.name)
        renameProfileService(m_profiles, stored);
}

} // namespace syspulse
