// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/alertsfixture.h"
#include "tests/support/guitestregistry.h"

#include <QComboBox>
#include <QPointer>
#include <QRadioButton>
#include <QSpinBox>

#include "ui/alerts/alertsilencedialog.h"
#include "ui/alerts/maintenancedialog.h"

using namespace syspulse;

/// Acknowledging, snoozing and maintenance with the mouse.
class TestAlertCareDialogs : public QObject
{
    Q_OBJECT

private slots:
    void theDialogAcknowledgesAndSnoozes()
    {
        Alerts f;
        f.add(aboveRule(100));
        AlertMonitor &monitor = f.monitor;
        const QString id = monitor.rules().rules().constFirst().id;
        const auto open = [&] {
            auto *dialog = new AlertSilenceDialog(monitor, {id});
            dialog->open();
            return dialog;
        };
        QPointer<AlertSilenceDialog> dialog = open();
        QVERIFY(!child<QRadioButton>(*dialog, "silenceAcknowledge")->isEnabled()); // nothing fires
        child<QSpinBox>(*dialog, "silenceDuration")->setValue(30);
        child<QComboBox>(*dialog, "silenceUnit")->setCurrentIndex(0);
        child<QLineEdit>(*dialog, "silenceReason")->setText(QStringLiteral("works"));
        click(child<QPushButton>(*dialog, "silenceApply"));
        QVERIFY(monitor.silence(id) != nullptr);
        QCOMPARE(monitor.silence(id)->untilMs, f.clock.now + 30 * 60'000);
        QCOMPARE(monitor.silence(id)->reason, QStringLiteral("works"));
        QTRY_VERIFY(dialog.isNull());
        monitor.endSilence(id);
        f.send(142);
        dialog = open();
        QVERIFY(child<QRadioButton>(*dialog, "silenceAcknowledge")->isChecked());
        QVERIFY(!child<QSpinBox>(*dialog, "silenceDuration")->isEnabled());
        click(child<QPushButton>(*dialog, "silenceApply"));
        QCOMPARE(monitor.silence(id)->kind, SilenceKind::Acknowledged);
        QTRY_VERIFY(dialog.isNull());
    }

    void thePageShowsWhoKnows()
    {
        Alerts f;
        f.add(aboveRule(100));
        QVERIFY(!f.button("alertSilence")->isEnabled());
        f.send(142);
        f.table()->selectRow(0);
        QVERIFY(f.button("alertSilence")->isEnabled());
        const QString id = f.monitor.rules().rules().constFirst().id;
        f.monitor.acknowledge({id}, QStringLiteral("restart"));
        f.settle();
        QVERIFY2(f.cell(0, AlertRulesModel::State).endsWith(QStringLiteral(", acknowledged: restart")),
                 qPrintable(f.cell(0, AlertRulesModel::State)));
        QCOMPARE(f.logTable()->model()->index(0, 1).data().toString(), QStringLiteral("Acknowledged"));
        QVERIFY(f.button("alertSilence")->text().contains(QStringLiteral("Notif&y")));
        click(f.button("alertSilence"));
        f.settle();
        QVERIFY(f.cell(0, AlertRulesModel::State).startsWith(QStringLiteral("Firing since")));
        QVERIFY(!f.cell(0, AlertRulesModel::State).contains(QStringLiteral("acknowledged")));
        click(f.button("alertSilence"));
        auto *dialog = f.page.findChild<AlertSilenceDialog *>();
        QVERIFY(dialog != nullptr);
        child<QRadioButton>(*dialog, "silenceSnooze")->setChecked(true);
        click(child<QPushButton>(*dialog, "silenceApply"));
        f.settle();
        QVERIFY(f.cell(0, AlertRulesModel::State).contains(QStringLiteral(", snoozed until ")));
    }

    void theMaintenanceDialog()
    {
        Alerts f;
        f.add(aboveRule(100));
        QVERIFY(child<QLabel>(f.page, "alertsMaintained")->isHidden());
        click(f.button("alertMaintenance"));
        QPointer<MaintenanceDialog> dialog = f.page.findChild<MaintenanceDialog *>();
        QVERIFY(!dialog.isNull());
        auto *save = child<QPushButton>(*dialog, "maintenanceSave");
        child<QCheckBox>(*dialog, "maintenanceOnce")->setChecked(true);
        auto *until = child<QDateTimeEdit>(*dialog, "maintenanceUntil");
        until->setDateTime(QDateTime::fromMSecsSinceEpoch(f.clock.now - 60'000));
        QVERIFY(!save->isEnabled());
        until->setDateTime(QDateTime::fromMSecsSinceEpoch(f.clock.now + 3600'000));
        QVERIFY(save->isEnabled());
        click(child<QPushButton>(*dialog, "maintenanceAdd"));
        click(child<QPushButton>(*dialog, "maintenanceAdd"));
        click(child<QToolButton>(*dialog, "maintenanceDay1-7"));
        QVERIFY(!save->isEnabled()); // a window without a day
        click(child<QToolButton>(*dialog, "maintenanceDay1-1"));
        child<QTimeEdit>(*dialog, "maintenanceTo1")->setTime(QTime(2, 0));
        QVERIFY(!save->isEnabled()); // one without time
        child<QTimeEdit>(*dialog, "maintenanceFrom1")->setTime(QTime(22, 0));
        click(child<QToolButton>(*dialog, "maintenanceRemove2"));
        QVERIFY(save->isEnabled());
        click(save);
        QTRY_VERIFY(dialog.isNull());
        const QList<MaintenanceWindow> wanted{{dayBit(1), {QTime(22, 0), QTime(2, 0)}}};
        QVERIFY(f.monitor.maintenance().windows == wanted);
        f.send(142);
        QVERIFY(f.monitor.maintenanceEndMs() > 0);
        QVERIFY(!child<QLabel>(f.page, "alertsMaintained")->isHidden());
        QVERIFY(f.cell(0, AlertRulesModel::State).endsWith(QStringLiteral(", in maintenance")));
        QVERIFY(f.tray.notified.isEmpty());
        // It shows what is, and ends it.
        click(f.button("alertMaintenance"));
        dialog = f.page.findChild<MaintenanceDialog *>();
        QVERIFY(child<QCheckBox>(*dialog, "maintenanceOnce")->isChecked());
        QVERIFY(child<QToolButton>(*dialog, "maintenanceDay1-1")->isChecked());
        child<QCheckBox>(*dialog, "maintenanceOnce")->setChecked(false);
        click(child<QToolButton>(*dialog, "maintenanceRemove1"));
        click(child<QPushButton>(*dialog, "maintenanceSave"));
        f.settle();
        QCOMPARE(f.monitor.maintenanceEndMs(), 0);
        QVERIFY(child<QLabel>(f.page, "alertsMaintained")->isHidden());
        QCOMPARE(f.tray.notified.size(), 1);
    }
};

SYSPULSE_GUI_TEST(TestAlertCareDialogs)
#include "tst_alertcaredialogs.moc"
