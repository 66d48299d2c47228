// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/harper/httpoperations.h"
#include "tests/support/logcapture.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QFile>
#include <QLocale>
#include <QTest>

using namespace syspulse;

namespace {

/// The largest amount of memory that this process has used so far, in bytes.
qint64 peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').value(1).toLongLong() * 1024;
    }
    return -1;
}

/// Has peakMemory() count from now on: what a test before has used would hide what the next one needs.
void resetPeakMemory()
{
    QFile references(QStringLiteral("/proc/self/clear_refs"));
    if (references.open(QIODevice::WriteOnly))
        references.write("5");
}

/// Answers each request without an end, as fast as it can.
void pourInto(QTcpSocket *socket)
{
    socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[");
    QObject::connect(socket, &QTcpSocket::bytesWritten, socket, [socket] {
        if (socket->bytesToWrite() < 1024 * 1024)
            socket->write(QByteArray(1024 * 1024, ' '));
    });
}

/// A server where each operation needs a token, and the first one that it gives has expired already.
QByteArray tokenServer(const FakeHttpServer::Request &request)
{
    if (request.body.contains("create_authentication_tokens"))
        return FakeHttpServer::reply(200, R"({"operation_token":"op-new","refresh_token":"re-1"})");
    if (request.body.contains("refresh_operation_token"))
        return FakeHttpServer::reply(200, R"({"operation_token":"op-refreshed"})");
    return request.head.contains("Bearer op-refreshed")
               ? FakeHttpServer::reply(200, R"({"ok":1})")
               : FakeHttpServer::reply(401, R"({"error":"token expired"})");
}

} // namespace

/// How HttpOperations logs in, what it tells of the server, and what it does not let out or in.
class TestHttpLogins : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_server = std::make_unique<FakeHttpServer>(); }

    void loginsThatBasicCannotCarry_data();
    void loginsThatBasicCannotCarry();
    void serverTimeIsSeen();
    void tokenLoginIsBounded();
    void endlessAnswerKeepsMemoryBounded();
    void unreadLoginIsSentAgain();
    void instancesBehindOneProxy_data();
    void instancesBehindOneProxy();
    void nothingSecretIsLogged();

private:
    HarperEndpoint endpoint(LoginMode login = LoginMode::Basic) const
    {
        HarperEndpoint endpoint;
        endpoint.url = m_server->url();
        endpoint.user = QStringLiteral("admin");
        endpoint.password = Secret(login == LoginMode::Token ? u"pässword-42" : u"password:42");
        endpoint.login = login;
        return endpoint;
    }

    Result<Json> post(const HarperEndpoint &where, int waitMs = 20000)
    {
        HttpOperations http(where);
        std::optional<Result<Json>> result;
        http.post(R"({"operation":"user_info"})", this,
                  [&result](const Result<Json> &answer) { result = answer; });
        if (!QTest::qWaitFor([&result] { return result.has_value(); }, waitMs))
            return failure(ErrorKind::Cancelled, QStringLiteral("NEVER ANSWERED"));
        return *result;
    }

    std::unique_ptr<FakeHttpServer> m_server;
};

void TestHttpLogins::loginsThatBasicCannotCarry_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<bool>("basic");
    const auto row = [](const char *name, const QString &user, const QString &password, bool basic) {
        QTest::newRow(name) << user << password << basic;
    };
    row("plain", QStringLiteral("admin"), QStringLiteral("secret"), true);
    row("colon in the password", QStringLiteral("admin"), QStringLiteral("a:b"), true);
    row("empty password", QStringLiteral("admin"), QString(), true);
    row("colon in the user", QStringLiteral("co:lon"), QStringLiteral("secret"), false);
    row("umlaut in the user", QStringLiteral("jörg"), QStringLiteral("secret"), false);
    row("umlaut in the password", QStringLiteral("admin"), QStringLiteral("pässwörd"), false);
    row("what JSON escapes", QStringLiteral("admin"), QStringLiteral("\u00e9\"\\\t\x01\x7f/"), false);
    row("emoji", QStringLiteral("admin"), QString::fromUtf8("\xF0\x9F\x99\x82"), false);
}

void TestHttpLogins::loginsThatBasicCannotCarry()
{
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(bool, basic);
    m_server->answer = [](const FakeHttpServer::Request &request, int) {
        return request.body.contains("create_authentication_tokens")
                   ? FakeHttpServer::reply(200, R"({"operation_token":"op-1","refresh_token":"re-1"})")
                   : FakeHttpServer::reply(200, "{}");
    };
    HarperEndpoint where = endpoint();
    where.user = user;
    where.password = Secret(QStringView(password));
    QVERIFY(post(where));
    if (basic) {
        QCOMPARE(m_server->requests.size(), 1);
        QVERIFY(m_server->requests.first().head.contains("Basic "));
        return;
    }
    QCOMPARE(m_server->requests.size(), 2);
    const Result<Json> login = parseJson(m_server->requests.first().body);
    QCOMPARE(textOr(*login, "username"), user);
    QCOMPARE(textOr(*login, "password"), password);
    QVERIFY(m_server->requests.last().head.contains("Bearer op-1"));
}

