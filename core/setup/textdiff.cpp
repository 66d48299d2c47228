// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/textdiff.h"

#include <algorithm>
#include <vector>

#include <QStringList>

namespace syspulse {

namespace {

constexpr qsizetype contextLines = 3;
/// Cells of the table of common lines; 4 million take some 20 ms and 16 MB.
constexpr qsizetype maxCells = 4'000'000;

/// One line of a script.
struct Edit
{
    QChar kind; ///< ' ', '-' or '+'
    QString text;
};

/// Lines with their newline, so that a missing one at the end is a difference.
QStringList linesOf(const QString &text)
{
    QStringList lines;
    qsizetype start = 0;
    while (start < text.size()) {
        const qsizetype end = text.indexOf(QLatin1Char('\n'), start);
        const qsizetype next = end < 0 ? text.size() : end + 1;
        lines.append(text.mid(start, next - start));
        start = next;
    }
    return lines;
}

void replaceAll(const QStringList &a, const QStringList &b, QList<Edit> &script)
{
    for (const QString &line : a)
        script.append({QLatin1Char('-'), line});
    for (const QString &line : b)
        script.append({QLatin1Char('+'), line});
}

/// By the longest common subsequence of lines.
void shortestScript(const QStringList &a, const QStringList &b, QList<Edit> &script)
{
    const qsizetype width = b.size() + 1;
    std::vector<int> common(size_t((a.size() + 1) * width), 0);
    const auto at = [&](qsizetype i, qsizetype j) -> int & { return common[size_t(i * width + j)]; };
    for (qsizetype i = a.size() - 1; i >= 0; --i) {
        for (qsizetype j = b.size() - 1; j >= 0; --j)
            at(i, j) = a.at(i) == b.at(j) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a.at(i) == b.at(j)) {
            script.append({QLatin1Char(' '), a.at(i++)});
            ++j;
        } else if (j >= b.size() || (i < a.size() && at(i + 1, j) >= at(i, j + 1))) {
            script.append({QLatin1Char('-'), a.at(i++)});
        } else {
            script.append({QLatin1Char('+'), b.at(j++)});
        }
    }
}

QList<Edit> scriptOf(const QStringList &a, const QStringList &b)
{
    qsizetype head = 0;
    while (head < a.size() && head < b.size() && a.at(head) == b.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < a.size() - head && tail < b.size() - head &&
           a.at(a.size() - 1 - tail) == b.at(b.size() - 1 - tail))
        ++tail;
    QList<Edit> script;
    for (qsizetype i = 0; i < head; ++i)
        script.append({QLatin1Char(' '), a.at(i)});
    const QStringList fromA = a.mid(head, a.size() - head - tail);
    const QStringList fromB = b.mid(head, b.size() - head - tail);
    if ((fromA.size() + 1) * (fromB.size() + 1) <= maxCells)
        shortestScript(fromA, fromB, script);
    else
        replaceAll(fromA, fromB, script);
    for (qsizetype i = a.size() - tail; i < a.size(); ++i)
        script.append({QLatin1Char(' '), a.at(i)});
    return script;
}

QString range(qsizetype start, qsizetype count)
{
    // A hunk without lines on one side names the line before it.
    return QStringLiteral("%1,%2").arg(count == 0 ? start : start + 1).arg(count);
}

} // namespace

QString unifiedDiff(const QString &before, const QString &after)
{
    const QList<Edit> script = scriptOf(linesOf(before), linesOf(after));
    QString text;
    qsizetype oldLine = 0;
    qsizetype newLine = 0;
    qsizetype i = 0;
    const auto changed = [&](qsizetype index) { return script.at(index).kind != QLatin1Char(' '); };
    while (i < script.size()) {
        if (!changed(i)) {
            ++oldLine;
            ++newLine;
            ++i;
            continue;
        }
        // A hunk goes on while the next change is near enough for their contexts to touch.
        const qsizetype start = std::max<qsizetype>(0, i - contextLines);
        qsizetype last = i;
        for (qsizetype k = i; k < script.size() && k <= last + 2 * contextLines; ++k) {
            if (changed(k))
                last = k;
        }
        const qsizetype end = std::min(script.size(), last + contextLines + 1);
        const qsizetype oldStart = oldLine - (i - start);
        const qsizetype newStart = newLine - (i - start);
        QString body;
        qsizetype oldCount = 0;
        qsizetype newCount = 0;
        for (qsizetype k = start; k < end; ++k) {
            const Edit &edit = script.at(k);
            oldCount += edit.kind != QLatin1Char('+') ? 1 : 0;
            newCount += edit.kind != QLatin1Char('-') ? 1 : 0;
            body += edit.kind + edit.text;
            if (!edit.text.endsWith(QLatin1Char('\n')))
                body += QStringLiteral("\n\\ No newline at end of file\n");
        }
        text += QStringLiteral("@@ -%1 +%2 @@\n").arg(range(oldStart, oldCount), range(newStart, newCount)) +
                body;
        oldLine = oldStart + oldCount;
        newLine = newStart + newCount;
        i = end;
    }
    return text;
}

} // namespace syspulse
