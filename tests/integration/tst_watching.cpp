// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/instancesession.h"
#include "tests/support/harperfixture.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QDateTime>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// What a session sees of a real HarperDB beside its numbers: the server's own log, and who comes and goes.
class TestWatching : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingIsSaidToBeRefusedAfterSetup();
    void theNewestOfTheServersLogIsRead();
    void thePageAndTheDiaryShareTheList();
    void presenceIsFollowedWithoutADiary();
    void comingsAndGoingsReachTheDiary();

private:
    bool hasVisit(const QString &clientId) const;
    std::optional<VisitEnd> endOf(const QString &clientId) const;

    HarperFixture m_harper{
        HarperOptions{.environment = {{QStringLiteral("LOGGING_LEVEL"), QStringLiteral("debug")}}}};
    InstanceSession m_session;
    QStringList m_logged; ///< level and text
    ServerLog m_serverLog;
    int m_logsRead = 0;
    QList<DiaryFrame> m_diary;
    ClientsState m_clientsState = ClientsState::Off;
};

void TestWatching::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    connect(&m_session.connection(), &SessionConnection::logged, this,
            [this](LogLevel level, const QString &text) {
                m_logged.append(logLevelName(level) + QLatin1Char(' ') + text);
            });
    connect(&m_session.broker(), &SessionBroker::serverLogChanged, this, [this](const ServerLog &log) {
        m_serverLog = log;
        ++m_logsRead;
    });
    connect(&m_session.clients(), &SessionClients::diaryTold, this,
            [this](const DiaryFrame &frame) { m_diary.append(frame); });
    connect(&m_session.clients(), &SessionClients::clientsStatusChanged, this,
            [this](const ClientsStatus &status) { m_clientsState = status.state; });
    bool connected = false;
    bool planned = false;
    connect(&m_session.connection(), &SessionConnection::stateChanged, this,
            [&](SessionState state) { connected = state == SessionState::Connected; });
    connect(&m_session.setup(), &SessionSetup::planChanged, this, [&] { planned = true; });
    ConnectionSettings settings;
    settings.url = m_harper.opsUrl().toString();
    settings.user = m_harper.user();
    settings.password = Secret(m_harper.password());
    m_session.connection().connectTo(settings);
    QTRY_VERIFY(connected && planned);
    m_session.clients().keepDiary(true);
}

/// The workers of before the restart live on for seconds, and the window's connection with them.
void TestWatching::nothingIsSaidToBeRefusedAfterSetup()
{
    bool finished = false;
    bool succeeded = false;
    bool values = false;
    const QObject watching;
    connect(&m_session.setup(), &SessionSetup::setupFinished, &watching, [&](bool, bool ok, const Error &) {
        finished = true;
        succeeded = ok;
        m_logged.clear();
    });
    connect(&m_session.connection(), &SessionConnection::mqttStateChanged, &watching,
            [&](MqttClient::State state, const Error &error) {
                values = state == MqttClient::State::Connected && error.message.isEmpty();
            });
    m_session.setup().applySetup();
    QTRY_VERIFY(finished);
    QVERIFY2(succeeded, qPrintable(m_logged.join(QLatin1Char('\n'))));
    QTRY_VERIFY(!m_diary.isEmpty()); // its subscription was granted
    QTRY_VERIFY(values);
    for (const QString &line : std::as_const(m_logged))
        QVERIFY2(!line.contains(QLatin1String("refused the subscription")), qPrintable(line));
}

