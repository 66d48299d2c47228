// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/session/logentry.h"
#include "core/session/serverlogmonitor.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

namespace {

/// An answer of `read_log` to a question for the newest: the entries @p from to @p to, a second apart, the
/// newest first.
QByteArray logAnswer(int from, int to)
{
    Json entries = Json::array();
    for (int i = to; i >= from; --i) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + i * 1000LL, Qt::UTC);
        entries.push_back({{"timestamp", toUtf8String(time.toString(Qt::ISODateWithMs))},
                           {"thread", "http/1"},
                           {"level", "warn"},
                           {"tags", {"mqtt"}},
                           {"message", "entry " + std::to_string(i)}});
    }
    return FakeHttpServer::reply(200, dumpJson(entries));
}

QStringList entryNames(int from, int to)
{
    QStringList names;
    for (int i = from; i <= to; ++i)
        names.append(QStringLiteral("entry %1").arg(i));
    return names;
}

} // namespace

/// Entries of logs: the server's, and what the program says again and again.
class TestServerLog : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void repeatsAreFound();
    void readsLevelsTagsAndTimes();
    void knowsWhatIsAboutMqttAndLogins_data();
    void knowsWhatIsAboutMqttAndLogins();
    void readsOnPieceByPiece();
    void anotherFileIsReadFromItsBeginning();
    void isBounded();
    void whatWasReadOutlivesAnError();

private:
    QStringList messages() const;

    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<OperationsClient> m_client;
    std::unique_ptr<ServerLogMonitor> m_monitor;
    std::unique_ptr<QSignalSpy> m_changes;
    QList<double> m_limits; ///< that were asked for
    QByteArray m_answer;
};

void TestServerLog::init()
{
    m_limits.clear();
    m_answer = logAnswer(0, 2);
    m_server = std::make_unique<FakeHttpServer>();
    m_server->answer = [this](const FakeHttpServer::Request &request, int) {
        const auto json = parseJson(request.body);
        m_limits.append(json ? numberAt(*json, "limit").value_or(0) : 0);
        return m_answer;
    };
    HarperEndpoint endpoint;
    endpoint.url = m_server->url();
    m_client = std::make_unique<OperationsClient>(endpoint);
    m_monitor = std::make_unique<ServerLogMonitor>(m_client.get());
    m_changes = std::make_unique<QSignalSpy>(m_monitor.get(), &ServerLogMonitor::changed);
}

void TestServerLog::cleanup()
{
    m_changes.reset();
    m_monitor.reset();
    m_client.reset();
    m_server.reset();
}

QStringList TestServerLog::messages() const
{
    QStringList list;
    for (const ServerLogEntry &entry : m_changes->constLast().constFirst().value<ServerLog>().entries)
        list.append(entry.message);
    return list;
}

void TestServerLog::repeatsAreFound()
{
    QList<LogEntry> entries;
    const auto say = [&entries](LogLevel level, const char *text) {
        const auto repeated = repeatedEntry(entries, level, QLatin1String(text));
        if (repeated)
            ++entries[*repeated].times;
        else
            entries.append({level, QLatin1String(text), 0, 0, 1});
    };
    say(LogLevel::Error, "a");
    say(LogLevel::Error, "b"); // taking turns
    say(LogLevel::Error, "a");
    say(LogLevel::Warning, "a"); // of another level
    say(LogLevel::Error, "b");
    QCOMPARE(entries.size(), 3);
    QCOMPARE(entries.at(0).times, 2);
    QCOMPARE(entries.at(1).times, 2);
    say(LogLevel::Information, "connected");
    say(LogLevel::Error, "a"); // news after that
    say(LogLevel::Information, "connected");
    QCOMPARE(entries.size(), 6);
    say(LogLevel::Information, "connected");
    QCOMPARE(entries.size(), 6);
    QCOMPARE(entries.constLast().times, 2);
    for (const char *text : {"c", "d", "e", "f"})
        say(LogLevel::Error, text);
    say(LogLevel::Error, "c");
    QCOMPARE(entries.size(), 10);
    QCOMPARE(entries.at(6).times, 2);
    say(LogLevel::Error, "g");
    say(LogLevel::Error, "c"); // too long ago
    QCOMPARE(entries.size(), 12);
}

