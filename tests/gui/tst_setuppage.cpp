// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

#include "ui/base/banner.h"
#include "ui/base/steprow.h"
#include "ui/setup/setuppage.h"

using namespace syspulse;

class TestSetupPage : public QObject
{
    Q_OBJECT

private slots:
    void nothingCanBeDoneWithoutAConnection()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        QVERIFY(!primary(page)->isEnabled());
        QVERIFY(!child<QPushButton>(page, "setupUndo")->isEnabled());
    }

    void showsThePlan()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.setup().planChanged(neededPlan());
        QCOMPARE(page.findChildren<StepRow *>().size(), neededPlan().steps.size());
        QCOMPARE(child<StepRow>(page, "setupStep0")->state(), StepState::Done);
        QCOMPARE(child<StepRow>(page, "setupStep1")->state(), StepState::Needed);
        QCOMPARE(textOf(page, "setupStep1Title"), neededPlan().steps.at(1).title);
        QCOMPARE(primary(page)->text(), QStringLiteral("&Set up this instance"));
        QVERIFY(primary(page)->isEnabled());
    }

    void undoIsThereOnlyForWhatIsOurs()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.setup().planChanged(neededPlan());
        auto *undo = child<QPushButton>(page, "setupUndo");
        QVERIFY(!undo->isEnabled());
        QVERIFY(undo->toolTip().contains(QLatin1String("not known")));
        SetupPlan nothing = neededPlan();
        nothing.removable = SetupRemovable();
        emit f.session.setup().planChanged(nothing);
        QVERIFY(!undo->isEnabled());
        QVERIFY(undo->toolTip().contains(QLatin1String("nothing of SysPulse")));
        emit f.session.setup().planChanged(completePlan());
        QVERIFY(undo->isEnabled());
    }

    void changesOfAnUpgradeAreShownAndHandWorkIsAskedFor()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        SetupPlan plan = neededPlan();
        QVERIFY(!child<QPushButton>(page, "setupCheckAgain")->isVisible());
        plan.component = {ComponentState::Edited, QStringLiteral("1.0.0"), {QStringLiteral("peers.js")}, {}};
        plan.steps[1].changes = {{QStringLiteral("peers.js"), FileChange::Kind::Changed,
                                  QStringLiteral("@@ -1,1 +1,1 @@\n-<b>old</b>\n+new\n")}};
        emit f.session.setup().planChanged(plan);
        QCOMPARE(primary(page)->text(), QStringLiteral("Upgrade this &instance"));
        QVERIFY(!child<QPushButton>(page, "setupStep0Changes")->isVisible());
        click(child<QPushButton>(page, "setupStep1Changes"));
        const auto *text = child<QPlainTextEdit>(page, "diffText");
        QVERIFY(text->isReadOnly());
        QVERIFY(text->toPlainText().contains(QStringLiteral("-<b>old</b>\n+new\n")));

        click(primary(page)); // the answer is no
        QCOMPARE(f.prompts.asked.size(), 1);
        QVERIFY(f.prompts.asked.constFirst().text.contains(QStringLiteral("peers.js")));
        QVERIFY(f.session.requests.isEmpty());
        f.prompts.answer = true;
        click(primary(page));
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("apply")});
    }

    void runsStepByStep()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.setup().planChanged(neededPlan());
        click(primary(page));
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("apply")});
        QVERIFY(!primary(page)->isEnabled());
        QVERIFY(!child<QPushButton>(page, "setupUndo")->isEnabled());
        QVERIFY(child<QPushButton>(page, "setupCancel")->isVisible());

        SetupStep step = neededPlan().steps.at(1);
        step.state = StepState::Running;
        emit f.session.setup().setupStepChanged(step);
        QCOMPARE(child<StepRow>(page, "setupStep1")->state(), StepState::Running);
        step.state = StepState::Done;
        emit f.session.setup().setupStepChanged(step);
        QCOMPARE(child<QProgressBar>(page, "setupProgress")->value(), 2);

        finish(f);
        QVERIFY(textOf(page, "setupResultText").contains(QStringLiteral("arrived after 6 ms")));
        QCOMPARE(f.session.requests.last(), QStringLiteral("start 10"));
        QSignalSpy onwards(&page, &Page::overviewRequested);
        QCOMPARE(child<QPushButton>(page, "setupResultButton")->text(), QStringLiteral("Show the c&harts"));
        click(child<QPushButton>(page, "setupResultButton"));
        QCOMPARE(onwards.size(), 1);
        // The plan that follows cannot know of the proof; the page still does.
        emit f.session.setup().planChanged(completePlan());
        QVERIFY(textOf(page, "setupStep6Detail").contains(QStringLiteral("arrived after 6 ms")));
        QCOMPARE(child<StepRow>(page, "setupStep6")->state(), StepState::Done);
        QCOMPARE(textOf(page, "setupSummary"), QStringLiteral("Everything is in place."));
        QCOMPARE(primary(page)->text(), QStringLiteral("Chec&k again"));
    }

    void serverSideModeIsChosenAndPlanned()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        auto *choice = child<QCheckBox>(page, "setupServerSide");
        QVERIFY(!choice->isVisible());
        f.session.pretendConnected();
        SetupPlan plan = completePlan();
        emit f.session.setup().planChanged(plan);
        QVERIFY(choice->isVisible() && choice->isEnabled() && !choice->isChecked());
        choice->click();
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("choose server side, flat ids")});
        QVERIFY(!choice->isEnabled()); // until the plan is there
        plan.serverSide = true;
        plan.steps[1].state = StepState::Needed;
        plan.steps[1].changes = {
            {QStringLiteral("config.yaml"), FileChange::Kind::Changed,
             QStringLiteral("@@ -1,1 +1,1 @@\n-  serverSide: false\n+  serverSide: true\n")}};
        plan.component.state = ComponentState::Older;
        emit f.session.setup().planChanged(plan);
        QVERIFY(choice->isEnabled() && choice->isChecked());
        QCOMPARE(primary(page)->text(), QStringLiteral("Chang&e the settings"));
        QVERIFY(textOf(page, "setupSummary").contains(QStringLiteral("the server keeps the values current")));
        f.prompts.answer = true;
        click(primary(page));
        finish(f);
        QVERIFY(!f.session.requests.contains(QStringLiteral("start 10"))); // nobody needs an updater now
        choice->click();
        QCOMPARE(f.session.requests.last(), QStringLiteral("choose updaters only, flat ids"));
    }

    void idsAreChosenAndPlanned()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        auto *choice = child<QComboBox>(page, "setupIds");
        f.session.pretendConnected();
        SetupPlan plan = completePlan();
        plan.serverSide = true;
        plan.ids = IdStyle::Hierarchical;
        emit f.session.setup().planChanged(plan);
        QVERIFY(choice->isVisible() && choice->isEnabled());
        QCOMPARE(choice->currentText(), QStringLiteral("Hierarchical: sys/broker/uptime"));
        choice->setFocus();
        QTest::keyClick(choice, Qt::Key_Up);
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("choose server side, flat ids")});
        QVERIFY(!choice->isEnabled()); // until the plan is there
        plan.ids = IdStyle::Flat;
        plan.changesIds = true;
        emit f.session.setup().planChanged(plan);
        QVERIFY(choice->isEnabled());
        QCOMPARE(choice->currentText(), QStringLiteral("Flat: sys/broker_uptime"));
        QCOMPARE(primary(page)->text(), QStringLiteral("Chang&e the settings"));
        Profile readOnly;
        readOnly.readOnly = true;
        f.session.setProfile(readOnly);
        QVERIFY(!choice->isEnabled());
        QVERIFY(!choice->parentWidget()->toolTip().isEmpty());
    }

    void rolesAreChosenAndPlanned()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        auto *reader = child<QCheckBox>(page, "setupReaderRole");
        auto *updater = child<QCheckBox>(page, "setupUpdaterRole");
        f.session.pretendConnected();
        SetupPlan plan = completePlan();
        plan.noUpdaterRole = QStringLiteral("HarperDB 4 cannot.");
        emit f.session.setup().planChanged(plan);
        QVERIFY(reader->isVisible() && reader->isEnabled() && !reader->isChecked());
        QVERIFY(reader->toolTip().contains(QLatin1String("syspulse_reader")));
        QCOMPARE(reader->toolTip().replace(u'\n', u' '), reader->whatsThis());
        QVERIFY(updater->isVisible() && !updater->isEnabled());
        QCOMPARE(updater->toolTip(), plan.noUpdaterRole);
        reader->click();
        QCOMPARE(f.session.requests.last(),
                 QStringLiteral("choose updaters only, flat ids, syspulse_reader"));
        QVERIFY(!reader->isEnabled()); // until the plan is there
        plan.roles = {SetupRole::Reader};
        const SetupStep step{SetupPart::ReaderRole, StepState::Needed, QStringLiteral("Create the role"), {}};
        plan.steps.insert(5, step);
        emit f.session.setup().planChanged(plan);
        QVERIFY(reader->isEnabled() && reader->isChecked());
        QCOMPARE(primary(page)->text(), QStringLiteral("Chang&e the settings"));
        plan.steps[5].state = StepState::Done;
        plan.rolesNow = plan.roles;
        plan.noUpdaterRole.clear();
        emit f.session.setup().planChanged(plan);
        QVERIFY(!reader->isEnabled() && reader->isChecked());
        QVERIFY(reader->toolTip().contains(QLatin1String("undoing the setup removes it")));
        QVERIFY(updater->isEnabled() && !updater->isChecked());
        updater->click();
        QVERIFY(f.session.requests.last().endsWith(QLatin1String(", syspulse_reader, syspulse_updater")));
    }

    void whatAnUndoLeavesIsSaid()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.setup().planChanged(completePlan());
        f.prompts.answer = true;
        click(child<QPushButton>(page, "setupUndo"));
        const QString detail = QStringLiteral("The role stays, because these users have it: eve.");
        emit f.session.setup().setupStepChanged(
            {SetupPart::ReaderRole, StepState::Skipped, QStringLiteral("Remove the role"), detail});
        emit f.session.setup().setupFinished(true, true, {});
        emit f.session.setup().planChanged(neededPlan());
        QVERIFY2(textOf(page, "setupResultText").contains(detail),
                 qPrintable(textOf(page, "setupResultText")));
    }

    void aNewerComponentKeepsItsMode()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        SetupPlan plan = completePlan();
        plan.component.state = ComponentState::Newer;
        emit f.session.setup().planChanged(plan);
        QVERIFY(!child<QCheckBox>(page, "setupServerSide")->isEnabled());
    }

    void aRunningUpdaterIsLeftAlone()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.setup().planChanged(neededPlan());
        UpdaterStatus status;
        status.state = UpdaterState::Waiting;
        emit f.session.updater().updaterStatusChanged(status);
        click(primary(page));
        finish(f);
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("apply")});
    }

    void provingAgainLeavesTheUpdaterStopped()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.setup().planChanged(completePlan());
        click(child<QPushButton>(page, "setupProve"));
        finish(f);
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("apply")});
        // A setup that follows starts it as ever.
        emit f.session.setup().planChanged(neededPlan());
        click(primary(page));
        finish(f);
        QCOMPARE(f.session.requests.last(), QStringLiteral("start 10"));
    }

    void aFailureIsSaidOnThePage()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.setup().planChanged(neededPlan());
        click(primary(page));
        SetupStep step = neededPlan().steps.at(2);
        step.state = StepState::Failed;
        step.detail = QStringLiteral("<b>no</b>");
        emit f.session.setup().setupStepChanged(step);
        emit f.session.setup().setupFinished(false, false,
                                             {ErrorKind::Server, QStringLiteral("It failed."), {}});
        QCOMPARE(child<StepRow>(page, "setupStep2")->state(), StepState::Failed);
        QCOMPARE(child<QLabel>(page, "setupStep2Detail")->textFormat(), Qt::PlainText);
        QCOMPARE(textOf(page, "setupResultText"), QStringLiteral("It failed."));
        QVERIFY(child<Banner>(page, "setupResult")->isVisible());
        // The new look at the instance must not wipe out what went wrong.
        emit f.session.setup().planFailed({ErrorKind::Network, QStringLiteral("Unreachable."), {}});
        QCOMPARE(textOf(page, "setupResultText"), QStringLiteral("It failed."));
        QVERIFY(primary(page)->isEnabled());
    }

    void aBlockedPlanCannotBeApplied()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        SetupPlan plan = neededPlan();
        plan.steps[3].state = StepState::Blocked;
        emit f.session.setup().planChanged(plan);
        QCOMPARE(primary(page)->text(), QStringLiteral("Chec&k again"));
        click(primary(page));
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("plan")});
    }

    void undoAsksFirst()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.setup().planChanged(completePlan());
        click(child<QPushButton>(page, "setupUndo"));
        QCOMPARE(f.prompts.asked.size(), 1);
        const QString text = f.prompts.asked.at(0).text;
        QStringList words{QStringLiteral("updater"), QStringLiteral("\"syspulse\""),
                          QStringLiteral("\"data\"")};
        for (const QString &table : SysLayout().tables())
            words.append(QStringLiteral("data.") + table);
        for (const QString &word : std::as_const(words))
            QVERIFY2(text.contains(word), qPrintable(word));
        QVERIFY(f.session.requests.isEmpty());

        f.prompts.answer = true;
        click(child<QPushButton>(page, "setupUndo"));
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("undo")});
        QVERIFY(!primary(page)->isEnabled());
        emit f.session.setup().setupFinished(true, true, {});
        QVERIFY(child<Banner>(page, "setupResult")->isVisible());
        emit f.session.setup().planChanged(neededPlan());
        QVERIFY(primary(page)->isEnabled());
    }

    void canBeCancelled()
    {
        GuiFixture f;
        SetupPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.setup().planChanged(neededPlan());
        click(primary(page));
        click(child<QPushButton>(page, "setupCancel"));
        QCOMPARE(f.session.requests.last(), QStringLiteral("cancel"));
        QVERIFY(!child<QPushButton>(page, "setupCancel")->isEnabled());
        emit f.session.setup().setupFinished(false, false,
                                             {ErrorKind::Cancelled, QStringLiteral("Cancelled at x."), {}});
        QCOMPARE(textOf(page, "setupResultText"), QStringLiteral("Cancelled at x."));
    }

private:
    static QPushButton *primary(const SetupPage &page) { return child<QPushButton>(page, "setupPrimary"); }

    static void finish(GuiFixture &f)
    {
        for (SetupStep step : neededPlan().steps) {
            step.state = StepState::Done;
            if (step.part == SetupPart::Proof)
                step.detail = QStringLiteral("A test record arrived after 6 ms.");
            emit f.session.setup().setupStepChanged(step);
        }
        emit f.session.setup().setupFinished(false, true, {});
    }
};

SYSPULSE_GUI_TEST(TestSetupPage)
#include "tst_setuppage.moc"
