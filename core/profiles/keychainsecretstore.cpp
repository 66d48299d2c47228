// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profiles/keychainsecretstore.h"

#include "core/base/logging.h"

#include <optional>

#include <QPointer>
#include <qt6keychain/keychain.h>
#include <QTimer>

namespace syspulse {

namespace {

/// Under which programs that list keychains show the secrets.
const QString &service()
{
    static const QString name = QStringLiteral("SysPulse");
    return name;
}

Error errorOf(const QKeychain::Job &job)
{
    return {ErrorKind::Local,
            KeychainSecretStore::tr(
                "The system's keychain cannot be used: the password is kept for this session "
                "only. Start or unlock the keychain (for example GNOME Keyring or KWallet) to "
                "have it kept."),
            job.errorString(), 0};
}

} // namespace

KeychainSecretStore::KeychainSecretStore(QObject *parent)
    : SecretStore(parent)
{}

void KeychainSecretStore::run(QKeychain::Job *job, QObject *context,
                              std::function<void(const Result<void> &)> done)
{
    auto *timeout = new QTimer(job);
    timeout->setSingleShot(true);
    job->setAutoDelete(false);
    // The job itself goes on until it ends: QtKeychain starts the next one only then.
    const auto answer = [guard = QPointer<QObject>(context), done = std::move(done),
                         answered = std::make_shared<bool>(false)](const Result<void> &result) {
        if (!std::exchange(*answered, true) && guard)
            done(result);
    };
    connect(job, &QKeychain::Job::finished, this, [job, answer] {
        const bool good = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        qCDebug(lcProfiles) << job->metaObject()->className() << job->key() << job->error()
                            << job->errorString();
        answer(good ? Result<void>() : Result<void>(Unexpected<Error>{errorOf(*job)}));
        job->deleteLater();
    });
    connect(timeout, &QTimer::timeout, this, [answer, key = job->key()] {
        qCDebug(lcProfiles) << key << "the keychain does not answer";
        answer(failure(ErrorKind::Local,
                       tr("The system's keychain does not answer. Unlock it, or type the password.")));
    });
    timeout->start(timeoutMs);
    job->start();
}

void KeychainSecretStore::read(const QString &key, QObject *context, Read done)
{
    auto *job = new QKeychain::ReadPasswordJob(service(), this);
    job->setKey(key);
    run(job, context, [job, done = std::move(done)](const Result<void> &result) {
        if (!result)
            done(Unexpected<Error>{result.error()});
        else if (job->error() == QKeychain::EntryNotFound)
            done(std::optional<Secret>());
        else
            done(std::optional(Secret(job->textData())));
    });
}

void KeychainSecretStore::write(const QString &key, const Secret &secret, QObject *context, Done done)
{
    auto *job = new QKeychain::WritePasswordJob(service(), this);
    job->setKey(key);
    secret.revealText([job](const QString &text) { job->setTextData(text); });
    run(job, context, std::move(done));
}

void KeychainSecretStore::remove(const QString &key, QObject *context, Done done)
{
    auto *job = new QKeychain::DeletePasswordJob(service(), this);
    job->setKey(key);
    run(job, context, std::move(done));
}

} // namespace syspulse
