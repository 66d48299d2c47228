// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/recordupdater.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakeharper.h"

#include <QTest>

using namespace syspulse;

namespace {

constexpr qint64 second = 1000;
constexpr qint64 hour = 3600 * second;

/// A broker with one message more in every second, and an updater that looks every ten seconds.
class Run
{
public:
    Run() { startUpdater(); }

    void startUpdater()
    {
        m_updater.reset();
        m_client = std::make_unique<OperationsClient>(harper.endpoint());
        m_updater = std::make_unique<RecordUpdater>(m_client.get(), SysLayout(), &clock);
        QObject::connect(m_updater.get(), &RecordUpdater::finished, m_updater.get(),
                         [this](const RunReport &finished) {
                             report = finished;
                             m_done = true;
                         });
    }

    void pass(qint64 ms)
    {
        harper.pass(ms);
        clock.pass(ms);
    }

    /// Ten seconds with traffic, then a cycle; the clocks are set in the middle.
    bool cycle(const std::function<void()> &inTheMiddle = {})
    {
        for (int i = 0; i < 10; ++i) {
            pass(second);
            if (i == 5 && inTheMiddle)
                inTheMiddle();
            sent += ++m_packets;
            harper.traffic(m_packets);
        }
        return look();
    }

    bool look()
    {
        m_done = false;
        m_updater->run({QStringLiteral("schedule"), 10, false});
        if (!waitUntil([this] { return m_done; }))
            return false;
        notes += report.notes;
        return report.outcome == RunOutcome::Updated;
    }

    bool cycles(int count)
    {
        for (int i = 0; i < count; ++i) {
            if (!cycle())
                return false;
        }
        return true;
    }

    qint64 received() const
    {
        const Json value = harper.value("broker_publish_messages_received");
        return value.is_number() ? value.get<qint64>() : -1;
    }
    /// Of a counter that analytics know exactly as long as no row is uncertain.
    QString quality() const
    {
        return textOr(harper.tables.at("sys").at("broker_connections_failed"), "quality");
    }
    qint64 uptime() const { return harper.value("broker_uptime").get<qint64>(); }
    /// The smallest of the smoothed rates.
    double lowestLoad() const
    {
        double lowest = 1e9;
        for (const auto &[id, record] : harper.tables.at("sys")) {
            if (id.find("_load_messages_received") != std::string::npos && record["value"].is_number())
                lowest = std::min(lowest, record["value"].get<double>());
        }
        return lowest;
    }
    qint64 trueUptime() const { return (harper.up - harper.startedUp) / second; }

    FakeHarper harper;
    MovedClock clock;
    RunReport report;
    QStringList notes;
    qint64 sent = 0;

private:
    std::unique_ptr<OperationsClient> m_client;
    std::unique_ptr<RecordUpdater> m_updater;
    qint64 m_packets = 100;
    bool m_done = false;
};

} // namespace

/// Somebody sets a clock, the server's or ours, while an updater runs.
class TestSteppedClocks : public QObject
{
    Q_OBJECT

private slots:
    void aWholeRun_data();
    void aWholeRun();
    void idsThatFollowTheClock();
    void rowsOfARunBefore();
    void afterASuspend_data();
    void afterASuspend();
};

void TestSteppedClocks::aWholeRun_data()
{
    QTest::addColumn<qint64>("server");
    QTest::addColumn<qint64>("ours");
    QTest::addColumn<bool>("restarted");
    QTest::addColumn<QString>("kind");
    const QHash<qint64, QString> names{
        {-24 * hour, QStringLiteral("a day back")}, {-hour, QStringLiteral("an hour back")},
        {-second, QStringLiteral("a second back")}, {second, QStringLiteral("a second forward")},
        {hour, QStringLiteral("an hour forward")},  {24 * hour, QStringLiteral("a day forward")}};
    for (const qint64 step : {-24 * hour, -hour, -second, second, hour, 24 * hour}) {
        const QByteArray name = names.value(step).toUtf8();
        QTest::addRow("server's, %s", name.constData()) << step << qint64(0) << false << QString();
        QTest::addRow("server's, updater restarted, %s", name.constData())
            << step << qint64(0) << true << QString();
        QTest::addRow("ours, %s", name.constData()) << qint64(0) << step << false << QString();
        QTest::addRow("both, %s", name.constData()) << step << step << false << QString();
        QTest::addRow("server's, 4.4, %s", name.constData())
            << step << qint64(0) << false << QStringLiteral("4.4");
    }
}

