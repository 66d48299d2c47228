// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/totalsrun.h"
#include "tests/support/patience.h"

#include <algorithm>

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QTest>

namespace syspulse::test {

namespace {

const QString topic = QStringLiteral("sys/totals");
const QString receivedId = QStringLiteral("broker_publish_messages_received");
const QString bytesId = QStringLiteral("broker_publish_bytes_received");
const QString ownId = QStringLiteral("broker_syspulse_own_publish_messages_received");

QString qosId(int qos)
{
    return QStringLiteral("broker_messages_qos%1_received").arg(qos);
}

} // namespace

TotalsRun::TotalsRun(HarperFixture &harper, Ctl &ctl)
    : m_harper(harper)
    , m_ctl(ctl)
    , m_clients({QStringLiteral("127.0.0.1"), harper.mqttPort(), harper.user(), harper.password(), {}, false})
{}

bool TotalsRun::fail(const QString &error)
{
    m_error = error;
    return false;
}

bool TotalsRun::waitFor(const std::function<bool()> &done, const QString &what)
{
    return QTest::qWaitFor(done, test::patienceMs) || fail(QStringLiteral("did not happen: ") + what);
}

QByteArrayList TotalsRun::payloads()
{
    QByteArrayList list;
    const int count = m_random.bounded(1, m_plan.messages + 1);
    for (int i = 0; i < count; ++i)
        list.append("message " + QByteArray::number(++m_sent));
    return list;
}

void TotalsRun::count(const QByteArrayList &payloads, int qos)
{
    m_expected[receivedId] += payloads.size();
    m_expected[ownId] += payloads.size();
    m_expected[qosId(qos)] += payloads.size();
    for (const QByteArray &payload : payloads) {
        const qsizetype rest = 2 + topic.size() + (qos > 0 ? 2 : 0) + payload.size();
        m_expected[bytesId] += 2 + rest; // all of them are shorter than 128 bytes
    }
}

bool TotalsRun::burst()
{
    const QByteArrayList list = payloads();
    const int qos = m_random.bounded(3);
    if (!m_clients.publishMany(topic, list, qos))
        return fail(QStringLiteral("publishing: ") + m_clients.errorString());
    count(list, qos);
    return true;
}

bool TotalsRun::startUpdater()
{
    m_updater = m_ctl.start({QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")});
    return m_updater->state() == QProcess::Running || fail(QStringLiteral("the updater did not start"));
}

bool TotalsRun::killUpdater()
{
    // At any moment of a cycle, but not before the first one: it would never write anything.
    QByteArray output;
    const bool writes =
        waitFor([&] { return (output += m_updater->readAllStandardOutput()).contains("records written"); },
                QStringLiteral("an update"));
    if (!writes || !burst())
        return false;
    m_updater->kill();
    m_updater->waitForFinished();
    onProgress(QStringLiteral("updater killed"));
    return burst() && startUpdater();
}

QList<int> TotalsRun::threads()
{
    const HttpReply reply =
        m_harper.http().operation({{QStringLiteral("operation"), QStringLiteral("system_information")},
                                   {QStringLiteral("attributes"), QJsonArray{QStringLiteral("threads")}}});
    QList<int> ids;
    for (const QJsonValue &thread : reply.json()[QLatin1String("threads")].toArray()) {
        if (thread[QLatin1String("name")] == QLatin1String("http"))
            ids.append(thread[QLatin1String("threadId")].toInt());
    }
    return ids;
}

bool TotalsRun::restartWorkers()
{
    const QList<int> before = threads();
    // The client stays on a worker that is about to end, which counts on until then.
    const int qos = m_random.bounded(3);
    const auto publisher = m_clients.openPublisher(topic, qos);
    if (!publisher)
        return fail(QStringLiteral("connecting: ") + m_clients.errorString());
    const QByteArrayList first = payloads();
    publisher->write(first.join('\n') + '\n');
    const HttpReply reply =
        m_harper.http().operation({{QStringLiteral("operation"), QStringLiteral("restart_service")},
                                   {QStringLiteral("service"), QStringLiteral("http_workers")}});
    const QByteArrayList second = payloads();
    publisher->write(second.join('\n') + '\n');
    publisher->closeWriteChannel();
    if (reply.status != 200 || !publisher->waitForFinished(test::patienceMs) || publisher->exitCode() != 0)
        return fail(QStringLiteral("publishing during a restart: ") +
                    QString::fromUtf8(publisher->readAll()));
    count(first, qos);
    count(second, qos);
    onProgress(QStringLiteral("workers restart"));
    return waitFor(
        [&] {
            const QList<int> now = threads();
            return now.size() >= m_harper.threads() &&
                   std::none_of(now.cbegin(), now.cend(), [&](int id) { return before.contains(id); });
        },
        QStringLiteral("new worker threads"));
}

Json TotalsRun::record(const QString &id)
{
    const HttpReply reply =
        m_harper.http().operation({{QStringLiteral("operation"), QStringLiteral("search_by_hash")},
                                   {QStringLiteral("database"), QStringLiteral("data")},
                                   {QStringLiteral("table"), QStringLiteral("sys")},
                                   {QStringLiteral("hash_values"), QJsonArray{id}},
                                   {QStringLiteral("get_attributes"), QJsonArray{QStringLiteral("*")}}});
    const auto records = parseJson(reply.body);
    return records && records->is_array() && !records->empty() ? records->front() : Json();
}

qsizetype TotalsRun::threadRecords()
{
    const HttpReply reply =
        m_harper.http().operation({{QStringLiteral("operation"), QStringLiteral("search_by_value")},
                                   {QStringLiteral("database"), QStringLiteral("data")},
                                   {QStringLiteral("table"), QStringLiteral("sys_threads")},
                                   {QStringLiteral("search_attribute"), QStringLiteral("id")},
                                   {QStringLiteral("search_value"), QStringLiteral("*")},
                                   {QStringLiteral("get_attributes"), QJsonArray{QStringLiteral("id")}}});
    return reply.status == 200 ? reply.json().toArray().size() : -1;
}

QMap<QString, qint64> TotalsRun::totals()
{
    m_ctl.run({QStringLiteral("update"), QStringLiteral("--once")});
    QMap<QString, qint64> map;
    for (const QString &id : {receivedId, bytesId, ownId, qosId(0), qosId(1), qosId(2)})
        map.insert(id, integerAt(record(id), "value").value_or(-1));
    return map;
}

bool TotalsRun::compare()
{
    QMap<QString, qint64> found;
    const bool same = QTest::qWaitFor([&] { return (found = totals()) == m_expected; }, test::patienceMs);
    if (same)
        return true;
    QString error = QStringLiteral("totals differ:");
    for (auto it = m_expected.cbegin(); it != m_expected.cend(); ++it)
        error += QStringLiteral(" %1 is %2, should be %3;")
                     .arg(it.key())
                     .arg(found.value(it.key()))
                     .arg(it.value());
    return fail(error);
}

QString TotalsRun::whyEstimated()
{
    const auto query = [this](const QString &statement) {
        const HttpReply reply = m_harper.http().operation(
            {{QStringLiteral("operation"), QStringLiteral("sql")}, {QStringLiteral("sql"), statement}});
        const auto rows = parseJson(reply.body);
        return rows && rows->is_array() ? *rows : Json::array();
    };
    QString text;
    for (const Json &row : query(QStringLiteral("SELECT wire FROM data.sys_threads"))) {
        if (const Json *wire = member(row, "wire"))
            text += textOr(*wire, "inexact_reason") + QLatin1Char(' ');
    }
    for (const Json &row :
         query(QStringLiteral("SELECT payload FROM data.sys_control WHERE id = 'checkpoint'"))) {
        const Json *payload = member(row, "payload");
        const Json *wire = payload ? member(*payload, "wire") : nullptr;
        for (const char *name : {"complete", "mode", "offset", "marks", "inexactSince"}) {
            if (const Json *value = wire ? member(*wire, name) : nullptr)
                text += QLatin1String(name) + QLatin1Char('=') + QString::fromUtf8(dumpJson(*value)) +
                        QLatin1Char(' ');
        }
    }
    return text;
}

bool TotalsRun::run(const Plan &plan)
{
    m_plan = plan;
    m_random = QRandomGenerator(plan.seed);
    m_expected = totals();
    auto *watch = m_clients.subscribe({QStringLiteral("$SYS/broker/publish/messages/received")});
    if (!watch->waitSubscribed())
        return fail(QStringLiteral("subscribing: ") + QString::fromUtf8(watch->diagnostics()));
    QList<Event> events(plan.kills, Event::Kill);
    events += QList<Event>(plan.restarts, Event::Restart);
    std::shuffle(events.begin(), events.end(), m_random);
    if (!startUpdater())
        return false;
    for (const Event event : std::as_const(events)) {
        const QDeadlineTimer next(plan.lastsMs / events.size());
        do {
            if (!burst())
                return false;
        } while (!next.hasExpired());
        if (!(event == Event::Kill ? killUpdater() : restartWorkers()))
            return false;
    }
    if (!burst())
        return false;
    m_updater->terminate();
    m_updater->waitForFinished();
    if (!compare())
        return false;
    // Once more when the counts of all threads that have ended belong to others.
    if (!waitFor([this] { return threadRecords() == m_harper.threads(); },
                 QStringLiteral("ended threads are taken over")) ||
        !compare())
        return false;
    const Json last = record(receivedId);
    if (textOr(last, "source") != QLatin1String("wire") ||
        textOr(last, "quality") != QLatin1String("measured"))
        return fail(QStringLiteral("not measured on the wire: ") + whyEstimated());
    qint64 before = 0;
    for (const QByteArray &line : watch->lines()) {
        const qint64 value = line.mid(line.lastIndexOf(' ') + 1).toLongLong();
        if (value < before)
            return fail(QStringLiteral("%1 after %2").arg(value).arg(before));
        before = value;
    }
    return before > 0 || fail(QStringLiteral("nothing was published"));
}

} // namespace syspulse::test
