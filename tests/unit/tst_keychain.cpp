// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profiles/secretstore.h"
#include "tests/support/revealed.h"
#include "tests/support/testregistry.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace syspulse;

/// The system's keychain: a real one in a session bus of its own (SYSPULSE_TEST_KEYCHAIN=1), or none at all.
class TestKeychain : public QObject
{
    Q_OBJECT

private slots:
    void keepsASecret()
    {
        if (!qEnvironmentVariableIsSet("SYSPULSE_TEST_KEYCHAIN"))
            QSKIP("This is the run without a keychain.");
        const std::unique_ptr<SecretStore> store = makeSecretStore();
        if (!store->isPersistent())
            QSKIP("Built without QtKeychain.");
        QCOMPARE(read(*store), QStringLiteral("nothing"));
        QCOMPARE(write(*store, QStringLiteral("gehe\u00efm \U0001F511")), QString());
        QCOMPARE(read(*makeSecretStore()), QStringLiteral("gehe\u00efm \U0001F511")); // not from memory
        QCOMPARE(remove(*store), QString());
        QCOMPARE(read(*store), QStringLiteral("nothing"));
        QCOMPARE(remove(*store), QString()); // what is not there is removed
    }

    /// Other programs of the user may listen on the session bus.
    void theBusCarriesNoSecret()
    {
        if (!qEnvironmentVariableIsSet("SYSPULSE_TEST_KEYCHAIN"))
            QSKIP("This is the run without a keychain.");
        const QString monitor = QStandardPaths::findExecutable(QStringLiteral("dbus-monitor"));
        const std::unique_ptr<SecretStore> store = makeSecretStore();
        if (monitor.isEmpty() || !store->isPersistent())
            QSKIP("dbus-monitor or QtKeychain is missing.");
        QProcess listener;
        listener.start(monitor, {QStringLiteral("--session"), QStringLiteral("--binary")});
        QTRY_VERIFY(listener.bytesAvailable() > 0); // it hears itself arrive
        const QString secret = QStringLiteral("Zaq-7-never-heard");
        QCOMPARE(write(*store, secret), QString());
        QCOMPARE(read(*makeSecretStore()), secret);
        QCOMPARE(remove(*store), QString());
        QByteArray heard;
        QTRY_VERIFY((heard += listener.readAll()).contains("Delete"));
        listener.kill();
        listener.waitForFinished(test::patienceMs);
        heard += listener.readAll();
        QVERIFY(heard.contains("GetSecret"));
        QVERIFY(!heard.contains(secret.toUtf8()));
        QVERIFY(!heard.contains(secret.toUtf8().toBase64()));
    }

    void withoutAKeychainThatIsSaidAtOnce()
    {
        if (qEnvironmentVariableIsSet("SYSPULSE_TEST_KEYCHAIN"))
            QSKIP("This is the run with a keychain.");
        const std::unique_ptr<SecretStore> store = makeSecretStore();
        if (!store->isPersistent())
            QSKIP("Built without QtKeychain.");
        const QString message = write(*store, QStringLiteral("s3cret"));
        QVERIFY2(message.contains(QLatin1String("session only")), qPrintable(message));
        QVERIFY2(!message.contains(QLatin1String("s3cret")), qPrintable(message));
        QVERIFY(read(*store).startsWith(QLatin1String("failed")));
    }

private:
    const QString m_key = QStringLiteral("test/password");

    QString read(SecretStore &store)
    {
        QString answer;
        store.read(m_key, this, [&answer](const Result<std::optional<Secret>> &secret) {
            answer = !secret   ? QStringLiteral("failed: ") + describe(secret.error())
                     : *secret ? test::revealed(**secret)
                               : QStringLiteral("nothing");
        });
        (void)QTest::qWaitFor([&answer] { return !answer.isEmpty(); }, test::patienceMs);
        return answer;
    }

    static std::function<void(const Result<void> &)> into(std::optional<QString> &answer)
    {
        return
            [&answer](const Result<void> &result) { answer = result ? QString() : describe(result.error()); };
    }

    QString write(SecretStore &store, const QString &secret)
    {
        std::optional<QString> answer;
        store.write(m_key, Secret(QStringView(secret)), this, into(answer));
        (void)QTest::qWaitFor([&answer] { return answer.has_value(); }, test::patienceMs);
        return answer.value_or(QStringLiteral("no answer"));
    }

    QString remove(SecretStore &store)
    {
        std::optional<QString> answer;
        store.remove(m_key, this, into(answer));
        (void)QTest::qWaitFor([&answer] { return answer.has_value(); }, test::patienceMs);
        return answer.value_or(QStringLiteral("no answer"));
    }
};

SYSPULSE_TEST(TestKeychain)
#include "tst_keychain.moc"
