// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/output.h"

#include "core/base/json.h"
#include "core/base/terminaltext.h"

#include <cstdio>

#include <QDateTime>

namespace syspulse {

namespace {

void write(FILE *stream, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

} // namespace

void Output::line(const QString &text) const
{
    write(stdout, terminalSafe(text).toUtf8());
}

void Output::object(const OrderedJson &json) const
{
    write(stdout, terminalSafeJson(dumpJson(json)));
}

void Output::file(const QByteArray &bytes) const
{
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

void Output::progress(const QString &text) const
{
    if (!m_json)
        write(stderr, terminalSafe(text).toUtf8());
}

void Output::error(const Error &error) const
{
    if (m_json)
        object({{"error",
                 {{"kind", toUtf8String(errorKindName(error.kind))},
                  {"message", toUtf8String(error.message)},
                  {"detail", toUtf8String(error.detail)}}}});
    else
        write(stderr, (QStringLiteral("syspulsectl: ") + terminalSafe(describe(error))).toUtf8());
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
        for (QString text : lines) {
            // Tabs are all that a file of ours has of control characters; they harm no terminal.
            QStringList parts = text.split(QLatin1Char('\t'));
            for (QString &part : parts)
                part = terminalSafe(part);
            write(stdout, parts.join(QLatin1Char('\t')).toUtf8());
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
