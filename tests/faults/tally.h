// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include <QList>
#include <QRandomGenerator>
#include <QString>
#include <QStringList>

namespace syspulse::test {

/// What became of the totals of known traffic.
enum class TotalsVerdict {
    NotAsked,
    Exact,
    Marked, ///< differ, and say that they are estimated or unknown
    Wrong   ///< differ and claim to be measured, or went back
};

/// How SysPulse has taken one fault. What was not looked at has no value.
struct Attempt
{
    TotalsVerdict totals = TotalsVerdict::NotAsked;
    std::optional<bool> foreignUntouched; ///< what SysPulse did not make is as it was
    std::optional<bool> oneWriter;        ///< at every moment, from the audit log
    std::optional<bool> messageRight;
    std::optional<qint64> headlessBackMs; ///< from the server's return, or the program's start, to a cycle
    std::optional<qint64> windowBackMs;   ///< the same for the window's session: values and operations
    std::optional<qint64> memoryKb;       ///< the most that the process had
    QStringList problems;                 ///< whatever else was wrong, in words

    void problem(const QString &text) { problems.append(text); }
    /// Not slower, not greater and not otherwise than promised.
    bool survived() const;
};

/// The limits that SysPulse promises.
inline constexpr qint64 mostMemoryKb = 150 * 1024;
inline constexpr qint64 longestBackMs = 2000;

/// The attempts of one fault.
class Tally
{
public:
    void add(const Attempt &attempt);
    /// Why it was not tried here.
    void skip(const QString &reason) { m_skipped = reason; }
    /// Something beside the attempts that a reader of the table should know.
    void note(const QString &text) { m_notes.append(text); }

    int tried() const { return int(m_attempts.size()); }
    int survived() const;
    bool passed() const { return survived() == tried(); }
    /// The cells of the table behind the name of the fault.
    QStringList cells() const;
    QStringList problems() const;

private:
    QList<Attempt> m_attempts;
    QString m_skipped;
    QStringList m_notes;
};

/// What a fault gets to work with.
struct FaultRun
{
    int count = 0; ///< attempts that are wanted
    QRandomGenerator random;
    Tally tally;
    std::function<void(const QString &)> progress;
    /// Writes the row as it is now: a run that is ended early leaves what was tried.
    std::function<void(const Tally &)> save;

    /// Tells and keeps what became of one attempt.
    void add(const Attempt &attempt);
};

} // namespace syspulse::test
