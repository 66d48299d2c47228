// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"
#include "tests/support/ordering.h"

#include <QAbstractItemModelTester>
#include <QPushButton>
#include <QSpinBox>
#include <QTimeEdit>

#include "core/session/linkstatus.h"
#include "ui/base/banner.h"
#include "ui/updater/journalmodel.h"
#include "ui/updater/schedulebox.h"
#include "ui/updater/updaterpage.h"

using namespace syspulse;

class TestUpdaterPage : public QObject
{
    Q_OBJECT

private slots:
    void startsWithTheChosenInterval()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        QVERIFY(!child<QPushButton>(page, "updaterStart")->isEnabled());
        f.session.pretendConnected();
        QTRY_VERIFY(child<QPushButton>(page, "updaterStart")->isEnabled());
        QVERIFY(!child<QPushButton>(page, "updaterStop")->isEnabled());
        auto *interval = child<QSpinBox>(page, "updaterInterval");
        QCOMPARE(interval->minimum(), 1);
        QCOMPARE(interval->maximum(), 3600);
        interval->setValue(30);
        click(child<QPushButton>(page, "updaterStart"));
        click(child<QPushButton>(page, "updaterRunNow"));
        QCOMPARE(f.session.requests, (QStringList{QStringLiteral("start 30"), QStringLiteral("run")}));
    }

    void theIntervalIsKeptForEachInstance()
    {
        GuiFixture f;
        const QString one = QStringLiteral("https://one:9925/");
        const QString two = QStringLiteral("https://two:9925/");
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected(one);
        auto *interval = child<QSpinBox>(page, "updaterInterval");
        interval->setValue(45);
        QTRY_VERIFY(child<QPushButton>(page, "updaterStart")->isEnabled());
        click(child<QPushButton>(page, "updaterStart"));
        interval->setValue(50); // not applied, so not kept

        f.session.pretendConnected(two);
        interval->setValue(20);
        UpdaterPage later(f.context());
        auto *laterInterval = child<QSpinBox>(later, "updaterInterval");
        f.session.pretendConnected(two);
        passFiles(f.state.files());
        QCOMPARE(laterInterval->value(), LiveStore::defaultIntervalSeconds);
        f.session.pretendConnected(one);
        emit f.session.updater().updaterStatusChanged({}); // an updater that has not started says its default
        QTRY_COMPARE(laterInterval->value(), 45);
        emit f.session.updater().updaterStatusChanged({});
        QCOMPARE(laterInterval->value(), 45);
    }

    void aKeptIntervalMustMakeSense_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("another type") << QByteArray(R"({"intervalSeconds": "5"})");
        QTest::newRow("zero") << QByteArray(R"({"intervalSeconds": 0})");
        QTest::newRow("too long") << QByteArray(R"({"intervalSeconds": 3601})");
    }

    void aKeptIntervalMustMakeSense()
    {
        QFETCH(QByteArray, bytes);
        GuiFixture f;
        f.state.save(QStringLiteral("updater-one:9925"), bytes);
        UpdaterPage page(f.context());
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        passFiles(f.state.files());
        QCOMPARE(child<QSpinBox>(page, "updaterInterval")->value(), LiveStore::defaultIntervalSeconds);
    }

    void theUpdaterThatRunsSaysItsInterval()
    {
        GuiFixture f;
        f.state.save(QStringLiteral("updater-one:9925"), R"({"intervalSeconds": 45})");
        UpdaterPage page(f.context());
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        emit f.session.updater().updaterStatusChanged(
            status(f, UpdaterState::Waiting)); // before the file is read
        const int running = child<QSpinBox>(page, "updaterInterval")->value();
        QVERIFY(running != 45);
        passFiles(f.state.files());
        QCOMPARE(child<QSpinBox>(page, "updaterInterval")->value(), running);
    }

    void countsDownToTheNextRun()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.updater().updaterStatusChanged(status(f, UpdaterState::Waiting));
        QCOMPARE(textOf(page, "updaterNextRun"), QStringLiteral("Next run in 7 s"));
        f.clock.now += 3000;
        page.tick();
        QTRY_COMPARE(textOf(page, "updaterNextRun"), QStringLiteral("Next run in 4 s"));
        click(child<QPushButton>(page, "updaterStop"));
        QCOMPARE(f.session.requests.last(), QStringLiteral("stop"));
    }

    void anEditUnderWaySurvivesAStatus()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.updater().updaterStatusChanged(status(f, UpdaterState::Waiting));
        auto *interval = child<QSpinBox>(page, "updaterInterval");
        interval->setValue(25);
        emit f.session.updater().updaterStatusChanged(status(f, UpdaterState::Running));
        QCOMPARE(interval->value(), 25);
        QVERIFY(child<QPushButton>(page, "updaterStart")->isEnabled());
        interval->setValue(10);
        QVERIFY(!child<QPushButton>(page, "updaterStart")->isEnabled());
    }

    void keepsRunningInTheTray()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        auto *box = child<QCheckBox>(page, "keepInTray");
        QVERIFY(box->isEnabled());
        QVERIFY(!box->isChecked());
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        QVERIFY(box->isChecked());
        QVERIFY(f.preferences.values().keepInTray);
    }

    void saysWhyThereIsNoTray()
    {
        GuiFixture f;
        f.tray.available = false;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        const auto *box = child<QCheckBox>(page, "keepInTray");
        QVERIFY(!box->isEnabled());
        QVERIFY(box->toolTip().contains(QStringLiteral("syspulsectl")));
    }

    void saysWhatItCosts()
    {
        const UnitFormatter format(QLocale(QStringLiteral("en_US")));
        const QString text = ScheduleBox::costText(50, {10, {}}, StorageEngine::Lmdb, format);
        QVERIFY2(text.contains(QStringLiteral("449\u00a0k record writes per day (50 every 10 s)")),
                 qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("432\u00a0k MQTT messages")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("grows by about 251\u00a0MiB per day")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("keeps 3 days of it as delivered, about 753\u00a0MiB")),
                 qPrintable(text));

        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.updater().runFinished(report(f, RunOutcome::Updated));
        QVERIFY(textOf(page, "updaterCost").contains(QStringLiteral("12 every 10 s")));
        child<QSpinBox>(page, "updaterInterval")->setValue(60);
        QVERIFY(textOf(page, "updaterCost").contains(QStringLiteral("12 every 1 min")));
    }

    void changesCostNothingUntilTheyAreApplied()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        emit f.session.updater().updaterStatusChanged(status(f, UpdaterState::Waiting));
        emit f.session.updater().runFinished(report(f, RunOutcome::Updated));
        QVERIFY(!textOf(page, "updaterCost").contains(QStringLiteral("Until you apply")));
        auto *start = child<QPushButton>(page, "updaterStart");
        QVERIFY(!start->isEnabled());
        child<QCheckBox>(page, "quietHours")->setChecked(true);
        child<QTimeEdit>(page, "quietFrom")->setTime(QTime(20, 0));
        child<QTimeEdit>(page, "quietTo")->setTime(QTime(8, 0));
        const QString cost = textOf(page, "updaterCost");
        QVERIFY2(cost.contains(QStringLiteral("Until you apply the changes: about 121\u00a0k record writes")),
                 qPrintable(cost));
        QVERIFY2(cost.contains(QStringLiteral("Afterwards: Estimated cost, going by the last run: about "
                                              "60.5\u00a0k record writes")),
                 qPrintable(cost));
        QVERIFY(f.session.requests.isEmpty());
        click(start);
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("start 10 20:00-08:00")});
        QCOMPARE(f.updater.schedule().quiet.to, QTime(8, 0));
    }

    void quietHoursAreKeptForEachInstance()
    {
        GuiFixture f;
        f.state.save(QStringLiteral("updater-one:9925"),
                     R"({"intervalSeconds": 45, "quietHours": "23:30-05:00"})");
        UpdaterPage page(f.context());
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        QTRY_COMPARE(child<QSpinBox>(page, "updaterInterval")->value(), 45);
        QVERIFY(child<QCheckBox>(page, "quietHours")->isChecked());
        QCOMPARE(child<QTimeEdit>(page, "quietFrom")->time(), QTime(23, 30));
        QCOMPARE(textOf(page, "quietLength"), QStringLiteral("(5 h 30 min each day)"));
        // What starts the updater from elsewhere starts it with these.
        QCOMPARE(f.updater.schedule(), (UpdaterSchedule{45, {QTime(23, 30), QTime(5, 0)}}));
        f.session.pretendConnected(QStringLiteral("https://two:9925/"));
        passFiles(f.state.files());
        QCOMPARE(f.updater.schedule(), UpdaterSchedule());
    }

    void sameTimesAreNoQuietHours()
    {
        ScheduleBox box(UnitFormatter(QLocale::c()));
        child<QCheckBox>(box, "quietHours")->setChecked(true);
        child<QTimeEdit>(box, "quietFrom")->setTime(QTime(6, 0));
        child<QTimeEdit>(box, "quietTo")->setTime(QTime(6, 0));
        QVERIFY(!box.schedule().quiet.isSet());
        QVERIFY(textOf(box, "quietLength").contains(QStringLiteral("no quiet hours")));
    }

    void quietHoursAreNoAlarm()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        f.session.sendSample(1, f.clock.now);
        UpdaterStatus quiet = status(f, UpdaterState::Quiet);
        quiet.quietUntilMs = f.clock.now + 6 * 3600 * 1000;
        quiet.nextRunMs = quiet.quietUntilMs;
        emit f.session.updater().updaterStatusChanged(quiet);
        QCOMPARE(textOf(page, "updaterState"), QStringLiteral("Quiet hours"));
        QVERIFY2(
            textOf(page, "updaterNextRun").startsWith(QStringLiteral("No values are written until 4:13")),
            qPrintable(textOf(page, "updaterNextRun")));
        QVERIFY(child<QPushButton>(page, "updaterPause")->isEnabled());
        f.clock.now += 3600 * 1000;
        const auto notice = LinkStatus::notice(f.session, f.store);
        QVERIFY(notice);
        QCOMPARE(notice->severity, Severity::Info);
        QVERIFY2(notice->text.startsWith(QStringLiteral("Quiet hours until ")), qPrintable(notice->text));
        QVERIFY(notice->action.isEmpty());
    }

    void pausesAndResumes()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        auto *pause = child<QPushButton>(page, "updaterPause");
        QTRY_VERIFY(child<QPushButton>(page, "updaterStart")->isEnabled());
        QVERIFY(!pause->isEnabled());
        f.session.sendSample(1, f.clock.now);
        emit f.session.updater().updaterStatusChanged(status(f, UpdaterState::Waiting));
        click(pause);
        UpdaterStatus paused = status(f, UpdaterState::Paused);
        paused.nextRunMs = 0;
        emit f.session.updater().updaterStatusChanged(paused);
        QCOMPARE(textOf(page, "updaterState"), QStringLiteral("Paused"));
        QVERIFY(!pause->isEnabled());
        QVERIFY(child<QPushButton>(page, "updaterStop")->isEnabled());
        f.clock.now += 3600 * 1000;
        const auto notice = LinkStatus::notice(f.session, f.store);
        QVERIFY(notice && notice->remedy == LinkStatus::Notice::Remedy::StartUpdater);
        QCOMPARE(notice->action, QStringLiteral("&Resume updating"));
        auto *resume = child<QPushButton>(page, "updaterStart");
        QCOMPARE(resume->text(), QStringLiteral("Re&sume"));
        click(resume);
        QCOMPARE(f.session.requests, (QStringList{QStringLiteral("pause"), QStringLiteral("start 10")}));
    }

    void takeOverAsksFirst()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        UpdaterStatus standby = status(f, UpdaterState::StandingBy);
        standby.lastRun = report(f, RunOutcome::StoodBy);
        standby.lastRun.leaseHolder = QStringLiteral("<b>root</b> on web-3");
        emit f.session.updater().updaterStatusChanged(standby);
        QVERIFY(child<Banner>(page, "leaseNotice")->isVisible());
        QVERIFY(textOf(page, "leaseNoticeText").contains(QStringLiteral("<b>root</b> on web-3")));
        click(child<QPushButton>(page, "leaseNoticeButton"));
        QCOMPARE(f.prompts.asked.size(), 1);
        QVERIFY(f.session.requests.isEmpty());
        f.prompts.answer = true;
        click(child<QPushButton>(page, "leaseNoticeButton"));
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("takeover")});
        emit f.session.updater().updaterStatusChanged(status(f, UpdaterState::Waiting));
        QVERIFY(child<Banner>(page, "leaseNotice")->isHidden());
    }

    void journalIsBoundedAndNewestFirst()
    {
        GuiFixture f;
        JournalModel model(UnitFormatter(QLocale::c()));
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < JournalModel::maxRows + 20; ++i) {
            RunReport one = report(f, RunOutcome::Updated);
            one.recordsWritten = i;
            model.add(one);
        }
        QCOMPARE(model.rowCount(), JournalModel::maxRows);
        QCOMPARE(cell(model, 0, JournalModel::Records), QString::number(JournalModel::maxRows + 19));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void journalTellsUnknownFromZero()
    {
        GuiFixture f;
        JournalModel model(UnitFormatter(QLocale::c()));
        RunReport failed = report(f, RunOutcome::Failed);
        failed.recordsWritten = 0;
        failed.error = {ErrorKind::Network, QStringLiteral("No answer."), QStringLiteral("<b>x</b>\nline")};
        model.add(failed);
        QCOMPARE(cell(model, 0, JournalModel::Records), QStringLiteral("—"));
        QVERIFY(cell(model, 0, JournalModel::Notes).contains(QStringLiteral("<b>x</b>\u23CEline")));
        const QString hint = model.index(0, JournalModel::Notes).data(Qt::ToolTipRole).toString();
        QVERIFY(!hint.contains(QStringLiteral("<b>x")));
        RunReport updated = report(f, RunOutcome::Updated);
        updated.recordsWritten = 0;
        model.add(updated);
        QCOMPARE(cell(model, 0, JournalModel::Records), QStringLiteral("0"));
    }

private:
    static UpdaterStatus status(const GuiFixture &f, UpdaterState state)
    {
        UpdaterStatus status;
        status.state = state;
        status.nextRunMs = f.clock.now + 6500;
        return status;
    }

    static RunReport report(const GuiFixture &f, RunOutcome outcome)
    {
        RunReport report;
        report.startedMs = f.clock.now;
        report.durationMs = 41;
        report.trigger = QStringLiteral("schedule");
        report.outcome = outcome;
        report.recordsWritten = 12;
        return report;
    }

    static QString cell(const JournalModel &model, int row, JournalModel::Column column)
    {
        return model.index(row, column).data().toString();
    }
};

SYSPULSE_GUI_TEST(TestUpdaterPage)
#include "tst_updaterpage.moc"
