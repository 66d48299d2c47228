// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/answerbody.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace syspulse;

namespace {

/// Sends answers that have no end, one after the other and as fast as they are taken, in a thread of
/// its own.
class EndlessAnswers
{
public:
    explicit EndlessAnswers(const QByteArray &start, const QByteArray &piece)
        : m_start(start)
        , m_piece(piece)
        , m_thread(QThread::create([this] { run(); }))
    {
        m_thread->start();
        while (m_port == 0)
            QThread::msleep(1);
    }
    ~EndlessAnswers()
    {
        m_enough = true;
        m_thread->wait();
    }
    Q_DISABLE_COPY_MOVE(EndlessAnswers)

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_port)); }
    bool isCutOff() const { return m_cutOff; }
    /// How often something has left.
    int poured() const { return m_poured; }

private:
    void run()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
        while (!m_enough) {
            if (server.waitForNewConnection(20))
                pourInto(*server.nextPendingConnection());
        }
    }

    void pourInto(QTcpSocket &socket)
    {
        socket.waitForReadyRead(test::patienceMs);
        socket.write(m_start);
        while (!m_enough && socket.state() == QAbstractSocket::ConnectedState) {
            if (socket.bytesToWrite() < m_piece.size())
                socket.write(m_piece);
            if (socket.waitForBytesWritten(50))
                m_poured++;
        }
        m_cutOff = m_cutOff || socket.state() != QAbstractSocket::ConnectedState;
    }

    QByteArray m_start;
    QByteArray m_piece;
    std::unique_ptr<QThread> m_thread;
    std::atomic<quint16> m_port = 0;
    std::atomic_int m_poured = 0;
    std::atomic_bool m_enough = false;
    std::atomic_bool m_cutOff = false;
};

} // namespace

/// Answers of which what is no body has no end, and connections over which much comes for good reasons.
class TestConnectionLimit : public QObject
{
    Q_OBJECT

private slots:
    void whatHasNoEndIsCutOff_data();
    void whatHasNoEndIsCutOff();
    void soItIsAfterItsReplyHasEnded();
    void manyAnswersOverOneConnectionAreNot();

private:
    static constexpr qint64 limit = 256 * 1024;
    static constexpr int everyMs = 20;

    static std::unique_ptr<QNetworkReply> post(QNetworkAccessManager &network, const QUrl &url)
    {
        QNetworkRequest request(url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        return std::unique_ptr<QNetworkReply>(network.post(request, QByteArray("{}")));
    }
};

void TestConnectionLimit::whatHasNoEndIsCutOff_data()
{
    const QByteArray head = "HTTP/1.1 200 OK\r\n";
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("one header line") << QByteArray(head + "X-A: ") << QByteArray(65536, 'x');
    QTest::newRow("header lines") << head << QByteArray("X-A: b\r\n").repeated(8192);
    QTest::newRow("the size of a chunk")
        << QByteArray(head + "Transfer-Encoding: chunked\r\n\r\n") << QByteArray(65536, '0');
}

void TestConnectionLimit::whatHasNoEndIsCutOff()
{
    QFETCH(const QByteArray, start);
    QFETCH(const QByteArray, piece);
    EndlessAnswers server(start, piece);
    QNetworkAccessManager network;
    const auto reply = post(network, server.url());
    const AnswerBody body(reply.get(), limit, everyMs);
    QTRY_VERIFY(server.isCutOff());
    // Of a chunk that does not come Qt does not tell; the time limit of a request ends that.
    if (!start.contains("chunked")) {
        QTRY_VERIFY(reply->isFinished());
        QVERIFY(body.isTooLarge());
    }
}

/// Qt reads on after it was told to abort, and does nothing else meanwhile.
void TestConnectionLimit::soItIsAfterItsReplyHasEnded()
{
    EndlessAnswers server("HTTP/1.1 200 OK\r\nX-A: ", QByteArray(65536, 'x'));
    FakeHttpServer other;
    other.answer = [](const auto &, int) { return FakeHttpServer::reply(200, "{}"); };
    QNetworkAccessManager network;
    auto reply = post(network, server.url());
    new AnswerBody(reply.get(), limit, everyMs);
    QTRY_VERIFY(server.poured() > 0);
    reply->abort();
    reply.reset();
    const auto next = post(network, other.url());
    QTRY_VERIFY(server.isCutOff());
    QTRY_VERIFY(next->isFinished());
    QCOMPARE(next->error(), QNetworkReply::NoError);
}

void TestConnectionLimit::manyAnswersOverOneConnectionAreNot()
{
    constexpr int answers = 24;
    const QByteArray text(limit / 8, '1');
    FakeHttpServer server;
    server.closeAfterAnswer = false;
    const QByteArray whole = QByteArray("HTTP/1.1 200 OK\r\nContent-Length: ") +
                             QByteArray::number(text.size()) + "\r\n\r\n" + text;
    // One has no head for as long as the others come.
    server.answer = [&whole](const FakeHttpServer::Request &request, int) {
        return request.head.startsWith("GET") ? QByteArray() : whole;
    };
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> waiting(network.get(QNetworkRequest(server.url())));
    ConnectionLimit connectionLimit(waiting.get(), limit, 1);
    QSignalSpy ended(&connectionLimit, &ConnectionLimit::connectionEnded);
    QTRY_COMPARE(server.requests.size(), 1);
    for (int i = 0; i < answers; ++i) {
        const auto reply = post(network, server.url());
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QCOMPARE(reply->readAll(), text);
    }
    QVERIFY(ended.isEmpty());
    QVERIFY(!waiting->isFinished());
}

SYSPULSE_TEST(TestConnectionLimit)
#include "tst_connectionlimit.moc"
