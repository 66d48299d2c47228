// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"
#include "core/profiles/profilesecrets.h"
#include "core/session/instancesession.h"
#include "core/settings/statestore.h"
#include "tests/support/logcapture.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakesessionserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

/// What the logging categories print.
class TestDiagnostics : public QObject
{
    Q_OBJECT

private slots:
    void areOffUntilTheyAreWanted();
    void tellNoSecret();

private:
    /// Connects to @p server, updates and looks at the setup, keeps a profile of it and leaves.
    void live(const FakeSessionServer &server);
};

void TestDiagnostics::areOffUntilTheyAreWanted()
{
    for (const auto category : {&lcAlerts, &lcHarper, &lcHistory, &lcMqtt, &lcProbe, &lcProfiles, &lcService,
                                &lcSession, &lcSettings, &lcSetup, &lcSystem, &lcTls, &lcUpdater}) {
        QVERIFY2(!category().isDebugEnabled(), category().categoryName());
        QVERIFY2(category().isWarningEnabled(), category().categoryName());
    }
}

void TestDiagnostics::live(const FakeSessionServer &server)
{
    QTemporaryDir folder;
    StateStore state(folder.path());
    ProfileStore profiles(state);
    SessionSecretStore secrets;
    QTRY_VERIFY(profiles.isLoaded());

    InstanceSession session;
    QSignalSpy states(&session.connection(), &SessionConnection::stateChanged);
    QSignalSpy runs(&session.updater(), &SessionUpdater::runFinished);
    QSignalSpy setups(&session.setup(), &SessionSetup::setupFinished);
    const auto lastState = [&states] {
        return states.isEmpty() ? SessionState::Disconnected : states.constLast().at(0).value<SessionState>();
    };
    session.connection().connectTo(server.settings());
    QTRY_COMPARE(lastState(), SessionState::Connected);
    session.updater().startUpdater({3600, {}});
    QTRY_COMPARE(runs.size(), 1);
    session.setup().applySetup();
    session.setup().cancelSetup();
    QCOMPARE(setups.size(), 1);

    ConnectionSettings entered = server.settings();
    entered.trust.keyPassphrase = Secret(u"open sesame");
    Profile profile;
    profile.name = QStringLiteral("Plant");
    profile.keepPassword = true;
    applySettings(entered, profile);
    bool kept = false;
    keepProfile(profiles, secrets, profile, entered, this, [&kept](const Profile &) { kept = true; });
    QTRY_VERIFY(kept);

    session.connection().disconnectFrom();
    QTRY_COMPARE(lastState(), SessionState::Disconnected);
}

void TestDiagnostics::tellNoSecret()
{
    const LogCapture log;
    const FakeSessionServer server;
    live(server);
    const QString all = log.text();
    for (const char *category : {"session", "updater", "setup", "harper", "mqtt", "profiles", "settings"})
        QVERIFY2(all.contains(QStringLiteral("syspulse.%1 ").arg(QLatin1String(category))), category);
    const QString password = QStringLiteral("secret");
    QCOMPARE(server.settings().password, Secret(QStringView(password)));
    const QString login = server.settings().user + QLatin1Char(':') + password;
    for (const QString &secret :
         {password, QStringLiteral("open sesame"), QString::fromLatin1(login.toLatin1().toBase64())})
        QVERIFY2(!all.contains(secret), qPrintable(all));
}

SYSPULSE_TEST(TestDiagnostics)
#include "tst_diagnostics.moc"
