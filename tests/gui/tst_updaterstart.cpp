// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>

#include "ui/base/banner.h"
#include "ui/overview/overviewpage.h"
#include "ui/updater/updaterpage.h"
#include "ui/window/mainwindow.h"

using namespace syspulse;

namespace {

Profile readOnlyProfile()
{
    Profile profile;
    profile.id = QStringLiteral("p1");
    profile.name = QStringLiteral("Plant");
    profile.readOnly = true;
    return profile;
}

Reach awayReach()
{
    Reach reach;
    reach.awaySinceMs = QDateTime(QDate(2026, 11, 25), QTime(19, 37, 29)).toMSecsSinceEpoch();
    reach.error = {ErrorKind::Network, QStringLiteral("It refuses connections."), {}, 0};
    return reach;
}

InstanceInfo plainUser(InstanceInfo info)
{
    info.user = QStringLiteral("viewer");
    info.superUser = info.mayUpdate = false;
    return info;
}

} // namespace

/// Where the updater cannot write, every place that could start it says why, and none offers it.
class TestUpdaterStart : public QObject
{
    Q_OBJECT

private slots:
    void thePageSaysWhyNothingCanBeWritten_data()
    {
        QTest::addColumn<QString>("obstacle");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<bool>("leadsToSetup");
        const auto row = [](const char *obstacle, const char *reason, bool leadsToSetup) {
            QTest::newRow(obstacle) << QString::fromLatin1(obstacle) << QString::fromLatin1(reason)
                                    << leadsToSetup;
        };
        row("not set up", "not set up yet", true);
        row("no rights", "\"viewer\" may not update", false);
        row("read-only", "\"Plant\" is read-only", false);
    }

    void thePageSaysWhyNothingCanBeWritten()
    {
        QFETCH(QString, obstacle);
        QFETCH(QString, reason);
        QFETCH(bool, leadsToSetup);
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.setup().planChanged(completePlan());
        auto *start = child<QPushButton>(page, "updaterStart");
        auto *run = child<QPushButton>(page, "updaterRunNow");
        const auto *notice = child<Banner>(page, "leaseNotice");
        QTRY_VERIFY(start->isEnabled() && run->isEnabled());
        QVERIFY(notice->isHidden());

        if (obstacle == QLatin1String("not set up"))
            emit f.session.setup().planChanged(neededPlan());
        else if (obstacle == QLatin1String("no rights"))
            emit f.session.connection().infoChanged(plainUser(f.session.info()));
        else
            f.session.setProfile(readOnlyProfile());
        QTRY_VERIFY(!start->isEnabled() && !run->isEnabled());
        QVERIFY2(start->toolTip().contains(reason), qPrintable(start->toolTip()));
        QVERIFY2(run->toolTip().contains(reason), qPrintable(run->toolTip()));
        QTRY_VERIFY(notice->isVisible());
        QVERIFY2(notice->text().contains(reason), qPrintable(notice->text()));
        auto *way = child<QPushButton>(page, "leaseNoticeButton");
        QCOMPARE(way->isVisible(), leadsToSetup);
        QSignalSpy setup(&page, &Page::setupRequested);
        if (leadsToSetup) {
            click(way);
            QCOMPARE(setup.size(), 1);
            QVERIFY(f.session.requests.isEmpty());
        }

        // To go on after a pause is to write again.
        UpdaterStatus paused;
        paused.state = UpdaterState::Paused;
        emit f.session.updater().updaterStatusChanged(paused);
        QVERIFY(!start->isEnabled());
        // Ending an updater of this machine needs nothing.
        QVERIFY(child<QPushButton>(page, "updaterStop")->isEnabled());
    }

