// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/session/instancesession.h"
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <csignal>

#include <QJsonArray>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

/// A syspulsectl that traces, and what it has printed so far.
class RunningTrace
{
public:
    explicit RunningTrace(std::unique_ptr<QProcess> process)
        : m_process(std::move(process))
    {}

    /// Everything so far, one object a line.
    QList<Json> objects()
    {
        m_out += m_process->readAllStandardOutput();
        QList<Json> list;
        for (const QByteArray &line : m_out.split('\n')) {
            if (const auto json = parseJson(line); json && json->is_object())
                list.append(*json);
        }
        return list;
    }
    QList<Json> of(const char *kind)
    {
        QList<Json> list;
        for (const Json &object : objects()) {
            if (textOr(object, "kind") == QLatin1String(kind))
                list.append(object);
        }
        return list;
    }
    QString endReason()
    {
        const QList<Json> ends = of("end");
        return ends.isEmpty() ? QString() : textOr(ends.constFirst(), "reason");
    }
    bool ended() const { return m_process->state() == QProcess::NotRunning; }
    int exitCode() const { return m_process->exitCode(); }
    void signal(int number) { ::kill(pid_t(m_process->processId()), number); }

private:
    std::unique_ptr<QProcess> m_process;
    QByteArray m_out;
};

} // namespace

/// "syspulsectl trace", and the same by a session, on a real HarperDB with two workers.
class TestCtlTrace : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aClientIsTracedUntilItHasEnoughPackets();
    void packetsArePrintedForPeople();
    void stoppedItEndsOnTheServerToo();
    void aClientThatIsNotThereIsNamed();
    void onlySuperUsersMayTrace_data();
    void onlySuperUsersMayTrace();
    void aClientThatLeavesEndsIt();
    void aReaderThatLeavesEndsIt();
    void aSessionDescribesAndTraces();
    void theServerKilledEndsIt();
    void workersRestartedEndIt();

private:
    void op(const QJsonObject &body) { m_harper.http().operation(body); }
    qsizetype traceRecords() { return m_harper.records(QStringLiteral("sys_traces")).size(); }
    /// Traces "traced", and returns when the trace has begun.
    std::unique_ptr<RunningTrace> begin(const QStringList &more = {})
    {
        auto trace = std::make_unique<RunningTrace>(m_ctl->start(
            QStringList{QStringLiteral("trace"), QStringLiteral("traced"), QStringLiteral("--json")} + more));
        if (!QTest::qWaitFor([&] { return trace->ended() || !trace->of("trace").isEmpty(); },
                             test::patienceMs))
            return nullptr;
        return trace;
    }

    HarperFixture m_harper{HarperOptions{.threads = 2, .content = HarperContent::SetUp}};
    std::unique_ptr<Ctl> m_ctl;
    std::unique_ptr<MosquittoClients> m_clients;
    MosquittoSubscriber *m_traced = nullptr;
};

void TestCtlTrace::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
}

void TestCtlTrace::init()
{
    const auto listed = [this] {
        return m_ctl
            ->run({QStringLiteral("clients"), QStringLiteral("--filter"), QStringLiteral("traced"),
                   QStringLiteral("--json")})
            .objects()
            .size();
    };
    m_clients.reset();
    QTRY_COMPARE(listed(), 0);
    m_clients = std::make_unique<MosquittoClients>(m_harper.mqttBroker());
    m_traced = m_clients->subscribe({QStringLiteral("sys/x/#")}, 1,
                                    {QStringLiteral("-i"), QStringLiteral("traced")});
    QVERIFY(m_traced->waitSubscribed());
    QTRY_COMPARE(listed(), 1);
}

