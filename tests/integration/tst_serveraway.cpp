// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/sessionthread.h"
#include "tests/support/harperfixture.h"
#include "tests/support/testregistry.h"
#include "tests/support/threadspy.h"

#include <algorithm>

#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// A real HarperDB that is killed and started again below a session that updates each second.
class TestServerAway : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatIsKilledIsSaidAndComesBackByItself();

private:
    HarperFixture m_harper{HarperOptions{.content = HarperContent::SetUp}};
};

void TestServerAway::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
}

void TestServerAway::whatIsKilledIsSaidAndComesBackByItself()
{
    SessionThread session;
    const ThreadSpy runs(&session.updater(), &SessionUpdater::runFinished);
    ConnectionSettings settings;
    settings.url = m_harper.opsUrl().toString();
    settings.user = m_harper.user();
    settings.password = Secret(m_harper.password());
    session.request<&SessionConnection::connectTo>(settings);
    QTRY_VERIFY(session.mqttState() == MqttClient::State::Connected);
    session.request<&SessionUpdater::startUpdater>(UpdaterSchedule{1, {}});
    const auto updates = [&runs] {
        const auto &signalled = runs.signalled();
        return std::count_if(signalled.cbegin(), signalled.cend(),
                             [](const auto &run) { return std::get<0>(run).outcome == RunOutcome::Updated; });
    };
    QTRY_VERIFY(updates() >= 2);
    QVERIFY(session.isReachable());
    QCOMPARE(session.reach().mqttAwaySinceMs, 0);

    for (int round = 0; round < 2; ++round) {
        QTRY_VERIFY(session.plan() && session.plan()->complete());
        const qint64 killedMs = QDateTime::currentMSecsSinceEpoch();
        m_harper.kill9();
        QTRY_VERIFY(session.reach().isAway());
        QVERIFY(session.reach().awaySinceMs >= killedMs);
        QVERIFY(session.isConnected()); // what is known of the instance stays
        QVERIFY(session.plan() && session.plan()->complete());
        QTRY_VERIFY(session.updaterStatus().state == UpdaterState::Retrying);
        const auto before = updates();

        QVERIFY2(m_harper.restartProcess() && m_harper.waitReady(), qPrintable(m_harper.errorString()));
        QTRY_VERIFY(session.isReachable());
        QTRY_VERIFY(session.mqttState() == MqttClient::State::Connected);
        QTRY_VERIFY(updates() > before);
        QTRY_COMPARE(session.reach(), Reach());
    }
}

SYSPULSE_TEST(TestServerAway)
#include "tst_serveraway.moc"
