// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/clients/clienttrace.h"
#include "core/clients/traceexport.h"
#include "core/clients/tracerecords.h"
#include "core/updater/lease.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakehttpserver.h"

#include <QTest>

using namespace syspulse;

/// A trace as the component's records tell it, and servers that do odd things meanwhile.
class TestClientTrace : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void packetsArriveInOrderAndAreRemoved();
    void aStopBeforeItHasBegunIsCarriedOut();
    void whatTheComponentRefusesIsSaid_data();
    void whatTheComponentRefusesIsSaid();
    void passingFailuresAreOutlasted();
    void recordsThatDisappearEndIt();
    void oddRecordsAreRead();
    void absurdTimesAreUnknown();
    void idsThatLookLikePlaceMarkers();
    void endsHaveNamesAndTexts();

private:
    QByteArray answer(const FakeHttpServer::Request &request);
    static QByteArray packet(int number)
    {
        return "{\"n\":" + QByteArray::number(number) +
               ",\"at\":1.5,\"direction\":\"in\",\"type\":\"pingreq\",\"flags\":0,\"size\":2}";
    }
    static QByteArray chunk(int number, int from, int count)
    {
        QByteArray packets;
        for (int i = 0; i < count; ++i)
            packets += (i > 0 ? "," : "") + packet(from + i);
        return "{\"id\":\"t-1-" + QByteArray::number(number) +
               "\",\"trace\":\"t-1\",\"chunk\":" + QByteArray::number(number) + ",\"packets\":[" + packets +
               "]}";
    }
    static QByteArray head(const QByteArray &more)
    {
        return R"({"id":"t-1","trace":"t-1","client":"c","updated":1700000000000,)" + more + "}";
    }
    QList<TracedPacket> packets() const
    {
        QList<TracedPacket> all;
        for (const TraceFrame &frame : m_frames)
            all += frame.packets;
        return all;
    }
    bool ended() const { return !m_frames.isEmpty() && m_frames.constLast().end.has_value(); }

    std::unique_ptr<FakeHttpServer> m_server;
    std::unique_ptr<OperationsClient> m_client;
    std::unique_ptr<ClientTrace> m_trace;
    QList<TraceFrame> m_frames;
    QMap<QString, QByteArray> m_records; ///< of "sys_traces", by id
    QByteArray m_started = R"({"trace":"t-1","started":1700000000000,"seconds":60,"packets":100})";
    QByteArray m_refusal; ///< not empty: why the component does not begin
    QStringList m_actions;
    QStringList m_deleted;
    int m_failing = 0; ///< so many reads fail
    QString m_request; ///< the id of the last one
};

QByteArray TestClientTrace::answer(const FakeHttpServer::Request &request)
{
    const auto json = parseJson(request.body);
    const QString operation = textOr(*json, "operation");
    const QString table = textOr(*json, "table");
    if (operation == QLatin1String("upsert")) {
        const Json &record = (*member(*json, "records"))[0];
        m_request = textOr(record, "id");
        m_actions.append(textOr(record, "action"));
        return FakeHttpServer::reply(200, "{}");
    }
    if (operation == QLatin1String("delete")) {
        if (table == QLatin1String("sys_traces")) {
            for (const Json &id : *member(*json, "ids"))
                m_deleted.append(QString::fromStdString(id.get<std::string>()));
        }
        return FakeHttpServer::reply(200, "{}");
    }
    if (table == QLatin1String("sys_commands")) {
        const QByteArray id = m_request.toUtf8();
        QByteArray state = R"("state":"done","message":"","result":)" + m_started;
        if (!m_refusal.isEmpty())
            state = R"("state":"failed","message":")" + m_refusal + '"';
        return FakeHttpServer::reply(200, "[{\"id\":\"" + id + "\"," + state + "}]");
    }
    if (m_failing > 0) {
        --m_failing;
        return FakeHttpServer::reply(500, R"({"error":"busy"})");
    }
    QByteArrayList found;
    for (const Json &id : *member(*json, "ids")) {
        const QString name = QString::fromStdString(id.get<std::string>());
        if (m_records.contains(name))
            found.append(m_records.value(name));
    }
    return FakeHttpServer::reply(200, "[" + found.join(',') + "]");
}

void TestClientTrace::init()
{
    m_frames.clear();
    m_records.clear();
    m_actions.clear();
    m_deleted.clear();
    m_refusal.clear();
    m_failing = 0;
    m_server = std::make_unique<FakeHttpServer>();
    m_server->answer = [this](const FakeHttpServer::Request &request, int) { return answer(request); };
    HarperEndpoint endpoint;
    endpoint.url = m_server->url();
    endpoint.timeoutMs = 20000;
    m_client = std::make_unique<OperationsClient>(endpoint);
    m_trace = std::make_unique<ClientTrace>(m_client.get(), SysLayout());
    connect(m_trace.get(), &ClientTrace::changed, this,
            [this](const TraceFrame &frame) { m_frames.append(frame); });
}

void TestClientTrace::cleanup()
{
    m_trace.reset();
    m_client.reset();
    m_server.reset();
}

void TestClientTrace::packetsArriveInOrderAndAreRemoved()
{
    // More records than are read at once.
    QStringList ids;
    for (int i = 1; i <= 23; ++i) {
        ids.append(QStringLiteral("t-1-%1").arg(i));
        m_records.insert(ids.constLast(), chunk(i, 1 + (i - 1) * 3, 3));
    }
    ids.append(QStringLiteral("t-1"));
    m_records.insert(ids.constLast(), head(R"("state":"ended","reason":"packets","chunks":23,"count":69)"));
    m_trace->start(QStringLiteral("s-1"), {60, 100});
    QTRY_VERIFY(ended());
    QCOMPARE(*m_frames.constLast().end, TraceEnd::Packets);
    QCOMPARE(m_frames.constLast().info.session, QStringLiteral("s-1"));
    const QList<TracedPacket> all = packets();
    QCOMPARE(all.size(), 69);
    for (int i = 0; i < 69; ++i)
        QCOMPARE(all.at(i).number, i + 1);
    QCOMPARE(m_deleted, ids);
    QVERIFY(!m_trace->isActive());
}

