// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// The README's examples for HTTP as a reader would run them, and who is refused on the same paths.
class TestReadme : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void recordsOverHttp();
    void treeOverHttp();
    void serverSentEvents();
    void webSocket();
    void anonymousIsRefused_data();
    void anonymousIsRefused();
    void anonymousWebSocketGetsNothing_data();
    void anonymousWebSocketGetsNothing();
    void anonymousMqttIsRefused();
    void strangersAreRefused();
    void tablesInsideAreNoPaths();

private:
    /// Runs the README's block after the comment "tested: NAME" until it ends or @p enough says so; what it
    /// printed.
    QByteArray runExample(const QString &name, const std::function<bool(const QByteArray &)> &enough = {});
    TestHttp rest(const QString &user = {}, const QString &password = {}) const;
    QJsonValue op(const QJsonObject &body) { return m_harper.http().operation(body).json(); }

    HarperFixture m_harper{HarperOptions{.content = HarperContent::SetUp}};
    std::unique_ptr<Ctl> m_ctl;
    QTemporaryDir m_home;
};

void TestReadme::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);

    QFile netrc(m_home.filePath(QStringLiteral(".netrc")));
    QVERIFY(netrc.open(QIODevice::WriteOnly));
    netrc.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    netrc.write("machine localhost login " + m_harper.user().toUtf8() + " password " +
                m_harper.password().toUtf8() + '\n');

    op({{QStringLiteral("operation"), QStringLiteral("add_role")},
        {QStringLiteral("role"), QStringLiteral("r_stranger")},
        {QStringLiteral("permission"), QJsonObject{{QStringLiteral("super_user"), false}}}});
    op({{QStringLiteral("operation"), QStringLiteral("add_user")},
        {QStringLiteral("role"), QStringLiteral("r_stranger")},
        {QStringLiteral("username"), QStringLiteral("stranger")},
        {QStringLiteral("password"), QStringLiteral("p-1")},
        {QStringLiteral("active"), true}});
}

QByteArray TestReadme::runExample(const QString &name, const std::function<bool(const QByteArray &)> &enough)
{
    QFile readme(QStringLiteral(SYSPULSE_SOURCE_DIR "/README.md"));
    if (!readme.open(QIODevice::ReadOnly))
        return {};
    const QRegularExpression block(QStringLiteral("<!-- tested: %1 -->\n```\\w+\n(.*?)```").arg(name),
                                   QRegularExpression::DotMatchesEverythingOption);
    const auto match = block.match(QString::fromUtf8(readme.readAll()));
    if (!match.hasMatch())
        return "the README has no such example";
    QString text = match.captured(1);
    text.replace(QStringLiteral("localhost:9926"), QStringLiteral("localhost:%1").arg(m_harper.httpPort()));

    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), m_home.path());
    environment.insert(QStringLiteral("SYSPULSE_USER"), m_harper.user());
    environment.insert(QStringLiteral("SYSPULSE_PASSWORD"), m_harper.password());
    // The package "ws" of HarperDB's own is as good as one that a reader would fetch.
    const QString harper = qEnvironmentVariable(
        "SYSPULSE_HARPERDB", QStringLiteral(SYSPULSE_SOURCE_DIR "/.syspulse/npm/node_modules/harperdb"));
    environment.insert(QStringLiteral("NODE_PATH"), harper + QStringLiteral("/.."));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    const bool script = match.captured(0).contains(QLatin1String("```js"));
    if (script)
        process.start(QStringLiteral("node"), {QStringLiteral("-e"), text});
    else
        process.start(QStringLiteral("bash"),
                      {QStringLiteral("-ec"), QStringLiteral("exec ") + text.trimmed()});
    QByteArray output;
    const auto done = [&] {
        output += process.readAll();
        return process.state() == QProcess::NotRunning || (enough && enough(output));
    };
    if (!QTest::qWaitFor(done, test::patienceMs))
        output += "\n(no end)";
    process.kill();
    process.waitForFinished();
    return output + process.readAll();
}

TestHttp TestReadme::rest(const QString &user, const QString &password) const
{
    return TestHttp(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_harper.httpPort())), user, password);
}

void TestReadme::recordsOverHttp()
{
    const auto all = parseJson(runExample(QStringLiteral("rest-list")));
    QVERIFY(all && all->is_array());
    QVERIFY(all->size() > 30);
    const auto one = parseJson(runExample(QStringLiteral("rest-one")));
    QVERIFY(one && one->is_object());
    QCOMPARE(textOr(*one, "topic"), QStringLiteral("$SYS/broker/clients/connected"));
    QVERIFY(member(*one, "value")->is_number());
}

