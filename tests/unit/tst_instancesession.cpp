// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/session/instancesession.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakesessionserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

namespace {

/// Calls @p then before the event number @p number from now on reaches its object.
class AtEvent : public QObject
{
public:
    AtEvent(int number, std::function<void()> then)
        : m_left(number)
        , m_then(std::move(then))
    {
        qApp->installEventFilter(this);
    }
    bool wasReached() const { return m_left < 0; }

protected:
    bool eventFilter(QObject *, QEvent *) override
    {
        if (m_left-- == 0)
            m_then();
        return false;
    }

private:
    int m_left;
    std::function<void()> m_then;
};

} // namespace

/// The life of a session: connecting, leaving, and both at once.
class TestInstanceSession : public QObject
{
    Q_OBJECT

private slots:
    void reconnectingWhileClosing();
    void leavingWhileClosing();
    void stoppingTheUpdaterLaterIsNotLeaving();
    void asManyOrdersAsThereAre();
    void connectingElsewhereGivesTheLeaseBack();
    void aStopThatIsUnderWayIsWaitedFor();
    void aServerThatIsSilentIsLeftSoon();
    void nothingIsStartedWhileClosing();
    void mqttThatIsTriedAgainAndAgainIsLoggedOnce();
    void mqttThatPassesNothingIsNoticedSoon();
    void followsTheServersClock_data();
    void followsTheServersClock();
    void thePastThatASetupInterruptedIsReadAfterIt();

private:
    /// Connects and has the updater hold the lease.
    static void update(FakeSessionServer &harper, InstanceSession &session)
    {
        QSignalSpy runs(&session.updater(), &SessionUpdater::runFinished);
        QSignalSpy states(&session.connection(), &SessionConnection::stateChanged);
        session.connection().connectTo(harper.settings());
        QVERIFY(comes(states, SessionState::Connected));
        session.updater().startUpdater({3600, {}});
        QVERIFY(runs.size() == 1 || runs.wait(test::patienceMs));
        const RunReport report = runs.at(0).at(0).value<RunReport>();
        QVERIFY2(report.outcome == RunOutcome::Updated, qPrintable(describe(report.error)));
        QVERIFY(harper.leaseEnd().value_or(0) > 0);
    }

    /// Whether @p wanted becomes the newest state. Looks at each change, not every so many milliseconds:
    /// there are hundreds of orders.
    static bool comes(QSignalSpy &states, SessionState wanted)
    {
        while (lastState(states) != wanted) {
            if (!states.wait(test::patienceMs))
                return false;
        }
        return true;
    }

    /// The newest state; nothing before the first one.
    static std::optional<SessionState> lastState(const QSignalSpy &states)
    {
        if (states.isEmpty())
            return std::nullopt;
        return states.constLast().at(0).value<SessionState>();
    }
};

void TestInstanceSession::reconnectingWhileClosing()
{
    FakeSessionServer harper;
    InstanceSession session;
    update(harper, session);
    QSignalSpy states(&session.connection(), &SessionConnection::stateChanged);
    harper.hold = FakeSessionServer::givesBack;
    session.connection().disconnectFrom();
    QTRY_COMPARE(harper.held.size(), 1);
    session.connection().connectTo(harper.settings());
    QCOMPARE(lastState(states), SessionState::Connecting);
    harper.letGo();
    QTRY_COMPARE(lastState(states), SessionState::Connected);
    QCOMPARE(harper.leaseEnd().value_or(-1), 0);
    QCOMPARE(states.size(), 2); // it was never disconnected
}

void TestInstanceSession::leavingWhileClosing()
{
    FakeSessionServer harper;
    InstanceSession session;
    update(harper, session);
    QSignalSpy states(&session.connection(), &SessionConnection::stateChanged);
    harper.hold = [](const QString &operation, const Json &) { return operation == QLatin1String("upsert"); };
    session.connection().disconnectFrom();
    QTRY_COMPARE(harper.held.size(), 1);
    session.connection().disconnectFrom();
    session.connection().connectTo(harper.settings());
    session.connection().disconnectFrom();
    harper.letGo();
    QTRY_COMPARE(lastState(states), SessionState::Disconnected);
    QCOMPARE(harper.leaseEnd().value_or(-1), 0);
    QVERIFY(!harper.operations.mid(harper.operations.lastIndexOf(QStringLiteral("upsert")))
                 .contains(QStringLiteral("user_info"))); // the connection that was not wanted was not made
}

