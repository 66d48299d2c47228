// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/updater/lease.h"
#include "core/updater/schedule.h"
#include "core/updater/sysrecord.h"
#include "core/updater/updatecost.h"
#include "core/updater/updaterservice.h"
#include "tests/support/testregistry.h"

#include <QDateTime>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

class TestUpdater : public QObject
{
    Q_OBJECT

private slots:
    void costs();
    void nothingRunsInQuietHours();
    void pauseIsNotTheEnd();
    void recordFieldsComeInTheirOrder();
    void recordValues();
    void unknownRecords();
    void decodingRecords();
    void leaseOfAnother();
    void leaseWhenTheServersClockIsSet();
    void leaseOfADeadProcessHere();
    void leaseRoundTrip();
};

void TestUpdater::costs()
{
    const UpdateCost all = estimateCost(50, {10, {}});
    QCOMPARE(all.messagesPerDay, 432000.0);
    QCOMPARE(all.writesPerDay, 52 * 8640.0); // with checkpoint and lease
    QCOMPARE(all.auditBytesKept, 3 * all.auditBytesPerDay);
    QVERIFY(all.auditBytesPerDay > 50 * 8640.0 * 200 && all.auditBytesPerDay < 50 * 8640.0 * 2000);
    const UpdateCost most = estimateCost(50, {10, *parseQuietHours(QStringLiteral("22:00-04:00"))});
    QCOMPARE(most.messagesPerDay, 324000.0);
    QCOMPARE(most.auditBytesPerDay, all.auditBytesPerDay * 0.75);
    const UpdateCost rocks = estimateCost(50, {10, {}}, StorageEngine::RocksDb);
    QCOMPARE(all.auditBytesPerDay - rocks.auditBytesPerDay, 50 * 8640.0 * (568 - 247));
    QVERIFY(estimateCost(0, {10, {}}).writesPerDay > 0); // its own state is written all the same
}

namespace {

class StoppedClock final : public Clock
{
public:
    qint64 nowMs() const override { return now; }
    qint64 now = 1'800'000'000'000;
};

/// Quiet hours from one hour before to two hours after @p nowMs.
QuietHours quietAround(qint64 nowMs)
{
    const QTime time = QDateTime::fromMSecsSinceEpoch(nowMs).time();
    const QTime minute(time.hour(), time.minute());
    return {minute.addSecs(-3600), minute.addSecs(7200)};
}

/// Where nobody answers.
HarperEndpoint nowhere()
{
    HarperEndpoint endpoint;
    endpoint.url = QUrl(QStringLiteral("http://127.0.0.1:9"));
    return endpoint;
}

} // namespace

void TestUpdater::nothingRunsInQuietHours()
{
    StoppedClock clock;
    OperationsClient client(nowhere());
    UpdaterService service(&client, {}, &clock);
    QSignalSpy stopped(&service, &UpdaterService::stopped);
    QSignalSpy runs(&service, &UpdaterService::runFinished);
    service.start({10, quietAround(clock.now)});
    QCOMPARE(service.status().state, UpdaterState::Quiet);
    const qint64 minuteMs = clock.now - clock.now % 60000;
    QCOMPARE(service.status().quietUntilMs, minuteMs + 7200 * 1000);
    QCOMPARE(service.status().nextRunMs, service.status().quietUntilMs);
    // Only the lease was given back, which ends nothing.
    QCOMPARE(stopped.size(), 0);

    // By hand it runs all the same, and is quiet again.
    service.runNow(QStringLiteral("manual"));
    QCOMPARE(service.status().state, UpdaterState::Running);
    QTRY_COMPARE(runs.size(), 1);
    QCOMPARE(service.status().state, UpdaterState::Quiet);

    clock.now = service.status().quietUntilMs;
    service.start(service.status().schedule);
    QCOMPARE(service.status().state, UpdaterState::Running);
    QCOMPARE(service.status().quietUntilMs, 0);
    service.stop();
    QCOMPARE(stopped.size(), 1);
    QCOMPARE(service.status().state, UpdaterState::Stopped);
}

