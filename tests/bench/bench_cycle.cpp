// SPDX-License-Identifier: GPL-3.0-or-later

// What a steady cycle of the updater costs on both sides, on a real HarperDB with some traffic: requests,
// time and the processor's time. Beside it, over a kept connection, the bare requests that a cycle cannot do
// without, and an `update` for each record.

#include "core/base/json.h"
#include "core/metrics/eventcounts.h"
#include "core/updater/lease.h"
#include "core/updater/recordupdater.h"
#include "tests/bench/barehttp.h"
#include "tests/bench/measure.h"
#include "tests/integration/ctl.h"

#include <algorithm>
#include <cstdio>
#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

using namespace syspulse;
using namespace syspulse::bench;
using namespace syspulse::test;

namespace {

constexpr int rounds = 15;
constexpr int settleMs = 60;    ///< for what the server does after its answer
constexpr int betweenMs = 1200; ///< the component has news about once a second
constexpr int messages = 20;    ///< in between
const QString bare = QStringLiteral("bare read and upsert");
const QString upsert = QStringLiteral("bare upsert");
const QString perRecord = QStringLiteral("update per record");

void wait(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

class CycleBench
{
public:
    explicit CycleBench(const HarperFixture &harper, const SelfMeter &meter)
        : m_meter(meter)
        , m_client(endpointOf(harper))
        , m_updater(&m_client, m_layout, &m_clock)
        , m_http(quint16(harper.opsUrl().port()), harper.user().toUtf8(), harper.password().toUtf8())
        , m_traffic(harper.mqttBroker())
    {
        for (const pid_t pid : harper.pids())
            m_server.append(pid);
        QObject::connect(&m_client, &OperationsClient::serverTimeSeen, &m_client, [this] { ++m_requests; });
    }

    bool prepare()
    {
        m_publisher = m_traffic.openPublisher(QStringLiteral("orders/bench"), 0);
        // Until everything is known and nothing but the counts is read.
        for (int i = 0; m_publisher && i < 20; ++i) {
            const Figures figures = cycle();
            if (figures.value(QStringLiteral("requests")) == 2 && m_written > 0)
                return true;
        }
        return false;
    }
    int written() const { return m_written; }

    Figures cycle()
    {
        m_publisher->write(QByteArray("a message of the customers\n").repeated(messages));
        wait(betweenMs);
        m_requests = 0;
        bool updated = false;
        const Figures figures = measured([&] {
            QEventLoop loop;
            const auto ended =
                QObject::connect(&m_updater, &RecordUpdater::finished, &loop, [&](const RunReport &report) {
                    updated = report.outcome == RunOutcome::Updated;
                    m_written = report.recordsWritten;
                    loop.quit();
                });
            RecordUpdater::Request request;
            request.intervalSeconds = 1;
            m_updater.run(request);
            loop.exec();
            QObject::disconnect(ended);
            return updated;
        });
        Figures all = figures;
        if (!all.isEmpty())
            all[QStringLiteral("requests")] = m_requests;
        return all;
    }
    Figures bareRequests(bool reads)
    {
        const QByteArray read = readBody();
        const QByteArray write = operation("upsert", recordsNow());
        return measured(
            [&] { return (!reads || !m_http.post(read).isNull()) && !m_http.post(write).isNull(); });
    }
    Figures oneByOne()
    {
        QByteArrayList bodies;
        for (const Json &record : recordsNow())
            bodies.append(operation("update", Json::array({record})));
        return measured([&] {
            return std::all_of(bodies.cbegin(), bodies.cend(),
                               [this](const QByteArray &body) { return !m_http.post(body).isNull(); });
        });
    }

private:
    static HarperEndpoint endpointOf(const HarperFixture &harper)
    {
        HarperEndpoint endpoint;
        endpoint.url = harper.opsUrl();
        endpoint.user = harper.user();
        endpoint.password = Secret(harper.password());
        return endpoint;
    }

    template <typename Work>
    Figures measured(Work work)
    {
        const double serverMs = cpuMsOf(m_server);
        const Cost begin = m_meter.now();
        const bool worked = work();
        const Cost cost = m_meter.now() - begin;
        ::usleep(settleMs * 1000);
        return worked ? Figures{{QStringLiteral("ms"), cost.wallMs},
                                {QStringLiteral("own"), cost.cpuMs},
                                {QStringLiteral("server"), cpuMsOf(m_server) - serverMs}}
                      : Figures();
    }
    /// What the updater asks: the lease and the counts of the workers.
    QByteArray readBody() const
    {
        const RecordAndOthers wanted{m_layout.database,     m_layout.stateTable,
                                     Lease::recordId(),     Lease::attributes(),
                                     m_layout.threadsTable, ThreadRecord::attributes(true)};
        return dumpJson(Json{{"operation", "sql"}, {"sql", toUtf8String(wanted.statement())}});
    }
    QByteArray operation(const char *name, const Json &records) const
    {
        return dumpJson(Json{{"operation", name},
                             {"database", toUtf8String(m_layout.database)},
                             {"table", toUtf8String(m_layout.table)},
                             {"records", records}});
    }
    /// As many as the updater has written last.
    Json recordsNow()
    {
        const QByteArray answer = m_http.post(dumpJson(Json{{"operation", "search_by_value"},
                                                            {"database", toUtf8String(m_layout.database)},
                                                            {"table", toUtf8String(m_layout.table)},
                                                            {"search_attribute", "id"},
                                                            {"search_value", "*"},
                                                            {"get_attributes", {"*"}},
                                                            {"limit", m_written}}));
        const Result<Json> records = parseJson(answer);
        Json list = records && records->is_array() ? *records : Json::array();
        for (Json &record : list) {
            record.erase("__createdtime__");
            record.erase("__updatedtime__");
        }
        return list;
    }

    const SelfMeter &m_meter;
    SysLayout m_layout;
    SystemClock m_clock;
    OperationsClient m_client;
    RecordUpdater m_updater;
    BareHttp m_http;
    MosquittoClients m_traffic;
    std::unique_ptr<QProcess> m_publisher;
    QList<qint64> m_server;
    int m_requests = 0;
    int m_written = 0;
};

void printRows(const Turns &turns, int written)
{
    const QString what = QStringLiteral("steady cycle of about %1 records, ").arg(written);
    const auto row = [&](const char *of, const char *unit, const QString &quantity,
                         const QList<Goal> &goals) {
        print(turns.row({.bench = QStringLiteral("updater"),
                         .what = what + QLatin1String(of),
                         .unit = QLatin1String(unit),
                         .goals = goals},
                        quantity));
    };
    row("requests", "requests", QStringLiteral("requests"), {atMost(2)});
    row("until it has ended", "ms", QStringLiteral("ms"), {atMostTimes(1.3, bare)});
    row("CPU of SysPulse", "ms", QStringLiteral("own"), {});
    row("CPU of the server", "ms", QStringLiteral("server"),
        {atMostTimes(1.2, bare), atMostTimes(0.05, perRecord)});
}

} // namespace

int main(int argc, char *argv[])
{
    const SelfMeter meter;
    const QCoreApplication app(argc, argv);
    HarperFixture harper;
    if (!harper.startAndWait()) {
        std::fprintf(stderr, "%s\n", qPrintable(harper.errorString()));
        return 1;
    }
    if (const auto setup = Ctl(harper).run({QStringLiteral("setup")}); setup.exitCode != 0) {
        std::fprintf(stderr, "%s\n", setup.all().constData());
        return 1;
    }
    CycleBench cycles(harper, meter);
    if (!cycles.prepare()) {
        std::fprintf(stderr, "No cycle is steady.\n");
        return 1;
    }
    Turns turns;
    turns.self([&] { return cycles.cycle(); });
    turns.peer(bare, [&] { return cycles.bareRequests(true); });
    turns.peer(upsert, [&] { return cycles.bareRequests(false); });
    turns.peer(perRecord, [&] { return cycles.oneByOne(); });
    turns.measure(rounds);
    printRows(turns, cycles.written());
    return 0;
}
