// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QPushButton>
#include <QTableView>

#include "core/topics/systopics.h"
#include "ui/instances/instancesmodel.h"
#include "ui/window/mainwindow.h"

using namespace syspulse;

/// The Instances page as a dashboard.
class TestDashboard : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_places = std::make_unique<PlacesFixture>();
        QTRY_VERIFY(m_places->profiles.isLoaded());
        m_window = std::make_unique<MainWindow>(m_places->services(), std::make_unique<FakePrompts>());
        GuiFixture::show(*m_window, {1280, 800});
    }

    void cleanup()
    {
        m_window.reset();
        m_places.reset();
    }

    void everyRowTellsWhatAnAdministratorLooksFor()
    {
        addProfile(QStringLiteral("alpha"), {}, Environment::None);
        QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier);
        const int version = InstancesModel::Version;
        QCOMPARE(cell(0, version), unknownText());
        QCOMPARE(cell(0, InstancesModel::Address), QStringLiteral("https://alpha:9925"));
        QCOMPARE(cell(0, InstancesModel::Alerts), unknownText()); // nobody watches it
        // Who has no groups does not see the column.
        QVERIFY(table()->isColumnHidden(InstancesModel::Group));
        QVERIFY(table()->isColumnHidden(InstancesModel::EnvironmentColumn));
        table()->selectRow(0);
        click(child<QPushButton>(*m_window, "instanceOpen"));
        QTRY_COMPARE(m_places->sessions.at(0)->requests.size(), 1);
        FakeSession &session = *m_places->sessions.at(0);
        session.pretendConnected(QStringLiteral("https://alpha:9925/"));
        QTRY_VERIFY2(cell(0, version).startsWith(QStringLiteral("HarperDB ")), qPrintable(cell(0, version)));
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        for (int step = 0; step < 5; ++step)
            session.sendSample(step, now + (step - 5) * 10'000);
        const auto inked = [&] {
            const QModelIndex trend = table()->model()->index(0, InstancesModel::Trend);
            QImage image(140, 24, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            QStyleOptionViewItem option;
            option.rect = image.rect();
            table()->itemDelegateForColumn(InstancesModel::Trend)->paint(&painter, option, trend);
            painter.end();
            QSet<QRgb> colours;
            for (int x = 0; x < image.width(); ++x) {
                for (int y = 0; y < image.height(); ++y)
                    colours.insert(image.pixel(x, y));
            }
            return colours.size() > 1;
        };
        QTRY_VERIFY(inked());

        AlertMonitor &alerts = m_window->instances().all().at(0)->alerts();
        QTRY_COMPARE(cell(0, InstancesModel::Alerts), QStringLiteral("0"));
        AlertRule rule;
        rule.topic = systopics::clientsConnected;
        rule.severity = AlertSeverity::Critical;
        rule.condition = AlertCondition::ValueAbove;
        rule.threshold = -1;
        QTRY_VERIFY(alerts.rules().isLoaded());
        QVERIFY(!alerts.rules().put(rule).isEmpty());
        QTRY_COMPARE(cell(0, InstancesModel::Alerts), QStringLiteral("1"));
        const QModelIndex shown = table()->model()->index(0, InstancesModel::Alerts);
        QVERIFY(!shown.data(Qt::ToolTipRole).toString().isEmpty());
        QCOMPARE(shown.data(Qt::ForegroundRole).value<QColor>(),
                 severityColor(Severity::Error, QGuiApplication::palette()));

        addProfile(QStringLiteral("beta"), QStringLiteral("eu"), Environment::Test);
        QTRY_VERIFY(!table()->isColumnHidden(InstancesModel::Group));
        QVERIFY(!table()->isColumnHidden(InstancesModel::EnvironmentColumn));
    }

private:
    QTableView *table() const { return child<QTableView>(*m_window, "instanceTable"); }

    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }

    /// Keeps an instance and its password.
    void addProfile(const QString &name, const QString &group, Environment environment)
    {
        Profile profile;
        profile.name = name;
        profile.group = group;
        profile.environment = environment;
        profile.url = QStringLiteral("https://%1:9925").arg(name);
        profile.user = QStringLiteral("admin");
        const QString id = m_places->profiles.put(profile);
        m_places->secrets.write(passwordKey(id), QStringLiteral("secret"), m_window.get(),
                                [](const Result<void> &) {});
    }

    std::unique_ptr<PlacesFixture> m_places;
    std::unique_ptr<MainWindow> m_window;
};

SYSPULSE_GUI_TEST(TestDashboard)
#include "tst_dashboard.moc"
