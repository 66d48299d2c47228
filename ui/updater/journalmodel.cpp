// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/updater/journalmodel.h"

#include <QGuiApplication>
#include <QPalette>

#include "ui/base/theme.h"

namespace syspulse {

JournalModel::JournalModel(const UnitFormatter &format, QObject *parent)
    : RowsModel(parent)
{
    setColumns({{tr("Time"), [format](const RunReport &run) { return format.dateTime(run.startedMs); }},
                {tr("Started by"), [](const RunReport &run) { return triggerText(run.trigger); }},
                {tr("Result"), [](const RunReport &run) { return outcomeText(run.outcome); }},
                {tr("Records written"),
                 [format](const RunReport &run) {
                     return run.outcome == RunOutcome::Updated
                                ? format.number(run.recordsWritten, NumberStyle::Full)
                                : unknownText();
                 },
                 Align::Right},
                {tr("Duration"), [format](const RunReport &run) { return format.duration(run.durationMs); },
                 Align::Right},
                {tr("Notes"), [](const RunReport &run) {
                     QStringList notes = run.notes;
                     if (!run.error.message.isEmpty())
                         notes.prepend(describe(run.error));
                     if (run.outcome == RunOutcome::StoodBy && !run.leaseHolder.isEmpty())
                         notes.prepend(tr("Another updater writes: %1").arg(run.leaseHolder));
                     return notes.join(QLatin1Char(' '));
                 }}});
}

QVariant JournalModel::cell(const RunReport &report, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return oneLine(text(report, column), 1000);
    case OutcomeRole:
        return runOutcomeName(report.outcome);
    case Qt::ToolTipRole:
        return column == Notes ? plainToolTip(text(report, column)) : QString();
    case Qt::ForegroundRole: {
        const ThemeColors &colors = themeColors(QGuiApplication::palette());
        if (report.outcome == RunOutcome::Failed && (column == Result || column == Notes))
            return colors.error;
        if (report.outcome == RunOutcome::StoodBy && column == Result)
            return colors.warning;
        return {};
    }
    default:
        return RowsModel::cell(report, column, role);
    }
}

QString JournalModel::triggerText(const QString &trigger)
{
    if (trigger == QLatin1String("schedule"))
        return tr("Schedule");
    if (trigger == QLatin1String("manual"))
        return tr("You");
    if (trigger == QLatin1String("setup"))
        return tr("Setup");
    return trigger;
}

QString JournalModel::outcomeText(RunOutcome outcome)
{
    switch (outcome) {
    case RunOutcome::Updated:
        return tr("Updated");
    case RunOutcome::StoodBy:
        return tr("Stood by");
    case RunOutcome::Failed:
        return tr("Failed");
    case RunOutcome::Cancelled:
        return tr("Cancelled");
    }
    return {};
}

void JournalModel::add(const RunReport &report)
{
    if (m_rows.size() == maxRows) {
        beginRemoveRows({}, maxRows - 1, maxRows - 1);
        m_rows.removeLast();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_rows.prepend(report);
    endInsertRows();
}

void JournalModel::addPast(const QList<RunReport> &past)
{
    QList<RunReport> older;
    for (auto run = past.crbegin(); run != past.crend() && m_rows.size() + older.size() < maxRows; ++run) {
        if (m_rows.isEmpty() || run->startedMs < m_rows.constLast().startedMs)
            older.append(*run);
    }
    if (older.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + int(older.size()) - 1);
    m_rows += older;
    endInsertRows();
}

int JournalModel::recordsPerRun() const
{
    const int newest = find([](const RunReport &report) { return report.outcome == RunOutcome::Updated; });
    return newest < 0 ? -1 : at(newest).recordsWritten;
}

QStringList JournalModel::texts(int row) const
{
    QStringList texts;
    for (int column = 0; column < columnCount(); ++column)
        texts.append(text(at(row), column));
    return texts;
}

void JournalModel::clear()
{
    if (m_rows.isEmpty())
        return;
    beginRemoveRows({}, 0, rowCount() - 1);
    m_rows.clear();
    endRemoveRows();
}

} // namespace syspulse
