// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/harper/operationsclient.h"
#include "core/metrics/eventcounts.h"
#include "core/topics/syslayout.h"
#include "core/topics/topicfilter.h"
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// What mosquitto's own clients see on both trees, on a HarperDB with two worker threads.
class TestTree : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void jsonRecords();
    void bareValuesOfTheSameMetrics();
    void filtersDeliverExactlyWhatTheyShould_data();
    void filtersDeliverExactlyWhatTheyShould();
    void changesArrive();
    void onlyWhatChangedIsWritten();
    void countsAndLeaseInOneAnswer();
    void theTreeIsReadOnly();
    void readersAndStrangers();
    void watch();

private:
    MqttBroker broker(const QString &user = {}, const QString &password = {}) const
    {
        return {QStringLiteral("127.0.0.1"),
                m_harper.mqttPort(),
                user.isEmpty() ? m_harper.user() : user,
                user.isEmpty() ? m_harper.password() : password,
                {},
                true};
    }
    /// How many records the table has, those without a value included.
    qsizetype recordCount() { return m_harper.records(QStringLiteral("sys")).size(); }

    /// The topics that have a value, without those that a line "TOPIC PAYLOAD" does not tell.
    QSet<QString> knownTopics()
    {
        QSet<QString> topics;
        for (const Json &status :
             m_ctl->run({QStringLiteral("status"), QStringLiteral("--json")}).objects()) {
            for (const auto &[topic, value] : member(status, "values")->items()) {
                if (!value.is_null() && topic.find(' ') == std::string::npos)
                    topics.insert(QString::fromStdString(topic));
            }
        }
        return topics;
    }

    static QSet<QString> topicsOf(MosquittoSubscriber &subscriber)
    {
        QSet<QString> topics;
        for (const QByteArray &line : subscriber.lines())
            topics.insert(QString::fromUtf8(line.left(line.indexOf(' '))));
        return topics;
    }

    QJsonValue op(const QJsonObject &body) { return m_harper.http().operation(body).json(); }

    HarperFixture m_harper{HarperOptions{.threads = 2}};
    std::unique_ptr<Ctl> m_ctl;
};

void TestTree::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
    const auto outcome = m_ctl->run({QStringLiteral("setup")});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    QCOMPARE(m_ctl->run({QStringLiteral("update"), QStringLiteral("--once")}).exitCode, 0);
}

void TestTree::jsonRecords()
{
    MosquittoClients clients(broker());
    auto *sub = clients.subscribe({QStringLiteral("sys/#")});
    QVERIFY(sub->waitForCount(recordCount()));
    QSet<QString> ids;
    for (const QByteArray &line : sub->lines()) {
        const qsizetype blank =
            line.indexOf(' ', line.indexOf("retained messages") >= 0 ? line.indexOf("messages") : 0);
        const auto json = parseJson(line.mid(blank + 1));
        QVERIFY2(json, line.constData());
        // The value comes first among the data, for parsers that look for the first number.
        QByteArray start("{\"id\":\"");
        start.append(textOr(*json, "id").toUtf8()).append("\",\"value\":");
        QVERIFY2(line.mid(blank + 1).startsWith(start), line.constData());
        QVERIFY(textOr(*json, "topic").startsWith(QLatin1String("$SYS/broker/")));
        QVERIFY(!textOr(*json, "description").isEmpty());
        QVERIFY(numberAt(*json, "timestamp").value_or(0) > 1.7e12);
        ids.insert(textOr(*json, "id"));
    }
    QVERIFY(ids.size() > 60);
    QVERIFY(ids.contains(QStringLiteral("broker_clients_connected")));
    QVERIFY(
        !ids.contains(QStringLiteral("broker_shared_subscriptions_count"))); // not known: no record, no zero
}