void TestServerLog::readsLevelsTagsAndTimes()
{
    const auto json = parseJson(
        R"([{"timestamp":"2023-11-14T22:13:20.250Z","thread":"http/3","level":"notify","tags":["mqtt",7,"x"],"message":" text \n"},)"
        R"({"timestamp":"soon","level":"fatal","message":"m"},{"level":"warn"},5,null])");
    QVERIFY(json);
    const auto entries = decodeLog(*json);
    QVERIFY(entries);
    QCOMPARE(entries->size(), 2);
    QCOMPARE(entries->at(0), (ServerLogEntry{1'700'000'000'250,
                                             QStringLiteral("http/3"),
                                             QStringLiteral("notify"),
                                             {QStringLiteral("mqtt"), QStringLiteral("x")},
                                             QStringLiteral("text")}));
    QCOMPARE(entries->at(1).timeMs, 0);
    QVERIFY(!decodeLog(*parseJson("{}")));
    QCOMPARE(logLevelOf(QStringLiteral("fatal")), LogLevel::Error);
    QCOMPARE(logLevelOf(QStringLiteral("error")), LogLevel::Error);
    QCOMPARE(logLevelOf(QStringLiteral("warn")), LogLevel::Warning);
    for (const char *other : {"notify", "info", "debug", "trace", "", "WARN"})
        QCOMPARE(logLevelOf(QLatin1String(other)), LogLevel::Information);
    const auto longest =
        parseJson("[{\"timestamp\":\"x\",\"message\":\"" + QByteArray(100'000, 'x') + "\"}]");
    QVERIFY(decodeLog(*longest)->constFirst().message.size() <= 4000);
}

void TestServerLog::knowsWhatIsAboutMqttAndLogins_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("concerns");
    QTest::newRow("tag mqtt") << "mqtt"
                              << "anything" << true;
    QTest::newRow("tag auth-event") << "auth-event"
                                    << "{}" << true;
    QTest::newRow("tag authentication") << "authentication"
                                        << "" << true;
    QTest::newRow("4.4 parsing") << ""
                                 << "MQTT parsing error, closing connection: x" << true;
    QTest::newRow("login") << ""
                           << "Login failed" << true;
    QTest::newRow("catalogue") << ""
                               << "Catalogin failed" << false;
    QTest::newRow("author") << ""
                            << "The author of this component" << false;
    QTest::newRow("other") << "http"
                           << "Domain socket listening" << false;
}

void TestServerLog::knowsWhatIsAboutMqttAndLogins()
{
    QFETCH(QString, tag);
    QFETCH(QString, message);
    ServerLogEntry entry;
    entry.message = message;
    if (!tag.isEmpty())
        entry.tags.append(tag);
    QTEST(concernsMqttOrLogins(entry), "concerns");
}

void TestServerLog::readsOnPieceByPiece()
{
    m_monitor->refresh();
    QTRY_COMPARE(m_changes->size(), 1);
    QCOMPARE(messages(), entryNames(0, 2));
    m_answer = logAnswer(1, 4);
    m_monitor->refresh();
    QTRY_COMPARE(m_changes->size(), 2);
    QCOMPARE(messages(), entryNames(0, 4));
    QCOMPARE(m_limits.size(), 2);
    QVERIFY(m_limits.at(1) < m_limits.at(0));
    // Never a whole number, at which the server would stop before the newest.
    for (const double limit : std::as_const(m_limits))
        QCOMPARE(limit - std::floor(limit), 0.5);
    // By itself while somebody watches.
    m_monitor->watch(true);
    QTRY_COMPARE(m_changes->size(), 3);
    QTRY_COMPARE(m_changes->size(), 4);
    m_monitor->watch(false);
    QCOMPARE(messages().size(), 5);
}

void TestServerLog::anotherFileIsReadFromItsBeginning()
{
    m_monitor->refresh();
    QTRY_COMPARE(m_changes->size(), 1);
    m_answer = logAnswer(50, 52);
    m_monitor->refresh();
    QTRY_COMPARE(m_changes->size(), 2);
    QCOMPARE(messages(), entryNames(50, 52));
    QCOMPARE(m_limits.size(), 3);
    QCOMPARE(m_limits.at(2), m_limits.at(0));
}

void TestServerLog::isBounded()
{
    m_answer = logAnswer(0, 2999);
    m_monitor->refresh();
    QTRY_COMPARE(m_changes->size(), 1);
    QCOMPARE(messages().size(), ServerLogMonitor::maxEntries);
    QCOMPARE(messages().constLast(), QStringLiteral("entry 2999"));
    m_answer = logAnswer(2990, 3100);
    m_monitor->refresh();
    QTRY_COMPARE(m_changes->size(), 2);
    QCOMPARE(messages().size(), ServerLogMonitor::maxEntries);
    QCOMPARE(messages().constLast(), QStringLiteral("entry 3100"));
}

void TestServerLog::whatWasReadOutlivesAnError()
{
    m_monitor->refresh();
    QTRY_COMPARE(m_changes->size(), 1);
    m_answer = FakeHttpServer::reply(403, R"({"error":"This operation is not authorized"})");
    m_monitor->refresh();
    QTRY_COMPARE(m_changes->size(), 2);
    QCOMPARE(messages().size(), 3);
    const auto log = m_changes->constLast().constFirst().value<ServerLog>();
    QCOMPARE(log.error.kind, ErrorKind::Permission);
    m_answer = logAnswer(0, 3);
    m_monitor->refresh();
    QTRY_COMPARE(m_changes->size(), 3);
    QCOMPARE(messages().size(), 4);
    QVERIFY(m_changes->constLast().constFirst().value<ServerLog>().error.message.isEmpty());
}

SYSPULSE_TEST(TestServerLog)
#include "tst_serverlog.moc"
