// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/answerbody.h"
#include "tests/support/testregistry.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>

using namespace syspulse;

namespace {

/// An answer that has come, and ended without an error.
class EndedReply : public QNetworkReply
{
public:
    EndedReply(const QByteArray &content, const QList<RawHeaderPair> &headers)
        : m_content(content)
    {
        for (const auto &[name, value] : headers)
            setRawHeader(name, value);
        open(QIODevice::ReadOnly);
        setFinished(true);
    }
    void abort() override {}
    qint64 bytesAvailable() const override { return m_content.size() + QNetworkReply::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 size = std::min<qint64>(maxSize, m_content.size());
        std::copy_n(m_content.cbegin(), size, data);
        m_content.remove(0, size);
        return size;
    }

private:
    QByteArray m_content;
};

/// Sends an answer of 128 MB as fast as it is taken, in a thread of its own.
class Flood
{
public:
    static constexpr qint64 allBytes = 128 * 1024 * 1024;

    Flood()
        : m_thread(QThread::create([this] { run(); }))
    {
        m_thread->start();
        while (m_port == 0)
            QThread::msleep(1);
    }
    ~Flood()
    {
        m_ended = true;
        m_thread->wait();
    }
    Q_DISABLE_COPY_MOVE(Flood)

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_port)); }
    /// Bytes that have left for the other side.
    qint64 sent() const { return m_sent; }

private:
    void run()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
        while (!server.waitForNewConnection(100)) {
            if (m_ended)
                return;
        }
        QTcpSocket *socket = server.nextPendingConnection();
        socket->waitForReadyRead(test::patienceMs);
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(allBytes) + "\r\n\r\n");
        const QByteArray piece(256 * 1024, '1');
        for (qint64 written = 0; written < allBytes && !m_ended;) {
            if (socket->bytesToWrite() < piece.size()) {
                socket->write(piece);
                written += piece.size();
            }
            socket->waitForBytesWritten(50);
            m_sent = written - socket->bytesToWrite();
            if (socket->state() != QAbstractSocket::ConnectedState)
                return;
        }
    }

    std::unique_ptr<QThread> m_thread;
    std::atomic<quint16> m_port = 0;
    std::atomic<qint64> m_sent = 0;
    std::atomic_bool m_ended = false;
};

} // namespace

/// What has come of an answer, beyond what a server can be made to show whenever one wants.
class TestAnswerBody : public QObject
{
    Q_OBJECT

private slots:
    void whatIsCutThoughQtSeesNoError_data();
    void whatIsCutThoughQtSeesNoError();
    void theNetworkDoesNotRunAhead();
};

void TestAnswerBody::whatIsCutThoughQtSeesNoError_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("cut");
    QTest::newRow("less than announced") << QByteArray("Content-Length") << QByteArray(" 3 ") << true;
    QTest::newRow("all") << QByteArray("Content-Length") << QByteArray("2") << false;
    QTest::newRow("no length") << QByteArray("Content-Type") << QByteArray("application/json") << false;
    QTest::newRow("not a length") << QByteArray("Content-Length") << QByteArray("some") << false;
}

void TestAnswerBody::whatIsCutThoughQtSeesNoError()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    EndedReply reply("[1", {{header, value}});
    AnswerBody body(&reply);
    QCOMPARE(body.take(), QByteArray("[1"));
    QTEST(body.isCut(), "cut");
    EndedReply compressed("[1", {{header, value}, {"Content-Encoding", "gzip"}});
    AnswerBody content(&compressed);
    content.take();
    QVERIFY(!content.isCut()); // how much it was before it was unpacked is not known
}

/// However busy the thread is that wants the answer: whoever reads the network for it keeps little.
void TestAnswerBody::theNetworkDoesNotRunAhead()
{
    Flood flood;
    QNetworkAccessManager network;
    QNetworkRequest request(flood.url());
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const std::unique_ptr<QNetworkReply> reply(network.post(request, QByteArray("{}")));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    AnswerBody body(reply.get());
    while (finished.isEmpty()) {
        QCoreApplication::processEvents();
        QThread::msleep(10); // busy with something else
    }
    const qint64 sent = flood.sent();
    QVERIFY(body.isTooLarge());
    QCOMPARE(body.take(), QByteArray());
    // Beside the limit the kernel keeps some megabytes on each side.
    QVERIFY2(sent < Flood::allBytes / 2, qPrintable(QString::number(sent)));
}

SYSPULSE_TEST(TestAnswerBody)
#include "tst_answerbody.moc"