void TestWatching::theNewestOfTheServersLogIsRead()
{
    m_session.broker().watchServerLog(true);
    QTRY_VERIFY(m_logsRead > 0);
    QVERIFY2(m_serverLog.error.message.isEmpty(), qPrintable(describe(m_serverLog.error)));
    QVERIFY(!m_serverLog.entries.isEmpty());
    // Short entries, of which more fit into a piece than the server counts on: the newest must not be lost.
    MosquittoClients stranger({QStringLiteral("127.0.0.1"),
                               m_harper.mqttPort(),
                               QStringLiteral("nobody"),
                               QStringLiteral("wrong"),
                               {},
                               false});
    const auto newest = [this] { return m_serverLog.entries.constLast().timeMs; };
    const qint64 before = newest();
    for (int i = 0; i < 20; ++i)
        stranger.publish(QStringLiteral("x"), "1");
    // What is written at the level "debug" about connections for MQTT comes within two readings.
    QTRY_VERIFY(newest() > before);
    const auto concerned = [this] {
        return std::any_of(m_serverLog.entries.cbegin(), m_serverLog.entries.cend(), concernsMqttOrLogins);
    };
    QTRY_VERIFY(concerned());
    QVERIFY(qAbs(newest() - QDateTime::currentMSecsSinceEpoch()) < 120'000);
    QVERIFY(
        std::is_sorted(m_serverLog.entries.cbegin(), m_serverLog.entries.cend(),
                       [](const ServerLogEntry &a, const ServerLogEntry &b) { return a.timeMs < b.timeMs; }));
    m_session.broker().watchServerLog(false);
}

bool TestWatching::hasVisit(const QString &clientId) const
{
    for (const DiaryFrame &frame : m_diary) {
        for (const ClientVisit &visit : frame.begun) {
            if (visit.clientId == clientId)
                return true;
        }
    }
    return false;
}

std::optional<VisitEnd> TestWatching::endOf(const QString &clientId) const
{
    QSet<QString> sessions;
    for (const DiaryFrame &frame : m_diary) {
        for (const ClientVisit &visit : frame.begun) {
            if (visit.clientId == clientId)
                sessions.insert(visit.session);
        }
        for (const EndedVisit &ended : frame.ended) {
            if (sessions.contains(ended.session))
                return ended.end;
        }
    }
    return std::nullopt;
}

/// Each gets the whole list, whoever comes later, and goes on when the other leaves.
void TestWatching::thePageAndTheDiaryShareTheList()
{
    MosquittoClients clients(m_harper.mqttBroker());
    MosquittoSubscriber *early =
        clients.subscribe({QStringLiteral("sys/#")}, 0, {QStringLiteral("-i"), QStringLiteral("early")});
    QVERIFY(early->waitSubscribed());
    QTRY_VERIFY(hasVisit(QStringLiteral("early")));
    QSet<QString> listed;
    const QObject watching;
    connect(&m_session.clients(), &SessionClients::clientsArrived, &watching, [&](const ClientsFrame &frame) {
        for (const ClientSession &client : frame.changed)
            listed.insert(client.clientId);
    });
    m_session.clients().watchClients(true);
    QTRY_COMPARE(m_clientsState, ClientsState::Live);
    QVERIFY(listed.contains(QStringLiteral("early")));
    m_session.clients().watchClients(false);
    MosquittoSubscriber *late =
        clients.subscribe({QStringLiteral("sys/#")}, 0, {QStringLiteral("-i"), QStringLiteral("late")});
    QVERIFY(late->waitSubscribed());
    QTRY_VERIFY(hasVisit(QStringLiteral("late")));
    QVERIFY(!listed.contains(QStringLiteral("late")));
}

void TestWatching::presenceIsFollowedWithoutADiary()
{
    m_session.clients().followPresence(true);
    m_session.clients().keepDiary(false);
    MosquittoClients clients(m_harper.mqttBroker());
    MosquittoSubscriber *seen =
        clients.subscribe({QStringLiteral("sys/#")}, 0, {QStringLiteral("-i"), QStringLiteral("seen")});
    QVERIFY(seen->waitSubscribed());
    QTRY_VERIFY(hasVisit(QStringLiteral("seen")));
    // A diary begins with all that are there.
    const auto lists = [this] {
        return std::count_if(m_diary.cbegin(), m_diary.cend(),
                             [](const DiaryFrame &frame) { return frame.complete; });
    };
    const auto before = lists();
    m_session.clients().keepDiary(true);
    QTRY_COMPARE(lists(), before + 1);
    QVERIFY(!m_diary.constLast().begun.isEmpty());
    m_session.clients().followPresence(false);
}

void TestWatching::comingsAndGoingsReachTheDiary()
{
    MosquittoClients clients(m_harper.mqttBroker());
    MosquittoSubscriber *leaving =
        clients.subscribe({QStringLiteral("sys/#")}, 0, {QStringLiteral("-i"), QStringLiteral("leaving")});
    MosquittoSubscriber *cut =
        clients.subscribe({QStringLiteral("sys/#")}, 0, {QStringLiteral("-i"), QStringLiteral("cut")});
    QVERIFY(leaving->waitSubscribed() && cut->waitSubscribed());
    QTRY_VERIFY(hasVisit(QStringLiteral("leaving")) && hasVisit(QStringLiteral("cut")));
    leaving->stop();
    QTRY_COMPARE(endOf(QStringLiteral("leaving")), VisitEnd::Left);
    QString session;
    for (const DiaryFrame &frame : std::as_const(m_diary)) {
        for (const ClientVisit &visit : frame.begun) {
            if (visit.clientId == QLatin1String("cut"))
                session = visit.session;
            QVERIFY(qAbs(visit.startedMs - QDateTime::currentMSecsSinceEpoch()) < 300'000);
        }
    }
    m_session.clients().disconnectClient(session);
    QTRY_COMPARE(endOf(QStringLiteral("cut")), VisitEnd::Cut);
    // SysPulse's own are no visitors, and the end of the connection is the end of the watching.
    QVERIFY(!hasVisit(QString()));
    const qsizetype before = m_diary.size();
    m_session.connection().disconnectFrom();
    QTRY_VERIFY(m_diary.size() > before);
    QVERIFY(m_diary.constLast().begun.isEmpty() && m_diary.constLast().ended.isEmpty());
    QVERIFY(m_diary.constLast().watchedToMs > m_diary.constLast().watchedFromMs);
}

SYSPULSE_TEST(TestWatching)
#include "tst_watching.moc"
