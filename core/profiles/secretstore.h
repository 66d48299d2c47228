// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <functional>
#include <memory>

#include <QHash>
#include <QObject>

namespace syspulse {

/// Keeps passwords. Nothing in it waits; an answer is not given once its context is gone.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    /// The secret, or nothing when there is none.
    using Read = std::function<void(const Result<std::optional<Secret>> &)>;
    using Done = std::function<void(const Result<void> &)>;

    using QObject::QObject;

    /// Whether secrets outlive the program.
    virtual bool isPersistent() const = 0;
    virtual void read(const QString &key, QObject *context, Read done) = 0;
    virtual void write(const QString &key, const Secret &secret, QObject *context, Done done) = 0;
    virtual void remove(const QString &key, QObject *context, Done done) = 0;
};

/// Keeps secrets in memory until the program ends.
class SessionSecretStore final : public SecretStore
{
    Q_OBJECT

public:
    using SecretStore::SecretStore;

    bool isPersistent() const override { return false; }
    void read(const QString &key, QObject *context, Read done) override;
    void write(const QString &key, const Secret &secret, QObject *context, Done done) override;
    void remove(const QString &key, QObject *context, Done done) override;

private:
    QHash<QString, Secret> m_secrets;
};

/// The system's keychain where this program was built with one, else a SessionSecretStore.
std::unique_ptr<SecretStore> makeSecretStore();

/// The key of a profile's password.
QString passwordKey(const QString &profileId);

} // namespace syspulse
