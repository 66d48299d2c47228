// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertmessage.h"
#include "core/alerts/httpsender.h"
#include "core/harper/httpoperations.h"
#include "core/harper/replyend.h"
#include "core/setup/httpproof.h"
#include "tests/mqtt/testcertificates.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

enum class Ending { Answer, Silence, TooMuch, Cut, Certificate };

constexpr int shortMs = 300; ///< after which a silent server is given up

std::unique_ptr<FakeHttpServer> serverThat(Ending ending, const TestCertificates &files)
{
    std::unique_ptr<QTcpServer> listener = std::make_unique<QTcpServer>();
    if (ending == Ending::Certificate) {
        auto tls = std::make_unique<QSslServer>();
        tls->setSslConfiguration(files.serverTls());
        listener = std::move(tls);
    }
    auto server = std::make_unique<FakeHttpServer>(std::move(listener));
    server->answer = [ending](const FakeHttpServer::Request &, int) -> QByteArray {
        switch (ending) {
        case Ending::Silence:
            return {};
        case Ending::TooMuch:
            return "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + QByteArray(80 * 1024 * 1024, ' ');
        case Ending::Cut:
            return "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n[";
        default:
            return FakeHttpServer::reply(200, "[]");
        }
    };
    return server;
}

} // namespace

/// Whoever asks may be gone by the time its answer has been given: a probe that has failed, a window that
/// closes. The request must survive that, however it ended.
class TestRequestEnds : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_files.create(m_folder.path()), qPrintable(m_files.error())); }

    void theClientGoesWithItsAnswer_data()
    {
        QTest::addColumn<Ending>("ending");
        QTest::addColumn<LoginMode>("login");
        for (const LoginMode login : {LoginMode::Basic, LoginMode::Token}) {
            const QByteArray by = login == LoginMode::Basic ? " (password)" : " (token)";
            const auto row = [&](const char *name, Ending ending) {
                QTest::newRow(QByteArray(name + by).constData()) << ending << login;
            };
            row("answered", Ending::Answer);
            row("silent", Ending::Silence);
            row("too much", Ending::TooMuch);
            row("cut", Ending::Cut);
            row("certificate", Ending::Certificate);
        }
    }

    void theClientGoesWithItsAnswer()
    {
        QFETCH(Ending, ending);
        QFETCH(LoginMode, login);
        const auto server = serverThat(ending, m_files);
        HarperEndpoint endpoint;
        endpoint.url = server->url();
        endpoint.user = QStringLiteral("x");
        endpoint.password = Secret(u"x");
        endpoint.login = login;
        endpoint.timeoutMs = ending == Ending::Silence ? shortMs : 30'000;
        auto client = std::make_unique<HttpOperations>(endpoint);
        // What the answer is given to lives in the callback, and must still be there after the client.
        auto kept = std::make_shared<QString>(QStringLiteral("kept"));
        QString seen;
        client->post("{}", this, [&client, &seen, kept](const Result<Json> &) {
            client.reset();
            seen = *kept;
        });
        kept.reset();
        QTRY_COMPARE(seen, QStringLiteral("kept"));
    }

    void theClientGoesWithACancelledCall()
    {
        FakeHttpServer server;
        HarperEndpoint endpoint;
        endpoint.url = server.url();
        auto client = std::make_unique<HttpOperations>(endpoint);
        bool ended = false;
        const CallHandle call = client->post("{}", this, [&](const Result<Json> &) {
            client.reset();
            ended = true;
        });
        QTRY_COMPARE(server.requests.size(), 1);
        call->cancel();
        QVERIFY(ended);
        QVERIFY(call.isNull());
    }

    void theAlertSenderGoesWithItsAnswer_data()
    {
        QTest::addColumn<Ending>("ending");
        QTest::newRow("answered") << Ending::Answer;
        QTest::newRow("silent") << Ending::Silence;
        QTest::newRow("cut") << Ending::Cut;
        QTest::newRow("certificate") << Ending::Certificate;
    }

    void theAlertSenderGoesWithItsAnswer()
    {
        QFETCH(Ending, ending);
        const auto server = serverThat(ending, m_files);
        AlertChannel channel;
        channel.kind = AlertChannelKind::Webhook;
        channel.url = server->url().toString();
        auto sender = std::make_unique<HttpSender>(channel, Secret(), &webhookPost,
                                                   ending == Ending::Silence ? shortMs : 30'000);
        bool ended = false;
        sender->send({}, [&](const Result<void> &) {
            sender.reset();
            ended = true;
        });
        QTRY_VERIFY(ended);
    }

    /// The endings after which the proof does not try again for half a minute.
    void theProofGoesWithItsAnswer_data()
    {
        QTest::addColumn<Ending>("ending");
        QTest::newRow("answered") << Ending::Answer;
        QTest::newRow("certificate") << Ending::Certificate;
    }

    void theProofGoesWithItsAnswer()
    {
        QFETCH(Ending, ending);
        const auto server = serverThat(ending, m_files);
        HarperEndpoint endpoint;
        endpoint.url = server->url();
        ServerConfiguration configuration;
        configuration.httpPort = configuration.httpSecurePort = quint16(endpoint.url.port());
        auto proof = std::make_unique<HttpProof>(endpoint, SysLayout());
        bool ended = false;
        proof->run(configuration, [&](const Result<QString> &) {
            proof.reset();
            ended = true;
        });
        QTRY_VERIFY(ended);
    }

    void theManagerGoesAtTheTimeout()
    {
        FakeHttpServer server;
        auto manager = std::make_unique<QNetworkAccessManager>();
        QNetworkReply *reply = manager->get(QNetworkRequest(server.url()));
        QNetworkReply::NetworkError error = QNetworkReply::NoError;
        whenEnded(reply, shortMs, this, [&] {
            error = reply->error();
            manager.reset();
        });
        QTRY_COMPARE(error, QNetworkReply::OperationCanceledError);
    }

    void nothingIsCalledForAReplyThatIsGone()
    {
        FakeHttpServer server;
        QNetworkAccessManager manager;
        bool called = false;
        auto *reply = manager.get(QNetworkRequest(server.url()));
        whenEnded(reply, 60'000, this, [&] { called = true; });
        reply->abort(); // ends it; that it has ended is told later
        delete reply;
        bool later = false;
        QMetaObject::invokeMethod(
            this, [&] { later = true; }, Qt::QueuedConnection);
        QTRY_VERIFY(later);
        QVERIFY(!called);
    }

private:
    QTemporaryDir m_folder;
    TestCertificates m_files;
};

SYSPULSE_TEST(TestRequestEnds)
#include "tst_requestends.moc"