void TestTree::bareValuesOfTheSameMetrics()
{
    MosquittoClients clients(broker());
    auto *records = clients.subscribe({QStringLiteral("sys/#")});
    QVERIFY(records->waitForCount(recordCount()));
    auto *bare = clients.subscribe({QStringLiteral("$SYS/#")});
    const QSet<QString> known = knownTopics();
    QTRY_VERIFY(topicsOf(*bare).contains(known));
    QMap<QByteArray, QByteArray> values;
    for (const QByteArray &line : bare->lines())
        values.insert(line.left(line.indexOf(' ')), line.mid(line.indexOf(' ') + 1));
    int compared = 0;
    for (const QByteArray &line : records->lines()) {
        const auto json = parseJson(line.mid(line.indexOf('{')));
        QVERIFY(json);
        const QByteArray topic = textOr(*json, "topic").toUtf8();
        const Json *value = member(*json, "value");
        if (topic.contains(' '))
            continue;
        if (value->is_null()) {
            // No longer known: an empty payload, or nothing at all.
            QCOMPARE(values.take(topic), QByteArray());
            continue;
        }
        QByteArray expected = value->is_string() ? textOr(*json, "value").toUtf8() : dumpJson(*value);
        if (topic == "$SYS/broker/uptime")
            expected += " seconds"; // as mosquitto writes it
        QCOMPARE(values.value(topic), expected);
        ++compared;
    }
    QVERIFY(compared > 60);
    QCOMPARE(compared, int(values.size()));
}

void TestTree::filtersDeliverExactlyWhatTheyShould_data()
{
    QTest::addColumn<QString>("filter");
    for (const char *filter :
         {"$SYS/broker/version", "$SYS/broker/clients/connected", "$SYS/broker/clients/+", "$SYS/broker/+",
          "$SYS/+/version", "$SYS/broker/#", "$SYS/broker/+/received", "$SYS/broker/messages/#",
          "$SYS/+/+/connected", "$SYS/broker/nothing/here"})
        QTest::newRow(filter) << QString::fromLatin1(filter);
}

void TestTree::filtersDeliverExactlyWhatTheyShould()
{
    QFETCH(QString, filter);
    QSet<QString> expected;
    const auto parsed = TopicFilter::parse(filter);
    for (const QString &topic : knownTopics()) {
        if (parsed->matches(*TopicName::parse(topic)))
            expected.insert(topic);
    }
    MosquittoClients clients(broker());
    const QString marker = QStringLiteral("sys/marker");
    auto *sub = clients.subscribe({filter, marker});
    QVERIFY(sub->waitSubscribed());
    QVERIFY(sub->waitForCount(expected.size()));
    // Whatever should not come would come before this.
    QVERIFY(clients.publish(marker, "passed", 1));
    QVERIFY(sub->waitForLine([&](const QByteArray &line) { return line.startsWith(marker.toUtf8()); }));
    QStringList seen;
    for (const QByteArray &line : sub->lines()) {
        if (!line.startsWith(marker.toUtf8()) && !line.startsWith("$SYS/broker/retained messages/"))
            seen.append(QString::fromUtf8(line.left(line.indexOf(' '))));
    }
    QCOMPARE(QSet<QString>(seen.cbegin(), seen.cend()), expected);
    QCOMPARE(seen.size(), expected.size()); // none twice
}

void TestTree::changesArrive()
{
    MosquittoClients clients(broker());
    auto *sub = clients.subscribe({QStringLiteral("$SYS/broker/syspulse/updater/heartbeat")});
    QVERIFY(sub->waitForCount(1));
    const QByteArray before = sub->lines().first();
    QCOMPARE(m_ctl->run({QStringLiteral("update"), QStringLiteral("--once")}).exitCode, 0);
    QVERIFY(sub->waitForLine([&](const QByteArray &line) { return line != before; }));
    QCOMPARE(sub->lines().size(), 2);
}

