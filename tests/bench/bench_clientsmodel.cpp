// SPDX-License-Identifier: GPL-3.0-or-later

// What the list of connected clients costs with very many of them, in the view of its page: to take it as the
// broker sends it, to take it again after an interruption, to change one client, to sort it by each column
// and to search it, and the memory of the program with it.
//   QT_QPA_PLATFORM=offscreen bench_clientsmodel [CLIENTS [SUBSCRIPTIONS]]

#include "tests/bench/measure.h"
#include "tests/bench/memory.h"
#include "ui/base/itemviews.h"
#include "ui/clients/clientsmodel.h"

#include <algorithm>
#include <malloc.h>
#include <memory>

#include <QApplication>
#include <QTableView>

using namespace syspulse;
using namespace syspulse::bench;

namespace {

constexpr qint64 nowMs = 1'795'000'000'000;
const QString unit = QStringLiteral("ms CPU");

/// As a server tells it: each text is read anew, so none shares memory with another.
QString fresh(const QString &text)
{
    return QString::fromUtf8(text.toUtf8());
}

ClientSession client(int i, int subscriptions)
{
    ClientSession client;
    client.id = QStringLiteral("44q-tp3oo1-%1-%2").arg(1 + i % 16).arg(i);
    client.clientId = QStringLiteral("Sensor-%1").arg((i * 7919) % 100003, 6, 10, QLatin1Char('0'));
    client.user = i % 3 == 0 ? QString() : QStringLiteral("plant%1").arg(i % 40);
    client.address = QStringLiteral("10.1.%1.%2").arg(i / 250 % 250).arg(i % 250 + 1);
    client.port = 40000 + (i * 31) % 20000;
    client.transport = fresh(i % 4 == 0 ? QStringLiteral("wss") : QStringLiteral("tls"));
    client.sinceMs = nowMs - 1000LL * ((i * 37LL) % 90000);
    client.persistent = i % 5 == 0;
    client.keepAliveSeconds = 30 * (1 + i % 7);
    client.protocolVersion = i % 2 == 0 ? 4 : 5;
    for (int k = 0; k < subscriptions; ++k)
        client.subscriptions.append({QStringLiteral("plant/%1/line/%2/#").arg(i).arg(k), k % 2});
    client.subscriptionCount = subscriptions;
    client.node = fresh(QStringLiteral("node-1.example.org"));
    client.thread = 1 + i % 16;
    client.boot = fresh(QStringLiteral("44q-tp3oo1"));
    return client;
}

/// What the monitor tells when the broker has sent all clients at once.
ClientsFrame listOf(int count, int subscriptions)
{
    ClientsFrame frame;
    for (int i = 0; i < count; ++i)
        frame.changed.append(client(i, subscriptions));
    return frame;
}

/// A model in a table, as on the page of clients.
struct List
{
    ClientsModel model{UnitFormatter(QLocale(QStringLiteral("en_US")))};
    QTableView table;

    List()
    {
        table.setModel(&model);
        styleTable(&table, {26, 14, 14, 7, 10, 6, 11, 12, 8, 8, 10, 11, 14, 10, 6});
        table.sortByColumn(ClientsModel::ClientId, Qt::AscendingOrder);
        table.setSortingEnabled(true);
        model.setNow(nowMs);
        table.resize(1200, 700);
        table.show();
        QApplication::processEvents();
    }
    void take(const ClientsFrame &frame)
    {
        model.apply(frame);
        QApplication::processEvents();
    }
};

class Bench
{
public:
    Bench(const SelfMeter &meter, int count, int subscriptions)
        : m_meter(meter)
        , m_count(count)
        , m_subscriptions(subscriptions)
    {}

    void run()
    {
        {
            const ClientsFrame all = listOf(m_count, m_subscriptions);
            measureFirst(all);
        }
        // In parts, which the program does not keep either.
        List list;
        constexpr int part = 1000;
        for (int from = 0; from < m_count; from += part) {
            ClientsFrame frame;
            for (int i = from; i < std::min(m_count, from + part); ++i)
                frame.changed.append(client(i, m_subscriptions));
            list.take(frame);
        }
        malloc_trim(0); // what was measured before has left holes
        print({.bench = QStringLiteral("clients"),
               .what = QStringLiteral("%L1 clients of %2 subscriptions, memory of the program")
                           .arg(m_count)
                           .arg(m_subscriptions),
               .unit = QStringLiteral("MB"),
               .goals = {atMost(150)},
               .self = {residentMegabytes()}});
        measureChanges(list);
    }

