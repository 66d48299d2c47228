// SPDX-License-Identifier: GPL-3.0-or-later

// Several updaters on one server. Each logs in as a user of its own, so that HarperDB's audit log tells who
// has written what.
#include "tests/faults/faultlist.h"
#include "tests/faults/faultworld.h"
#include "tests/support/patience.h"

#include <algorithm>
#include <csignal>

#include <QDateTime>
#include <QTest>
#include <QUuid>

namespace syspulse::test {

namespace {

const QString rivalsPassword = QUuid::createUuid().toString(QUuid::WithoutBraces);

class Rivals
{
public:
    Rivals(FaultRun &run, FaultWorld &world)
        : m_run(run)
        , m_world(world)
    {}

    /// Starts one more, with a user that no other has had.
    bool start()
    {
        Headless::Options options;
        options.user = QStringLiteral("rival%1").arg(m_users++);
        options.password = rivalsPassword;
        const HttpReply reply =
            m_world.harper().http().operation({{QStringLiteral("operation"), QStringLiteral("add_user")},
                                               {QStringLiteral("role"), QStringLiteral("super_user")},
                                               {QStringLiteral("username"), options.user},
                                               {QStringLiteral("password"), rivalsPassword},
                                               {QStringLiteral("active"), true}});
        if (reply.status != 200)
            return false;
        m_names.append(options.user);
        m_options.append(options);
        return true;
    }
    void launch()
    {
        for (const Headless::Options &options : std::as_const(m_options))
            m_programs.push_back(m_world.headless(options));
        m_options.clear();
    }

    int count() const { return int(m_programs.size()); }
    Headless &at(int i) { return *m_programs.at(size_t(i)); }
    int running() const
    {
        return int(std::count_if(m_programs.cbegin(), m_programs.cend(),
                                 [](const auto &p) { return p->running(); }));
    }

    /// The one that goes on writing; -1: none.
    int waitWriter(int timeoutMs)
    {
        QList<int> before;
        for (const auto &program : m_programs)
            before.append(program->cycles());
        int writer = -1;
        const bool found = QTest::qWaitFor(
            [&] {
                for (int i = 0; i < count() && writer < 0; ++i)
                    writer = at(i).running() && at(i).cycles() >= before.at(i) + 2 ? i : -1;
                return writer >= 0;
            },
            timeoutMs);
        return found ? writer : -1;
    }

