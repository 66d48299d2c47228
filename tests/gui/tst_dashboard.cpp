// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/instancesfixture.h"

#include <QGuiApplication>
#include <QPushButton>

#include "core/topics/systopics.h"

using namespace syspulse;

/// The Instances page as a dashboard.
class TestDashboard : public QObject
{
    Q_OBJECT

private slots:
    void everyRowTellsWhatAnAdministratorLooksFor()
    {
        InstancesFixture f;
        f.addProfile(QStringLiteral("alpha"), {}, Environment::None, QStringLiteral("secret"));
        f.showInstances();
        const int version = InstancesModel::Version;
        QCOMPARE(f.cell(0, version), unknownText());
        QCOMPARE(f.cell(0, InstancesModel::Address), QStringLiteral("https://alpha:9925"));
        QCOMPARE(f.cell(0, InstancesModel::Alerts), unknownText()); // nobody watches it
        // Who has no groups does not see the column.
        QVERIFY(f.table()->isColumnHidden(InstancesModel::Group));
        QVERIFY(f.table()->isColumnHidden(InstancesModel::EnvironmentColumn));
        f.connectRow(0);
        QTRY_COMPARE(f.places.sessions.at(0)->requests.size(), 1);
        FakeSession &session = *f.places.sessions.at(0);
        session.pretendConnected(QStringLiteral("https://alpha:9925/"));
        QTRY_VERIFY2(f.cell(0, version).startsWith(QStringLiteral("HarperDB ")),
                     qPrintable(f.cell(0, version)));
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        for (int step = 0; step < 5; ++step)
            session.sendSample(step, now + (step - 5) * 10'000);
        const auto isDrawn = [&f] {
            const QTableView &table = *f.table();
            const QModelIndex trend = table.model()->index(0, InstancesModel::Trend);
            return coloursOf(*table.itemDelegateForColumn(InstancesModel::Trend), trend) > 1;
        };
        QTRY_VERIFY(isDrawn());

        AlertMonitor &alerts = f.window->instances().all().at(0)->alerts();
        QTRY_COMPARE(f.cell(0, InstancesModel::Alerts), QStringLiteral("0"));
        AlertRule rule;
        rule.topic = systopics::clientsConnected;
        rule.severity = AlertSeverity::Critical;
        rule.condition = AlertCondition::ValueAbove;
        rule.threshold = -1;
        QTRY_VERIFY(alerts.rules().isLoaded());
        QVERIFY(!alerts.rules().put(rule).isEmpty());
        QTRY_COMPARE(f.cell(0, InstancesModel::Alerts), QStringLiteral("1"));
        const QModelIndex shown = f.table()->model()->index(0, InstancesModel::Alerts);
        QVERIFY(!shown.data(Qt::ToolTipRole).toString().isEmpty());
        QCOMPARE(shown.data(Qt::ForegroundRole).value<QColor>(),
                 severityColor(Severity::Error, QGuiApplication::palette()));

        f.addProfile(QStringLiteral("beta"), QStringLiteral("eu"), Environment::Test);
        QTRY_VERIFY(!f.table()->isColumnHidden(InstancesModel::Group));
        QVERIFY(!f.table()->isColumnHidden(InstancesModel::EnvironmentColumn));
    }
};

SYSPULSE_GUI_TEST(TestDashboard)
#include "tst_dashboard.moc"
