// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/metrics/eventcounts.h"
#include "core/topics/systopics.h"
#include "tests/support/testregistry.h"
#include "tests/unit/threadrecords.h"

#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

constexpr qint64 healthBoot = 1795000000000;

/// A worker of which all is known.
Json worker(int thread, qint64 clients)
{
    Thread told;
    told.thread = thread;
    told.sinceMs = healthBoot + 2000;
    told.updatedMs = healthBoot + 9500;
    Json record = told.record();
    record["connected"] = clients;
    record["heap_used"] = 410;
    record["heap_limit"] = 1000;
    record["utilization"] = 0.1 * thread;
    record["wire"]["health"] = {{"lagging", 2},
                                {"longest_queue", 100 * thread},
                                {"opened_peak", 30},
                                {"flapping", 1},
                                {"duplicates", 4}};
    return record;
}

/// "topic value quality" of each reading, without "$SYS/broker/syspulse/".
QStringList told(const Json &records, const QList<int> &threads)
{
    const auto counts =
        foldThreadRecords(decodeThreadRecords(records), healthBoot, healthBoot + 10000, threads);
    QStringList list;
    for (const MetricReading &reading : healthReadings(counts ? counts->health : QList<WorkerHealth>())) {
        const QString value = std::holds_alternative<qint64>(reading.value)
                                  ? QString::number(std::get<qint64>(reading.value))
                                  : QString::number(std::get<double>(reading.value));
        list.append(reading.topic.mid(systopics::ours.size()) + QLatin1Char(' ') + value + QLatin1Char(' ') +
                    qualityName(reading.quality));
    }
    return list;
}

} // namespace

/// What several workers tell of themselves, in the few numbers that alerts are about.
class TestBrokerHealth : public QObject
{
    Q_OBJECT

private slots:
    void summedOrHighest()
    {
        QCOMPARE(told(Json::array({worker(1, 30), worker(2, 90)}), {1, 2}),
                 QStringList({QStringLiteral("workers/imbalance 1.5 derived"),
                              QStringLiteral("workers/utilization 20 measured"),
                              QStringLiteral("workers/heap 40 measured"),
                              QStringLiteral("clients/lagging 4 measured"),
                              QStringLiteral("clients/queue 200 measured"),
                              QStringLiteral("clients/flapping 2 estimated"),
                              QStringLiteral("clients/duplicates 8 measured"),
                              QStringLiteral("connections/peak 60 estimated")}));
    }

    void oneWorkerIsExact()
    {
        const QStringList list = told(Json::array({worker(1, 30)}), {1});
        QVERIFY2(list.contains(QStringLiteral("connections/peak 30 measured")), qPrintable(list.join(u'\n')));
        QVERIFY2(list.contains(QStringLiteral("workers/imbalance 1 derived")), qPrintable(list.join(u'\n')));
    }

    void whatOneDoesNotKnowIsUnknown_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QString>("missing");
        const auto row = [](const char *name, const char *change, const char *missing) {
            QTest::newRow(name) << QByteArray(change) << QString::fromLatin1(missing);
        };
        row("counting is off", R"({"wire":{"health":{"lagging":null,"longest_queue":null}}})",
            "clients/lagging clients/queue");
        row("queues are not told", R"({"wire":{"health":{"longest_queue":null}}})", "clients/queue");
        row("before version 2", R"({"wire":null,"heap_used":null,"utilization":null})",
            "clients/duplicates clients/flapping clients/lagging clients/queue connections/peak workers/heap "
            "workers/utilization");
        row("of an earlier 2", R"({"wire":{"health":null}})",
            "clients/duplicates clients/flapping clients/lagging clients/queue connections/peak");
        row("no limit", R"({"heap_limit":0})", "workers/heap");
        row("negative", R"({"utilization":-0.5,"wire":{"health":{"lagging":-1}}})",
            "clients/lagging workers/utilization");
        row("texts", R"({"connected":"5","wire":{"health":{"flapping":"many"}}})",
            "clients/flapping workers/imbalance");
        row("few clients", R"({"connected":5})", "workers/imbalance");
    }

    void whatOneDoesNotKnowIsUnknown()
    {
        QFETCH(QByteArray, change);
        QFETCH(QString, missing);
        Json second = worker(2, 30);
        second.merge_patch(Json::parse(change.toStdString()));
        QStringList gone;
        const QStringList some = told(Json::array({worker(1, 30), second}), {1, 2});
        for (const QString &line : told(Json::array({worker(1, 30), worker(2, 30)}), {1, 2})) {
            const QString topic = line.section(u' ', 0, 0);
            if (std::none_of(some.cbegin(), some.cend(),
                             [&](const QString &other) { return other.startsWith(topic + u' '); }))
                gone.append(topic);
        }
        gone.sort();
        QCOMPARE(gone.join(u' '), missing);
    }

    void threadsThatHaveEndedDoNotCount()
    {
        Json dead = worker(3, 500);
        dead["updated"] = healthBoot + 9500 - threadLifeMs - 1000;
        QCOMPARE(told(Json::array({worker(1, 30), dead}), {1}), told(Json::array({worker(1, 30)}), {1}));
        QCOMPARE(told(Json::array(), {1}), QStringList());
    }

    /// A worker that rests must not cost a record with each update.
    void whatFlickersIsTheSame()
    {
        Json rests = worker(1, 30);
        rests["utilization"] = 0.004;
        rests["heap_used"] = 398;
        Json again = rests;
        again["utilization"] = 0.021;
        again["heap_used"] = 421;
        QCOMPARE(told(Json::array({rests}), {1}), told(Json::array({again}), {1}));
        again["utilization"] = 7.0;
        QVERIFY(told(Json::array({again}), {1}).contains(QStringLiteral("workers/utilization 100 measured")));
    }
};

SYSPULSE_TEST(TestBrokerHealth)
#include "tst_brokerhealth.moc"
