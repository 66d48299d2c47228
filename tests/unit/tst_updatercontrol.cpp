// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/updatercontrol.h"
#include "tests/support/sessionfixture.h"
#include "tests/support/testregistry.h"

#include <QSignalSpy>

using namespace syspulse;

namespace {

const UpdaterSchedule nightly{45, {QTime(23, 30), QTime(5, 0)}};

UpdaterStatus inState(UpdaterState state)
{
    UpdaterStatus status;
    status.state = state;
    return status;
}

} // namespace

/// What UpdaterControl decides, without a page.
class TestUpdaterControl : public QObject
{
    Q_OBJECT

private slots:
    void aSetupThatWorkedStartsAnUpdaterThatIsStopped_data()
    {
        QTest::addColumn<bool>("undo");
        QTest::addColumn<bool>("succeeded");
        QTest::addColumn<UpdaterState>("state");
        QTest::addColumn<bool>("starts");
        QTest::newRow("set up") << false << true << UpdaterState::Stopped << true;
        QTest::newRow("set up, runs already") << false << true << UpdaterState::Waiting << false;
        QTest::newRow("set up, paused by the user") << false << true << UpdaterState::Paused << false;
        QTest::newRow("failed") << false << false << UpdaterState::Stopped << false;
        QTest::newRow("undone") << true << true << UpdaterState::Stopped << false;
    }

    void aSetupThatWorkedStartsAnUpdaterThatIsStopped()
    {
        QFETCH(bool, undo);
        QFETCH(bool, succeeded);
        QFETCH(UpdaterState, state);
        QFETCH(bool, starts);
        SessionFixture f;
        f.session.pretendConnected();
        emit f.session.updater().updaterStatusChanged(inState(state));
        f.updater.setUp();
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("apply")});
        emit f.session.setup().setupFinished(undo, succeeded, {});
        QCOMPARE(f.session.requests.contains(QStringLiteral("start 10")), starts);
    }

    void aProofLeavesTheUpdaterAsItIs()
    {
        SessionFixture f;
        f.session.pretendConnected();
        f.updater.proveSetup();
        emit f.session.setup().setupFinished(false, true, {});
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("apply")});
        // The next setup is one again.
        f.updater.setUp();
        emit f.session.setup().setupFinished(false, true, {});
        QCOMPARE(f.session.requests.last(), QStringLiteral("start 10"));
    }

    void startsByItselfWhereTheProfileWantsIt_data()
    {
        QTest::addColumn<bool>("wanted");
        QTest::addColumn<bool>("readOnly");
        QTest::addColumn<bool>("serverSide");
        QTest::addColumn<UpdaterState>("state");
        QTest::addColumn<bool>("starts");
        QTest::newRow("wanted") << true << false << false << UpdaterState::Stopped << true;
        QTest::newRow("not wanted") << false << false << false << UpdaterState::Stopped << false;
        QTest::newRow("read-only") << true << true << false << UpdaterState::Stopped << false;
        QTest::newRow("the server does it") << true << false << true << UpdaterState::Stopped << false;
        QTest::newRow("runs already") << true << false << false << UpdaterState::Waiting << false;
    }

    void startsByItselfWhereTheProfileWantsIt()
    {
        QFETCH(bool, wanted);
        QFETCH(bool, readOnly);
        QFETCH(bool, serverSide);
        QFETCH(UpdaterState, state);
        QFETCH(bool, starts);
        SessionFixture f;
        Profile profile;
        profile.startUpdater = wanted;
        profile.readOnly = readOnly;
        f.session.setProfile(profile);
        connectAndRead(f);
        emit f.session.updater().updaterStatusChanged(inState(state));
        SetupPlan plan = completePlan();
        plan.serverSide = serverSide;
        emit f.session.setup().planChanged(plan);
        QCOMPARE(f.session.requests.contains(QStringLiteral("start 10")), starts);
    }

    void startsByItselfOnceForEachConnection()
    {
        SessionFixture f;
        Profile profile;
        profile.startUpdater = true;
        f.session.setProfile(profile);
        connectAndRead(f);
        emit f.session.setup().planChanged(completePlan());
        QCOMPARE(f.session.requests.count(QStringLiteral("start 10")), 1);
        // The user has stopped it since.
        emit f.session.setup().planChanged(completePlan());
        QCOMPARE(f.session.requests.count(QStringLiteral("start 10")), 1);
        emit f.session.connection().stateChanged(SessionState::Disconnected, {});
        connectAndRead(f);
        emit f.session.setup().planChanged(completePlan());
        QCOMPARE(f.session.requests.count(QStringLiteral("start 10")), 2);
    }

    void startsByItselfWithTheScheduleThatWasKept()
    {
        SessionFixture f;
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        f.updater.choose(nightly);
        f.session.pretendConnected(QStringLiteral("https://two:9925/"));
        Profile profile;
        profile.startUpdater = true;
        f.session.setProfile(profile);
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        // The plan is there before the file is read.
        emit f.session.setup().planChanged(completePlan());
        QTRY_VERIFY(!f.session.requests.isEmpty());
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("start 45 23:30-05:00")});
    }

    void theChosenScheduleIsKeptForEachInstance()
    {
        SessionFixture f;
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        f.updater.choose(nightly);
        f.session.pretendConnected(QStringLiteral("https://two:9925/"));
        QCOMPARE(f.updater.schedule(), UpdaterSchedule());

        QSignalSpy found(&f.updater, &UpdaterControl::scheduleFound);
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        QTRY_COMPARE(found.size(), 1);
        QCOMPARE(f.updater.schedule(), nightly);
        f.updater.start();
        QCOMPARE(f.session.requests.last(), QStringLiteral("start 45 23:30-05:00"));
    }

    void whatIsReadTooLateIsForNobody()
    {
        SessionFixture f;
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        f.updater.choose(nightly);
        f.session.pretendConnected(QStringLiteral("https://two:9925/"));
        QSignalSpy found(&f.updater, &UpdaterControl::scheduleFound);
        // There and away again, before the file could be read.
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        f.session.pretendConnected(QStringLiteral("https://three:9925/"));
        bool answered = false;
        f.state.load(QStringLiteral("updater-three:9925"), this,
                     [&](const Result<QByteArray> &) { answered = true; });
        QTRY_VERIFY(answered); // and so is what was asked before
        QCOMPARE(found.size(), 0);
        QCOMPARE(f.updater.schedule(), UpdaterSchedule());
    }

private:
    /// Connected, and what was kept for the instance has been read.
    static void connectAndRead(SessionFixture &f)
    {
        f.session.pretendConnected();
        bool answered = false;
        f.state.load(QStringLiteral("updater-db.example.org:9925"), &f.updater,
                     [&answered](const Result<QByteArray> &) { answered = true; });
        QTRY_VERIFY(answered);
    }
};

SYSPULSE_TEST(TestUpdaterControl)
#include "tst_updatercontrol.moc"
