// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measure.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace syspulse::bench {

static double msOf(const timespec &time)
{
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

static double msOf(const timeval &time)
{
    return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3;
}

static double clockMs(clockid_t clock)
{
    timespec time = {};
    clock_gettime(clock, &time);
    return msOf(time);
}

Cost Cost::operator-(const Cost &before) const
{
    Cost cost{wallMs - before.wallMs, cpuMs - before.cpuMs, {}};
    if (instructions && before.instructions)
        cost.instructions = *instructions - *before.instructions;
    return cost;
}

Cost Cost::operator+(const Cost &other) const
{
    Cost cost{wallMs + other.wallMs, cpuMs + other.cpuMs, {}};
    if (instructions && other.instructions)
        cost.instructions = *instructions + *other.instructions;
    return cost;
}

Cost Cost::per(double times) const
{
    Cost cost{wallMs / times, cpuMs / times, {}};
    if (instructions)
        cost.instructions = *instructions / times;
    return cost;
}

InstructionCounter::InstructionCounter(Of of, int pid)
{
    perf_event_attr attributes = {};
    attributes.size = sizeof attributes;
    attributes.type = PERF_TYPE_HARDWARE;
    attributes.config = PERF_COUNT_HW_INSTRUCTIONS;
    // An ordinary user may count outside of the kernel only.
    attributes.exclude_kernel = 1;
    attributes.exclude_hv = 1;
    attributes.inherit = 1;
    // What this process starts is counted by itself.
    attributes.inherit_thread = of == Of::ThisThread;
    attributes.disabled = of == Of::ChildFromItsExec;
    attributes.enable_on_exec = of == Of::ChildFromItsExec;
    m_file = int(syscall(SYS_perf_event_open, &attributes, pid, -1, -1, PERF_FLAG_FD_CLOEXEC));
}

InstructionCounter::~InstructionCounter()
{
    if (m_file >= 0)
        ::close(m_file);
}

std::optional<double> InstructionCounter::read() const
{
    quint64 count = 0;
    if (m_file < 0 || ::read(m_file, &count, sizeof count) != sizeof count)
        return std::nullopt;
    return double(count);
}

Cost SelfMeter::now() const
{
    return {clockMs(CLOCK_MONOTONIC), clockMs(CLOCK_PROCESS_CPUTIME_ID), m_counter.read()};
}

double cpuMsOf(qint64 pid)
{
    double ns = 0;
    const QDir tasks(QStringLiteral("/proc/%1/task").arg(pid));
    const QStringList ids = tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &id : ids) {
        QFile file(tasks.filePath(id + QStringLiteral("/schedstat")));
        if (file.open(QIODevice::ReadOnly)) // a thread may just have ended
            ns += file.readAll().split(' ').constFirst().toDouble();
    }
    return ns / 1e6;
}

double cpuMsOf(const QList<qint64> &pids)
{
    double sum = 0;
    for (const qint64 pid : pids)
        sum += cpuMsOf(pid);
    return sum;
}

/// What a child needs for its start, made before it is one: between fork() and exec() nothing may allocate.
struct Start
{
    std::vector<QByteArray> words;
    std::vector<char *> argv;
    QByteArray input;
    QByteArray output;
    int gate[2] = {-1, -1};   ///< the child waits here until it is being counted
    int errors[2] = {-1, -1}; ///< its standard error
};

