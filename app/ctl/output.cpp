// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/output.h"

#include "core/base/json.h"
#include "core/base/terminaltext.h"
#include "core/units/unitformatter.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <QDateTime>
#include <QSocketNotifier>

namespace syspulse {

namespace {

ExitCode exitCodeOf(int error)
{
    return error == EPIPE ? ExitCode::NobodyReads : ExitCode::Failed;
}

void say(const char *program, int error)
{
    // Whoever closed the pipe knows.
    if (error != EPIPE)
        std::fprintf(stderr, "%s: standard output: %s\n", program, std::strerror(error));
}

void writeLine(const QString &text)
{
    std::fputs(terminalSafe(text).append(QLatin1Char('\n')).toUtf8().constData(), stderr);
}

} // namespace

Output::Output(bool json, QObject *parent)
    : QObject(parent)
    , m_json(json)
{
    struct stat info
    {};
    if (::fstat(STDOUT_FILENO, &info) != 0 || !S_ISFIFO(info.st_mode))
        return;
    // A pipe's writing end is never readable; it becomes so when its reader goes.
    auto *reader = new QSocketNotifier(STDOUT_FILENO, QSocketNotifier::Read, this);
    connect(reader, &QSocketNotifier::activated, this, [this, reader] {
        reader->setEnabled(false);
        fail(EPIPE);
    });
}

void Output::fail(int error) const
{
    if (m_error != 0)
        return;
    m_error = error;
    say("syspulsectl", error);
    emit broken();
}

void Output::write(const QByteArray &bytes) const
{
    if (m_error != 0)
        return;
    const size_t size = size_t(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) != size || std::fflush(stdout) != 0)
        fail(errno);
}

ExitCode Output::exitCode(ExitCode code) const
{
    return m_error != 0 && code == ExitCode::Ok ? exitCodeOf(m_error) : code;
}

int flushStandardOutput(const char *program, int exitCode)
{
    if (std::cout.flush())
        return exitCode;
    const int error = errno;
    say(program, error);
    return int(exitCodeOf(error));
}

QString isoTime(qint64 timeMs)
{
    return timeMs > 0 ? QDateTime::fromMSecsSinceEpoch(timeMs, Qt::UTC).toString(Qt::ISODateWithMs)
                      : unknownText();
}

OrderedJson timeOrNull(qint64 timeMs)
{
    return timeMs > 0 ? OrderedJson(toUtf8String(isoTime(timeMs))) : OrderedJson();
}

void Output::line(const QString &text) const
{
    write(terminalSafe(text).append(QLatin1Char('\n')).toUtf8());
}

void Output::table(const QStringList &head, const QList<QStringList> &rows) const
{
    QList<qsizetype> widths;
    for (const QString &title : head)
        widths.append(title.size());
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths.at(i), row.at(i).size());
    }
    constexpr qsizetype atOnce = 32 * 1024; // one write for many lines
    QByteArray lines;
    const auto print = [&](const QStringList &row) {
        QString text;
        for (qsizetype i = 0; i < row.size(); ++i)
            text += i + 1 < row.size() ? row.at(i).leftJustified(widths.at(i) + 2) : row.at(i);
        lines += terminalSafe(text).toUtf8() + '\n';
        if (lines.size() >= atOnce)
            write(std::exchange(lines, {}));
    };
    print(head);
    for (const QStringList &row : rows)
        print(row);
    write(lines);
}

void Output::object(const OrderedJson &json) const
{
    write(terminalSafeJson(dumpJson(json)).append('\n'));
}

void Output::file(const QByteArray &bytes) const
{
    write(bytes);
}

void Output::progress(const QString &text) const
{
    if (!m_json)
        note(text);
}

void Output::note(const QString &text) const
{
    writeLine(text);
}

void Output::error(const Error &error) const
{
    if (m_json)
        object({{"error",
                 {{"kind", toUtf8String(errorKindName(error.kind))},
                  {"message", toUtf8String(error.message)},
                  {"detail", toUtf8String(error.detail)}}}});
    else
        writeLine(QStringLiteral("syspulsectl: ") + describe(error));
}

void Output::step(const SetupStep &step) const
{
    if (m_json)
        object({{"step", toUtf8String(setupPartName(step.part))},
                {"state", toUtf8String(stepStateName(step.state))},
                {"title", toUtf8String(step.title)},
                {"detail", toUtf8String(step.detail)}});
    else
        line(QStringLiteral("%1 %2: %3")
                 .arg(stepStateName(step.state).leftJustified(8), step.title, step.detail));
}

void Output::changes(const QList<FileChange> &changes) const
{
    for (const FileChange &change : changes) {
        if (m_json) {
            object({{"file", toUtf8String(change.file)},
                    {"change", toUtf8String(changeKindName(change.kind))},
                    {"diff", toUtf8String(change.diff)}});
            continue;
        }
        const QString none = QStringLiteral("/dev/null");
        line(QStringLiteral("--- ") + (change.kind == FileChange::Kind::Added ? none : change.file));
        line(QStringLiteral("+++ ") + (change.kind == FileChange::Kind::Removed ? none : change.file));
        QStringList lines = change.diff.split(QLatin1Char('\n'));
        lines.removeLast(); // behind the last newline
        for (const QString &text : std::as_const(lines)) {
            // Tabs are the only control characters in our files, and harmless on a terminal.
            QStringList parts = text.split(QLatin1Char('\t'));
            for (QString &part : parts)
                part = terminalSafe(part);
            write(parts.join(QLatin1Char('\t')).append(QLatin1Char('\n')).toUtf8());
        }
    }
}

void Output::quiet(qint64 untilMs) const
{
    const QDateTime until = QDateTime::fromMSecsSinceEpoch(untilMs);
    if (m_json)
        object({{"quietUntil", toUtf8String(until.toUTC().toString(Qt::ISODate))}});
    else
        line(QStringLiteral("quiet until %1").arg(until.toString(QStringLiteral("HH:mm"))));
}

void Output::run(const RunReport &report) const
{
    if (m_json) {
        object({{"time", QDateTime::fromMSecsSinceEpoch(report.startedMs, Qt::UTC)
                             .toString(Qt::ISODateWithMs)
                             .toStdString()},
                {"outcome", toUtf8String(runOutcomeName(report.outcome))},
                {"records", report.recordsWritten},
                {"durationMs", report.durationMs},
                {"leaseHolder", toUtf8String(report.leaseHolder)},
                {"notes", toUtf8String(report.notes.join(QLatin1Char(' ')))},
                {"error", toUtf8String(describe(report.error))}});
        return;
    }
    const QString time =
        QDateTime::fromMSecsSinceEpoch(report.startedMs).toString(QStringLiteral("HH:mm:ss"));
    QString text;
    switch (report.outcome) {
    case RunOutcome::Updated:
        text =
            QStringLiteral("%1 records written in %2 ms").arg(report.recordsWritten).arg(report.durationMs);
        break;
    case RunOutcome::StoodBy:
        text = QStringLiteral("standing by: %1 is the updater").arg(report.leaseHolder);
        break;
    case RunOutcome::Failed:
    case RunOutcome::Cancelled:
        text = describe(report.error);
        break;
    }
    for (const QString &note : report.notes)
        text += QLatin1Char(' ') + note;
    line(time + QStringLiteral("  ") + text);
}

} // namespace syspulse
