// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/harper/httpoperations.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QTest>
#include <QTimer>

using namespace syspulse;

class TestHttpOperations : public QObject
{
    Q_OBJECT

private slots:
    void addresses_data();
    void addresses();
    void sendsBasicCredentials();
    void errors_data();
    void errors();
    void unreadRequestIsSentAgain();
    void unreadRequestIsNotSentForEver();
    void nothingListens();
    void hostIsNotFound();
    void silentServer();
    void drippingServer();
    void answerCutInTheMiddle();
    void answerWithoutEnd();
    void redirectsAreNotFollowed();
    void httpsToAPlainServer();
    void cancelled();
    void contextDies();
    void tokenLogin();
    void tokenIsRefreshed();
    void expiredRefreshTokenLogsInAnew();
    void wrongPasswordWithTokens();
    void secretsNeverInErrors();

private:
    HarperEndpoint endpoint(LoginMode login = LoginMode::Basic) const
    {
        HarperEndpoint endpoint;
        endpoint.url = m_server->url();
        endpoint.user = QStringLiteral("admin");
        endpoint.password = Secret(login == LoginMode::Token ? u"pässword-42" : u"password:42");
        endpoint.login = login;
        endpoint.timeoutMs = 1500;
        return endpoint;
    }

    Result<Json> post(const HarperEndpoint &where)
    {
        HttpOperations http(where);
        std::optional<Result<Json>> result;
        http.post(R"({"operation":"user_info"})", this,
                  [&result](const Result<Json> &answer) { result = answer; });
        if (!QTest::qWaitFor([&result] { return result.has_value(); }, test::patienceMs))
            return failure(ErrorKind::Cancelled, QStringLiteral("NEVER ANSWERED"));
        return *result;
    }

    std::unique_ptr<FakeHttpServer> m_server = std::make_unique<FakeHttpServer>();

private slots:
    void init() { m_server = std::make_unique<FakeHttpServer>(); }
};

void TestHttpOperations::addresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *text, const char *url) {
        QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text) << QString::fromLatin1(url);
    };
    row("https://db.example.org:9925", "https://db.example.org:9925/");
    row("http://127.0.0.1:9925/", "http://127.0.0.1:9925/");
    row("db.example.org", "https://db.example.org:9925/");
    row("localhost", "http://localhost:9925/");
    row("localhost:19925", "http://localhost:19925/");
    row("127.0.0.1:9925", "http://127.0.0.1:9925/");
    row("[::1]", "http://[::1]:9925/");
    row("https://localhost", "https://localhost:9925/");
    row("localhost.example.org", "https://localhost.example.org:9925/");
    row("127.0.0.1.example.org", "https://127.0.0.1.example.org:9925/");
    row("192.168.0.7", "https://192.168.0.7:9925/");
    row("http://[::1]:9925", "http://[::1]:9925/");
    row(" https://a:1 ", "https://a:1/");
    row("https://a:1/?x=1#y", "https://a:1/");
    row("", "");
    row("https://", "");
    row("ftp://a", "");
    row("https://user:secret@a", "");
    row("https://user@a", "");
    row("https://a:99999", "");
    row("a b", "");
}

void TestHttpOperations::addresses()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    const auto parsed = parseInstanceUrl(text);
    QCOMPARE(parsed ? parsed->toString() : QString(), url);
    if (!parsed)
        QVERIFY(!parsed.error().message.contains(QLatin1String("secret")));
}

void TestHttpOperations::sendsBasicCredentials()
{
    m_server->answer = [](const auto &, int) { return FakeHttpServer::reply(200, R"({"ok":1})"); };
    const auto result = post(endpoint());
    QVERIFY(result);
    QCOMPARE(m_server->requests.size(), 1);
    const QByteArray expected = "Basic " + QByteArray("admin:password:42").toBase64();
    QVERIFY(m_server->requests.first().head.contains(expected));
    QCOMPARE(m_server->requests.first().body, QByteArray(R"({"operation":"user_info"})"));
}

