// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/recordupdater.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakeharper.h"
#include "tests/unit/threadrecords.h"

#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

/// A server whose component counts on the wire, and an updater.
struct Glanced
{
    Glanced()
        : client(harper.endpoint())
        , updater(&client, SysLayout(), &clock)
    {
        QObject::connect(&updater, &RecordUpdater::finished, &updater,
                         [this](const RunReport &run) { reports.append(run); });
        thread.thread = 1;
        thread.sinceMs = harper.bootWall + 2000;
    }

    /// What the thread says now.
    void tell()
    {
        thread.updatedMs = harper.wall - 300;
        Json record = thread.record();
        record["id"] = "pid-1";
        record["boot"] = boot;
        record["sockets"] = sockets;
        record["connected"] = connected;
        record["open"] = connected;
        record["refused"] = 0;
        harper.tables["sys_threads"]["pid-1"] = record;
    }

    void pass(qint64 ms)
    {
        harper.pass(ms);
        clock.pass(ms);
    }

    /// One cycle, @p afterMs after the one before. @returns the operations that it asked for
    QStringList cycle(qint64 afterMs = 1000, bool telling = true)
    {
        pass(afterMs);
        if (telling)
            tell();
        const qsizetype before = harper.http.requests.size();
        const qsizetype ran = reports.size();
        updater.run({QStringLiteral("schedule"), 1, false});
        if (!waitUntil([&] { return reports.size() > ran; }))
            qFatal("The cycle never ended.");
        QStringList operations;
        for (qsizetype i = before; i < harper.http.requests.size(); ++i) {
            const Json body = *parseJson(harper.http.requests.at(i).body);
            operations.append(textOr(body, "operation") + QLatin1Char(' ') + textOr(body, "table"));
        }
        return operations;
    }

    bool updated() const { return reports.constLast().outcome == RunOutcome::Updated; }
    qint64 total() const { return harper.value("broker_publish_messages_received").get<qint64>(); }

    FakeHarper harper;
    MovedClock clock;
    OperationsClient client;
    RecordUpdater updater;
    QList<RunReport> reports;
    Thread thread;
    const char *boot = "pid";
    int sockets = 5;
    int connected = 0;
};

const QStringList oneReadOneWrite{QStringLiteral("sql "), QStringLiteral("upsert sys")};

} // namespace

/// Cycles in which nothing but the counts has changed.
class TestGlance : public QObject
{
    Q_OBJECT

private slots:
    void oneReadAndOneWrite();
    void theLeaseIsRenewedInTime();
    void everythingIsReadNowAndThen();
    void whatMayHaveChangedIsRead_data();
    void whatMayHaveChangedIsRead();
    void aLeaseThatIsGone();
    void aServerWithoutSql();
    void analyticsThatAreReadLaterCountAll();
};

void TestGlance::oneReadAndOneWrite()
{
    Glanced s;
    QVERIFY(s.cycle().size() > 5);
    QVERIFY(s.updated());
    for (int i = 1; i <= 5; ++i) {
        s.thread.received += 100;
        QCOMPARE(s.cycle(), oneReadOneWrite);
        QVERIFY(s.updated());
        QCOMPARE(s.total(), qint64(100 * i));
    }
    QCOMPARE(s.cycle(), oneReadOneWrite); // also where nothing was counted
    QCOMPARE(s.harper.fallen, QStringList());
}

void TestGlance::theLeaseIsRenewedInTime()
{
    Glanced s;
    s.cycle();
    int renewals = 0;
    for (int i = 0; i < 100; ++i) {
        renewals += int(s.cycle().contains(QStringLiteral("upsert sys_control")));
        QVERIFY(s.updated());
        const Json &lease = s.harper.tables["sys_control"]["lease"];
        QVERIFY(lease["payload"]["expiresUp"].get<qint64>() > s.harper.up + 15000);
    }
    QVERIFY2(renewals >= 9 && renewals <= 15, qPrintable(QString::number(renewals)));
    for (const RunReport &run : std::as_const(s.reports))
        QVERIFY2(run.notes.isEmpty(), qPrintable(run.notes.join(QLatin1Char(' '))));
}

void TestGlance::everythingIsReadNowAndThen()
{
    Glanced s;
    s.cycle();
    int full = 0;
    for (int i = 0; i < 120; ++i)
        full += int(s.cycle().contains(QStringLiteral("get_status ")));
    QCOMPARE(full, 4);
}

void TestGlance::whatMayHaveChangedIsRead_data()
{
    QTest::addColumn<QString>("change");
    for (const char *change :
         {"a client came", "a client left", "another thread", "another run", "clock set forward",
          "clock set back", "a thread is silent", "counting is off", "no record"})
        QTest::newRow(change) << QString::fromLatin1(change);
}

