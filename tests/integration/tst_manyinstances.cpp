// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guitestregistry.h"
#include "tests/support/harperfixture.h"
#include "tests/support/windowplaces.h"
#include "ui/instances/instancesmodel.h"
#include "ui/window/translations.h"

#include <algorithm>
#include <array>

#include <QDateTime>
#include <QElapsedTimer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// Twenty profiles in one window, five of them live: real HarperDBs with an updater each, every second. While
/// the user goes through instances and pages, the window answers.
class TestManyInstances : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void connectsFive();
    void setsThemUp();
    void showsTheirNumbers();
    void staysResponsive();
    void oneFailureLeavesTheOthersAlone();
    void cleanupTestCase();

private:
    static constexpr int liveCount = 5;
    static constexpr int profileCount = 20;

    Session &session(int index) { return m_window->instances().all().at(index)->session(); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier)
    {
        QTest::keyClick(m_window.get(), key, modifiers);
    }

    std::array<HarperFixture, liveCount> m_harpers;
    Translations m_english; ///< its plurals
    WindowPlaces m_places;
    std::unique_ptr<MainWindow> m_window;
};

void TestManyInstances::initTestCase()
{
    m_english.use(QStringLiteral("en"));
    for (HarperFixture &harper : m_harpers)
        QVERIFY2(harper.start(), qPrintable(harper.errorString()));
    for (HarperFixture &harper : m_harpers)
        QVERIFY2(harper.waitReady(), qPrintable(harper.errorString()));
    QTRY_VERIFY(m_places.profiles.isLoaded());
    for (int i = 0; i < profileCount; ++i) {
        Profile profile;
        profile.name = QStringLiteral("node %1").arg(i, 2, 10, QLatin1Char('0'));
        profile.group = i < liveCount ? QStringLiteral("a live") : QStringLiteral("b away");
        profile.environment = Environment(1 + i % 3);
        const HarperFixture &harper = m_harpers.at(i % liveCount);
        profile.url = harper.opsUrl().toString();
        profile.user = harper.user();
        const QString id = m_places.profiles.put(profile);
        if (i < liveCount)
            m_places.secrets.write(passwordKey(id), harper.password(), this, [](const Result<void> &) {});
    }
    m_window = std::make_unique<MainWindow>(m_places.services());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    press(Qt::Key_0);
}

void TestManyInstances::connectsFive()
{
    auto *table = m_window->findChild<QTableView *>(QStringLiteral("instanceTable"));
    auto *open = m_window->findChild<QPushButton *>(QStringLiteral("instanceOpen"));
    QVERIFY(table != nullptr && open != nullptr);
    QCOMPARE(table->model()->rowCount(), profileCount);
    for (int i = 0; i < liveCount; ++i) {
        table->selectRow(i);
        QTest::mouseClick(open, Qt::LeftButton);
        QTRY_COMPARE(m_window->instances().all().size(), i + 1);
        QTRY_VERIFY(m_window->instances().all().constLast()->isActive());
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_window->instances().connectedCount(), liveCount, 30000);
}

void TestManyInstances::setsThemUp()
{
    int finished = 0;
    for (int i = 0; i < liveCount; ++i) {
        QTRY_VERIFY_WITH_TIMEOUT(session(i).plan(), 20000);
        connect(&session(i).setup(), &SessionSetup::setupFinished, this,
                [&finished](bool, bool succeeded, const Error &error) {
                    QVERIFY2(succeeded, qPrintable(describe(error)));
                    ++finished;
                });
        session(i).request<&SessionSetup::applySetup>();
        // One after the other: five servers that restart at once say nothing about the window.
        QTRY_COMPARE_WITH_TIMEOUT(finished, i + 1, 90000);
    }
    for (int i = 0; i < liveCount; ++i) {
        disconnect(&session(i).setup(), &SessionSetup::setupFinished, this, nullptr);
        session(i).request<&SessionUpdater::startUpdater>(UpdaterSchedule{1, {}});
    }
    for (int i = 0; i < liveCount; ++i)
        QTRY_VERIFY_WITH_TIMEOUT(session(i).updaterStatus().lastRun.outcome == RunOutcome::Updated, 30000);
}

