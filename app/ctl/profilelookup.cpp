// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/profilelookup.h"

#include "core/profiles/profilesecrets.h"

namespace syspulse {

namespace {

bool changesTheInstance(const Options &options)
{
    switch (options.command) {
    case Command::Setup:
        return !options.planOnly;
    case Command::Undo:
    case Command::Update:
    case Command::Run:
    case Command::Disconnect:
    case Command::Forget:
    case Command::Trace: // through records
        return true;
    case Command::Status:
    case Command::Watch:
    case Command::Clients:
    case Command::Logins:
    case Command::Sessions:
    case Command::Parity:
    case Command::Workers:
    case Command::Storms:
    case Command::Topics:
    case Command::Top:
    case Command::Role:
    case Command::Report:
    case Command::Alerts:
        break;
    }
    return false;
}

} // namespace

ProfileLookup::ProfileLookup(QObject *parent)
    : QObject(parent)
    , m_profiles(m_state)
    , m_secrets(makeSecretStore())
{
    connect(&m_profiles, &ProfileStore::loaded, this, &ProfileLookup::look);
}

void ProfileLookup::start(const Options &options)
{
    m_options = options;
    if (m_profiles.isLoaded())
        look();
}

void ProfileLookup::follow(const Profile &profile)
{
    m_followed = profile;
    connect(&m_profiles, &ProfileStore::changed, this, [this] {
        const Profile *now = m_profiles.find(m_followed.id);
        if (now == nullptr || *now == m_followed)
            return;
        m_followed = *now;
        emit changed(*now);
    });
    connect(&m_refresh, &QTimer::timeout, &m_profiles, &ProfileStore::refresh);
    m_refresh.start(refreshMs);
}

void ProfileLookup::look()
{
    if (m_options.profile.isEmpty())
        return; // start() comes later
    // An id is unique; a name may be in several groups. Keyboards and file systems disagree on how an accent
    // is written.
    const QString wanted = m_options.profile.normalized(QString::NormalizationForm_C);
    QList<Profile> meant;
    for (const Profile &profile : m_profiles.profiles()) {
        if (profile.id == m_options.profile)
            meant = {profile};
        else if (profile.name.normalized(QString::NormalizationForm_C) == wanted &&
                 (meant.isEmpty() || meant.constFirst().id != m_options.profile))
            meant.append(profile);
    }
    const QString file = m_state.fileOf(QStringLiteral("profiles"));
    // Not "there is none": it may be among what could not be read, or be refused for an odd value.
    if (meant.isEmpty() && !m_profiles.notice().isEmpty()) {
        emit failed({ErrorKind::Local,
                     tr("The profile \"%1\" is not among those that could be read. %2")
                         .arg(m_options.profile, m_profiles.notice()),
                     {},
                     0},
                    ExitCode::Failed);
        return;
    }
    if (meant.size() != 1) {
        const QString text =
            meant.isEmpty() ? tr("There is no profile \"%1\" in %2. Keep the instance as a profile in the "
                                 "connect dialog.")
                                  .arg(m_options.profile, file)
                            : tr("Several profiles are named \"%1\". Give the id of one of them, as in %2.")
                                  .arg(m_options.profile, file);
        emit failed({ErrorKind::Local, text, {}, 0}, ExitCode::Usage);
        return;
    }
    const Profile &profile = meant.constFirst();
    if (profile.readOnly && changesTheInstance(m_options)) {
        emit failed({ErrorKind::Permission,
                     tr("The profile \"%1\" is read-only, so nothing is changed on its instance. Change the "
                        "profile in the connect dialog first.")
                         .arg(profile.name),
                     {},
                     0},
                    ExitCode::Permission);
        return;
    }
    readPassword(profile);
}

void ProfileLookup::readPassword(const Profile &profile)
{
    if (m_options.passwordGiven) {
        ConnectionSettings settings = settingsOf(profile);
        settings.password = m_options.connection.password;
        emit found(settings, profile);
        return;
    }
    const QString advice = tr("Store it from the connect dialog, or give it with --password-file or "
                              "SYSPULSE_PASSWORD.");
    if (!m_secrets->isPersistent()) {
        emit failed({ErrorKind::Local,
                     tr("This syspulsectl was built without keychain support. Give the password with "
                        "--password-file or SYSPULSE_PASSWORD."),
                     {},
                     0},
                    ExitCode::Usage);
        return;
    }
    readSettings(
        *m_secrets, profile, this,
        [this, advice, profile,
         name = profile.name](const Result<std::optional<ConnectionSettings>> &complete) {
            if (!complete) {
                // It may be unlocked later: worth another attempt.
                emit failed({ErrorKind::Local,
                             tr("The system's keychain with the password of \"%1\" cannot be "
                                "used. Unlock it, or give the password with --password-file or "
                                "SYSPULSE_PASSWORD.")
                                 .arg(name),
                             complete.error().detail, 0},
                            ExitCode::Failed);
            } else if (!*complete) {
                emit failed(
                    {ErrorKind::Local,
                     tr("The password of \"%1\" is not in the system's keychain. %2").arg(name, advice),
                     {},
                     0},
                    ExitCode::Usage);
            } else {
                emit found(**complete, profile);
            }
        });
}

} // namespace syspulse