void TestGlance::whatMayHaveChangedIsRead()
{
    QFETCH(QString, change);
    Glanced s;
    s.connected = 3;
    s.cycle();
    QCOMPARE(s.cycle(), oneReadOneWrite);
    const QHash<QString, std::function<void()>> changes{
        {QStringLiteral("a client came"), [&] { ++s.sockets, ++s.connected; }},
        {QStringLiteral("a client left"), [&] { --s.connected; }},
        {QStringLiteral("another thread"),
         [&] {
             s.tell();
             Json record = s.harper.tables["sys_threads"]["pid-1"];
             record["thread"] = 4;
             record["updated"] = s.harper.wall;
             s.harper.tables["sys_threads"]["pid-4"] = record;
         }},
        {QStringLiteral("another run"),
         [&] {
             s.harper.boot();
             s.thread.sinceMs = s.harper.wall;
             s.boot = "other";
         }},
        {QStringLiteral("clock set forward"), [&] { s.harper.wall += 3600000; }},
        {QStringLiteral("clock set back"), [&] { s.harper.wall -= 60000; }},
        {QStringLiteral("a thread is silent"),
         [&] { s.harper.tables["sys_threads"]["pid-1"]["updated"] = s.harper.wall - 9000; }},
        {QStringLiteral("counting is off"), [&] { s.thread.counting = false; }},
        {QStringLiteral("no record"), [&] { s.harper.tables["sys_threads"].clear(); }}};
    changes.value(change)();
    const bool telling =
        change != QLatin1String("a thread is silent") && change != QLatin1String("no record");
    const QStringList operations = s.cycle(1000, telling);
    QVERIFY2(operations.contains(QStringLiteral("get_status ")),
             qPrintable(operations.join(QLatin1Char(','))));
    QVERIFY(s.updated());
}

void TestGlance::aLeaseThatIsGone()
{
    // Taken by another updater: nothing is written any more.
    Glanced s;
    s.cycle();
    Json theirs = s.harper.tables["sys_control"]["lease"];
    theirs["owner"] = "another";
    theirs["payload"]["machine"] = "another";
    s.harper.tables["sys_control"]["lease"] = theirs;
    QCOMPARE(s.cycle(), QStringList{QStringLiteral("sql ")});
    QCOMPARE(s.reports.constLast().outcome, RunOutcome::StoodBy);

    // Emptied, as by undo and setup: it is taken again.
    Glanced other;
    other.cycle();
    other.harper.tables["sys_control"].clear();
    other.cycle();
    QVERIFY(other.updated());
    QVERIFY(other.harper.tables["sys_control"].contains("lease"));
}

void TestGlance::aServerWithoutSql()
{
    Glanced s;
    s.harper.instead = [](const Json &body, const QString &) {
        return body["operation"] == "sql"
                   ? FakeHttpServer::reply(400, R"({"error":"Operation 'sql' not found"})")
                   : QByteArray();
    };
    s.cycle();
    int asked = 0;
    for (int i = 0; i < 240; ++i) {
        const QStringList operations = s.cycle();
        QVERIFY(operations.contains(QStringLiteral("get_status ")));
        QVERIFY(s.updated());
        asked += int(operations.contains(QStringLiteral("sql ")));
    }
    QCOMPARE(asked, 4); // once a minute

    // It was in trouble only.
    s.harper.instead = nullptr;
    bool glanced = false;
    for (int i = 0; i < 60 && !glanced; ++i)
        glanced = s.cycle() == oneReadOneWrite;
    QVERIFY(glanced);
    QCOMPARE(s.cycle(), oneReadOneWrite);
}

void TestGlance::analyticsThatAreReadLaterCountAll()
{
    // They agree with the component, though they are seldom read: nothing is noted, and nothing is counted
    // twice.
    Glanced s;
    s.cycle();
    for (int i = 0; i < 200; ++i) {
        s.thread.received += 500;
        s.harper.traffic(500);
        s.cycle();
    }
    QCOMPARE(s.total(), qint64(100000));
    QStringList notes;
    for (const RunReport &run : std::as_const(s.reports))
        notes += run.notes;
    QVERIFY2(notes.isEmpty(), qPrintable(notes.join(QLatin1Char(' '))));

    // A lasting difference is noted, and so is its end.
    for (int i = 0; i < 400; ++i) {
        s.thread.received += 500;
        s.cycle();
    }
    for (const RunReport &run : std::as_const(s.reports))
        notes += run.notes;
    QCOMPARE(notes.size(), 1);
    QVERIFY2(notes.constFirst().contains(QLatin1String("the component counts")),
             qPrintable(notes.constFirst()));
}

SYSPULSE_TEST(TestGlance)
#include "tst_glance.moc"