    /// Who has written one after the other, from the audit log; the same one twice where another came
    /// between.
    QStringList turns(qint64 sinceMs)
    {
        QJsonArray entries = m_world
                                 .op({{QStringLiteral("operation"), QStringLiteral("read_audit_log")},
                                      {QStringLiteral("schema"), QStringLiteral("data")},
                                      {QStringLiteral("table"), QStringLiteral("sys")},
                                      {QStringLiteral("search_type"), QStringLiteral("timestamp")},
                                      {QStringLiteral("search_values"), QJsonArray{sinceMs}}},
                                     120000)
                                 .toArray();
        QList<std::pair<double, QString>> writes;
        for (const QJsonValue &entry : std::as_const(entries)) {
            const QString user = entry[QLatin1String("user_name")].toString();
            if (m_names.contains(user))
                writes.append({entry[QLatin1String("timestamp")].toDouble(), user});
        }
        std::stable_sort(writes.begin(), writes.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
        QStringList turns;
        for (const auto &[time, user] : std::as_const(writes)) {
            if (turns.isEmpty() || turns.constLast() != user)
                turns.append(user);
        }
        return turns;
    }

    /// Ends those that are left as a service manager would.
    void end(Attempt &attempt)
    {
        qint64 memory = 0;
        for (const auto &program : m_programs) {
            memory = std::max(memory, program->peakKb());
            if (!program->running())
                continue;
            program->signal(SIGTERM);
            if (!program->waitEnd(patienceMs) || program->crashed())
                attempt.problem(QStringLiteral("does not end on SIGTERM"));
        }
        attempt.memoryKb = memory;
        m_programs.clear();
        m_names.clear();
    }

private:
    FaultRun &m_run;
    FaultWorld &m_world;
    QStringList m_names;
    QList<Headless::Options> m_options;
    std::vector<std::unique_ptr<Headless>> m_programs;
    int m_users = 0;
};

void conclude(FaultRun &run, FaultWorld &world, Rivals &rivals, Attempt &attempt, qint64 sinceMs, int fewest)
{
    if (!world.burst())
        attempt.problem(world.errorString());
    attempt.totals = world.judge();
    if (attempt.totals == TotalsVerdict::Wrong)
        attempt.problem(world.totalsText());
    const QStringList turns = rivals.turns(sinceMs);
    attempt.oneWriter =
        turns.size() >= fewest && QSet<QString>(turns.cbegin(), turns.cend()).size() == turns.size();
    if (!*attempt.oneWriter)
        attempt.problem(QStringLiteral("turns: ") + turns.join(u' '));
    attempt.foreignUntouched = world.foreignUntouched();
    rivals.end(attempt);
    run.add(attempt);
}

/// All start at the same instant; then the one that writes is killed, until one is left. Nobody writes again
/// after another has.
void atOnce(FaultRun &run, int updaters)
{
    FaultWorld world(run);
    if (!world.start())
        return;
    Rivals rivals(run, world);
    while (run.tally.tried() < run.count) {
        Attempt attempt;
        const qint64 sinceMs = QDateTime::currentMSecsSinceEpoch() - 1;
        for (int i = 0; i < updaters; ++i)
            rivals.start();
        rivals.launch();
        for (int left = updaters; left > 1; --left) {
            const int writer = rivals.waitWriter(patienceMs);
            if (writer < 0) {
                attempt.problem(QStringLiteral("nobody writes"));
                break;
            }
            if (!world.burst(50))
                attempt.problem(world.errorString());
            QTest::qWait(run.random.bounded(1000));
            rivals.at(writer).signal(SIGKILL);
        }
        if (rivals.waitWriter(patienceMs) < 0)
            attempt.problem(QStringLiteral("nobody writes in the end"));
        conclude(run, world, rivals, attempt, sinceMs, updaters);
    }
}

/// Stopped in the midst of a cycle for longer than its lease, while another one takes over.
void stopped(FaultRun &run)
{
    FaultWorld world(run);
    if (!world.start())
        return;
    Rivals rivals(run, world);
    while (run.tally.tried() < run.count) {
        Attempt attempt;
        const qint64 sinceMs = QDateTime::currentMSecsSinceEpoch() - 1;
        rivals.start();
        rivals.launch();
        if (rivals.waitWriter(patienceMs) != 0)
            attempt.problem(QStringLiteral("the first one does not write"));
        if (!world.burst())
            attempt.problem(world.errorString());
        QTest::qWait(run.random.bounded(1200));
        rivals.at(0).signal(SIGSTOP);
        rivals.start();
        rivals.launch();
        if (!world.burst())
            attempt.problem(world.errorString());
        if (!rivals.at(1).waitCycle(1, patienceMs))
            attempt.problem(QStringLiteral("the second one does not take over"));
        QTest::qWait(run.random.bounded(1200));
        rivals.at(0).signal(SIGCONT);
        const int before = rivals.at(1).cycles();
        if (!rivals.at(1).waitCycle(before + 3, patienceMs))
            attempt.problem(QStringLiteral("the second one does not go on"));
        attempt.messageRight = rivals.at(0).out().contains("standing by");
        conclude(run, world, rivals, attempt, sinceMs, 2);
    }
}

/// Stopped for less than its lease: the other one never writes.
void paused(FaultRun &run)
{
    FaultWorld world(run);
    if (!world.start())
        return;
    Rivals rivals(run, world);
    while (run.tally.tried() < run.count) {
        Attempt attempt;
        const qint64 sinceMs = QDateTime::currentMSecsSinceEpoch() - 1;
        rivals.start();
        rivals.launch();
        if (rivals.waitWriter(patienceMs) != 0)
            attempt.problem(QStringLiteral("the first one does not write"));
        rivals.start();
        rivals.launch();
        QTest::qWait(run.random.bounded(1200));
        rivals.at(0).signal(SIGSTOP);
        QTest::qWait(1000 + run.random.bounded(8000));
        const int before = rivals.at(0).cycles();
        rivals.at(0).signal(SIGCONT);
        if (!rivals.at(0).waitCycle(before + 1, patienceMs))
            attempt.problem(QStringLiteral("the first one does not go on"));
        if (rivals.at(1).cycles() > 0)
            attempt.problem(QStringLiteral("the second one wrote"));
        conclude(run, world, rivals, attempt, sinceMs, 1);
    }
}

} // namespace

QList<Fault> writerFaults()
{
    return {{QStringLiteral("two-updaters"),
             QStringLiteral("Two updaters start at once, then the writing one is killed"), 10,
             [](FaultRun &run) { atOnce(run, 2); }},
            {QStringLiteral("five-updaters"),
             QStringLiteral("Five updaters start at once, then the writing one is killed four times"), 5,
             [](FaultRun &run) { atOnce(run, 5); }},
            {QStringLiteral("stop-updater"),
             QStringLiteral("SIGSTOP of the updater for longer than its lease, another one takes over"), 6,
             stopped},
            {QStringLiteral("pause-updater"),
             QStringLiteral("SIGSTOP of the updater for less than its lease, another one waits"), 6, paused}};
}

} // namespace syspulse::test