void TestReadme::treeOverHttp()
{
    const QByteArray value = runExample(QStringLiteral("rest-tree"));
    QVERIFY2(value.startsWith("HarperDB "), value.constData());
}

void TestReadme::serverSentEvents()
{
    const QByteArray events = runExample(QStringLiteral("rest-sse"), [](const QByteArray &output) {
        return output.contains("\n\n") && output.contains("clients/connected");
    });
    QVERIFY2(events.contains("data: {"), events.constData());
    QVERIFY2(events.contains("$SYS/broker/clients/connected"), events.constData());
    QVERIFY2(!events.contains("(no end)"), events.constData());
}

void TestReadme::webSocket()
{
    const QByteArray messages = runExample(QStringLiteral("rest-websocket"), [](const QByteArray &output) {
        return output.contains("$SYS/broker/clients/connected");
    });
    QVERIFY2(messages.contains("$SYS/broker/clients/connected"), messages.constData());
    QVERIFY2(!messages.contains("(no end)"), messages.constData());
}

void TestReadme::anonymousIsRefused_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"/sys/", "/sys/broker_version", "/sys_sessions/", "/sys_sessions/x", "/$SYS/",
                             "/$SYS/broker/version", "/syspulse_info"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void TestReadme::anonymousIsRefused()
{
    QFETCH(QString, path);
    const HttpReply reply = rest().get(path);
    QVERIFY2(reply.status == 401 || reply.status == 403, qPrintable(QString::number(reply.status)));
    QVERIFY2(!reply.body.contains("HarperDB 4"), reply.body.constData());
    const HttpReply allowed = rest(m_harper.user(), m_harper.password()).get(path);
    QVERIFY2(allowed.status == 200 || (path.endsWith(QLatin1Char('x')) && allowed.status == 404),
             qPrintable(QString::number(allowed.status)));
}

void TestReadme::anonymousWebSocketGetsNothing_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"/sys/", "/sys_sessions/", "/$SYS/"})
        QTest::newRow(path) << QByteArray(path);
}

void TestReadme::anonymousWebSocketGetsNothing()
{
    QFETCH(QByteArray, path);
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_harper.httpPort());
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write("GET " + path +
                 " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                 "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c3lzcHVsc2UxMjM0NTY3OA==\r\n\r\n");
    QByteArray answer;
    // The server either refuses the upgrade or closes right after it; a record would come at once.
    QTRY_VERIFY((answer += socket.readAll(), answer.startsWith("HTTP/1.1 401") ||
                                                 answer.startsWith("HTTP/1.1 403") ||
                                                 socket.state() == QAbstractSocket::UnconnectedState));
    QVERIFY2(!answer.contains("broker"), answer.constData());
}

void TestReadme::anonymousMqttIsRefused()
{
    MosquittoClients anonymous(m_harper.mqttBroker({}, {}));
    for (const QString &filter :
         {QStringLiteral("sys/#"), QStringLiteral("$SYS/#"), QStringLiteral("sys_sessions/#")})
        QVERIFY2(!anonymous.subscribe({filter})->waitSubscribed(5000), qPrintable(filter));
}

void TestReadme::strangersAreRefused()
{
    TestHttp stranger = rest(QStringLiteral("stranger"), QStringLiteral("p-1"));
    for (const QString &path : {QStringLiteral("/sys/"), QStringLiteral("/sys_sessions/"),
                                QStringLiteral("/$SYS/broker/version"), QStringLiteral("/syspulse_info")})
        QCOMPARE(stranger.get(path).status, 403);
    MosquittoClients clients(m_harper.mqttBroker(QStringLiteral("stranger"), QStringLiteral("p-1")));
    for (const QString &filter :
         {QStringLiteral("sys/#"), QStringLiteral("$SYS/#"), QStringLiteral("sys_sessions/#")})
        QVERIFY2(!clients.subscribe({filter})->waitSubscribed(5000), qPrintable(filter));
}

void TestReadme::tablesInsideAreNoPaths()
{
    TestHttp admin = rest(m_harper.user(), m_harper.password());
    for (const QString &path :
         {QStringLiteral("/sys_control/"), QStringLiteral("/sys_threads/"), QStringLiteral("/sys_commands/")})
        QCOMPARE(admin.get(path).status, 404);
}

SYSPULSE_TEST(TestReadme)
#include "tst_readme.moc"
