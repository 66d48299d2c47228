// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "core/profiles/profilestore.h"
#include "core/profiles/secretstore.h"
#include "core/settings/statestore.h"

#include <QTimer>

namespace syspulse {

/// Completes Options with what the window has kept for an instance: its profile from the file, its password
/// from the system's keychain.
class ProfileLookup : public QObject
{
    Q_OBJECT

public:
    explicit ProfileLookup(QObject *parent = nullptr);

    /// How often the file is looked at again; see follow().
    static constexpr int refreshMs = 5000;

    /// found() or failed() follows. The password is not looked up when @p options have one.
    void start(const Options &options);
    /// Has changed() tell what becomes of @p profile, which was found.
    void follow(const Profile &profile);

signals:
    void found(const syspulse::ConnectionSettings &settings, const syspulse::Profile &profile);
    /// @p code: ExitCode::Usage where only the user can change that.
    void failed(const syspulse::Error &error, syspulse::ExitCode code);
    /// Somebody, the window most likely, has changed the profile.
    void changed(const syspulse::Profile &profile);

private:
    void look();
    void readPassword(const Profile &profile);

    Options m_options;
    StateStore m_state;
    ProfileStore m_profiles;
    std::unique_ptr<SecretStore> m_secrets;
    Profile m_followed; ///< as it was told last
    QTimer m_refresh;
};

} // namespace syspulse
