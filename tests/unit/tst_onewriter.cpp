// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/recordupdater.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakeharper.h"

#include <QRandomGenerator>
#include <QTest>

using namespace syspulse;

namespace {

/// Updaters that start at the same instant. The test chooses whose request the server carries out next.
class Race
{
public:
    /// @p former: updaters that know only the table of earlier versions, which is there then.
    explicit Race(int count, int former = 0)
    {
        if (former > 0)
            harper.absent = {"sys_none"};
        harper.holds = [this](const Json &body, const QString &user, int number) {
            const std::string table = body.value("table", std::string());
            const bool state = table == "sys_control" || table == "sys_state";
            if (!(state && !harper.absent.contains(table)) &&
                !(table == "sys" && body["operation"] == "upsert"))
                return false;
            m_held.insert(user, number);
            return true;
        };
        for (int i = 0; i < count; ++i) {
            auto racer = std::make_unique<Racer>();
            racer->name = QString::number(i);
            racer->client = std::make_unique<OperationsClient>(harper.endpoint(racer->name));
            racer->updater = std::make_unique<RecordUpdater>(
                racer->client.get(), i < former ? formerLayout() : SysLayout(), &clock);
            QObject::connect(racer->updater.get(), &RecordUpdater::finished, racer->updater.get(),
                             [r = racer.get()](const RunReport &report) {
                                 r->done = true;
                                 r->report = report;
                             });
            m_racers.push_back(std::move(racer));
        }
    }

    /// Each runs one cycle; @p choose says which of so many waiting requests comes next.
    bool run(const std::function<int(int)> &choose, const std::function<void()> &afterEach = {})
    {
        for (const auto &racer : m_racers) {
            racer->done = false;
            racer->updater->run({QStringLiteral("schedule"), 10, false});
        }
        for (;;) {
            // Everybody waits for an answer or has finished: the order depends on nothing but the choices.
            const bool settled = waitUntil([this] {
                return std::all_of(m_racers.begin(), m_racers.end(), [this](const auto &racer) {
                    return racer->done || m_held.contains(racer->name);
                });
            });
            if (!settled)
                return false;
            QStringList waiting;
            for (const auto &racer : m_racers) {
                if (m_held.contains(racer->name))
                    waiting.append(racer->name);
            }
            if (waiting.isEmpty())
                return true;
            const QString next = waiting.at(choose(int(waiting.size())));
            const int number = m_held.take(next);
            harper.answerHeld(number);
            if (afterEach)
                afterEach();
        }
    }

    QSet<QString> writers() const
    {
        QSet<QString> names;
        for (const FakeHarper::Write &write : harper.writes)
            names.insert(write.user);
        return names;
    }

    int updated() const
    {
        return int(std::count_if(m_racers.begin(), m_racers.end(), [](const auto &racer) {
            return racer->report.outcome == RunOutcome::Updated;
        }));
    }

    FakeHarper harper;
    MovedClock clock;

private:
    static SysLayout formerLayout()
    {
        SysLayout layout;
        layout.stateTable = std::exchange(layout.formerStateTable, QStringLiteral("sys_none"));
        return layout;
    }

    struct Racer
    {
        QString name;
        std::unique_ptr<OperationsClient> client;
        std::unique_ptr<RecordUpdater> updater;
        RunReport report;
        bool done = false;
    };

    std::vector<std::unique_ptr<Racer>> m_racers;
    QHash<QString, int> m_held;
};

} // namespace

/// Whatever happens, one updater writes at a time.
class TestOneWriter : public QObject
{
    Q_OBJECT

private slots:
    void everyOrderOfTwo_data();
    void everyOrderOfTwo();
    void manyAtOnce_data();
    void manyAtOnce();
};

void TestOneWriter::everyOrderOfTwo_data()
{
    QTest::addColumn<int>("former");
    QTest::newRow("both of this version") << 0;
    QTest::newRow("one of an earlier version") << 1;
}

void TestOneWriter::everyOrderOfTwo()
{
    QFETCH(int, former);
    // A schedule of eight choices, repeated; each of them is tried.
    constexpr int choices = 8;
    int without = 0;
    for (int schedule = 0; schedule < 1 << choices; ++schedule) {
        Race race(2, former);
        int step = 0;
        QVERIFY(race.run([&](int waiting) {
            const int bit = (schedule >> (step++ % choices)) & 1;
            return waiting == 1 ? 0 : bit;
        }));
        QVERIFY2(race.writers().size() <= 1, qPrintable(QStringLiteral("schedule %1").arg(schedule)));
        QVERIFY(race.updated() <= 1);
        without += race.updated() == 0;
    }
    QVERIFY2(without <= (1 << choices) / 8, qPrintable(QString::number(without)));
}

void TestOneWriter::manyAtOnce_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("former");
    QTest::addColumn<int>("seed");
    for (int count = 2; count <= 5; ++count) {
        for (int seed = 1; seed <= 5; ++seed) {
            QTest::addRow("%d updaters, seed %d", count, seed) << count << 0 << seed;
            QTest::addRow("%d updaters, %d of an earlier version, seed %d", count, count / 2, seed)
                << count << count / 2 << seed;
        }
    }
}

void TestOneWriter::manyAtOnce()
{
    QFETCH(int, count);
    QFETCH(int, former);
    QFETCH(int, seed);
    QRandomGenerator random{quint32(seed)};
    Race race(count, former);
    // Some requests take long, so that leases run out in the middle of cycles; traffic goes on.
    const auto afterEach = [&] {
        const qint64 ms = random.bounded(20) == 0 ? 40'000 : random.bounded(2000);
        race.harper.pass(ms);
        race.clock.pass(ms);
        race.harper.traffic(random.bounded(1, 1000));
    };
    for (int cycle = 0; cycle < 6; ++cycle)
        QVERIFY(race.run([&](int waiting) { return int(random.bounded(waiting)); }, afterEach));
    QVERIFY(!race.harper.writes.isEmpty());
    QVERIFY2(race.harper.fallen.isEmpty(), qPrintable(race.harper.fallen.join(QLatin1Char(' '))));
    // A second one writes only after the first one's lease has run out: 30 s after it was renewed at the
    // earliest.
    for (qsizetype i = 1; i < race.harper.writes.size(); ++i) {
        const FakeHarper::Write &before = race.harper.writes.at(i - 1);
        const FakeHarper::Write &write = race.harper.writes.at(i);
        QVERIFY2(write.user == before.user || write.upMs - before.upMs >= 15000,
                 qPrintable(QStringLiteral("%1 after %2 ms").arg(write.user).arg(write.upMs - before.upMs)));
    }
}

SYSPULSE_TEST(TestOneWriter)
#include "tst_onewriter.moc"
