// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/profilekeeper.h"
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

using namespace syspulse;

namespace {

/// A user who connects to an instance that is to be kept.
struct KeeperFixture : PlacesFixture
{
    FakeSession session;
    ProfileKeeper keeper{session, profiles, secrets};
    ConnectionSettings entered;
    Profile profile;

    KeeperFixture()
    {
        entered.url = QStringLiteral("https://db:9925");
        entered.user = QStringLiteral("admin");
        entered.password = Secret(u"s3cret");
        profile.name = QStringLiteral("Plant");
        profile.keepPassword = true;
        applySettings(entered, profile);
    }

    void become(SessionState now) { emit session.connection().stateChanged(now, {}); }
};

} // namespace

/// What ProfileKeeper decides, without a dialog.
class TestProfileKeeper : public QObject
{
    Q_OBJECT

private slots:
    void aProfileIsKeptOnceItsConnectionIsThere()
    {
        KeeperFixture f;
        QTRY_VERIFY(f.profiles.isLoaded());
        f.keeper.keepOnceConnected(f.profile, f.entered);
        f.become(SessionState::Connecting);
        QVERIFY(f.profiles.profiles().isEmpty());
        f.become(SessionState::Connected);
        QCOMPARE(f.profiles.profiles().size(), 1);
        QVERIFY(!f.session.profile().id.isEmpty());
        // That the password is kept is said once it is.
        QTRY_VERIFY(f.session.profile().keepPassword);
        QCOMPARE(f.profiles.profiles().constFirst(), f.session.profile());
        // The next connection is not one that the user asked to keep.
        f.profiles.remove(f.session.profile().id);
        f.become(SessionState::Connected);
        QVERIFY(f.profiles.profiles().isEmpty());
    }

    void whatDidNotConnectIsNotKept_data()
    {
        QTest::addColumn<SessionState>("state");
        QTest::newRow("failed") << SessionState::Failed;
        QTest::newRow("given up") << SessionState::Disconnected;
    }

    void whatDidNotConnectIsNotKept()
    {
        QFETCH(SessionState, state);
        KeeperFixture f;
        QTRY_VERIFY(f.profiles.isLoaded());
        f.keeper.keepOnceConnected(f.profile, f.entered);
        f.become(SessionState::Connecting);
        f.become(state);
        f.become(SessionState::Connected); // by other means
        QVERIFY(f.profiles.profiles().isEmpty());
    }

    void whatTheUserGaveUpIsNotKept()
    {
        KeeperFixture f;
        QTRY_VERIFY(f.profiles.isLoaded());
        f.keeper.keepOnceConnected(f.profile, f.entered);
        f.keeper.forget();
        f.become(SessionState::Connected);
        QVERIFY(f.profiles.profiles().isEmpty());
    }

    void whatAnotherProgramDidMeanwhileStays()
    {
        KeeperFixture f;
        QTRY_VERIFY(f.profiles.isLoaded());
        f.profile.id = f.profiles.put(f.profile);
        f.keeper.keepOnceConnected(f.profile, f.entered);
        Profile newer = *f.profiles.find(f.profile.id);
        newer.unknown = R"({"color":"red"})";
        f.profiles.put(newer);
        f.become(SessionState::Connected);
        QCOMPARE(f.profiles.find(f.profile.id)->unknown, newer.unknown);

        f.keeper.keepOnceConnected(f.profile, f.entered);
        f.profiles.remove(f.profile.id);
        f.become(SessionState::Connected);
        QCOMPARE(f.profiles.profiles().size(), 1);
        QVERIFY(f.profiles.find(f.profile.id) == nullptr); // a new one: the other one's alerts are not for it
    }
};

SYSPULSE_GUI_TEST(TestProfileKeeper)
#include "tst_profilekeeper.moc"
