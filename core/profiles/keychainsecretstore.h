// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profiles/secretstore.h"

namespace QKeychain {
class Job;
}

namespace syspulse {

/// Keeps secrets in the system's keychain (Secret Service or KWallet, through QtKeychain). A keychain that
/// does not answer, because it is locked and nobody unlocks it, is given up after a time.
class KeychainSecretStore final : public SecretStore
{
    Q_OBJECT

public:
    /// Long enough for the user to type the password of the keychain.
    static constexpr int timeoutMs = 60000;

    explicit KeychainSecretStore(QObject *parent = nullptr);

    bool isPersistent() const override { return true; }
    void read(const QString &key, QObject *context, Read done) override;
    void write(const QString &key, const Secret &secret, QObject *context, Done done) override;
    void remove(const QString &key, QObject *context, Done done) override;

private:
    void run(QKeychain::Job *job, QObject *context, std::function<void(const Result<void> &)> done);
};

} // namespace syspulse