void TestCtlTrace::aClientIsTracedUntilItHasEnoughPackets()
{
    const auto trace = begin(
        {QStringLiteral("--packets"), QStringLiteral("6"), QStringLiteral("--minutes"), QStringLiteral("2")});
    QVERIFY(trace && !trace->ended());
    const Json head = trace->of("trace").constFirst();
    QCOMPARE(textOr(head, "clientId"), QStringLiteral("traced"));
    QCOMPARE(textOr(head, "user"), m_harper.user());
    QCOMPARE(integerAt(head, "packets"), 6);
    QCOMPARE(integerAt(head, "seconds"), 120);
    for (int i = 0; i < 3; ++i)
        QVERIFY(m_clients->publish(QStringLiteral("sys/x/y"), "\"not-to-be-seen\"", 1));
    QTRY_VERIFY(trace->ended());
    QCOMPARE(trace->exitCode(), 0);
    QCOMPARE(trace->endReason(), QStringLiteral("packets"));
    const QList<Json> packets = trace->of("packet");
    QCOMPARE(packets.size(), 6);
    int publishes = 0;
    int acknowledged = 0;
    for (const Json &packet : packets) {
        const QString type = textOr(packet, "type");
        if (type == QLatin1String("publish")) {
            ++publishes;
            QCOMPARE(textOr(packet, "topic"), QStringLiteral("sys/x/y"));
            QCOMPARE(textOr(packet, "direction"), QStringLiteral("out"));
            QCOMPARE(integerAt(packet, "payloadBytes"), 16);
            QVERIFY(integerAt(packet, "packetId").value_or(0) > 0);
        } else if (type == QLatin1String("puback")) {
            ++acknowledged;
            QCOMPARE(textOr(packet, "direction"), QStringLiteral("in"));
            QVERIFY(numberAt(packet, "afterMs").has_value());
            QVERIFY(integerAt(packet, "answers").has_value());
        }
    }
    QCOMPARE(publishes, 3);
    QCOMPARE(acknowledged, 3);
    for (const Json &object : trace->objects())
        QVERIFY(!dumpJson(object).contains("not-to-be-seen"));
    QTRY_COMPARE(traceRecords(), 0);
}

void TestCtlTrace::packetsArePrintedForPeople()
{
    const auto process = m_ctl->start({QStringLiteral("trace"), QStringLiteral("traced"),
                                       QStringLiteral("--packets"), QStringLiteral("2")});
    QByteArray err;
    const auto started = [&] {
        err += process->readAllStandardError();
        return err.contains("Ctrl+C stops the trace");
    };
    QTRY_VERIFY(started());
    QVERIFY(m_clients->publish(QStringLiteral("sys/x/y"), "1", 1));
    QTRY_COMPARE(process->state(), QProcess::NotRunning);
    const QByteArray out = process->readAllStandardOutput();
    QVERIFY2(out.contains("PUBLISH") && out.contains("sys/x/y") && out.contains("PUBACK") &&
                 out.contains(" ms after #1"),
             out.constData());
    QCOMPARE(out.count('\n'), 2);
    QCOMPARE(process->exitCode(), 0);
}

void TestCtlTrace::stoppedItEndsOnTheServerToo()
{
    const auto trace = begin();
    QVERIFY(trace && !trace->ended());
    trace->signal(SIGINT);
    QTRY_VERIFY(trace->ended());
    QCOMPARE(trace->exitCode(), 0);
    QCOMPARE(trace->endReason(), QStringLiteral("stopped"));
    QTRY_COMPARE(traceRecords(), 0);
}

void TestCtlTrace::aClientThatIsNotThereIsNamed()
{
    const auto none = m_ctl->run({QStringLiteral("trace"), QStringLiteral("nobody")});
    QCOMPARE(none.exitCode, 1);
    QVERIFY2(none.err.contains("No client \"nobody\" is connected"), none.err.constData());
    for (const QStringList &wrong : {QStringList{QStringLiteral("--minutes"), QStringLiteral("11")},
                                     QStringList{QStringLiteral("--minutes"), QStringLiteral("0")},
                                     QStringList{QStringLiteral("--packets"), QStringLiteral("5001")},
                                     QStringList{QStringLiteral("--packets"), QStringLiteral("-1")}})
        QCOMPARE(m_ctl->run(QStringList{QStringLiteral("trace"), QStringLiteral("traced")} + wrong).exitCode,
                 2);
}

