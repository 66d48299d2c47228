// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guitestregistry.h"
#include "tests/support/liveinstances.h"
#include "tests/support/settle.h"
#include "ui/instances/instancesmodel.h"
#include "ui/window/instanceview.h"

#include <QDateTime>
#include <QListWidget>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// One window with twenty profiles, five of them live, in this order. How soon it answers is measured by
/// bench_window.
class TestManyInstances : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QCOMPARE(m_live.start(), QString()); }
    void connectsFive() { QCOMPARE(m_live.connectAll(), QString()); }
    void setsThemUp() { QCOMPARE(m_live.setUpAll(), QString()); }
    void showsTheirNumbers();
    void goesThroughInstancesAndPages();
    void oneFailureLeavesTheOthersAlone();
    void cleanupTestCase() { QCOMPARE(m_live.end(), QString()); }

private:
    static constexpr int liveCount = LiveInstances::liveCount;

    LiveInstances m_live;
};

void TestManyInstances::showsTheirNumbers()
{
    const auto *table = m_live.window().findChild<QTableView *>(QStringLiteral("instanceTable"));
    for (int row = 0; row < liveCount; ++row) {
        QTRY_VERIFY2(table->model()->index(row, InstancesModel::Clients).data().toString() ==
                         QLatin1String("1"),
                     qPrintable(table->model()->index(row, InstancesModel::Clients).data().toString()));
        // The setup has written before the updater is started.
        QTRY_COMPARE(table->model()->index(row, InstancesModel::Updater).data().toString(),
                     QStringLiteral("Active here"));
    }
    QCOMPARE(table->model()->index(liveCount, InstancesModel::Clients).data().toString(), unknownText());
    const QString folder = qEnvironmentVariable("SYSPULSE_SCREENSHOTS");
    if (folder.isEmpty())
        return;
    for (const Appearance appearance : {Appearance::Dark, Appearance::Light}) {
        m_live.window().setAppearance(appearance);
        settle(m_live.window());
        QVERIFY(m_live.window().grab().save(folder + (appearance == Appearance::Dark
                                                          ? QStringLiteral("/instances-dark.png")
                                                          : QStringLiteral("/instances-light.png"))));
    }
}

void TestManyInstances::goesThroughInstancesAndPages()
{
    const auto *navigation = m_live.window().findChild<QListWidget *>(QStringLiteral("navigation"));
    const auto *tabs = m_live.window().findChild<QTabBar *>(QStringLiteral("instanceTabs"));
    QVERIFY(navigation != nullptr && tabs != nullptr);
    QCOMPARE(tabs->count(), liveCount);
    for (int instance = 0; instance < liveCount; ++instance) {
        for (int page = 0; page <= InstanceView::pageCount; ++page) {
            m_live.press(Qt::Key(Qt::Key_0 + page));
            QCOMPARE(navigation->currentRow(), page);
            settle(m_live.window());
        }
        const int before = tabs->currentIndex();
        m_live.press(Qt::Key_Tab);
        QCOMPARE(tabs->currentIndex(), (before + 1) % liveCount);
        QCOMPARE(m_live.window().windowTitle().section(QStringLiteral("— "), 1),
                 tabs->tabText(tabs->currentIndex()));
    }
    // Each went on while the others were shown.
    for (int i = 0; i < liveCount; ++i) {
        QTRY_COMPARE(m_live.session(i).updaterStatus().lastRun.outcome, RunOutcome::Updated);
        QTRY_COMPARE(m_live.session(i).mqttState(), MqttClient::State::Connected);
    }
}

void TestManyInstances::oneFailureLeavesTheOthersAlone()
{
    m_live.harper(2).kill9();
    QTRY_VERIFY(m_live.session(2).updaterStatus().state == UpdaterState::Retrying);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const int other : {0, 1, 3, 4}) {
        QTRY_VERIFY(m_live.session(other).updaterStatus().lastRun.startedMs > now &&
                    m_live.session(other).updaterStatus().lastRun.outcome == RunOutcome::Updated);
    }
}

SYSPULSE_GUI_TEST(TestManyInstances)
#include "tst_manyinstances.moc"
