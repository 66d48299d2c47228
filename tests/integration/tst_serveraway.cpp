// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/sessionthread.h"
#include "tests/integration/ctl.h"
#include "tests/support/testregistry.h"

#include <algorithm>

#include <QSignalSpy>
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
    HarperFixture m_harper;
};

void TestServerAway::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    const auto setup = Ctl(m_harper).run({QStringLiteral("setup")});
    QVERIFY2(setup.exitCode == 0, setup.all().constData());
}

void TestServerAway::whatIsKilledIsSaidAndComesBackByItself()
{
    SessionThread session;
    QSignalSpy runs(&session.updater(), &SessionUpdater::runFinished);
    ConnectionSettings settings;
    settings.url = m_harper.opsUrl().toString();
    settings.user = m_harper.user();
    settings.password = m_harper.password();
    session.request<&SessionConnection::connectTo>(settings);
    QTRY_VERIFY_WITH_TIMEOUT(session.mqttState() == MqttClient::State::Connected, 60000);
    session.request<&SessionUpdater::startUpdater>(UpdaterSchedule{1, {}});
    const auto updates = [&runs] {
        return std::count_if(runs.cbegin(), runs.cend(), [](const QList<QVariant> &run) {
            return run.at(0).value<RunReport>().outcome == RunOutcome::Updated;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(updates() >= 2, 60000);
    QVERIFY(session.isReachable());
    QCOMPARE(session.reach().mqttAwaySinceMs, 0);

    for (int round = 0; round < 2; ++round) {
        QTRY_VERIFY_WITH_TIMEOUT(session.plan() && session.plan()->complete(), 60000);
        const qint64 killedMs = QDateTime::currentMSecsSinceEpoch();
        m_harper.kill9();
        QTRY_VERIFY_WITH_TIMEOUT(session.reach().isAway(), 60000);
        QVERIFY(session.reach().awaySinceMs >= killedMs);
        QVERIFY(session.isConnected()); // what is known of the instance stays
        QVERIFY(session.plan() && session.plan()->complete());
        QTRY_VERIFY_WITH_TIMEOUT(session.updaterStatus().state == UpdaterState::Retrying, 60000);
        const auto before = updates();

        QVERIFY2(m_harper.restartProcess() && m_harper.waitReady(), qPrintable(m_harper.errorString()));
        QTRY_VERIFY_WITH_TIMEOUT(session.isReachable(), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(session.mqttState() == MqttClient::State::Connected, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(updates() > before, 60000);
        QTRY_COMPARE_WITH_TIMEOUT(session.reach(), Reach(), 60000);
    }
}

SYSPULSE_TEST(TestServerAway)
#include "tst_serveraway.moc"
