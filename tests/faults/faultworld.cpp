// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/faultworld.h"

#include "tests/support/childprocess.h"
#include "tests/support/patience.h"

#include <algorithm>

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

namespace syspulse::test {

namespace {

const QString topic = QStringLiteral("sys/totals");
const QString receivedId = QStringLiteral("broker_publish_messages_received");
const QString bytesId = QStringLiteral("broker_publish_bytes_received");

QString qosId(int qos)
{
    return QStringLiteral("broker_messages_qos%1_received").arg(qos);
}

QStringList totalIds()
{
    return {receivedId, bytesId, qosId(0), qosId(1), qosId(2)};
}

QJsonObject operation(const char *name, std::initializer_list<std::pair<QString, QJsonValue>> members = {})
{
    QJsonObject body(members);
    body.insert(QStringLiteral("operation"), QLatin1String(name));
    return body;
}

} // namespace

HarperOptions FaultWorld::twoThreads()
{
    HarperOptions options;
    options.threads = 2;
    return options;
}

FaultWorld::FaultWorld(FaultRun &run, HarperOptions options)
    : m_run(run)
    , m_harper(std::move(options))
    , m_ctl((m_harper.start(), m_harper))
{}

bool FaultWorld::fail(const QString &error)
{
    m_error = error;
    Attempt attempt;
    attempt.problem(error);
    m_run.add(attempt);
    return false;
}

bool FaultWorld::start(bool withSetup)
{
    if (!m_harper.waitReady())
        return fail(m_harper.errorString());
    m_clients = std::make_unique<MosquittoClients>(m_harper.mqttBroker());
    if (!plantForeign())
        return fail(QStringLiteral("cannot plant what is foreign: ") + m_error);
    if (!withSetup)
        return true;
    if (const auto outcome = m_ctl.run({QStringLiteral("setup")}); outcome.exitCode != 0)
        return fail(QString::fromUtf8(outcome.all()));
    m_ctl.run({QStringLiteral("update"), QStringLiteral("--once")});
    m_foreign = foreignThings();
    bool measured = false;
    m_expected = totals(&measured);
    m_watch = m_clients->subscribe({QStringLiteral("$SYS/broker/publish/messages/received")});
    return m_watch->waitSubscribed(patienceMs) || fail(QStringLiteral("cannot subscribe"));
}

bool FaultWorld::plantForeign()
{
    op(operation("create_database", {{QStringLiteral("database"), QStringLiteral("theirs")}}));
    op(operation("create_table", {{QStringLiteral("database"), QStringLiteral("theirs")},
                                  {QStringLiteral("table"), QStringLiteral("things")},
                                  {QStringLiteral("primary_key"), QStringLiteral("id")}}));
    op(operation("create_table", {{QStringLiteral("database"), QStringLiteral("data")},
                                  {QStringLiteral("table"), QStringLiteral("things")},
                                  {QStringLiteral("primary_key"), QStringLiteral("id")}}));
    for (const char *database : {"theirs", "data"})
        op(operation("insert",
                     {{QStringLiteral("database"), QLatin1String(database)},
                      {QStringLiteral("table"), QStringLiteral("things")},
                      {QStringLiteral("records"),
                       QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("one")},
                                              {QStringLiteral("text"), QStringLiteral("theirs")}}}}}));
    op(operation("set_component_file", {{QStringLiteral("project"), QStringLiteral("theirs")},
                                        {QStringLiteral("file"), QStringLiteral("config.yaml")},
                                        {QStringLiteral("payload"), QStringLiteral("rest: true\n")}}));
    op(operation("add_role",
                 {{QStringLiteral("role"), QStringLiteral("their_role")},
                  {QStringLiteral("permission"), QJsonObject{{QStringLiteral("super_user"), false}}}}));
    m_foreign = foreignThings();
    m_error = QString::fromUtf8(QJsonDocument(m_foreign).toJson(QJsonDocument::Compact));
    return m_foreign[QLatin1String("theirs")].toArray().size() == 1 &&
           m_foreign[QLatin1String("data")].toArray().size() == 1 &&
           m_error.contains(QLatin1String("config.yaml"));
}

