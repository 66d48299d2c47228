// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/guifixture.h"
#include "tests/support/alertprogram.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

#include "core/alerts/alertdelivery.h"
#include "ui/alerts/alertruledialog.h"
#include "ui/alerts/alertrulesmodel.h"
#include "ui/alerts/alertspage.h"
#include "ui/window/traynotifier.h"

namespace syspulse {

inline const QString heartbeat = QStringLiteral("$SYS/broker/syspulse/updater/heartbeat");

/// The page of alerts and its monitor.
struct Alerts : GuiFixture
{
    explicit Alerts(bool connected = true)
    {
        show(page);
        if (connected)
            connectNow();
    }

    void connectNow(const QString &url = QStringLiteral("https://db.example.org:9925/"))
    {
        session.pretendConnected(url);
        QTRY_VERIFY(monitor.rules().isLoaded());
        settle();
    }
    void add(const AlertRule &rule)
    {
        QVERIFY(!monitor.rules().put(rule).isEmpty());
        settle();
    }
    void send(double number)
    {
        session.sendNumber(clients, number, clock.now);
        settle();
    }
    void wait(int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            clock.now += 1000;
            monitor.evaluate();
        }
        settle();
    }
    /// Until the page shows what is.
    void settle() { syspulse::settle(page); }

    QTableView *table() { return child<QTableView>(page, "alertRules"); }
    QTableView *logTable() { return child<QTableView>(page, "alertLogTable"); }
    QString cell(int row, AlertRulesModel::Column column)
    {
        return table()->model()->index(row, column).data().toString();
    }
    QPushButton *button(const char *name) { return child<QPushButton>(page, name); }
    int shownPane() { return child<QStackedWidget>(page, "alertsStack")->currentIndex(); }
    AlertRuleDialog *dialog() { return page.findChild<AlertRuleDialog *>(); }
    void enter(const char *name, const QString &text) { child<QLineEdit>(*dialog(), name)->setText(text); }

    TrayNotifier notifier{tray};
    AlertMonitor monitor{session, store,    clock,
                         state,   notifier, UnitFormatter(QLocale(QStringLiteral("en_US")))};
    SessionSecretStore secrets;
    AlertDelivery delivery{state, secrets, clock};
    AlertsPage page{context(), monitor, delivery};
    QAbstractItemModelTester tester{table()->model()};
};

} // namespace syspulse