void TestTree::onlyWhatChangedIsWritten()
{
    const auto process = m_ctl->start({QStringLiteral("run"), QStringLiteral("--interval"),
                                       QStringLiteral("1s"), QStringLiteral("--json")});
    QByteArray output;
    // A server that is too busy may fail a cycle; all are written again then.
    const auto written = [&output] {
        QList<int> counts;
        for (const QByteArray &line : output.split('\n')) {
            const auto json = parseJson(line);
            if (json && textOr(*json, "outcome") == QLatin1String("updated"))
                counts.append(int(numberAt(*json, "records").value_or(-1)));
            else if (json)
                counts.clear();
        }
        return counts;
    };
    QTRY_VERIFY((output += process->readAllStandardOutput(), written().size() >= 4));
    const QList<int> counts = written();
    process->terminate();
    QVERIFY(process->waitForFinished(test::patienceMs));
    QCOMPARE(process->exitCode(), 0);
    QVERIFY(counts.first() > 60); // all of them at first
    QVERIFY2(counts.at(3) < counts.first() / 2, qPrintable(QString::number(counts.at(3))));
    // The heartbeat. Time and uptime tell seconds: two updates may be within one, and where several workers
    // count, an update may have no news of them.
    QVERIFY2(counts.at(3) >= 1, output.constData());
    // It has given its lease back and said so.
    QVERIFY(m_ctl->value(QStringLiteral("$SYS/broker/syspulse/updater/state")) == "stopped");
    QCOMPARE(m_ctl->run({QStringLiteral("update"), QStringLiteral("--once")}).exitCode, 0);
}

void TestTree::countsAndLeaseInOneAnswer()
{
    HarperEndpoint endpoint;
    endpoint.url = m_harper.opsUrl();
    endpoint.user = m_harper.user();
    endpoint.password = Secret(m_harper.password());
    OperationsClient client(endpoint);
    const SysLayout layout;
    RecordAndOthers wanted{layout.database,         layout.stateTable,
                           QStringLiteral("lease"), {QStringLiteral("owner"), QStringLiteral("payload")},
                           layout.threadsTable,     ThreadRecord::attributes(true)};
    const auto ask = [&] {
        Result<Json> answer = failure(ErrorKind::Local, {});
        bool answered = false;
        client.recordAndOthers(wanted, this, [&](const Result<Json> &json) {
            answer = json;
            answered = true;
        });
        if (!QTest::qWaitFor([&] { return answered; }, test::patienceMs))
            qWarning("no answer");
        return answer;
    };
    // What a worker told that ended in the restart of the setup stays until another has adopted its counts.
    Result<Json> answer = failure(ErrorKind::Local, {});
    QList<ThreadRecord> threads;
    QTRY_VERIFY((answer = ask()) &&
                (threads = decodeThreadRecords((*answer)["others"])).size() == m_harper.threads());
    QVERIFY(!textOr((*answer)["record"], "owner").isEmpty());
    QVERIFY((*answer)["record"]["payload"].is_object());
    for (const ThreadRecord &thread : threads) {
        QVERIFY(thread.wire && thread.monotonicMs > 0);
        QVERIFY(thread.wire->counters.value(QStringLiteral("messages/received")) >= 0);
    }
    wanted.id = QStringLiteral("nothing");
    answer = ask();
    QVERIFY2(answer, qPrintable(answer ? QString() : describe(answer.error())));
    QVERIFY((*answer)["record"].is_null());
    QCOMPARE(qsizetype((*answer)["others"].size()), threads.size());
}