void TestHttpLogins::serverTimeIsSeen()
{
    // With an error too, in any locale, and not for a header that is not a date.
    QLocale::setDefault(QLocale(QLocale::German));
    m_server->answer = [](const auto &, int number) {
        switch (number) {
        case 0:
            return FakeHttpServer::reply(200, "{}", "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
        case 1:
            return FakeHttpServer::reply(401, "{}", "Date: Sun, 06 Nov 1994 08:49:38 GMT\r\n");
        default:
            return FakeHttpServer::reply(200, "{}", "Date: yesterday\r\n");
        }
    };
    HttpOperations http(endpoint());
    QList<qint64> seen;
    int answers = 0;
    connect(&http, &HttpOperations::serverTimeSeen, this, [&seen](qint64 dateMs, qint64 tookMs) {
        QVERIFY(tookMs >= 0);
        seen.append(dateMs);
    });
    for (int i = 0; i < 3; ++i) {
        http.post("{}", this, [&answers](const Result<Json> &) { ++answers; });
        QTRY_COMPARE(answers, i + 1);
    }
    QLocale::setDefault(QLocale::c());
    QCOMPARE(seen, (QList<qint64>{784111777000, 784111778000}));
}

void TestHttpLogins::tokenLoginIsBounded()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    connect(&server, &QTcpServer::newConnection, this, [&] { pourInto(server.nextPendingConnection()); });
    HarperEndpoint where = endpoint(LoginMode::Token);
    where.url.setPort(server.serverPort());
    where.timeoutMs = 60000;
    const auto result = post(where, 70000);
    QCOMPARE(result.error().kind, ErrorKind::Protocol);
    QVERIFY2(result.error().message.contains(QLatin1String("more data")),
             qPrintable(describe(result.error())));
}

void TestHttpLogins::endlessAnswerKeepsMemoryBounded()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    connect(&server, &QTcpServer::newConnection, this, [&] { pourInto(server.nextPendingConnection()); });
    HarperEndpoint where = endpoint();
    where.url.setPort(server.serverPort());
    where.timeoutMs = 60000;
    resetPeakMemory();
    const qint64 before = peakMemory();
    const auto result = post(where, 70000);
    QVERIFY(result.error().message.contains(QLatin1String("more data")));
#ifdef __SANITIZE_ADDRESS__
    constexpr qint64 most = 400 * 1024 * 1024; // what was freed is kept for a while
#else
    constexpr qint64 most = 100 * 1024 * 1024;
#endif
    QVERIFY2(peakMemory() - before < most, qPrintable(QString::number(peakMemory() - before)));
}

void TestHttpLogins::unreadLoginIsSentAgain()
{
    m_server->answer = [](const auto &request, int number) {
        return number < 2 ? FakeHttpServer::reply(408, "") : tokenServer(request);
    };
    QVERIFY(post(endpoint(LoginMode::Token)));
    QCOMPARE(m_server->requests.size(), 6); // then the login, an expired token, its renewal, the operation
}

void TestHttpLogins::instancesBehindOneProxy_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *address, const char *id, const char *name) {
        QTest::newRow(address) << QString::fromLatin1(address) << QString::fromLatin1(id)
                               << QString::fromLatin1(name);
    };
    // Without a path as before there were paths: what is stored under these is found again.
    row("https://proxy", "https://proxy:9925", "proxy:9925");
    row("https://proxy:9925/", "https://proxy:9925", "proxy:9925");
    row("http://[::1]:9925", "http://[::1]:9925", "[::1]:9925");
    row("https://Proxy/a", "https://proxy:9925/a", "proxy:9925/a");
    row("https://proxy/a/", "https://proxy:9925/a", "proxy:9925/a");
    row("https://proxy/b", "https://proxy:9925/b", "proxy:9925/b");
    row("https://proxy/A", "https://proxy:9925/A", "proxy:9925/A");
    row("https://proxy/b/../a", "https://proxy:9925/a", "proxy:9925/a");
    row("https://proxy/a/b", "https://proxy:9925/a/b", "proxy:9925/a/b");
    row("https://proxy/a?x=1#y", "https://proxy:9925/a", "proxy:9925/a");
    // What is shown is entered again: it must be the same instance then.
    row("https://proxy///a", "https://proxy:9925/a", "proxy:9925/a");
    row("https://proxy/b/..//a", "https://proxy:9925/a", "proxy:9925/a");
    row("https://proxy///b/%2e%2e/a", "https://proxy:9925/a", "proxy:9925/a");
}

void TestHttpLogins::instancesBehindOneProxy()
{
    QFETCH(QString, address);
    QFETCH(QString, id);
    QFETCH(QString, name);
    const Result<QUrl> url = parseInstanceUrl(address);
    QVERIFY(url);
    QCOMPARE(instanceId(*url), id);
    QCOMPARE(instanceName(*url), name);
    QCOMPARE(instanceName(QUrl(instanceId(*url))), name);
}

void TestHttpLogins::nothingSecretIsLogged()
{
    const LogCapture log;
    m_server->answer = [](const auto &request, int) { return tokenServer(request); };
    const bool tokens = post(endpoint(LoginMode::Token)).has_value();
    m_server->answer = [](const auto &, int) { return FakeHttpServer::reply(200, "{}"); };
    const bool basic = post(endpoint()).has_value();
    QVERIFY(tokens && basic);
    const QString all = log.text();
    QVERIFY(all.contains(QLatin1String("syspulse.harper")));
    const QByteArray header = QByteArray("admin:password:42").toBase64();
    for (const QString &secret :
         {QStringLiteral("pässword"), QStringLiteral("password:42"), QString::fromLatin1(header),
          QStringLiteral("op-new"), QStringLiteral("op-refreshed"), QStringLiteral("re-1")})
        QVERIFY2(!all.contains(secret), qPrintable(all));
}

SYSPULSE_TEST(TestHttpLogins)
#include "tst_httplogins.moc"