void TestManyInstances::showsTheirNumbers()
{
    const auto *table = m_window->findChild<QTableView *>(QStringLiteral("instanceTable"));
    for (int row = 0; row < liveCount; ++row) {
        QTRY_VERIFY2_WITH_TIMEOUT(
            table->model()->index(row, InstancesModel::Clients).data().toString() == QLatin1String("1"),
            qPrintable(table->model()->index(row, InstancesModel::Clients).data().toString()), 20000);
        QCOMPARE(table->model()->index(row, InstancesModel::Updater).data().toString(),
                 QStringLiteral("Active here"));
    }
    QCOMPARE(table->model()->index(liveCount, InstancesModel::Clients).data().toString(), unknownText());
    const QString folder = qEnvironmentVariable("SYSPULSE_SCREENSHOTS");
    if (folder.isEmpty())
        return;
    for (const Appearance appearance : {Appearance::Dark, Appearance::Light}) {
        m_window->setAppearance(appearance);
        QTest::qWait(1500);
        QVERIFY(m_window->grab().save(folder + (appearance == Appearance::Dark
                                                    ? QStringLiteral("/instances-dark.png")
                                                    : QStringLiteral("/instances-light.png"))));
    }
}

void TestManyInstances::staysResponsive()
{
    // What the user would notice: how late the window comes to handle what is due.
    QList<qint64> latenessMs;
    QElapsedTimer sinceTick;
    QTimer tick;
    tick.setTimerType(Qt::PreciseTimer);
    constexpr int tickMs = 10;
    connect(&tick, &QTimer::timeout, this,
            [&] { latenessMs.append(std::max<qint64>(0, sinceTick.restart() - tickMs)); });
    QList<qint64> switchMs;
    sinceTick.start();
    tick.start(tickMs);
    QElapsedTimer whole;
    whole.start();
    for (int step = 0; whole.elapsed() < 15'000; ++step) {
        QElapsedTimer switching;
        switching.start();
        if (step % 7 == 6)
            press(Qt::Key_Tab);
        else
            press(Qt::Key(Qt::Key_0 + step % 7));
        switchMs.append(switching.elapsed());
        QTest::qWait(150);
    }
    tick.stop();
    std::sort(latenessMs.begin(), latenessMs.end());
    std::sort(switchMs.begin(), switchMs.end());
    const qint64 late = latenessMs.at(latenessMs.size() * 99 / 100);
    const qint64 slow = switchMs.at(switchMs.size() * 95 / 100);
    qInfo("Lateness of the window: median %lld ms, 99 %% %lld ms, worst %lld ms; page shown: 95 %% %lld ms, "
          "worst %lld ms",
          latenessMs.at(latenessMs.size() / 2), late, latenessMs.constLast(), slow, switchMs.constLast());
}

void TestManyInstances::oneFailureLeavesTheOthersAlone()
{
    m_harpers.at(2).kill9();
    QTRY_VERIFY_WITH_TIMEOUT(session(2).updaterStatus().state == UpdaterState::Retrying, 20000);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const int other : {0, 1, 3, 4}) {
        QTRY_VERIFY_WITH_TIMEOUT(session(other).updaterStatus().lastRun.startedMs > now &&
                                     session(other).updaterStatus().lastRun.outcome == RunOutcome::Updated,
                                 20000);
    }
}

void TestManyInstances::cleanupTestCase()
{
    QSignalSpy done(&m_window->instances(), &Instances::allDisconnected);
    m_window->instances().disconnectAll();
    QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, Instances::farewellMs + 1000);
    m_window.reset();
}

SYSPULSE_GUI_TEST(TestManyInstances)
#include "tst_manyinstances.moc"
