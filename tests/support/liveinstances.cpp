// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/liveinstances.h"
#include "tests/support/threadspy.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

namespace syspulse::test {

namespace {

constexpr int waitMs = 30'000;
/// A server restarts while it is set up.
constexpr int setupMs = 90'000;

} // namespace

QString LiveInstances::start()
{
    m_english.use(QStringLiteral("en"));
    for (HarperFixture &harper : m_harpers) {
        if (!harper.start())
            return harper.errorString();
    }
    for (HarperFixture &harper : m_harpers) {
        if (!harper.waitReady())
            return harper.errorString();
    }
    if (!QTest::qWaitFor([this] { return m_places.profiles.isLoaded(); }, waitMs))
        return QStringLiteral("The profiles were not loaded.");
    for (int i = 0; i < profileCount; ++i) {
        const HarperFixture &harper = m_harpers.at(i % liveCount);
        Profile profile;
        profile.name = QStringLiteral("node %1").arg(i, 2, 10, QLatin1Char('0'));
        profile.group = i < liveCount ? QStringLiteral("a live") : QStringLiteral("b away");
        profile.environment = Environment(1 + i % 3);
        profile.url = harper.opsUrl().toString();
        profile.user = harper.user();
        const QString id = m_places.profiles.put(profile);
        if (i < liveCount)
            m_places.secrets.write(passwordKey(id), Secret(harper.password()), &m_places.profiles,
                                   [](const Result<void> &) {});
    }
    m_window = std::make_unique<MainWindow>(m_places.services());
    m_window->show();
    if (!QTest::qWaitForWindowActive(m_window.get()))
        return QStringLiteral("The window did not become active.");
    press(Qt::Key_0);
    return {};
}

QString LiveInstances::connectAll()
{
    auto *table = m_window->findChild<QTableView *>(QStringLiteral("instanceTable"));
    auto *open = m_window->findChild<QPushButton *>(QStringLiteral("instanceOpen"));
    if (table == nullptr || open == nullptr || table->model()->rowCount() != profileCount)
        return QStringLiteral("The window does not list the profiles.");
    const Instances &instances = m_window->instances();
    for (int i = 0; i < liveCount; ++i) {
        table->selectRow(i);
        QTest::mouseClick(open, Qt::LeftButton);
        const auto isConnecting = [&] {
            return instances.all().size() == i + 1 && instances.all().constLast()->isActive();
        };
        if (!QTest::qWaitFor(isConnecting, waitMs))
            return QStringLiteral("Row %1 was not connected.").arg(i);
    }
    if (!QTest::qWaitFor([&] { return instances.connectedCount() == liveCount; }, waitMs))
        return QStringLiteral("%1 instances are connected.").arg(instances.connectedCount());
    return {};
}

QString LiveInstances::setUp(int index)
{
    if (!QTest::qWaitFor([&] { return session(index).plan().has_value(); }, waitMs))
        return QStringLiteral("There is no plan.");
    const ThreadSpy finished(&session(index).setup(), &SessionSetup::setupFinished);
    session(index).request<&SessionSetup::applySetup>();
    if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, setupMs))
        return QStringLiteral("The setup did not end.");
    return std::get<1>(finished.signalled().constFirst())
               ? QString()
               : describe(std::get<2>(finished.signalled().constFirst()));
}

QString LiveInstances::setUpAll()
{
    // One after the other: five servers that restart at once say nothing about the window.
    for (int i = 0; i < liveCount; ++i) {
        if (const QString problem = setUp(i); !problem.isEmpty())
            return QStringLiteral("Instance %1: %2").arg(i).arg(problem);
    }
    for (int i = 0; i < liveCount; ++i)
        session(i).request<&SessionUpdater::startUpdater>(UpdaterSchedule{1, {}});
    for (int i = 0; i < liveCount; ++i) {
        const auto hasWritten = [&] {
            return session(i).updaterStatus().lastRun.outcome == RunOutcome::Updated;
        };
        if (!QTest::qWaitFor(hasWritten, waitMs))
            return QStringLiteral("The updater of instance %1 has written nothing.").arg(i);
    }
    return {};
}

QString LiveInstances::end()
{
    const QSignalSpy done(&m_window->instances(), &Instances::allDisconnected);
    m_window->instances().disconnectAll();
    const bool ended = QTest::qWaitFor([&] { return done.size() == 1; }, waitMs);
    m_window.reset();
    return ended ? QString() : QStringLiteral("The instances did not end.");
}

} // namespace syspulse::test
