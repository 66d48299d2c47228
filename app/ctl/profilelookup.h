// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "core/profiles/profilestore.h"
#include "core/profiles/secretstore.h"
#include "core/settings/statestore.h"

namespace syspulse {

/// Completes Options with what the window has kept for an instance: its profile from the file, its password
/// from the system's keychain.
class ProfileLookup : public QObject
{
    Q_OBJECT

public:
    explicit ProfileLookup(QObject *parent = nullptr);

    /// found() or failed() follows. The password is not looked up when @p options have one.
    void start(const Options &options);

signals:
    void found(const syspulse::ConnectionSettings &settings, const syspulse::Profile &profile);
    /// @p code: ExitCode::Usage where only the user can change that.
    void failed(const syspulse::Error &error, syspulse::ExitCode code);

private:
    void look();
    void readPassword(const Profile &profile);

    Options m_options;
    StateStore m_state;
    ProfileStore m_profiles;
    std::unique_ptr<SecretStore> m_secrets;
};

} // namespace syspulse
