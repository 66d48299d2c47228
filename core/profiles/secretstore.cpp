// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profiles/secretstore.h"

#include <optional>

#ifdef SYSPULSE_KEYCHAIN
#include "core/profiles/keychainsecretstore.h"
#endif

namespace syspulse {

void SessionSecretStore::read(const QString &key, QObject *context, Read done)
{
    const auto it = m_secrets.constFind(key);
    const std::optional<Secret> secret = it == m_secrets.constEnd() ? std::nullopt : std::optional(*it);
    QMetaObject::invokeMethod(
        context, [done = std::move(done), secret] { done(secret); }, Qt::QueuedConnection);
}

void SessionSecretStore::write(const QString &key, const Secret &secret, QObject *context, Done done)
{
    m_secrets.insert(key, secret);
    QMetaObject::invokeMethod(
        context, [done = std::move(done)] { done({}); }, Qt::QueuedConnection);
}

void SessionSecretStore::remove(const QString &key, QObject *context, Done done)
{
    m_secrets.remove(key);
    QMetaObject::invokeMethod(
        context, [done = std::move(done)] { done({}); }, Qt::QueuedConnection);
}

std::unique_ptr<SecretStore> makeSecretStore()
{
#ifdef SYSPULSE_KEYCHAIN
    return std::make_unique<KeychainSecretStore>();
#else
    return std::make_unique<SessionSecretStore>();
#endif
}

QString passwordKey(const QString &profileId)
{
    return profileId + QStringLiteral("/password");
}

} // namespace syspulse
