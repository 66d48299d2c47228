// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profiles/profilesecrets.h"

#include <memory>

namespace syspulse {

namespace {

/// Reads one secret after the other: a locked keychain asks its person once.
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
          const std::function<void(const std::optional<QString> &)> &take)
{
    reading->secrets.read(key, reading->context,
                          [reading, take](const Result<std::optional<QString>> &secret) {
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
         [reading](const std::optional<QString> &passphrase) {
             reading->settings.mqttTrust->keyPassphrase = passphrase.value_or(QString());
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
         [reading](const std::optional<QString> &passphrase) {
             reading->settings.trust.keyPassphrase = passphrase.value_or(QString());
             readMqttPassphrase(reading);
         });
}

} // namespace

void readSettings(SecretStore &secrets, const Profile &profile, QObject *context, CompleteSettings done)
{
    const auto reading =
        std::make_shared<Reading>(Reading{secrets, profile, context, std::move(done), settingsOf(profile)});
    read(reading, passwordKey(profile.id), [reading](const std::optional<QString> &password) {
        if (!password) {
            reading->done(std::optional<ConnectionSettings>());
            return;
        }
        reading->settings.password = *password;
        readPassphrase(reading);
    });
}

} // namespace syspulse
