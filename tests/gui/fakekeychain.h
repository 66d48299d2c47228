// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profiles/secretstore.h"

namespace syspulse {

/// A keychain that keeps things, as far as this test lives.
class FakeKeychain final : public SecretStore
{
public:
    bool isPersistent() const override { return true; }
    void read(const QString &key, QObject *context, Read done) override
    {
        m_store.read(key, context, std::move(done));
    }
    void write(const QString &key, const Secret &secret, QObject *context, Done done) override
    {
        if (broken)
            QMetaObject::invokeMethod(
                context,
                [done = std::move(done)] {
                    done(failure(ErrorKind::Local, QStringLiteral("It is locked.")));
                },
                Qt::QueuedConnection);
        else
            m_store.write(key, secret, context, std::move(done));
    }
    void remove(const QString &key, QObject *context, Done done) override
    {
        removed.append(key);
        m_store.remove(key, context, std::move(done));
    }

    QStringList removed;
    bool broken = false; ///< nothing can be written

private:
    SessionSecretStore m_store;
};

} // namespace syspulse
