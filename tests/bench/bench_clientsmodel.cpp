// SPDX-License-Identifier: GPL-3.0-or-later

// What the list of connected clients costs with very many of them: to take it, to sort it by each column, to
// search it, to change one client, and the memory that it holds. Times stand beside those of a plain
// std::sort of the same keys in the same run, because machines differ. Compiled with optimisation in every
// preset:
//   QT_QPA_PLATFORM=offscreen bench_clientsmodel [CLIENTS [SUBSCRIPTIONS]]

#include "tests/bench/memory.h"
#include "ui/clients/clientsmodel.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

#include <QGuiApplication>

using namespace syspulse;

namespace {

constexpr int runs = 9;
constexpr qint64 nowMs = 1'795'000'000'000;

/// Processor time of this program, in ms: others may be busy on the machine.
double cpuMs()
{
    timespec time = {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

/// The median of some runs, in ms.
template <typename Work>
double median(Work work)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const double begin = cpuMs();
        work();
        times.push_back(cpuMs() - begin);
    }
    std::sort(times.begin(), times.end());
    return times.at(times.size() / 2);
}

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

ClientsFrame listOf(int count, int subscriptions)
{
    ClientsFrame frame{true, {}, {}};
    for (int i = 0; i < count; ++i)
        frame.changed.append(client(i, subscriptions));
    return frame;
}

/// How long the same takes with keys that are there already, for the machine's sake.
double plainSort(const ClientsModel &model, int column)
{
    std::vector<std::pair<QString, QString>> keys;
    for (int row = 0; row < model.rowCount(); ++row) {
        const ClientSession &each = *model.client(model.at(row));
        const QString key = column == ClientsModel::ClientId    ? each.clientId
                            : column == ClientsModel::User      ? each.user
                            : column == ClientsModel::Address   ? each.address
                            : column == ClientsModel::Transport ? each.transport
                                                                : QString::number(each.port);
        keys.emplace_back(key, each.id);
    }
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        auto copy = keys;
        const double begin = cpuMs();
        std::sort(copy.begin(), copy.end());
        times.push_back(cpuMs() - begin);
    }
    std::sort(times.begin(), times.end());
    return times.at(times.size() / 2);
}

void print(const QString &what, double ms, double plain = 0)
{
    std::printf("%-26s %8.1f ms", qPrintable(what), ms);
    if (plain > 0)
        std::printf("   plain sort %7.1f ms, ratio %5.2f", plain, ms / plain);
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    const int count = argc > 1 ? std::max(1, std::atoi(argv[1])) : 50'000;
    const int subscriptions = argc > 2 ? std::max(0, std::atoi(argv[2])) : 15;
    ClientsModel model{UnitFormatter(QLocale(QStringLiteral("en_US")))};
    model.setNow(nowMs);
    const double before = residentMegabytes();
    {
        const ClientsFrame list = listOf(count, subscriptions);
        const double begin = cpuMs();
        model.apply(list);
        print(QStringLiteral("first list"), cpuMs() - begin);
        print(QStringLiteral("list once more"), median([&] { model.apply(list); }));
    }
    TopClients top;
    for (int i = 0; i < 16 * 50; ++i) {
        ClientNumbers numbers;
        numbers.id = model.at(i * (count / 800 + 1) % count);
        numbers.messagesInRate = i * 1.5;
        numbers.messagesOutRate = i * 2.5;
        numbers.bytesInRate = i * 150.0;
        numbers.queued = i;
        top.busiest.append(numbers);
    }
    model.setTop(top);
    std::printf("%-26s %8.1f MB for %d clients of %d subscriptions\n", "memory held",
                residentMegabytes() - before, count, subscriptions);
    double worst = 0;
    for (int column = 0; column < model.columnCount(); ++column) {
        const double plain = plainSort(model, column);
        // Not from what is sorted already.
        Qt::SortOrder order = Qt::AscendingOrder;
        const double ms = median([&] {
            order = order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
            model.sort(column, order);
        });
        worst = std::max(worst, ms);
        print(QStringLiteral("sort by ") + model.headerData(column, Qt::Horizontal).toString(), ms, plain);
    }
    print(QStringLiteral("slowest column"), worst);
    model.sort(ClientsModel::ClientId);
    const double plain = plainSort(model, ClientsModel::ClientId);
    for (const char *search : {"sensor-0001", "PLANT/4711/", "no such thing"}) {
        print(QStringLiteral("search \"%1\"").arg(QLatin1String(search)),
              median([&] {
                  model.setSearch({});
                  model.setSearch(QLatin1String(search));
              }) / 2,
              plain);
    }
    model.setSearch({});
    ClientsFrame one{false, {client(count / 2, subscriptions)}, {}};
    print(QStringLiteral("one client changes"), median([&] {
              one.changed[0].subscriptionCount++;
              model.apply(one);
          }),
          plain);
    return 0;
}