void TestClientTrace::aStopBeforeItHasBegunIsCarriedOut()
{
    m_records.insert(QStringLiteral("t-1"), head(R"("state":"running","chunks":0,"count":0)"));
    m_trace->start(QStringLiteral("s-1"), {});
    m_trace->stop();
    QTRY_COMPARE(m_actions, QStringList({QStringLiteral("trace_client"), QStringLiteral("stop_trace")}));
    QVERIFY(!ended());
    m_records.insert(QStringLiteral("t-1"), head(R"("state":"ended","reason":"stopped","chunks":0)"));
    QTRY_VERIFY(ended());
    QCOMPARE(*m_frames.constLast().end, TraceEnd::Stopped);
}

void TestClientTrace::whatTheComponentRefusesIsSaid_data()
{
    QTest::addColumn<QByteArray>("refusal");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("kind");
    QTest::newRow("not a super user")
        << QByteArray("Only super users may ask for this.")
        << QStringLiteral("Only super users may trace clients.") << int(ErrorKind::Permission);
    QTest::newRow("not there") << QByteArray("This client is not connected any more.")
                               << QStringLiteral("This client is not connected any more.")
                               << int(ErrorKind::Conflict);
}

void TestClientTrace::whatTheComponentRefusesIsSaid()
{
    QFETCH(QByteArray, refusal);
    QFETCH(QString, message);
    QFETCH(int, kind);
    m_refusal = refusal;
    m_trace->start(QStringLiteral("s-1"), {});
    QTRY_VERIFY(ended());
    QCOMPARE(*m_frames.constLast().end, TraceEnd::Failed);
    QCOMPARE(m_frames.constLast().error.message, message);
    QCOMPARE(int(m_frames.constLast().error.kind), kind);
    QVERIFY(m_deleted.isEmpty());
}

void TestClientTrace::passingFailuresAreOutlasted()
{
    m_failing = 3;
    m_records.insert(QStringLiteral("t-1-1"), chunk(1, 1, 2));
    m_records.insert(QStringLiteral("t-1"), head(R"("state":"ended","reason":"time","chunks":1)"));
    m_trace->start(QStringLiteral("s-1"), {});
    QTRY_VERIFY(ended());
    QCOMPARE(*m_frames.constLast().end, TraceEnd::Time);
    QCOMPARE(packets().size(), 2);
}

void TestClientTrace::recordsThatDisappearEndIt()
{
    m_records.insert(QStringLiteral("t-1"), head(R"("state":"running","chunks":0)"));
    m_trace->start(QStringLiteral("s-1"), {});
    QTRY_COMPARE(m_frames.size(), 1); // it has begun
    m_records.clear();
    QTRY_VERIFY(ended());
    QCOMPARE(*m_frames.constLast().end, TraceEnd::Gone);
}

void TestClientTrace::oddRecordsAreRead()
{
    const auto record = parseJson(
        R"({"packets":[7,null,{"n":"x","id":70000,"size":-4,"topic":["a"],"flags":99,"reason":256,"after":"1"},)"
        R"({"n":4,"at":2.25,"direction":"out","type":"publish","flags":13,"size":40,"topic":"a/b","id":9,"payload":20}]})");
    const QList<TracedPacket> packets = decodeTracedPackets(*record);
    QCOMPARE(packets.size(), 4);
    QCOMPARE(packets.at(2), TracedPacket());
    const TracedPacket &publish = packets.at(3);
    QVERIFY(!publish.in && publish.qos() == 2 && publish.retain() && publish.duplicate());
    QCOMPARE(publish.payload, 20);
    QVERIFY(decodeTracedPackets(Json(5)).isEmpty());
    QVERIFY(decodeTraceStart(Json()).id.isEmpty());
    const auto unknown = parseJson(R"({"id":"t","state":"ended","reason":"a new one","chunks":-3})");
    QCOMPARE(decodeTraceHead(*unknown).end, TraceEnd::Fault);
    QCOMPARE(decodeTraceHead(*unknown).chunks, 0);
}

void TestClientTrace::absurdTimesAreUnknown()
{
    const auto packets =
        decodeTracedPackets(*parseJson(R"({"packets":[{"n":1,"at":1e300,"type":"pingreq"}]})"));
    TraceInfo info;
    info.startedMs = 1'800'000'000'000;
    QVERIFY(traceCsv(info, packets).contains("\r\n1,,"));
}

void TestClientTrace::idsThatLookLikePlaceMarkers()
{
    QCOMPARE(traceChunkId(QStringLiteral("%2-%1"), 3), QStringLiteral("%2-%1-3"));
    Lease lease;
    lease.host = QStringLiteral("%2");
    lease.pid = 7;
    QCOMPARE(lease.holder(), QStringLiteral("%2, process 7"));
}

void TestClientTrace::endsHaveNamesAndTexts()
{
    QSet<QString> names;
    QSet<QString> texts;
    for (int end = 0; end <= int(TraceEnd::Failed); ++end) {
        names.insert(traceEndName(TraceEnd(end)));
        texts.insert(traceEndText(TraceEnd(end)));
    }
    QCOMPARE(names.size(), int(TraceEnd::Failed) + 1);
    QCOMPARE(texts.size(), int(TraceEnd::Failed) + 1);
}

SYSPULSE_TEST(TestClientTrace)
#include "tst_clienttrace.moc"