void TestHttpOperations::errors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, int status, const QByteArray &body, ErrorKind kind,
                        const char *detail) {
        QTest::newRow(name) << status << body << int(kind) << QString::fromLatin1(detail);
    };
    row("wrong password", 401, R"({"error":"Login failed"})", ErrorKind::Auth, "Login failed");
    row("401 without JSON", 401, "no", ErrorKind::Auth, "");
    row("no rights", 403,
        R"({"error":"This operation is not authorized","unauthorized_access":["Operation 'x' is restricted to 'super_user' roles"],"invalid_schema_items":[]})",
        ErrorKind::Permission, "Operation 'x' is restricted to 'super_user' roles");
    row("no rights on a table", 403,
        R"({"error":"e","unauthorized_access":[{"schema":"data","table":"sys"}],"invalid_schema_items":["y"]})",
        ErrorKind::Permission, "data.sys; y");
    row("server error", 400, R"({"error":"Table 'data.nosuch' does not exist"})", ErrorKind::Server,
        "Table 'data.nosuch' does not exist");
    row("two-key form", 400, R"({"statusCode":400,"error":"Bad Request","message":"must include"})",
        ErrorKind::Server, "must include");
    row("404 of a web server", 404, "<html>not found</html>", ErrorKind::Protocol, "");
    row("500 without words", 500, "{}", ErrorKind::Protocol, "");
    row("HTML with 200", 200, "<html>Studio</html>", ErrorKind::Protocol, "*");
    row("broken JSON", 200, R"({"a":)", ErrorKind::Protocol, "*");
    row("empty answer", 200, "", ErrorKind::Protocol, "*");
    const QByteArray deep = QByteArray(20000, '[') + QByteArray(20000, ']');
    row("nested too deeply", 200, deep, ErrorKind::Protocol, "*");
    row("error nested too deeply", 500, "{\"error\":" + deep + "}", ErrorKind::Protocol, "*");
    row("objects nested too deeply", 200, QByteArray("{\"a\":").repeated(20000), ErrorKind::Protocol, "*");
}

void TestHttpOperations::errors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(QString, detail);
    m_server->answer = [&](const auto &, int) { return FakeHttpServer::reply(status, body); };
    const auto result = post(endpoint());
    QVERIFY(!result);
    QCOMPARE(int(result.error().kind), kind);
    QCOMPARE(result.error().httpStatus, status);
    if (detail != QLatin1String("*"))
        QCOMPARE(result.error().detail, detail);
    QVERIFY2(result.error().message.contains(QLatin1String("127.0.0.1")), qPrintable(result.error().message));
}

void TestHttpOperations::unreadRequestIsSentAgain()
{
    m_server->answer = [](const auto &, int number) {
        return number < 2 ? FakeHttpServer::reply(408, "") : FakeHttpServer::reply(200, R"({"ok":1})");
    };
    const auto result = post(endpoint());
    QVERIFY2(result, qPrintable(result ? QString() : result.error().message));
    QCOMPARE(m_server->requests.size(), 3);
    QCOMPARE(m_server->requests.last().body, m_server->requests.first().body);
}

void TestHttpOperations::unreadRequestIsNotSentForEver()
{
    m_server->answer = [](const auto &, int) { return FakeHttpServer::reply(408, ""); };
    const auto result = post(endpoint());
    QVERIFY(!result);
    QCOMPARE(result.error().httpStatus, 408);
    QCOMPARE(m_server->requests.size(), 4);
}

void TestHttpOperations::nothingListens()
{
    const HarperEndpoint where = endpoint();
    m_server.reset();
    const auto result = post(where);
    QCOMPARE(result.error().kind, ErrorKind::Network);
    QVERIFY(result.error().message.contains(QLatin1String("Nothing listens")));
}