QJsonObject FaultWorld::foreignThings()
{
    QJsonObject things;
    for (const char *database : {"theirs", "data"}) {
        QJsonArray records =
            op(operation("search_by_value",
                         {{QStringLiteral("database"), QLatin1String(database)},
                          {QStringLiteral("table"), QStringLiteral("things")},
                          {QStringLiteral("search_attribute"), QStringLiteral("id")},
                          {QStringLiteral("search_value"), QStringLiteral("*")},
                          {QStringLiteral("get_attributes"), QJsonArray{QStringLiteral("*")}}}))
                .toArray();
        things.insert(QLatin1String(database), records);
    }
    things.insert(
        QStringLiteral("component"),
        op(operation("get_component_file",
                     {{QStringLiteral("project"), QStringLiteral("theirs")},
                      {QStringLiteral("file"), QStringLiteral("config.yaml")}}))[QLatin1String("message")]);
    QStringList files =
        QDir(m_harper.rootPath() + QStringLiteral("/components/theirs")).entryList(QDir::Files);
    things.insert(QStringLiteral("files"), QJsonArray::fromStringList(files));
    QFile config(m_harper.rootPath() + QStringLiteral("/harperdb-config.yaml"));
    things.insert(QStringLiteral("configuration"),
                  config.open(QIODevice::ReadOnly) ? QString::fromUtf8(config.readAll()) : QString());
    things.insert(QStringLiteral("roles"), op(operation("list_roles")));
    return things;
}

bool FaultWorld::foreignUntouched()
{
    const QJsonObject now = foreignThings();
    if (now == m_foreign)
        return true;
    for (auto it = m_foreign.begin(); it != m_foreign.end(); ++it) {
        if (now[it.key()] != it.value())
            m_run.progress(QStringLiteral("changed: ") + it.key());
    }
    return false;
}

QJsonValue FaultWorld::op(const QJsonObject &body, int timeoutMs)
{
    return m_harper.http().operation(body, timeoutMs).json();
}

std::unique_ptr<Headless> FaultWorld::headless(const Headless::Options &options)
{
    return std::make_unique<Headless>(m_harper, options);
}

QByteArrayList FaultWorld::messages(int most)
{
    QByteArrayList list;
    const int count = m_run.random.bounded(1, most + 1);
    for (int i = 0; i < count; ++i)
        list.append("message " + QByteArray::number(++m_sent));
    return list;
}

void FaultWorld::count(const QByteArrayList &messages, int qos)
{
    m_expected[receivedId] += messages.size();
    m_expected[qosId(qos)] += messages.size();
    for (const QByteArray &payload : messages)
        m_expected[bytesId] += 2 + 2 + topic.size() + (qos > 0 ? 2 : 0) + payload.size(); // all are short
}

bool FaultWorld::burst(int most)
{
    const QByteArrayList list = messages(most);
    const int qos = m_run.random.bounded(3);
    if (!m_clients->publishMany(topic, list, qos)) {
        m_error = QStringLiteral("publishing: ") + m_clients->errorString();
        return false;
    }
    count(list, qos);
    return true;
}

void FaultWorld::countFromZero()
{
    for (const QString &id : totalIds())
        m_expected[id] = 0;
    wentBack();
    m_mayFall = true;
}