[[noreturn]] static void becomeChild(const Start &start)
{
    char go = 0;
    const int input = ::open(start.input.constData(), O_RDONLY);
    const int output = ::open(start.output.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (::read(start.gate[0], &go, 1) == 1 && input >= 0 && output >= 0 && ::dup2(input, 0) == 0 &&
        ::dup2(output, 1) == 1 && ::dup2(start.errors[1], 2) == 2)
        ::execvp(start.argv.front(), start.argv.data());
    ::_exit(127);
}

static QByteArray readToEnd(int file)
{
    constexpr qsizetype most = 10'000;
    QByteArray all;
    char buffer[4096];
    for (ssize_t size = 0; (size = ::read(file, buffer, sizeof buffer)) > 0;) {
        if (all.size() < most)
            all.append(buffer, size);
    }
    return all;
}

ChildRun runChild(const QStringList &command, const ChildFiles &files)
{
    Start start;
    for (const QString &word : command)
        start.words.push_back(word.toLocal8Bit());
    for (QByteArray &word : start.words)
        start.argv.push_back(word.data());
    start.argv.push_back(nullptr);
    start.input = QFile::encodeName(files.input);
    start.output = QFile::encodeName(files.output);
    ChildRun run;
    if (::pipe2(start.gate, O_CLOEXEC) != 0 || ::pipe2(start.errors, O_CLOEXEC) != 0)
        return run;
    const int pid = ::fork();
    if (pid == 0)
        becomeChild(start);
    ::close(start.gate[0]);
    ::close(start.errors[1]);
    const InstructionCounter counter(InstructionCounter::Of::ChildFromItsExec, pid);
    const double beginMs = clockMs(CLOCK_MONOTONIC);
    const bool isOff = pid > 0 && ::write(start.gate[1], "g", 1) == 1;
    ::close(start.gate[1]);
    run.errors = readToEnd(start.errors[0]);
    ::close(start.errors[0]);
    int status = 0;
    rusage usage = {};
    if (pid > 0 && ::wait4(pid, &status, 0, &usage) == pid) {
        run.succeeded = isOff && WIFEXITED(status) && WEXITSTATUS(status) == 0;
        run.cost = {clockMs(CLOCK_MONOTONIC) - beginMs, msOf(usage.ru_utime) + msOf(usage.ru_stime),
                    counter.read()};
        run.residentMb = double(usage.ru_maxrss) / 1024;
    }
    return run;
}

Figures figuresInMs(const Cost &cost)
{
    Figures figures{{QStringLiteral("cpu"), cost.cpuMs}, {QStringLiteral("wall"), cost.wallMs}};
    if (cost.instructions)
        figures.insert(QStringLiteral("instructions"), *cost.instructions);
    return figures;
}

Figures figuresOf(const Cost &cost, double count)
{
    const Cost each = cost.per(count);
    return figuresInMs({each.wallMs * 1000, each.cpuMs * 1000, each.instructions});
}

void Turns::Contender::turn(bool counts)
{
    if (failed || !run)
        return;
    const Figures figures = run();
    failed = figures.isEmpty();
    if (counts && !failed)
        rounds.append(figures);
}

QList<double> Turns::Contender::of(const QString &quantity) const
{
    QList<double> samples;
    for (const Figures &figures : rounds) {
        if (figures.contains(quantity))
            samples.append(figures.value(quantity));
    }
    return samples;
}

void Turns::measure(int rounds, bool warmUp)
{
    QList<Contender *> order{&m_self};
    for (Contender &peer : m_peers)
        order.append(&peer);
    for (int round = warmUp ? -1 : 0; round < rounds; ++round) {
        for (Contender *each : std::as_const(order))
            each->turn(round >= 0);
        std::reverse(order.begin(), order.end());
    }
}

Row Turns::row(Row row, const QString &quantity) const
{
    const QString instructions = QStringLiteral("instructions");
    const bool counted = quantity == QStringLiteral("cpu");
    row.self = m_self.of(quantity);
    if (m_self.failed)
        row.failed = QStringLiteral("SysPulse's part failed");
    row.unavailable.insert(m_lacking);
    if (counted)
        row.instructions = m_self.of(instructions);
    row.instructionsUnknown = counted && row.instructions.isEmpty();
    for (auto peer = m_peers.cbegin(); peer != m_peers.cend(); ++peer) {
        if (peer->failed) {
            row.unavailable.insert(peer.key(), QStringLiteral("failed"));
            continue;
        }
        if (const QList<double> samples = peer->of(quantity); !samples.isEmpty())
            row.peers.insert(peer.key(), samples);
        if (const QList<double> samples = peer->of(instructions); counted && !samples.isEmpty())
            row.peersInstructions.insert(peer.key(), samples);
    }
    return row;
}

static QJsonArray jsonOf(const QList<double> &samples)
{
    QJsonArray array;
    for (const double sample : samples)
        array.append(sample);
    return array;
}

static QJsonObject jsonOf(const QMap<QString, QList<double>> &peers)
{
    QJsonObject object;
    for (auto peer = peers.cbegin(); peer != peers.cend(); ++peer)
        object.insert(peer.key(), jsonOf(peer.value()));
    return object;
}

static QJsonObject jsonOf(const Goal &goal)
{
    QJsonObject object;
    if (!goal.peer.isEmpty())
        object.insert(QStringLiteral("peer"), goal.peer);
    if (goal.maxRatio)
        object.insert(QStringLiteral("max_ratio"), *goal.maxRatio);
    if (goal.maxDifference)
        object.insert(QStringLiteral("max_difference"), *goal.maxDifference);
    if (goal.max)
        object.insert(QStringLiteral("max"), *goal.max);
    if (goal.percentile != 50)
        object.insert(QStringLiteral("percentile"), goal.percentile);
    return object;
}

void print(const Row &row)
{
    QJsonObject object{{QStringLiteral("bench"), row.bench},
                       {QStringLiteral("case"), row.what},
                       {QStringLiteral("unit"), row.unit},
                       {QStringLiteral("self"), jsonOf(row.self)},
                       {QStringLiteral("peers"), jsonOf(row.peers)}};
    QJsonArray goals;
    for (const Goal &goal : row.goals)
        goals.append(jsonOf(goal));
    object.insert(QStringLiteral("goal"), goals);
    QJsonObject unavailable;
    for (auto peer = row.unavailable.cbegin(); peer != row.unavailable.cend(); ++peer)
        unavailable.insert(peer.key(), peer.value());
    if (!unavailable.isEmpty())
        object.insert(QStringLiteral("unavailable"), unavailable);
    if (!row.note.isEmpty())
        object.insert(QStringLiteral("note"), row.note);
    if (!row.failed.isEmpty())
        object.insert(QStringLiteral("failed"), row.failed);
    if (!row.instructions.isEmpty() || row.instructionsUnknown)
        object.insert(QStringLiteral("instructions"),
                      QJsonObject{{QStringLiteral("self"), jsonOf(row.instructions)},
                                  {QStringLiteral("peers"), jsonOf(row.peersInstructions)}});
    if (row.growth)
        object.insert(QStringLiteral("growth"), QJsonObject{{QStringLiteral("what"), row.growth->what},
                                                            {QStringLiteral("n"), row.growth->n}});
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

} // namespace syspulse::bench