void TestTree::theTreeIsReadOnly()
{
    MosquittoClients clients(broker());
    const QString heartbeat = QStringLiteral("$SYS/broker/syspulse/updater/heartbeat");
    auto *sub = clients.subscribe({QStringLiteral("$SYS/broker/version"), heartbeat});
    QVERIFY(sub->waitForCount(2));
    const QByteArrayList before = sub->lines();
    clients.publish(QStringLiteral("$SYS/broker/version"), "forged", 1, true);
    clients.publish(QStringLiteral("$SYS/broker/version"), "forged", 1, false);
    clients.publish(QStringLiteral("$SYS/broker/version"), "", 1, true);
    // The broker has answered all three; a change comes after them.
    QCOMPARE(m_ctl->run({QStringLiteral("update"), QStringLiteral("--once")}).exitCode, 0);
    QVERIFY(sub->waitForLine([&](const QByteArray &line) {
        return line.startsWith(heartbeat.toUtf8()) && !before.contains(line);
    }));
    for (const QByteArray &line : sub->lines())
        QVERIFY2(line.startsWith(heartbeat.toUtf8()) || before.contains(line), line.constData());
    QVERIFY(m_ctl->value(QStringLiteral("$SYS/broker/version")) != "forged");
}

void TestTree::readersAndStrangers()
{
    const QJsonObject none{{QStringLiteral("super_user"), false}};
    const QJsonObject table{{QStringLiteral("read"), true},
                            {QStringLiteral("insert"), false},
                            {QStringLiteral("update"), false},
                            {QStringLiteral("delete"), false},
                            {QStringLiteral("attribute_permissions"), QJsonArray()}};
    const QJsonObject reader{
        {QStringLiteral("super_user"), false},
        {QStringLiteral("data"),
         QJsonObject{{QStringLiteral("tables"), QJsonObject{{QStringLiteral("sys"), table}}}}}};
    for (const auto &[role, permission] :
         {std::pair(QStringLiteral("t_reader"), reader), std::pair(QStringLiteral("t_stranger"), none)}) {
        op({{QStringLiteral("operation"), QStringLiteral("add_role")},
            {QStringLiteral("role"), role},
            {QStringLiteral("permission"), permission}});
        op({{QStringLiteral("operation"), QStringLiteral("add_user")},
            {QStringLiteral("role"), role},
            {QStringLiteral("username"), role},
            {QStringLiteral("password"), QStringLiteral("p-1")},
            {QStringLiteral("active"), true}});
    }
    MosquittoClients readers(broker(QStringLiteral("t_reader"), QStringLiteral("p-1")));
    MosquittoClients strangers(broker(QStringLiteral("t_stranger"), QStringLiteral("p-1")));
    for (const QString &filter :
         {QStringLiteral("sys/#"), QStringLiteral("$SYS/#"), QStringLiteral("$SYS/broker/version")}) {
        QVERIFY2(readers.subscribe({filter})->waitSubscribed(), qPrintable(filter));
        QVERIFY2(!strangers.subscribe({filter})->waitSubscribed(), qPrintable(filter));
    }
    QVERIFY(!readers.subscribe({QStringLiteral("sys_control/#")})->waitSubscribed());

    // The program says what is missing, to each.
    Ctl ctl(m_harper);
    ctl.setUser(QStringLiteral("t_reader"), QStringLiteral("p-1"));
    const auto setup = ctl.run({QStringLiteral("setup")});
    QCOMPARE(setup.exitCode, 5);
    QVERIFY2(setup.err.contains("super user"), setup.err.constData());
    QCOMPARE(ctl.run({QStringLiteral("update")}).exitCode, 5);
    QCOMPARE(ctl.run({QStringLiteral("undo"), QStringLiteral("--yes")}).exitCode, 5);
    QCOMPARE(ctl.run({QStringLiteral("status")}).exitCode, 0);
}

void TestTree::watch()
{
    const auto process = m_ctl->start({QStringLiteral("watch"), QStringLiteral("$SYS/broker/clients/+")});
    QByteArray output;
    QTRY_VERIFY((output += process->readAllStandardOutput()).contains("$SYS/broker/clients/connected "));
    process->terminate();
    QVERIFY(process->waitForFinished(test::patienceMs));
    QCOMPARE(process->exitCode(), 0);
    QVERIFY(!output.contains("messages"));
}

SYSPULSE_TEST(TestTree)
#include "tst_tree.moc"
