// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/sessionthread.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakesessionserver.h"

#include <atomic>

#include <QRegularExpression>
#include <QTest>

using namespace syspulse;

/// What a session does is done in its own thread, and told in that of whoever listens.
class TestSessionThread : public QObject
{
    Q_OBJECT

private slots:
    void worksInAThreadOfItsOwn();
    void testsInThatThreadToo();
};

/// Requests and signals cross the threads; whoever hears a signal finds it in the state.
void TestSessionThread::worksInAThreadOfItsOwn()
{
    FakeSessionServer harper;
    SessionThread session;
    QVERIFY(session.connection().thread() != thread());
    QList<SessionState> states;
    connect(&session.connection(), &SessionConnection::stateChanged, this, [&](SessionState state) {
        QCOMPARE(QThread::currentThread(), thread());
        QCOMPARE(session.state(), state);
        states.append(state);
    });
    session.request<&SessionConnection::connectTo>(harper.settings());
    QTRY_VERIFY(session.isConnected());
    QCOMPARE(session.info().user, QStringLiteral("admin"));
    session.request<&SessionUpdater::startUpdater>(UpdaterSchedule{3600, {}});
    QTRY_COMPARE(session.updaterStatus().state, UpdaterState::Waiting);
    session.request<&SessionConnection::disconnectFrom>();
    // The session's own state hears of it before this test does.
    QTRY_COMPARE(states.size(), 3);
    QCOMPARE(session.state(), SessionState::Disconnected);
    QTRY_COMPARE(session.updaterStatus().state, UpdaterState::Stopped);
    QCOMPARE(harper.leaseEnd().value_or(-1), 0);
    QCOMPARE(states, (QList<SessionState>{SessionState::Connecting, SessionState::Connected,
                                          SessionState::Disconnected}));
}

/// What a dialog asks for is tried, and told, by that thread alone: the next request of the dialog arrives in
/// it.
void TestSessionThread::testsInThatThreadToo()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("Parent is syspulse::")));
    FakeSessionServer harper;
    ConnectionSettings nobody = harper.settings();
    nobody.url = QStringLiteral("https://127.0.0.1:1");
    std::atomic_int elsewhere = 0;
    QList<RequestToken> tested;
    QList<RequestToken> fetched;
    SessionThread session;
    SessionConnection &connection = session.connection();
    const auto look = [&elsewhere, thread = connection.thread()] {
        if (QThread::currentThread() != thread)
            ++elsewhere;
    };
    connect(&connection, &SessionConnection::stageTested, &connection, look, Qt::DirectConnection);
    connect(&connection, &SessionConnection::testFinished, &connection, look, Qt::DirectConnection);
    connect(&connection, &SessionConnection::certificatesFetched, &connection, look, Qt::DirectConnection);
    connect(&connection, &SessionConnection::testFinished, this,
            [&tested](RequestToken token) { tested.append(token); });
    connect(&connection, &SessionConnection::certificatesFetched, this,
            [&fetched](RequestToken token) { fetched.append(token); });
    session.request<&SessionConnection::test>(harper.settings(), std::optional(ConnectStage::Login),
                                              RequestToken(1));
    session.request<&SessionConnection::fetchCertificates>(nobody, TlsLink::Operations, RequestToken(2));
    QTRY_COMPARE(tested, QList<RequestToken>{1});
    QTRY_COMPARE(fetched, QList<RequestToken>{2});
    QCOMPARE(elsewhere.load(), 0);
}

SYSPULSE_TEST(TestSessionThread)
#include "tst_sessionthread.moc"