/// Disconnect from a slow server, connect again, and stop the updater there.
void TestInstanceSession::stoppingTheUpdaterLaterIsNotLeaving()
{
    FakeSessionServer harper;
    InstanceSession session;
    update(harper, session);
    harper.hold = FakeSessionServer::givesBack;
    session.connection().disconnectFrom();
    QTRY_COMPARE(harper.held.size(), 1);
    harper.hold = nullptr; // this answer never comes
    update(harper, session);
    QSignalSpy states(&session.connection(), &SessionConnection::stateChanged);
    QSignalSpy status(&session.updater(), &SessionUpdater::updaterStatusChanged);
    QSignalSpy runs(&session.updater(), &SessionUpdater::runFinished);
    session.updater().stopUpdater();
    QTRY_COMPARE(harper.leaseEnd().value_or(-1), 0);
    session.updater().runUpdaterNow();
    QTRY_COMPARE(runs.size(), 1); // it is still there
    QVERIFY(states.isEmpty());
}

/// Connecting, or leaving once more, before each event that is delivered while the session closes.
void TestInstanceSession::asManyOrdersAsThereAre()
{
    int number = 0;
    for (bool reached = true; reached; ++number) {
        for (const bool leave : {false, true}) {
            FakeSessionServer harper;
            InstanceSession session;
            update(harper, session);
            QSignalSpy states(&session.connection(), &SessionConnection::stateChanged);
            session.connection().disconnectFrom();
            {
                const AtEvent at(number, [&] {
                    session.connection().connectTo(harper.settings());
                    if (leave)
                        session.connection().disconnectFrom();
                });
                while (!at.wasReached() && lastState(states) != SessionState::Disconnected)
                    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
                reached = at.wasReached();
            }
            const SessionState wanted =
                leave || !reached ? SessionState::Disconnected : SessionState::Connected;
            QVERIFY(comes(states, wanted));
            QCOMPARE(harper.leaseEnd().value_or(-1), 0);
            if (wanted != SessionState::Connected)
                continue;
            // Nothing that was queued before ends it.
            QSignalSpy runs(&session.updater(), &SessionUpdater::runFinished);
            session.updater().runUpdaterNow();
            QVERIFY(runs.wait(test::patienceMs));
            QCOMPARE(lastState(states), SessionState::Connected);
        }
    }
    QVERIFY2(number > 5, qPrintable(QString::number(number)));
}

void TestInstanceSession::connectingElsewhereGivesTheLeaseBack()
{
    FakeSessionServer one;
    FakeSessionServer two;
    InstanceSession session;
    update(one, session);
    QSignalSpy infos(&session.connection(), &SessionConnection::infoChanged);
    session.connection().connectTo(two.settings());
    QTRY_COMPARE(infos.size(), 1);
    QCOMPARE(one.leaseEnd().value_or(-1), 0);
    QCOMPARE(QUrl(infos.at(0).at(0).value<InstanceInfo>().url).port(), two.server.url().port());
}

/// Stop, and Disconnect right after it.
void TestInstanceSession::aStopThatIsUnderWayIsWaitedFor()
{
    FakeSessionServer harper;
    InstanceSession session;
    update(harper, session);
    QSignalSpy states(&session.connection(), &SessionConnection::stateChanged);
    session.updater().stopUpdater();
    session.connection().disconnectFrom();
    QTRY_COMPARE(lastState(states), SessionState::Disconnected);
    QCOMPARE(harper.leaseEnd().value_or(-1), 0);
}

void TestInstanceSession::aServerThatIsSilentIsLeftSoon()
{
    FakeSessionServer harper;
    InstanceSession session;
    update(harper, session);
    QSignalSpy states(&session.connection(), &SessionConnection::stateChanged);
    harper.hold = [](const QString &, const Json &) { return true; };
    session.connection().disconnectFrom();
    QTRY_COMPARE(lastState(states), SessionState::Disconnected);
}

void TestInstanceSession::nothingIsStartedWhileClosing()
{
    FakeSessionServer harper;
    InstanceSession session;
    update(harper, session);
    QSignalSpy states(&session.connection(), &SessionConnection::stateChanged);
    harper.hold = FakeSessionServer::givesBack;
    session.connection().disconnectFrom();
    QTRY_COMPARE(harper.held.size(), 1);
    const QStringList before = harper.operations;
    session.updater().startUpdater({1, {}});
    session.updater().runUpdaterNow();
    session.updater().takeOverUpdater();
    session.setup().applySetup();
    session.setup().undoSetup();
    session.setup().refreshPlan();
    harper.letGo();
    QTRY_COMPARE(lastState(states), SessionState::Disconnected);
    QCOMPARE(harper.leaseEnd().value_or(-1), 0);
    QCOMPARE(harper.operations, before);
}