    void aSetupThatCanBeUpgradedIsASetup()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        SetupPlan plan = completePlan();
        plan.steps[1].state = StepState::Needed;
        emit f.session.setup().planChanged(plan);
        QTRY_VERIFY(child<QPushButton>(page, "updaterStart")->isEnabled());
        QVERIFY(child<Banner>(page, "leaseNotice")->isHidden());
    }

    void aRoleThatMayUpdateNeedsNoSuperUser()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        InstanceInfo info = plainUser(f.session.info());
        info.mayUpdate = true;
        emit f.session.connection().infoChanged(info);
        SetupPlan plan; // all that such a user can be shown
        plan.steps = {{SetupPart::Access, StepState::Blocked, QStringLiteral("Check access"), {}}};
        emit f.session.setup().planChanged(plan);
        QTRY_VERIFY(child<QPushButton>(page, "updaterStart")->isEnabled());
    }

    void theServiceIsHeldBackByTheSame()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.connection().infoChanged(plainUser(f.session.info()));
        QTRY_VERIFY2(textOf(page, "serviceHint").contains(QStringLiteral("\"viewer\" may not update")),
                     qPrintable(textOf(page, "serviceHint")));
        QVERIFY(!child<QPushButton>(page, "serviceInstall")->isEnabled());
    }

    void thePageFollowsAServerThatIsAway()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        UpdaterStatus retrying;
        retrying.state = UpdaterState::Retrying;
        retrying.lastRun.outcome = RunOutcome::Failed;
        retrying.lastRun.error = awayReach().error;
        emit f.session.updater().updaterStatusChanged(retrying);
        const auto *notice = child<Banner>(page, "leaseNotice");
        QVERIFY(notice->isVisible());
        emit f.session.connection().reachChanged(awayReach());
        QTRY_COMPARE(textOf(page, "updaterState"), QStringLiteral("Not reachable since 19:37:29"));
        QVERIFY(notice->isHidden()); // the window says it above the page
        QVERIFY(!child<QPushButton>(page, "updaterRunNow")->isEnabled());
        QVERIFY(child<QPushButton>(page, "updaterRunNow")
                    ->toolTip()
                    .contains(QStringLiteral("Not reachable since 19:37:29")));
        QVERIFY(child<QPushButton>(page, "updaterStop")->isEnabled());
        emit f.session.connection().reachChanged(Reach());
        QTRY_VERIFY(notice->isVisible());
        QVERIFY(child<QPushButton>(page, "updaterRunNow")->isEnabled());
    }

    void theWindowDoesNotOfferIt_data()
    {
        QTest::addColumn<bool>("setUp");
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("page");
        QTest::newRow("not set up") << false << QStringLiteral("&Go to the setup")
                                    << QStringLiteral("setupPage");
        QTest::newRow("read-only") << true << QStringLiteral("Show the updater")
                                   << QStringLiteral("updaterPage");
    }

    void theWindowDoesNotOfferIt()
    {
        QFETCH(bool, setUp);
        QFETCH(QString, action);
        QFETCH(QString, page);
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        session.pretendConnected();
        emit session.setup().planChanged(setUp ? completePlan() : neededPlan());
        session.sendSample(1, QDateTime::currentMSecsSinceEpoch() - 3'600'000);
        const auto *banner = child<Banner>(window, "linkBanner");
        auto *button = child<QPushButton>(window, "linkBannerButton");
        QTRY_VERIFY(banner->isVisible());
        QCOMPARE(button->text(), setUp ? QStringLiteral("&Start updating") : action);
        if (setUp)
            session.setProfile(readOnlyProfile());
        QTRY_COMPARE(button->text(), action);
        QVERIFY(banner->text().contains(QStringLiteral("no updater writes them")));
        click(button);
        QVERIFY(session.requests.isEmpty());
        QTRY_COMPARE(child<QStackedWidget>(window, "pages")->currentWidget()->objectName(), page);
        // It leads nowhere from there; the updater page says itself why nothing can be started.
        QTRY_VERIFY(!button->isVisible());
        QVERIFY(banner->isVisible());
    }

    void theOverviewSaysWhy()
    {
        GuiFixture f;
        OverviewPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.setup().planChanged(completePlan());
        f.session.setProfile(readOnlyProfile());
        QTRY_VERIFY2(textOf(page, "overviewMessageText").contains(QStringLiteral("\"Plant\" is read-only")),
                     qPrintable(textOf(page, "overviewMessageText")));
        QCOMPARE(child<QPushButton>(page, "overviewMessageButton")->text(),
                 QStringLiteral("&Show the updater"));
    }
};

SYSPULSE_GUI_TEST(TestUpdaterStart)
#include "tst_updaterstart.moc"
