// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

/// How the benchmarks measure: the processor's time and instructions beside the time that goes by, because
/// others may be busy on the machine, and SysPulse by turns with its peers, because a busy spell shall hit
/// all.
namespace syspulse::bench {

/// What some work took.
struct Cost
{
    double wallMs = 0;
    double cpuMs = 0;                   ///< of all threads, in the program and in the kernel for it
    std::optional<double> instructions; ///< outside of the kernel; nothing where the kernel does not count

    Cost operator-(const Cost &before) const;
    Cost operator+(const Cost &other) const;
    /// Its share where the work was done @p times.
    Cost per(double times) const;
};

/// Counts instructions of a thread and of those that it starts from then on, or of a child process.
class InstructionCounter
{
public:
    enum class Of { ThisThread, ChildFromItsExec };
    /// @p pid 0 is the calling thread.
    explicit InstructionCounter(Of of = Of::ThisThread, int pid = 0);
    ~InstructionCounter();
    Q_DISABLE_COPY_MOVE(InstructionCounter)

    std::optional<double> read() const;

private:
    int m_file = -1;
};

/// The cost of work in this process. To be made before the threads whose instructions shall count.
class SelfMeter
{
public:
    /// All since the meter was made.
    Cost now() const;
    void start() { m_begin = now(); }
    Cost stop() const { return now() - m_begin; }

private:
    InstructionCounter m_counter;
    Cost m_begin;
};

/// The time of the processor that another process has used so far, all threads that it has now, in ms.
double cpuMsOf(qint64 pid);
double cpuMsOf(const QList<qint64> &pids);

/// A program that was run to its end.
struct ChildRun
{
    bool succeeded = false;
    Cost cost;             ///< with those that it has waited for
    double residentMb = 0; ///< the most of one process of them
    QByteArray errors;     ///< what it has written to its standard error, the beginning of it
};

struct ChildFiles
{
    QString input = QStringLiteral("/dev/null");
    QString output = QStringLiteral("/dev/null");
};

/// Runs @p command, a program of PATH and its arguments, and waits.
ChildRun runChild(const QStringList &command, const ChildFiles &files = {});

/// What one of several contenders needed in one round, by quantity, as "cpu" and "wall". Empty: it failed.
using Figures = QMap<QString, double>;

/// "cpu" and "wall" in ms, and "instructions".
Figures figuresInMs(const Cost &cost);
/// The same in us, each per @p count.
Figures figuresOf(const Cost &cost, double count);

struct Row;

/// SysPulse and its peers, measured by turns.
class Turns
{
public:
    static constexpr int leastRounds = 5;
    using Run = std::function<Figures()>;

    void self(Run run) { m_self.run = std::move(run); }
    void peer(const QString &name, Run run) { m_peers[name].run = std::move(run); }
    /// A peer that is not there, and why.
    void lacks(const QString &name, const QString &reason) { m_lacking[name] = reason; }

    /// One round for the warmth of caches, then those that count, every second in reverse order. A contender
    /// that fails is left out from then on, and its row says so.
    void measure(int rounds = leastRounds, bool warmUp = true);

    /// @p row with the samples of @p quantity; with instructions where they were counted and @p quantity is
    /// "cpu".
    Row row(Row row, const QString &quantity) const;

private:
    struct Contender
    {
        Run run;
        QList<Figures> rounds;
        bool failed = false;

        void turn(bool counts);
        QList<double> of(const QString &quantity) const;
    };

    Contender m_self;
    QMap<QString, Contender> m_peers;
    QMap<QString, QString> m_lacking;
};

/// What a row shall reach; a lower figure is the better one in every row.
struct Goal
{
    QString peer; ///< whose figure is the measure; empty: none's
    std::optional<double> maxRatio = {};
    std::optional<double> maxDifference = {}; ///< more than the peer's, in the unit of the row
    std::optional<double> max = {};           ///< in the unit of the row
    int percentile = 50;                      ///< of SysPulse's samples; a peer's is its median
};

inline Goal atMost(double figure, int percentile = 50)
{
    return {.peer = {}, .max = figure, .percentile = percentile};
}
inline Goal atMostTimes(double ratio, const QString &peer)
{
    return {.peer = peer, .maxRatio = ratio};
}
inline Goal atMostMoreThan(double difference, const QString &peer)
{
    return {.peer = peer, .maxDifference = difference};
}

/// Which point of a curve of growth a figure is.
struct Growth
{
    QString what; ///< the curve
    double n = 0; ///< of what there is so much
};

/// One line of the table; one with a growth but without goals is a line of the table of growth only.
struct Row
{
    QString bench;
    QString what; ///< "case" in JSON
    QString unit;
    QList<Goal> goals = {};
    QString note = {};
    QList<double> self = {};
    QMap<QString, QList<double>> peers = {};
    QMap<QString, QString> unavailable = {}; ///< peers that are not there, and why
    QString failed = {};                     ///< why there is no figure
    QList<double> instructions = {};         ///< SysPulse's
    QMap<QString, QList<double>> peersInstructions = {};
    bool instructionsUnknown = false;
    std::optional<Growth> growth = {};
};

/// Writes @p row to standard output as a line of JSON, as run.mjs reads it.
void print(const Row &row);

} // namespace syspulse::bench