void TestCtlTrace::onlySuperUsersMayTrace_data()
{
    QTest::addColumn<QJsonObject>("permission");
    QTest::addColumn<QByteArray>("message");
    const QByteArray refused("Only super users may trace clients.");
    QTest::newRow("structure user") << QJsonObject{{QStringLiteral("super_user"), false},
                                                   {QStringLiteral("structure_user"), true}}
                                    << refused;
    const QJsonObject read{{QStringLiteral("read"), true},
                           {QStringLiteral("insert"), false},
                           {QStringLiteral("update"), false},
                           {QStringLiteral("delete"), false},
                           {QStringLiteral("attribute_permissions"), QJsonArray()}};
    QTest::newRow("reader of the clients")
        << QJsonObject{{QStringLiteral("super_user"), false},
                       {QStringLiteral("data"),
                        QJsonObject{
                            {QStringLiteral("tables"), QJsonObject{{QStringLiteral("sys_sessions"), read}}}}}}
        << refused;
    QTest::newRow("no rights") << QJsonObject{{QStringLiteral("super_user"), false}} << QByteArray();
}

void TestCtlTrace::onlySuperUsersMayTrace()
{
    QFETCH(QJsonObject, permission);
    QFETCH(QByteArray, message);
    const QString name = QString::fromLatin1(QTest::currentDataTag()).remove(u' ');
    op({{QStringLiteral("operation"), QStringLiteral("add_role")},
        {QStringLiteral("role"), name},
        {QStringLiteral("permission"), permission}});
    op({{QStringLiteral("operation"), QStringLiteral("add_user")},
        {QStringLiteral("role"), name},
        {QStringLiteral("username"), name},
        {QStringLiteral("password"), QStringLiteral("p-1")},
        {QStringLiteral("active"), true}});
    Ctl ctl(m_harper);
    ctl.setUser(name, QStringLiteral("p-1"));
    const auto outcome = ctl.run({QStringLiteral("trace"), QStringLiteral("traced")});
    QVERIFY2(outcome.exitCode == 5, outcome.all().constData());
    QVERIFY2(outcome.err.contains(message), outcome.err.constData());
    QVERIFY(outcome.out.isEmpty());
    QCOMPARE(traceRecords(), 0);
}

void TestCtlTrace::aClientThatLeavesEndsIt()
{
    const auto trace = begin();
    QVERIFY(trace && !trace->ended());
    m_traced->stop();
    QTRY_VERIFY(trace->ended());
    QCOMPARE(trace->exitCode(), 0);
    QCOMPARE(trace->endReason(), QStringLiteral("left"));
}

void TestCtlTrace::aReaderThatLeavesEndsIt()
{
    const auto trace = begin();
    QVERIFY(trace && !trace->ended());
    trace->signal(SIGKILL);
    QTRY_VERIFY(trace->ended());
    // Whoever comes next need not wait until it is over.
    const auto next = begin({QStringLiteral("--packets"), QStringLiteral("1")});
    QVERIFY(next && !next->ended());
    QVERIFY(m_clients->publish(QStringLiteral("sys/x/y"), "1", 1));
    QTRY_VERIFY(next->ended());
    QCOMPARE(next->endReason(), QStringLiteral("packets"));
    QTRY_COMPARE(traceRecords(), 0); // the component removes what nobody reads
}