void TestHttpOperations::hostIsNotFound()
{
    HarperEndpoint where = endpoint();
    where.url.setHost(QStringLiteral("no-such-host.invalid"));
    where.timeoutMs = 15000;
    const auto result = post(where);
    QCOMPARE(result.error().kind, ErrorKind::Network);
}

void TestHttpOperations::silentServer()
{
    const auto result = post(endpoint());
    QCOMPARE(result.error().kind, ErrorKind::Network);
    QVERIFY(result.error().message.contains(QLatin1String("did not answer within 1.5 s.")));
}

void TestHttpOperations::drippingServer()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    QTimer drip;
    drip.setInterval(100);
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->write(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n[");
        connect(&drip, &QTimer::timeout, socket, [socket] { socket->write(" "); });
        drip.start();
    });
    HarperEndpoint where = endpoint();
    where.url.setPort(server.serverPort());
    const auto result = post(where); // the answer would take a day
    QCOMPARE(result.error().kind, ErrorKind::Network);
}

void TestHttpOperations::answerCutInTheMiddle()
{
    m_server->answer = [](const auto &, int) {
        return QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[1,2");
    };
    const auto result = post(endpoint());
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Network);
    QVERIFY2(result.error().message.contains(QLatin1String("in the middle")),
             qPrintable(result.error().message));
}

void TestHttpOperations::answerWithoutEnd()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[");
        connect(socket, &QTcpSocket::bytesWritten, socket, [socket] {
            if (socket->bytesToWrite() < 4 * 1024 * 1024)
                socket->write(QByteArray(4 * 1024 * 1024, ' '));
        });
    });
    HarperEndpoint where = endpoint();
    where.url.setPort(server.serverPort());
    where.timeoutMs = 20000;
    const auto result = post(where);
    QCOMPARE(result.error().kind, ErrorKind::Protocol);
    QVERIFY(result.error().message.contains(QLatin1String("more data")));
}

void TestHttpOperations::redirectsAreNotFollowed()
{
    FakeHttpServer other;
    other.answer = [](const auto &, int) { return FakeHttpServer::reply(200, "{}"); };
    m_server->answer = [&other](const auto &, int) {
        return FakeHttpServer::reply(307, "", "Location: " + other.url().toEncoded() + "\r\n");
    };
    const auto result = post(endpoint());
    QCOMPARE(result.error().kind, ErrorKind::Protocol);
    QVERIFY(other.requests.isEmpty());
}