void TestSteppedClocks::aWholeRun()
{
    QFETCH(qint64, server);
    QFETCH(qint64, ours);
    QFETCH(bool, restarted);
    QFETCH(QString, kind);
    Run run;
    run.harper.tellsStatus = kind != QLatin1String("4.4");
    QVERIFY(run.cycles(3));
    QCOMPARE(run.received(), run.sent);
    QCOMPARE(run.quality(), QStringLiteral("measured"));
    run.notes.clear();
    QVERIFY(run.cycle([&] {
        run.harper.wall += server;
        run.clock.wall += ours;
    }));
    for (int i = 0; i < 9; ++i) {
        if (restarted && i == 3)
            run.startUpdater(); // it goes on from the checkpoint
        QVERIFY(run.cycle());
        // Nothing stands still, nothing is counted twice.
        QCOMPARE(run.received(), run.sent);
        QVERIFY(std::abs(run.uptime() - run.trueUptime()) <= 1);
        QVERIFY(run.lowestLoad() >= 0);
    }
    QVERIFY2(run.harper.fallen.isEmpty(), qPrintable(run.harper.fallen.join(QLatin1Char(' '))));
    QCOMPARE(run.quality(), server == 0 ? QStringLiteral("measured") : QStringLiteral("estimated"));
    QCOMPARE(run.notes.size(), server == 0 ? 0 : 1);
    if (server != 0)
        QVERIFY(run.notes.constFirst().contains(QLatin1String(server < 0 ? "set back" : "set forward")));
    // What is shown as current is not older than the last cycle, by the clock that the server has now.
    QVERIFY(run.harper.wall - run.harper.field("broker_version", "timestamp").get<qint64>() <
            10 * 60 * second);
    QVERIFY(run.harper.field("broker_uptime", "timestamp") <= run.harper.wall);
}

void TestSteppedClocks::idsThatFollowTheClock()
{
    Run run;
    run.harper.idsFollowTheWall = true;
    QVERIFY(run.cycles(3));
    QVERIFY(run.cycle([&] { run.harper.wall -= hour; }));
    QVERIFY(run.cycles(2));
    const qint64 before = run.received();
    const qint64 sent = run.sent;
    QVERIFY(run.cycles(5));
    QCOMPARE(run.received() - before, run.sent - sent);
    QCOMPARE(run.quality(), QStringLiteral("estimated"));
    QCOMPARE(run.notes.size(), 2);
    // When the clock shows the old times again, their rows are not counted once more.
    run.harper.wall += hour - 150 * second;
    run.clock.pass(0);
    QVERIFY(run.cycles(15));
    QVERIFY(run.harper.fallen.isEmpty());
    QVERIFY2(run.received() <= run.sent, qPrintable(QString::number(run.received() - run.sent)));
}

void TestSteppedClocks::rowsOfARunBefore()
{
    Run run;
    QVERIFY(run.cycles(3));
    run.harper.wall -= 40 * second + 600;
    run.harper.boot();
    run.sent = 0;
    QVERIFY(run.look());
    for (int i = 0; i < 8; ++i) {
        QVERIFY(run.cycle());
        QCOMPARE(run.received(), run.sent);
    }
    QCOMPARE(run.quality(), QStringLiteral("measured"));
}

void TestSteppedClocks::afterASuspend_data()
{
    QTest::addColumn<qint64>("asleep");
    QTest::newRow("two minutes") << 120 * second;
    QTest::newRow("half an hour") << hour / 2;
    QTest::newRow("two hours") << 2 * hour;
}

void TestSteppedClocks::afterASuspend()
{
    QFETCH(qint64, asleep);
    Run run;
    QVERIFY(run.cycles(2));
    int aggregates = 0;
    run.harper.instead = [&](const Json &body, const QString &) {
        aggregates += body["operation"] == "get_analytics";
        return QByteArray();
    };
    run.pass(asleep); // of this machine; the server went on
    QVERIFY(run.cycle());
    QCOMPARE(run.harper.field("broker_uptime", "timestamp").get<qint64>(), run.harper.wall);
    // A gap longer than raw rows are kept is filled from what the server summed up, and said.
    const bool gap = asleep > hour;
    QCOMPARE(aggregates > 0, gap);
    QCOMPARE(run.quality(), gap ? QStringLiteral("estimated") : QStringLiteral("measured"));
    QCOMPARE(run.notes.size(), gap ? 1 : 0);
}

SYSPULSE_TEST(TestSteppedClocks)
#include "tst_steppedclocks.moc"
