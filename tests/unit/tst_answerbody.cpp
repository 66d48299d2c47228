// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/answerbody.h"
#include "tests/support/testregistry.h"

#include <QNetworkReply>
#include <QTest>

#include <algorithm>

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

} // namespace

/// What has come of an answer, beyond what a server can be made to show whenever one wants.
class TestAnswerBody : public QObject
{
    Q_OBJECT

private slots:
    void whatIsCutThoughQtSeesNoError_data();
    void whatIsCutThoughQtSeesNoError();
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

SYSPULSE_TEST(TestAnswerBody)
#include "tst_answerbody.moc"
