// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/alertsfixture.h"
#include "tests/support/guitestregistry.h"

#include "core/alerts/alertmessage.h"
#include "ui/alerts/alertlogmodel.h"

using namespace syspulse;

/// What alerts call a metric.
class TestAlertNames : public QObject
{
    Q_OBJECT

private slots:
    /// People read what the metric is called, and find its topic where they point at it; other programs get
    /// the topic.
    void metricsHaveTheirNames()
    {
        Alerts f;
        f.add(aboveRule(10, {}));
        f.send(42);
        const auto plain = [](QString text) { return text.replace(QChar(QChar::Nbsp), QLatin1Char(' ')); };
        QCOMPARE(plain(f.cell(0, AlertRulesModel::Name)),
                 QStringLiteral("Connected clients above 10 clients"));
        for (const auto column : {AlertRulesModel::Name, AlertRulesModel::Sentence}) {
            const QModelIndex index = f.table()->model()->index(0, column);
            QVERIFY(!index.data().toString().contains(QLatin1Char('/')));
            QVERIFY(index.data(Qt::ToolTipRole).toString().contains(clients));
        }
        QCOMPARE(plain(f.tray.notifiedTexts.constFirst()).section(QLatin1Char('\n'), 0, 0),
                 QStringLiteral("“Connected clients” is 42 clients, which is above 10 clients."));
        const QModelIndex metric = f.logTable()->model()->index(0, AlertLogModel::Metric);
        QCOMPARE(metric.data().toString(), QStringLiteral("Connected clients"));
        QVERIFY(metric.data(Qt::ToolTipRole).toString().contains(clients));
        const AlertTexts texts{UnitFormatter(QLocale(QStringLiteral("en_US")))};
        const QByteArray json =
            alertMessageJson(alertMessage(f.monitor.log().events().constFirst(), {}, texts, nullptr, {}, 0));
        QVERIFY2(json.contains("\"metric\":\"$SYS/broker/clients/connected\""), json.constData());
    }
};

SYSPULSE_GUI_TEST(TestAlertNames)
#include "tst_alertnames.moc"
