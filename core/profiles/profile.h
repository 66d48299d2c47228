// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/base/result.h"
#include "core/profiles/connectionsettings.h"

#include <QMetaType>
#include <QString>

namespace syspulse {

/// What an instance is for; production is asked about before anything on it changes.
enum class Environment { None, Development, Test, Production };

/// An instance that one connects to again. Holds no secret: those are in a SecretStore under the id.
struct Profile
{
    QString id; ///< unique and stable; made by ProfileStore
    QString name;
    QString group; ///< may be empty
    Environment environment = Environment::None;
    bool readOnly = false; ///< this program changes nothing on the instance
    QString url;
    QString user;
    LoginMode login = LoginMode::Basic;
    LinkTrust trust; ///< of the operations API, without the passphrase of a key
    QString mqttHost;
    quint16 mqttPort = 0;               ///< 0: from the server's configuration
    std::optional<bool> mqttTls;        ///< nothing: as the url
    std::optional<LinkTrust> mqttTrust; ///< nothing: as the operations API
    bool keepPassword = false;          ///< the password is in the system's keychain
    bool connectAtStart = false;        ///< the window connects it by itself when it starts
    bool startUpdater = false;          ///< once it is connected, the window's updater starts by itself
    bool canary = false;                ///< its updaters also measure how fast the server answers
    bool diary = true;                  ///< the window keeps who of its clients came and went
    QByteArray unknown;                 ///< members that a newer version wrote, as membersBeyond() gives them

    bool operator==(const Profile &) const = default;
};

/// Bounds, so that a foreign file cannot make the program unusable.
inline constexpr qsizetype maxProfiles = 1000;
inline constexpr qsizetype maxProfileText = 500;

/// The settings to connect with; the password is added by the caller.
ConnectionSettings settingsOf(const Profile &profile);
/// Takes over everything but the password.
void applySettings(const ConnectionSettings &settings, Profile &profile);

/// @p known with @p settings that are not kept. Where they differ it is not that profile any more, without
/// its id: its alerts and its service are not for this connection. What guards the server goes on while it is
/// that server.
Profile withUnkept(const ConnectionSettings &settings, const Profile &known);
/// The settings of @p profile with the secrets of @p entered, which were used for it before; nothing where
/// they were for another server or user.
std::optional<ConnectionSettings> withSecretsOf(const ConnectionSettings &entered, const Profile &profile);

/// What the alerts of an instance are kept under: its profile, so that they stay with it when the address
/// changes, or for one without a profile its @p address.
inline QString alertsKey(const Profile &profile, const QString &address)
{
    return profile.id.isEmpty() ? address : profile.id;
}

/// The key of the passphrase of a profile's client certificate, in a SecretStore.
QString keyPassphraseKey(const QString &profileId, TlsLink link);
/// The keys of all secrets that a profile may have.
QStringList secretKeys(const QString &profileId);

Json profileToJson(const Profile &profile);
/// Says which member is not understood. The id may be missing.
Result<Profile> profileFromJson(const Json &json);

/// Stable lower-case name; empty for Environment::None.
QString environmentName(Environment environment);

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::Profile)
