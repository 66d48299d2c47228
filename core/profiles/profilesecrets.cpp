// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profiles/profilesecrets.h"

#include <memory>

#include <QCoreApplication>
#include <QPointer>

namespace syspulse {

namespace {

/// Lets tr() find the texts of these functions.
struct ProfileSecretsTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ProfileSecrets)
};

/// Reads one secret after the other: a locked keychain asks its user once.
struct Reading
{
    SecretStore &secrets;
    Profile profile;
    QObject *context;
    CompleteSettings done;
    ConnectionSettings settings;
};

using ReadingPointer = std::shared_ptr<Reading>;

void read(const ReadingPointer &reading, const QString &key,
          const std::function<void(const std::optional<Secret> &)> &take)
{
    reading->secrets.read(key, reading->context,
                          [reading, take](const Result<std::optional<Secret>> &secret) {
                              if (secret)
                                  take(*secret);
                              else
                                  reading->done(Unexpected<Error>{secret.error()});
                          });
}

void readMqttPassphrase(const ReadingPointer &reading)
{
    if (!reading->settings.mqttTrust || reading->settings.mqttTrust->certificateFile.isEmpty()) {
        reading->done(std::optional(reading->settings));
        return;
    }
    read(reading, keyPassphraseKey(reading->profile.id, TlsLink::Mqtt),
         [reading](const std::optional<Secret> &passphrase) {
             reading->settings.mqttTrust->keyPassphrase = passphrase.value_or(Secret());
             reading->done(std::optional(reading->settings));
         });
}

void readPassphrase(const ReadingPointer &reading)
{
    if (reading->settings.trust.certificateFile.isEmpty()) {
        readMqttPassphrase(reading);
        return;
    }
    read(reading, keyPassphraseKey(reading->profile.id, TlsLink::Operations),
         [reading](const std::optional<Secret> &passphrase) {
             reading->settings.trust.keyPassphrase = passphrase.value_or(Secret());
             readMqttPassphrase(reading);
         });
}

/// Changes the secrets of one profile.
struct Change
{
    QString key;
    Secret secret; ///< empty: it is removed
};

/// Makes all @p changes; @p done gets the first failure once all have been answered. They are asked for at
/// once: the keychain does them in this order, before whatever is asked later.
void change(ProfileStore &profiles, SecretStore &secrets, const QList<Change> &changes,
            const std::function<void(const Result<void> &)> &done)
{
    struct Answers
    {
        qsizetype missing;
        Result<void> first;
    };
    const auto answers = std::make_shared<Answers>(Answers{changes.size(), {}});
    const auto answered = [answers, done](const Result<void> &result) {
        if (!result && answers->first)
            answers->first = result;
        if (--answers->missing == 0)
            done(answers->first);
    };
    // Whoever asked may be gone by the time that the keychain is unlocked.
    for (const Change &next : changes) {
        if (next.secret.isEmpty())
            secrets.remove(next.key, &profiles, answered);
        else
            secrets.write(next.key, next.secret, &profiles, answered);
    }
}

} // namespace

QString keepProfile(ProfileStore &profiles, SecretStore &secrets, Profile profile,
                    const ConnectionSettings &entered, QObject *context,
                    std::function<void(const Profile &)> done)
{
    const Profile *known = profiles.find(profile.id);
    const bool wasKept = known != nullptr && known->keepPassword;
    const bool keep = std::exchange(profile.keepPassword, profile.keepPassword && wasKept);
    const QString id = profiles.put(profile);
    if (id.isEmpty())
        return {};
    const auto change = [keep](const QString &key, const Secret &secret) {
        return Change{key, keep ? secret : Secret()};
    };
    const QList<Change> changes{
        change(passwordKey(id), entered.password),
        change(keyPassphraseKey(id, TlsLink::Operations), entered.trust.keyPassphrase),
        change(keyPassphraseKey(id, TlsLink::Mqtt), entered.mqttTrust.value_or(LinkTrust()).keyPassphrase)};
    syspulse::change(
        profiles, secrets, changes,
        [&profiles, id, keep, wasKept, context = QPointer<QObject>(context),
         done = std::move(done)](const Result<void> &result) {
            const Profile *stored = profiles.find(id);
            if (stored == nullptr)
                return; // removed in the meantime
            Profile changed = *stored;
            changed.keepPassword = keep && result;
            if (changed.keepPassword != stored->keepPassword)
                profiles.put(changed);
            if (!result && keep)
                emit profiles.noticed(
                    //: %1 is the name of a profile, %2 says what is wrong with the keychain
                    ProfileSecretsTexts::tr("The profile \"%1\" was kept without its password. %2")
                        .arg(changed.name, describe(result.error())));
            else if (!result && wasKept)
                emit profiles.noticed(ProfileSecretsTexts::tr(
                                          "The password of \"%1\" may still be in the system's keychain. %2")
                                          .arg(changed.name, describe(result.error())));
            if (context)
                done(changed);
        });
    return id;
}

void forgetSecrets(ProfileStore &profiles, SecretStore &secrets, const Profile &profile, bool kept)
{
    QList<Change> changes;
    for (const QString &key : secretKeys(profile.id))
        changes.append({key, {}});
    change(profiles, secrets, changes, [&profiles, name = profile.name, kept](const Result<void> &result) {
        if (!result && kept)
            emit profiles.noticed(
                ProfileSecretsTexts::tr("The password of \"%1\" may still be in the system's keychain. %2")
                    .arg(name, describe(result.error())));
    });
}

void readSettings(SecretStore &secrets, const Profile &profile, QObject *context, CompleteSettings done)
{
    const auto reading =
        std::make_shared<Reading>(Reading{secrets, profile, context, std::move(done), settingsOf(profile)});
    read(reading, passwordKey(profile.id), [reading](const std::optional<Secret> &password) {
        if (!password) {
            reading->done(std::optional<ConnectionSettings>());
            return;
        }
        reading->settings.password = *password;
        readPassphrase(reading);
    });
}

} // namespace syspulse
