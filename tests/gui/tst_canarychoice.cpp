// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSignalSpy>

#include "core/session/updatercontrol.h"
#include "ui/updater/updaterpage.h"

using namespace syspulse;

/// Whether there is a canary: the switch on the Updater page, what it costs, and the profile.
class TestCanaryChoice : public QObject
{
    Q_OBJECT

private slots:
    void theCanaryIsChosenHereAndKeptInTheProfile()
    {
        GuiFixture f;
        QSignalSpy chosen(&f.updater, &UpdaterControl::canaryChosen);
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        RunReport run;
        run.startedMs = f.clock.now;
        run.trigger = QStringLiteral("schedule");
        run.outcome = RunOutcome::Updated;
        run.recordsWritten = 12;
        emit f.session.updater().runFinished(run);
        auto *canary = child<QCheckBox>(page, "updaterCanary");
        QVERIFY2(!canary->isChecked(), "off until it is allowed");
        auto *start = child<QPushButton>(page, "updaterStart");
        QTRY_VERIFY(start->isEnabled());
        click(start);
        QCOMPARE(f.session.requests.last(), QStringLiteral("start 10"));
        QVERIFY(chosen.isEmpty());
        QVERIFY(!textOf(page, "updaterCost").contains(QStringLiteral("canary")));
        canary->setChecked(true);
        QVERIFY2(
            textOf(page, "updaterCost")
                .contains(QStringLiteral("The canary makes about 2.9\u00a0k short MQTT connections per day")),
            qPrintable(textOf(page, "updaterCost")));
        QVERIFY2(!f.session.profile().canary, "not applied yet");
        click(start);
        QCOMPARE(f.session.requests.last(), QStringLiteral("start 10 canary"));
        QVERIFY(f.session.profile().canary);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.constFirst().constFirst().toBool(), true);
    }

    void theProfileSaysWhetherThereIsACanary()
    {
        GuiFixture f;
        Profile profile;
        profile.canary = true;
        f.session.setProfile(profile);
        UpdaterPage page(f.context());
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        QTRY_VERIFY(child<QCheckBox>(page, "updaterCanary")->isChecked());
        f.updater.start();
        QCOMPARE(f.session.requests.last(), QStringLiteral("start 10 canary"));
    }

    void whatOneProfileAllowsIsNotAllowedByTheNext()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        Profile allows;
        allows.id = QStringLiteral("allows");
        allows.canary = true;
        f.session.setProfile(allows);
        f.session.pretendConnected(QStringLiteral("https://one:9925/"));
        QTRY_VERIFY(child<QCheckBox>(page, "updaterCanary")->isChecked());
        emit f.session.connection().stateChanged(SessionState::Disconnected, {});
        Profile other;
        other.id = QStringLiteral("other");
        f.session.setProfile(other);
        f.session.pretendConnected(QStringLiteral("https://two:9925/"));
        QVERIFY(!child<QCheckBox>(page, "updaterCanary")->isChecked());
        auto *start = child<QPushButton>(page, "updaterStart");
        QTRY_VERIFY(start->isEnabled());
        click(start);
        QCOMPARE(f.session.requests.last(), QStringLiteral("start 10"));
        QVERIFY(!f.session.profile().canary);
    }
};

SYSPULSE_GUI_TEST(TestCanaryChoice)
#include "tst_canarychoice.moc"
