// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/lease.h"
#include "core/updater/schedule.h"
#include "core/updater/sysrecord.h"

#include <QProcess>
#include <QTest>

using namespace syspulse;

class TestUpdater : public QObject
{
    Q_OBJECT

private slots:
    void alignment();
    void retries();
    void recordFieldsComeInTheirOrder();
    void recordValues();
    void unknownRecords();
    void decodingRecords();
    void leaseOfAnother();
    void leaseOfADeadProcessHere();
    void leaseRoundTrip();
};

void TestUpdater::alignment()
{
    QCOMPARE(nextAlignedMs(12345, 10), 20000);
    QCOMPARE(nextAlignedMs(20000, 10), 30000);
    QCOMPARE(nextAlignedMs(19999, 1), 20000);
    QCOMPARE(nextAlignedMs(5, 0), 1000);          // never faster than 1 s
    QCOMPARE(nextAlignedMs(5, 1000000), 3600000); // never slower than 1 h
}

void TestUpdater::retries()
{
    QList<qint64> delays;
    for (int failures = 0; failures < 10; ++failures)
        delays.append(retryDelayMs(failures));
    QCOMPARE(delays, (QList<qint64>{0, 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000}));
    QCOMPARE(retryDelayMs(1000000), 60000);
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
    QVERIFY(!other.allows(us, 999));
    QVERIFY(other.allows(us, 1000));
    us.expiresMs = 1000;
    QVERIFY(us.allows(us, 500));
    QCOMPARE(leaseDurationMs(1), 30000);
    QCOMPARE(leaseDurationMs(60), 180000);
}

void TestUpdater::leaseOfADeadProcessHere()
{
    QProcess process;
    process.start(QStringLiteral("sleep"), {QStringLiteral("60")});
    QVERIFY(process.waitForStarted());
    const Lease us = Lease::ours();
    Lease other = us;
    other.owner = QStringLiteral("another");
    other.pid = process.processId();
    other.expiresMs = 1000;
    QVERIFY(!other.allows(us, 500)); // it lives
    process.kill();
    QVERIFY(process.waitForFinished());
    QVERIFY(other.allows(us, 500)); // it was killed and could not release
    other.machine += QLatin1Char('x');
    QVERIFY(!other.allows(us, 500)); // on another machine a pid says nothing
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
    QCOMPARE(read->expiresMs, lease.expiresMs);
    QVERIFY(!Lease::fromRecord(Json::object()));
    QVERIFY(!Lease::fromRecord(Json(5)));
}

QTEST_GUILESS_MAIN(TestUpdater)
#include "tst_updater.moc"
