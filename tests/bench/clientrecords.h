// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/harperfixture.h"

#include <algorithm>

#include <QJsonObject>

namespace syspulse::bench {

/// The id of a worker's record, below which its clients are; empty where there is none.
inline QString workerId(test::HarperFixture &harper)
{
    const QJsonArray threads = harper.records(QStringLiteral("sys_threads"));
    // What belongs to one that has ended is swept.
    QJsonObject newest;
    for (const QJsonValue &thread : threads) {
        if (thread[QStringLiteral("updated")].toDouble() > newest[QStringLiteral("updated")].toDouble())
            newest = thread.toObject();
    }
    return newest[QStringLiteral("id")].toString();
}

/// Puts records of @p count connected clients into the table of a HarperDB that is set up, as the worker
/// would write them. What went wrong, empty where nothing did.
inline QString addClientRecords(test::HarperFixture &harper, int count, int subscriptions, int timeoutMs)
{
    const QString worker = workerId(harper);
    if (worker.isEmpty())
        return QStringLiteral("No worker has a record.");
    constexpr int batch = 1000;
    for (int from = 0; from < count; from += batch) {
        QJsonArray records;
        for (int i = from; i < std::min(count, from + batch); ++i) {
            QJsonArray filters;
            for (int k = 0; k < subscriptions; ++k)
                filters.append(
                    QJsonObject{{QStringLiteral("topic"), QStringLiteral("plant/%1/line/%2/#").arg(i).arg(k)},
                                {QStringLiteral("qos"), k % 2}});
            records.append(QJsonObject{
                {QStringLiteral("id"), QStringLiteral("%1-s%2").arg(worker).arg(i)},
                {QStringLiteral("client"),
                 QStringLiteral("Sensor-%1").arg((i * 7919) % 100003, 6, 10, QLatin1Char('0'))},
                {QStringLiteral("user"), QStringLiteral("plant%1").arg(i % 40)},
                {QStringLiteral("address"), QStringLiteral("10.1.%1.%2").arg(i / 250 % 250).arg(i % 250 + 1)},
                {QStringLiteral("port"), 40000 + i % 20000},
                {QStringLiteral("transport"), i % 4 == 0 ? QStringLiteral("wss") : QStringLiteral("tls")},
                {QStringLiteral("since"), double(1'795'000'000'000 + i * 37LL)},
                {QStringLiteral("persistent"), i % 5 == 0},
                {QStringLiteral("keepalive"), 60},
                {QStringLiteral("subscription_count"), subscriptions},
                {QStringLiteral("subscriptions"), filters},
                {QStringLiteral("node"), QStringLiteral("localhost")},
                {QStringLiteral("thread"), 1},
                {QStringLiteral("boot"), worker.section(QLatin1Char('-'), 0, 1)},
                {QStringLiteral("protocol_version"), 5},
                {QStringLiteral("will"), false},
                {QStringLiteral("own"), false}});
        }
        const auto reply = harper.http().operation({{QStringLiteral("operation"), QStringLiteral("upsert")},
                                                    {QStringLiteral("database"), QStringLiteral("data")},
                                                    {QStringLiteral("table"), QStringLiteral("sys_sessions")},
                                                    {QStringLiteral("records"), records}},
                                                   timeoutMs);
        if (reply.status != 200)
            return QStringLiteral("The records were not written: %1").arg(QString::fromUtf8(reply.body));
    }
    return {};
}

} // namespace syspulse::bench
