// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/httpproof.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QTest>

using namespace syspulse;

namespace {

/// What listens where HTTPS is expected.
enum class Listener { Closes, Waits, PlainHttp };

} // namespace

/// The proof over HTTP, on ports that a real HarperDB does not have.
class TestHttpProof : public QObject
{
    Q_OBJECT

private slots:
    void aPortWithoutTlsIsToldSoon_data()
    {
        QTest::addColumn<int>("listener");
        QTest::addColumn<QString>("says");
        QTest::addColumn<int>("most");
        QTest::newRow("closes") << int(Listener::Closes) << QStringLiteral("does not speak TLS")
                                << HttpProof::noTlsMs / HttpProof::retryMs + 2;
        QTest::newRow("waits for more")
            << int(Listener::Waits) << QStringLiteral("did not begin with TLS within 0.5 s")
            << HttpProof::noTlsMs / HttpProof::retryMs + 1;
        QTest::newRow("plain HTTP") << int(Listener::PlainHttp) << QStringLiteral("answers in plain HTTP")
                                    << 1;
    }

    void aPortWithoutTlsIsToldSoon()
    {
        QFETCH(int, listener);
        QFETCH(QString, says);
        QFETCH(int, most);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        int connections = 0;
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            ++connections;
            connect(socket, &QTcpSocket::readyRead, socket, [socket, listener] {
                socket->readAll();
                if (Listener(listener) == Listener::PlainHttp)
                    socket->write(FakeHttpServer::reply(400, {}));
                if (Listener(listener) != Listener::Waits)
                    socket->disconnectFromHost();
            });
        });
        HarperEndpoint endpoint;
        endpoint.url = QUrl(QStringLiteral("https://127.0.0.1:9925/"));
        endpoint.timeoutMs = 1500;
        ServerConfiguration configuration;
        configuration.httpSecurePort = server.serverPort();
        HttpProof proof(endpoint, SysLayout());
        std::optional<Error> error;
        proof.run(configuration,
                  [&](const Result<QString> &result) { error = result ? Error() : result.error(); });
        QTRY_VERIFY(error);
        QVERIFY2(error->message.contains(says), qPrintable(error->message));
        QVERIFY(error->message.contains(QString::number(server.serverPort())));
        // As many as it takes to know, not half a minute of them.
        QVERIFY2(connections <= most, qPrintable(QString::number(connections)));
    }
};

SYSPULSE_TEST(TestHttpProof)
#include "tst_httpproof.moc"