void TestHttpOperations::httpsToAPlainServer()
{
    HarperEndpoint where = endpoint();
    where.url.setScheme(QStringLiteral("https"));
    where.timeoutMs = 5000;
    m_server->answer = [](const auto &, int) { return FakeHttpServer::reply(400, "{}"); };
    QTcpServer plain; // answers a TLS hello as an HTTP server does: with a text about a bad request
    plain.listen(QHostAddress::LocalHost);
    connect(&plain, &QTcpServer::newConnection, this, [&plain] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    where.url.setPort(plain.serverPort());
    const auto result = post(where);
    QCOMPARE(result.error().kind, ErrorKind::Tls);
    QVERIFY2(result.error().message.contains(QLatin1String("http://")), qPrintable(describe(result.error())));
}

void TestHttpOperations::cancelled()
{
    HttpOperations http(endpoint());
    int answers = 0;
    ErrorKind kind = ErrorKind::Server;
    const CallHandle call = http.post("{}", this, [&](const Result<Json> &answer) {
        ++answers;
        kind = answer.error().kind;
    });
    QTRY_COMPARE(m_server->requests.size(), 1);
    call->cancel();
    QCOMPARE(answers, 1);
    QCOMPARE(kind, ErrorKind::Cancelled);
    // A late answer would come before the one to a later request.
    m_server->send(0, FakeHttpServer::reply(200, "{}"));
    m_server->answer = [](const FakeHttpServer::Request &, int) { return FakeHttpServer::reply(200, "{}"); };
    bool later = false;
    http.post("{}", this, [&later](const Result<Json> &) { later = true; });
    QTRY_VERIFY(later);
    QCOMPARE(answers, 1);
    QVERIFY(call.isNull());
}

void TestHttpOperations::contextDies()
{
    HttpOperations http(endpoint());
    bool answered = false;
    auto context = std::make_unique<QObject>();
    const CallHandle call = http.post("{}", context.get(), [&](const Result<Json> &) { answered = true; });
    QTRY_COMPARE(m_server->requests.size(), 1);
    context.reset();
    QTRY_VERIFY(call.isNull());
    QVERIFY(!answered);
}

static QByteArray tokenServer(const FakeHttpServer::Request &request, bool operationValid, bool refreshValid)
{
    if (request.body.contains("create_authentication_tokens"))
        return request.body.contains("pässword-42")
                   ? FakeHttpServer::reply(200, R"({"operation_token":"op-new","refresh_token":"re-1"})")
                   : FakeHttpServer::reply(401, R"({"error":"invalid credentials"})");
    if (request.body.contains("refresh_operation_token"))
        return refreshValid && request.head.contains("Bearer re-1")
                   ? FakeHttpServer::reply(200, R"({"operation_token":"op-refreshed"})")
                   : FakeHttpServer::reply(401, R"({"error":"token expired"})");
    const bool accepted = request.head.contains("Bearer op-refreshed") ||
                          (operationValid && request.head.contains("Bearer op-new"));
    return accepted ? FakeHttpServer::reply(200, R"({"ok":1})")
                    : FakeHttpServer::reply(401, R"({"error":"token expired"})");
}

void TestHttpOperations::tokenLogin()
{
    m_server->answer = [](const auto &request, int) { return tokenServer(request, true, true); };
    QVERIFY(post(endpoint(LoginMode::Token)));
    QCOMPARE(m_server->requests.size(), 2);
    QVERIFY(!m_server->requests.at(0).head.contains("Authorization"));
    QVERIFY(m_server->requests.at(1).head.contains("Bearer op-new"));
    QVERIFY(!m_server->requests.at(1).head.contains("Basic"));
}

void TestHttpOperations::tokenIsRefreshed()
{
    m_server->answer = [](const auto &request, int) { return tokenServer(request, false, true); };
    QVERIFY(post(endpoint(LoginMode::Token)));
    QCOMPARE(m_server->requests.size(), 4); // login, refused, refresh, accepted
}

void TestHttpOperations::expiredRefreshTokenLogsInAnew()
{
    int logins = 0;
    m_server->answer = [&logins](const FakeHttpServer::Request &request, int) {
        logins += request.body.contains("create_authentication_tokens");
        return tokenServer(request, logins > 1, false);
    };
    QVERIFY(post(endpoint(LoginMode::Token)));
    QCOMPARE(logins, 2);
}

void TestHttpOperations::wrongPasswordWithTokens()
{
    m_server->answer = [](const auto &request, int) { return tokenServer(request, true, true); };
    HarperEndpoint where = endpoint(LoginMode::Token);
    where.password = Secret(u"wrong");
    const auto result = post(where);
    QCOMPARE(result.error().kind, ErrorKind::Auth);
    QVERIFY(m_server->requests.size() <= 3);
}

void TestHttpOperations::secretsNeverInErrors()
{
    for (const int status : {200, 400, 401, 403, 500}) {
        m_server->answer = [status](const auto &, int) { return FakeHttpServer::reply(status, "x"); };
        const auto result = post(endpoint());
        QVERIFY(!describe(result.error()).contains(QLatin1String("password:42")));
        QVERIFY(!describe(result.error()).contains(QLatin1String("Basic")));
    }
}

SYSPULSE_TEST(TestHttpOperations)
#include "tst_httpoperations.moc"
