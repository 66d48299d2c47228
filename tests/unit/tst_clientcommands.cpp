// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/clientcommands.h"
#include "core/base/json.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <fcntl.h>
#include <unistd.h>

#include <QTemporaryFile>
#include <QTest>

using namespace syspulse;

namespace {

/// What is written to standard error as long as it lives; standard output goes nowhere.
class ErrorCapture
{
public:
    ErrorCapture()
    {
        m_open = m_file.open();
        std::fflush(stdout);
        std::fflush(stderr);
        m_output = ::dup(STDOUT_FILENO);
        m_error = ::dup(STDERR_FILENO);
        const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
        ::dup2(nowhere, STDOUT_FILENO);
        ::dup2(m_file.handle(), STDERR_FILENO);
        ::close(nowhere);
    }
    ~ErrorCapture()
    {
        std::fflush(stdout);
        std::fflush(stderr);
        ::dup2(m_output, STDOUT_FILENO);
        ::dup2(m_error, STDERR_FILENO);
        ::close(m_output);
        ::close(m_error);
    }
    Q_DISABLE_COPY_MOVE(ErrorCapture)

    QByteArray text()
    {
        std::fflush(stderr);
        QFile file(m_file.fileName());
        return m_open && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryFile m_file;
    bool m_open = false;
    int m_output = -1;
    int m_error = -1;
};

/// Records with ids of their own, as many as a server may be asked for at once and more.
QByteArray manyRecords(int count)
{
    QByteArrayList records;
    records.reserve(count);
    for (int i = 0; i < count; ++i)
        records.append("{\"id\":\"r" + QByteArray::number(i) + "\"}");
    return '[' + records.join(',') + ']';
}

} // namespace

/// The commands about clients where there are more than are read: more than a real server here can have.
class TestClientCommands : public QObject
{
    Q_OBJECT

private slots:
    void moreThanAreRead_data();
    void moreThanAreRead();
    void whatIsNotListedIsNotRead_data();
    void whatIsNotListedIsNotRead();
};

void TestClientCommands::moreThanAreRead_data()
{
    QTest::addColumn<int>("command");
    QTest::addColumn<int>("clients");
    QTest::addColumn<int>("sessions");
    QTest::addColumn<QString>("said");
    const int bound = ClientsReader::usualBound;
    const QString clients = QStringLiteral("Only 100000 clients were read: more are connected.");
    const QString sessions = QStringLiteral("Only 100000 sessions were read: there are more.");
    QTest::newRow("clients, all") << int(Command::Clients) << bound << 0 << QString();
    QTest::newRow("clients") << int(Command::Clients) << bound + 1 << 0 << clients;
    QTest::newRow("disconnect") << int(Command::Disconnect) << bound + 1 << 0 << clients;
    QTest::newRow("sessions, all") << int(Command::Sessions) << 0 << 1 << QString();
    QTest::newRow("sessions") << int(Command::Sessions) << 0 << bound + 1 << sessions;
    QTest::newRow("forget") << int(Command::Forget) << 0 << bound + 1 << sessions;
    QTest::newRow("whose sessions they are")
        << int(Command::Sessions) << bound + 1 << 1 << QStringLiteral("is not known");
}

void TestClientCommands::moreThanAreRead()
{
    QFETCH(int, command);
    QFETCH(int, clients);
    QFETCH(int, sessions);
    QFETCH(QString, said);
    FakeHttpServer server;
    server.answer = [&](const FakeHttpServer::Request &request, int) {
        const Json body = *parseJson(request.body);
        const int known = body["table"] == "sys_sessions" ? clients : sessions;
        QByteArray records = manyRecords(std::min(known, int(body["limit"])));
        if (body["operation"] == "search_by_conditions")
            records.replace("\"id\"", "\"client\"");
        return FakeHttpServer::reply(200, records);
    };
    HarperEndpoint endpoint;
    endpoint.url = server.url();
    endpoint.timeoutMs = 60000;
    OperationsClient client(endpoint);
    Options options;
    options.command = Command(command);
    options.json = true;
    options.filter = QStringLiteral("none is called so");
    options.target = QStringLiteral("beyond");
    const Output output(true);
    QString text;
    bool ended = false;
    {
        ErrorCapture errors;
        ClientCommands commands(&client, SysLayout(), options, output, 0);
        connect(&commands, &ClientCommands::finished, this, [&] { ended = true; });
        connect(&commands, &ClientCommands::failed, this, [&](const Error &error) {
            text = describe(error);
            ended = true;
        });
        commands.start();
        ended = QTest::qWaitFor([&] { return ended; }, test::patienceMs);
        text += QString::fromUtf8(errors.text());
    }
    QVERIFY(ended);
    if (said.isEmpty())
        QVERIFY2(!text.contains(QLatin1String("Only")), qPrintable(text));
    else
        QVERIFY2(text.contains(said), qPrintable(text));
}

void TestClientCommands::whatIsNotListedIsNotRead_data()
{
    QTest::addColumn<bool>("json");
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QList<bool>>("whole"); // of each request, whether it asks for all there is
    const QByteArray counted = R"([{"id":"a","client":"c","subscription_count":3}])";
    QTest::newRow("table") << false << counted << QList{false};
    QTest::newRow("JSON") << true << counted << QList{true};
    // Somebody else has written that: its subscriptions must be counted.
    QTest::newRow("without a count") << false << QByteArray(R"([{"id":"a"}])") << QList{false, true};
}

void TestClientCommands::whatIsNotListedIsNotRead()
{
    QFETCH(bool, json);
    QFETCH(QByteArray, record);
    QFETCH(QList<bool>, whole);
    QList<bool> asked;
    FakeHttpServer server;
    server.answer = [&](const FakeHttpServer::Request &request, int) {
        const Json attributes = (*parseJson(request.body))["get_attributes"];
        asked.append(attributes == Json{"*"});
        if (!asked.constLast() &&
            std::find(attributes.begin(), attributes.end(), "subscriptions") != attributes.end())
            return FakeHttpServer::reply(500, "{}");
        return FakeHttpServer::reply(200, record);
    };
    HarperEndpoint endpoint;
    endpoint.url = server.url();
    OperationsClient client(endpoint);
    Options options;
    options.command = Command::Clients;
    options.json = json;
    const Output output(json);
    bool ended = false;
    {
        const ErrorCapture quiet;
        ClientCommands commands(&client, SysLayout(), options, output, 0);
        connect(&commands, &ClientCommands::finished, this, [&] { ended = true; });
        commands.start();
        ended = QTest::qWaitFor([&] { return ended; }, test::patienceMs);
    }
    QVERIFY(ended);
    QCOMPARE(asked, whole);
}

SYSPULSE_TEST(TestClientCommands)
#include "tst_clientcommands.moc"