void TestCtlTrace::aSessionDescribesAndTraces()
{
    InstanceSession session;
    ClientSession traced;
    bool sawItself = false;
    InstanceInfo info;
    std::optional<ClientNumbers> numbers;
    QList<TraceFrame> frames;
    constexpr RequestToken token = 7;
    connect(&session.connection(), &SessionConnection::infoChanged, this,
            [&](const InstanceInfo &told) { info = told; });
    connect(&session.connection(), &SessionConnection::stateChanged, this, [&](SessionState state) {
        if (state == SessionState::Connected)
            session.clients().watchClients(true);
    });
    connect(&session.clients(), &SessionClients::clientsArrived, this, [&](const ClientsFrame &frame) {
        for (const ClientSession &each : frame.changed) {
            if (each.clientId == QLatin1String("traced"))
                traced = each;
            sawItself = sawItself || (each.own == true && each.clientId == info.mqttClientId);
        }
    });
    connect(&session.clients(), &SessionClients::clientDescribed, this,
            [&](const QString &id, const ClientNumbers &told, const Error &error) {
                if (id == traced.id && error.message.isEmpty())
                    numbers = told;
            });
    connect(&session.clients(), &SessionClients::traceChanged, this,
            [&](RequestToken of, const TraceFrame &frame) {
                if (of == token)
                    frames.append(frame);
            });
    ConnectionSettings settings;
    settings.url = m_harper.opsUrl().toString();
    settings.user = m_harper.user();
    settings.password = Secret(m_harper.password());
    session.connection().connectTo(settings);
    QTRY_VERIFY(!traced.id.isEmpty() && sawItself);
    QVERIFY(traced.protocolVersion.has_value());
    QCOMPARE(traced.own, false);

    session.clients().describeClient(traced.id);
    QTRY_VERIFY(numbers.has_value());
    QCOMPARE(numbers->clientId, QStringLiteral("traced"));
    QVERIFY(numbers->bytesIn.value_or(0) > 0);

    session.clients().startTrace(traced.id, {60, 100}, token);
    QTRY_VERIFY(!frames.isEmpty());
    QVERIFY(m_clients->publish(QStringLiteral("sys/x/y"), "1", 1));
    const auto acknowledged = [&frames] {
        int count = 0;
        for (const TraceFrame &frame : std::as_const(frames)) {
            for (const TracedPacket &packet : frame.packets)
                count += int(packet.type == QLatin1String("puback") && packet.in && packet.afterMs);
        }
        return count;
    };
    QTRY_COMPARE(acknowledged(), 1);
    session.clients().stopTrace(token);
    QTRY_VERIFY(frames.constLast().end.has_value());
    QCOMPARE(*frames.constLast().end, TraceEnd::Stopped);
}

void TestCtlTrace::theServerKilledEndsIt()
{
    const auto trace = begin();
    QVERIFY(trace && !trace->ended());
    QTRY_VERIFY(traceRecords() > 0);
    m_harper.kill9();
    QVERIFY2(m_harper.restartProcess(), qPrintable(m_harper.errorString()));
    QTRY_VERIFY(trace->ended());
    QCOMPARE(trace->endReason(), QStringLiteral("restart"));
    QCOMPARE(trace->exitCode(), 1);
    const Json last = trace->objects().constLast();
    const Json *error = member(last, "error");
    QVERIFY(error != nullptr);
    QVERIFY(textOr(*error, "message").contains(QLatin1String("ended by a restart of the worker thread")));
}

void TestCtlTrace::workersRestartedEndIt()
{
    const auto trace = begin();
    QVERIFY(trace && !trace->ended());
    op({{QStringLiteral("operation"), QStringLiteral("restart_service")},
        {QStringLiteral("service"), QStringLiteral("http_workers")}});
    QTRY_VERIFY(trace->ended());
    // A worker that ends may still see its client's connection end before.
    const QString reason = trace->endReason();
    QVERIFY2(reason == QLatin1String("restart") || reason == QLatin1String("left"), qPrintable(reason));
    QTRY_COMPARE(traceRecords(), 0);
}

SYSPULSE_TEST(TestCtlTrace)
#include "tst_ctltrace.moc"