void TestUpdater::pauseIsNotTheEnd()
{
    StoppedClock clock;
    OperationsClient client(nowhere());
    UpdaterService service(&client, {}, &clock);
    QSignalSpy stopped(&service, &UpdaterService::stopped);
    QSignalSpy runs(&service, &UpdaterService::runFinished);
    service.pause();
    QCOMPARE(service.status().state, UpdaterState::Stopped); // there is nothing to interrupt
    service.start({30, {}});
    service.pause();
    QCOMPARE(service.status().state, UpdaterState::Paused);
    QCOMPARE(service.status().schedule.intervalSeconds, 30);
    QCOMPARE(service.status().nextRunMs, 0);
    QVERIFY(!service.isActive());
    const qsizetype before = runs.size();
    service.runNow(QStringLiteral("manual"));
    QTRY_COMPARE(runs.size(), before + 1);
    QCOMPARE(service.status().state, UpdaterState::Paused);
    QCOMPARE(stopped.size(), 0);
    service.start(service.status().schedule);
    QVERIFY(service.isActive());
    service.stop();
    QCOMPARE(service.status().state, UpdaterState::Stopped);
    QCOMPARE(stopped.size(), 1);
}

void TestUpdater::recordFieldsComeInTheirOrder()
{
    const MetricReading reading{QStringLiteral("$SYS/broker/clients/connected"), qint64(8), Source::Analytics,
                                Quality::Measured};
    QStringList keys;
    const OrderedJson record = toRecord(reading, QStringLiteral("broker_clients_connected"), 1795448136270);
    for (const auto &[key, value] : record.items())
        keys.append(QString::fromStdString(key));
    QCOMPARE(keys.join(QLatin1Char(' ')),
             QStringLiteral("id value timestamp description topic unit kind source quality"));
    QCOMPARE(
        dumpJson(record).left(79),
        QByteArray(R"({"id":"broker_clients_connected","value":8,"timestamp":1795448136270,"descripti)"));
}

void TestUpdater::recordValues()
{
    const auto value = [](MetricValue metric) {
        return toRecord({QStringLiteral("$SYS/x"), std::move(metric), Source::Info, Quality::Measured},
                        QStringLiteral("x"), 1)["value"];
    };
    QVERIFY(value(qint64(9007199254740991)) == 9007199254740991);
    QVERIFY(value(1.25) == 1.25);
    QVERIFY(value(QStringLiteral("HarperDB \"4\"")) == "HarperDB \"4\"");
}

void TestUpdater::unknownRecords()
{
    const OrderedJson record =
        unknownRecord(QStringLiteral("$SYS/broker/clients/total"), QStringLiteral("broker_clients_total"), 5);
    QVERIFY(record["value"].is_null());
    QVERIFY(record["quality"] == "unknown");
    const auto decoded = decodeRecord(Json(record));
    QVERIFY(decoded);
    QVERIFY(!decoded->number);
    QVERIFY(decoded->text.isEmpty()); // not "0", not "null"
}

void TestUpdater::decodingRecords()
{
    const auto text =
        decodeRecord(*parseJson(R"({"id":"a","value":"<b>x</b>","timestamp":7,"topic":"$SYS/a"})"));
    QCOMPARE(text->text, QStringLiteral("<b>x</b>"));
    QVERIFY(!text->number);
    QCOMPARE(decodeRecord(*parseJson(R"({"id":"a","value":18446744073709551615})"))->text,
             QStringLiteral("18446744073709551615"));
    QCOMPARE(*decodeRecord(*parseJson(R"({"id":"a","value":-1.5})"))->number, -1.5);
    QCOMPARE(decodeRecord(*parseJson(R"({"id":"a","value":{"x":[1]}})"))->text,
             QStringLiteral("{\"x\":[1]}"));
    for (const char *bad : {"null", "[]", "{}", R"({"id":"a"})", R"({"value":1})", R"({"id":5,"value":1})",
                            R"({"id":"","value":1})"})
        QVERIFY2(!decodeRecord(*parseJson(bad)), bad);
}

void TestUpdater::leaseOfAnother()
{
    Lease us = Lease::ours();
    Lease other = us;
    other.owner = QStringLiteral("another");
    other.host = QStringLiteral("elsewhere");
    other.machine = QStringLiteral("m");
    other.expiresMs = 1000;
    QVERIFY(!other.allows(us, {999, {}, {}}));
    QVERIFY(other.allows(us, {1000, {}, {}}));
    us.expiresMs = 1000;
    QVERIFY(us.allows(us, {500, {}, {}}));
    QCOMPARE(leaseDurationMs(1), 30000);
    QCOMPARE(leaseDurationMs(60), 180000);
}

void TestUpdater::leaseWhenTheServersClockIsSet()
{
    const Lease us = Lease::ours();
    Lease other = Lease::ours();
    QVERIFY(other.owner != us.owner); // two updaters of one process are two
    Lease::setLiving(other.owner, true);
    constexpr qint64 hour = 3'600'000;
    const ServerTime then{100 * hour, 5 * hour, {}};
    other = other.from(then, 30000);
    for (const qint64 step : {-24 * hour, -hour, -1000LL, 0LL, 1000LL, hour, 24 * hour}) {
        ServerTime now = then.after(29999);
        now.wallMs += step;
        QVERIFY2(!other.allows(us, now), qPrintable(QString::number(step)));
        QVERIFY2(other.allows(us, now.after(1)), qPrintable(QString::number(step)));
    }
    // Written a moment ago by one whose look at the clocks was answered sooner than ours.
    QVERIFY(!other.allows(us, then.after(-700)));
    // The machine was started again: more time is left than there ever was.
    QVERIFY(other.allows(us, {then.wallMs + 1000, 60000, {}}));
    // A server that tells nothing but its clock; nothing waits for a time that cannot be.
    QVERIFY(other.allows(us, {then.wallMs - 4 * hour, {}, {}}));
    other.expiresMs = then.wallMs + 1000;
    QVERIFY(!other.allows(us, then));
    Lease::setLiving(other.owner, false);
    QVERIFY(other.allows(us, then)); // its session ended and could not give it back
    Lease::setLiving(other.owner, true);
    other.expiresMs = 0;
    QVERIFY(other.allows(us, then));
    Lease::setLiving(other.owner, false);
}

void TestUpdater::leaseOfADeadProcessHere()
{
    QProcess process;
    process.start(QStringLiteral("sleep"), {QStringLiteral("60")});
    QVERIFY(process.waitForStarted());
    const Lease us = Lease::ours();
    QVERIFY(us.startedTicks > 0);
    Lease other = us;
    other.owner = QStringLiteral("another");
    other.pid = process.processId();
    other.startedTicks = 0; // not known
    other.expiresMs = 1000;
    const ServerTime now{500, {}, {}};
    QVERIFY(!other.allows(us, now)); // it lives
    other.startedTicks = us.startedTicks - 1;
    QVERIFY(other.allows(us, now)); // another process lives under its id
    other.startedTicks = 0;
    process.kill();
    QVERIFY(process.waitForFinished());
    QVERIFY(other.allows(us, now)); // it was killed and could not release
    other.machine += QLatin1Char('x');
    QVERIFY(!other.allows(us, now)); // on another machine, or in another container, a pid says nothing
}

void TestUpdater::leaseRoundTrip()
{
    Lease lease = Lease::ours();
    lease.expiresMs = 1795448136270;
    const auto read = Lease::fromRecord(Json(lease.toRecord()));
    QVERIFY(read);
    QCOMPARE(read->owner, lease.owner);
    QCOMPARE(read->host, lease.host);
    QCOMPARE(read->machine, lease.machine);
    QCOMPARE(read->pid, lease.pid);
    QCOMPARE(read->startedTicks, lease.startedTicks);
    QCOMPARE(read->expiresMs, lease.expiresMs);
    QVERIFY(!Lease::fromRecord(Json::object()));
    QVERIFY(!Lease::fromRecord(Json(5)));
}

SYSPULSE_TEST(TestUpdater)
#include "tst_updater.moc"