    /// What grows most with their number.
    void runGrowth()
    {
        m_grows = true;
        const ClientsFrame all = listOf(m_count, m_subscriptions);
        std::unique_ptr<List> list;
        row(QStringLiteral("first list"), 0, [&] {
            list = std::make_unique<List>();
            list->take(all);
        });
        int step = 0;
        row(
            QStringLiteral("one changes and moves"), 0, [&] { move(*list, ++step); }, 20);
        bool ascending = false;
        row(QStringLiteral("sorted by client ID"), 0,
            [&] { sort(*list, ClientsModel::ClientId, ascending); });
    }

private:
    void move(List &list, int step) const
    {
        ClientSession one = client(m_count / 2, m_subscriptions);
        one.clientId = QStringLiteral("Sensor-%1").arg(step * 7919 % 100003);
        list.take({false, {one}, {}});
    }
    static void sort(List &list, int column, bool &ascending)
    {
        ascending = !ascending;
        list.table.sortByColumn(column, ascending ? Qt::AscendingOrder : Qt::DescendingOrder);
        QApplication::processEvents();
    }

    template <typename Work>
    void row(const QString &what, double goal, Work work, int times = 1)
    {
        Turns turns;
        turns.self([&] {
            const Cost begin = m_meter.now();
            for (int i = 0; i < times; ++i)
                work();
            return figuresInMs((m_meter.now() - begin).per(times));
        });
        turns.measure();
        Row row{.bench = QStringLiteral("clients"),
                .what = QStringLiteral("%L1 clients, %2").arg(m_count).arg(what),
                .unit = unit};
        if (goal > 0)
            row.goals = {atMost(goal)};
        if (m_grows)
            row.growth = Growth{QStringLiteral("N clients, ") + what, double(m_count)};
        print(turns.row(row, QStringLiteral("cpu")));
    }

    void measureFirst(const ClientsFrame &all)
    {
        std::unique_ptr<List> list;
        const auto fresh = [&] { list = std::make_unique<List>(); };
        row(QStringLiteral("first list"), 500, [&] {
            fresh();
            list->take(all);
        });
        row(QStringLiteral("the same list once more"), 500, [&] { list->take(all); });
        // As the broker sends it to a window that draws meanwhile.
        row(QStringLiteral("first list in ten parts"), 500, [&] {
            fresh();
            const qsizetype part = all.changed.size() / 10;
            for (int i = 0; i < 10; ++i)
                list->take({false, all.changed.mid(i * part, part), {}});
        });
    }

    void measureChanges(List &list)
    {
        int step = 0;
        row(
            QStringLiteral("one changes and stays in its place"), 5,
            [&] {
                ClientSession one = client(m_count / 2, m_subscriptions);
                one.subscriptionCount = ++step;
                list.take({false, {one}, {}});
            },
            20);
        row(
            QStringLiteral("one changes and moves"), 5, [&] { move(list, ++step); }, 20);
        row(
            QStringLiteral("one comes and one goes"), 5,
            [&] {
                ++step;
                list.take({false,
                           {client(m_count + step, m_subscriptions)},
                           {client(m_count + step - 1, m_subscriptions).id}});
            },
            20);
        double worst = 0;
        int slowest = 0;
        for (int column = 0; column < list.model.columnCount(); ++column) {
            const Cost begin = m_meter.now();
            list.table.sortByColumn(column, Qt::DescendingOrder);
            const double ms = (m_meter.now() - begin).cpuMs;
            if (ms > worst) {
                worst = ms;
                slowest = column;
            }
        }
        bool ascending = false;
        row(QStringLiteral("sorted by \"%1\", the slowest column")
                .arg(list.model.headerData(slowest, Qt::Horizontal).toString()),
            100, [&] { sort(list, slowest, ascending); });
        row(QStringLiteral("a search begins and ends"), 0, [&] {
            list.model.setSearch(QStringLiteral("PLANT/4711/"));
            list.model.setSearch({});
            QApplication::processEvents();
        });
    }

    const SelfMeter &m_meter;
    int m_count;
    int m_subscriptions;
    bool m_grows = false;
};

} // namespace

int main(int argc, char **argv)
{
    const SelfMeter meter;
    const QApplication application(argc, argv);
    const int count = argc > 1 ? std::max(1, std::atoi(argv[1])) : 50'000;
    const int subscriptions = argc > 2 ? std::max(0, std::atoi(argv[2])) : 15;
    Bench(meter, count, subscriptions).run();
    for (const int fewer : {1000, 5000, 10'000, 20'000, 50'000})
        Bench(meter, fewer, subscriptions).runGrowth();
    return 0;
}
