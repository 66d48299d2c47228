// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/tally.h"

#include <algorithm>

namespace syspulse::test {

namespace {

QString share(const QList<Attempt> &attempts, std::optional<bool> Attempt::*member)
{
    const auto asked = std::count_if(attempts.cbegin(), attempts.cend(),
                                     [member](const Attempt &a) { return (a.*member).has_value(); });
    const auto good = std::count_if(attempts.cbegin(), attempts.cend(),
                                    [member](const Attempt &a) { return (a.*member).value_or(false); });
    return asked == 0 ? QStringLiteral("–") : QStringLiteral("%1/%2").arg(good).arg(asked);
}

/// Median and maximum, and how many keep to the limit.
QString times(const QList<Attempt> &attempts, std::optional<qint64> Attempt::*member)
{
    QList<qint64> list;
    for (const Attempt &attempt : attempts) {
        if (const auto &value = attempt.*member)
            list.append(*value);
    }
    if (list.isEmpty())
        return QStringLiteral("–");
    std::sort(list.begin(), list.end());
    const auto kept =
        std::count_if(list.cbegin(), list.cend(), [](qint64 ms) { return ms <= longestBackMs; });
    return QStringLiteral("%1/%2 (median %3 s, most %4 s)")
        .arg(kept)
        .arg(list.size())
        .arg(double(list.at(list.size() / 2)) / 1000, 0, 'f', 1)
        .arg(double(list.last()) / 1000, 0, 'f', 1);
}

} // namespace

bool Attempt::survived() const
{
    return totals != TotalsVerdict::Wrong && foreignUntouched.value_or(true) && oneWriter.value_or(true) &&
           messageRight.value_or(true) && memoryKb.value_or(0) < mostMemoryKb && problems.isEmpty();
}

void Tally::add(const Attempt &attempt)
{
    m_attempts.append(attempt);
}

int Tally::survived() const
{
    return int(std::count_if(m_attempts.cbegin(), m_attempts.cend(),
                             [](const Attempt &attempt) { return attempt.survived(); }));
}

QStringList Tally::cells() const
{
    const auto totals = [this](TotalsVerdict verdict) {
        return std::count_if(m_attempts.cbegin(), m_attempts.cend(),
                             [verdict](const Attempt &attempt) { return attempt.totals == verdict; });
    };
    const auto exact = totals(TotalsVerdict::Exact);
    const auto marked = totals(TotalsVerdict::Marked);
    const auto wrong = totals(TotalsVerdict::Wrong);
    QString totalsText =
        exact + marked + wrong == 0 ? QStringLiteral("–") : QStringLiteral("%1 exact").arg(exact);
    if (marked > 0)
        totalsText += QStringLiteral(", %1 marked").arg(marked);
    if (wrong > 0)
        totalsText += QStringLiteral(", **%1 wrong**").arg(wrong);
    qint64 memory = 0;
    for (const Attempt &attempt : m_attempts)
        memory = std::max(memory, attempt.memoryKb.value_or(0));
    QStringList notes = m_notes;
    if (!m_skipped.isEmpty())
        notes.prepend(QStringLiteral("not possible here: ") + m_skipped);
    return {QString::number(tried()),
            passed() ? QString::number(survived()) : QStringLiteral("**%1**").arg(survived()),
            totalsText,
            share(m_attempts, &Attempt::oneWriter),
            share(m_attempts, &Attempt::foreignUntouched),
            share(m_attempts, &Attempt::messageRight),
            times(m_attempts, &Attempt::headlessBackMs),
            times(m_attempts, &Attempt::windowBackMs),
            memory == 0 ? QStringLiteral("–") : QStringLiteral("%1 MB").arg((memory + 512) / 1024),
            notes.isEmpty() ? QStringLiteral("–") : notes.join(QStringLiteral("; "))};
}

QStringList Tally::problems() const
{
    QStringList list;
    int number = 0;
    for (const Attempt &attempt : m_attempts) {
        ++number;
        if (attempt.survived())
            continue;
        QStringList words = attempt.problems;
        if (attempt.totals == TotalsVerdict::Wrong)
            words.append(QStringLiteral("totals are wrong"));
        if (!attempt.foreignUntouched.value_or(true))
            words.append(QStringLiteral("something foreign was touched"));
        if (!attempt.oneWriter.value_or(true))
            words.append(QStringLiteral("two writers"));
        if (!attempt.messageRight.value_or(true))
            words.append(QStringLiteral("wrong message"));
        if (attempt.memoryKb.value_or(0) >= mostMemoryKb)
            words.append(QStringLiteral("%1 KB of memory").arg(*attempt.memoryKb));
        list.append(QStringLiteral("attempt %1: %2").arg(number).arg(words.join(QStringLiteral("; "))));
    }
    return list;
}

void FaultRun::add(const Attempt &attempt)
{
    tally.add(attempt);
    progress(QStringLiteral("%1/%2 %3")
                 .arg(tally.tried())
                 .arg(count)
                 .arg(attempt.survived() ? QStringLiteral("survived") : tally.problems().constLast()));
    save(tally);
}

} // namespace syspulse::test