QMap<QString, qint64> FaultWorld::totals(bool *measured)
{
    QMap<QString, qint64> map;
    *measured = true;
    const QJsonArray records =
        op(operation("search_by_hash",
                     {{QStringLiteral("database"), QStringLiteral("data")},
                      {QStringLiteral("table"), QStringLiteral("sys")},
                      {QStringLiteral("hash_values"), QJsonArray::fromStringList(totalIds())},
                      {QStringLiteral("get_attributes"), QJsonArray{QStringLiteral("*")}}}))
            .toArray();
    for (const QJsonValue &record : records) {
        map.insert(record[QLatin1String("id")].toString(), record[QLatin1String("value")].toInteger(-1));
        *measured = *measured && record[QLatin1String("quality")] == QLatin1String("measured");
    }
    return map;
}

bool FaultWorld::wentBack()
{
    const QByteArrayList lines = m_watch ? m_watch->lines() : QByteArrayList();
    for (; m_watched < lines.size(); ++m_watched) {
        const QByteArray &line = lines.at(m_watched);
        const qint64 value = line.mid(line.lastIndexOf(' ') + 1).toLongLong();
        if (value < m_highest && !std::exchange(m_mayFall, false)) {
            m_totalsText = QStringLiteral("%1 after %2").arg(value).arg(m_highest);
            return true;
        }
        m_highest = value;
    }
    return false;
}

TotalsVerdict FaultWorld::judge()
{
    bool measured = false;
    QMap<QString, qint64> found;
    const auto exact = [&] { return (found = totals(&measured)) == m_expected; };
    // Values that say themselves that they are not certain need not become exact.
    const QDeadlineTimer marked(20000);
    const bool same = QTest::qWaitFor(
        [&] { return exact() || (marked.hasExpired() && !found.isEmpty() && !measured); }, patienceMs);
    m_totalsText.clear();
    if (wentBack())
        return TotalsVerdict::Wrong;
    if (found == m_expected)
        return TotalsVerdict::Exact;
    for (auto it = m_expected.cbegin(); it != m_expected.cend(); ++it)
        m_totalsText += QStringLiteral("%1 is %2, sent were %3; ")
                            .arg(it.key())
                            .arg(found.value(it.key(), -1))
                            .arg(it.value());
    return same ? TotalsVerdict::Marked : TotalsVerdict::Wrong;
}

QList<int> FaultWorld::threads()
{
    QList<int> ids;
    const QJsonValue answer = op(operation(
        "system_information", {{QStringLiteral("attributes"), QJsonArray{QStringLiteral("threads")}}}));
    for (const QJsonValue &thread : answer[QLatin1String("threads")].toArray()) {
        if (thread[QLatin1String("name")] == QLatin1String("http"))
            ids.append(thread[QLatin1String("threadId")].toInt());
    }
    return ids;
}

void FaultWorld::requestRestart()
{
    op(operation("restart_service", {{QStringLiteral("service"), QStringLiteral("http_workers")}}));
}

bool FaultWorld::waitNewThreads(const QList<int> &before)
{
    return QTest::qWaitFor(
        [&] {
            const QList<int> now = threads();
            return now.size() >= m_harper.threads() &&
                   std::none_of(now.cbegin(), now.cend(), [&](int id) { return before.contains(id); });
        },
        patienceMs);
}

bool FaultWorld::restartWorkers()
{
    const QList<int> before = threads();
    requestRestart();
    return waitNewThreads(before);
}

bool FaultWorld::restartWorkersBelowTraffic()
{
    const QList<int> before = threads();
    const int qos = m_run.random.bounded(3);
    const auto publisher = m_clients->openPublisher(topic, qos);
    if (!publisher)
        return false;
    // An old worker keeps its clients for some seconds.
    const QByteArrayList first = messages(200);
    publisher->write(first.join('\n') + '\n');
    requestRestart();
    const QByteArrayList second = messages(200);
    publisher->write(second.join('\n') + '\n');
    publisher->closeWriteChannel();
    if (!publisher->waitForFinished(patienceMs) || publisher->exitCode() != 0) {
        stopProcess(*publisher);
        return false;
    }
    count(first, qos);
    count(second, qos);
    return waitNewThreads(before);
}

} // namespace syspulse::test