void TestInstanceSession::followsTheServersClock_data()
{
    QTest::addColumn<bool>("superUser");
    QTest::newRow("super user") << true;
    QTest::newRow("plain user") << false;
}

/// Any answer tells the server's time, again and again.
void TestInstanceSession::followsTheServersClock()
{
    QFETCH(bool, superUser);
    FakeSessionServer harper;
    harper.superUser = superUser;
    harper.aheadMs = -45'000;
    InstanceSession session;
    QSignalSpy states(&session.connection(), &SessionConnection::stateChanged);
    QSignalSpy offsets(&session.connection(), &SessionConnection::clockOffsetChanged);
    session.connection().connectTo(harper.settings());
    QVERIFY(comes(states, SessionState::Connected));
    // The header tells whole seconds, and a busy machine answers late.
    const auto isTold = [&] {
        return !offsets.isEmpty() && qAbs(offsets.constLast().at(0).toLongLong() - harper.aheadMs) < 20'000;
    };
    QVERIFY(isTold());
    for (const qint64 ahead : {3'600'000LL, -3'600'000LL, 86'400'000LL, 0LL}) {
        harper.aheadMs = ahead;
        session.setup().refreshPlan(); // anything that asks the server
        QTRY_VERIFY(isTold());
    }
}

void TestInstanceSession::mqttThatIsTriedAgainAndAgainIsLoggedOnce()
{
    FakeSessionServer harper; // without a broker
    InstanceSession session;
    QSignalSpy logged(&session.connection(), &SessionConnection::logged);
    int waits = 0;
    connect(&session.connection(), &SessionConnection::mqttStateChanged, this,
            [&](MqttClient::State state) { waits += state == MqttClient::State::WaitingToRetry; });
    session.connection().connectTo(harper.settings());
    QTRY_VERIFY(waits >= 4);
    QCOMPARE(std::count_if(logged.cbegin(), logged.cend(),
                           [](const QVariantList &line) {
                               return line.at(1).toString().startsWith(QLatin1String("MQTT: "));
                           }),
             1);
}

void TestInstanceSession::mqttThatPassesNothingIsNoticedSoon()
{
    FakeSessionServer harper;
    QTcpServer broker;
    QVERIFY(broker.listen(QHostAddress::LocalHost));
    QByteArray packet;
    connect(&broker, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = broker.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [&packet, socket] { packet += socket->readAll(); });
    });
    ConnectionSettings settings = harper.settings();
    settings.mqttPort = broker.serverPort();
    InstanceSession session;
    session.connection().connectTo(settings);
    // The name of the protocol, its version, flags, and the keep-alive time in two bytes (MQTT 3.1.1, 3.1.2).
    const auto name = [&] { return packet.indexOf(QByteArray("MQTT\x04")); };
    QTRY_VERIFY(name() > 0 && packet.size() > name() + 7);
    const int keepAlive = quint8(packet.at(name() + 6)) << 8 | quint8(packet.at(name() + 7));
    QVERIFY(keepAlive > 0 && keepAlive <= 10);
}

void TestInstanceSession::thePastThatASetupInterruptedIsReadAfterIt()
{
    FakeSessionServer harper;
    harper.analyticsPeriod = 60;
    harper.analytics = "what a worker says that is being replaced";
    InstanceSession session;
    QSignalSpy states(&session.connection(), &SessionConnection::stateChanged);
    session.connection().connectTo(harper.settings());
    QVERIFY(comes(states, SessionState::Connected));
    QSignalSpy logged(&session.connection(), &SessionConnection::logged);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    constexpr qint64 hour = 3'600'000;
    session.connection().fillPast({{now - 6 * hour, now - 3 * hour}});
    const auto failures = [&logged] {
        return std::count_if(logged.cbegin(), logged.cend(), [](const QVariantList &line) {
            return line.at(1).toString().contains(QStringLiteral("past could not be read"));
        });
    };
    QTRY_COMPARE(failures(), 1);
    QCOMPARE(harper.operations.count(QStringLiteral("get_analytics")), 1);

    QSignalSpy arrived(&session.connection(), &SessionConnection::pastArrived);
    harper.analytics = "[]";
    QSignalSpy finished(&session.setup(), &SessionSetup::setupFinished);
    session.setup().applySetup();
    session.setup().cancelSetup();
    QTRY_COMPARE(finished.size(), 1);
    QTRY_VERIFY(!arrived.isEmpty());
    QCOMPARE(failures(), 1);
}

SYSPULSE_TEST(TestInstanceSession)
#include "tst_instancesession.moc"
