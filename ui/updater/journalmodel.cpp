// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/updater/journalmodel.h"

#include <algorithm>

#include <QGuiApplication>
#include <QPalette>

#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

JournalModel::JournalModel(const UnitFormatter &format, QObject *parent)
    : QAbstractTableModel(parent)
    , m_format(format)
{}

int JournalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_reports.size());
}

int JournalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountValue;
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCountValue)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Records || section == Duration))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Time:
        return tr("Time");
    case Trigger:
        return tr("Started by");
    case Result:
        return tr("Result");
    case Records:
        return tr("Records written");
    case Duration:
        return tr("Duration");
    case Notes:
        return tr("Notes");
    case columnCountValue:
        break;
    }
    return {};
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RunReport &report = reportAt(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return oneLine(text(report, column), 1000);
    case OutcomeRole:
        return runOutcomeName(report.outcome);
    case Qt::ToolTipRole:
        return column == Notes ? plainToolTip(text(report, column)) : QString();
    case Qt::TextAlignmentRole:
        if (column == Records || column == Duration)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::ForegroundRole: {
        const ThemeColors &colors = themeColors(QGuiApplication::palette());
        if (report.outcome == RunOutcome::Failed && (column == Result || column == Notes))
            return colors.error;
        if (report.outcome == RunOutcome::StoodBy && column == Result)
            return colors.warning;
        return {};
    }
    default:
        return {};
    }
}

QString JournalModel::text(const RunReport &report, Column column) const
{
    switch (column) {
    case Time:
        return m_format.dateTime(report.startedMs);
    case Trigger:
        return triggerText(report.trigger);
    case Result:
        return outcomeText(report.outcome);
    case Records:
        return report.outcome == RunOutcome::Updated
                   ? m_format.number(report.recordsWritten, NumberStyle::Full)
                   : unknownText();
    case Duration:
        return m_format.duration(report.durationMs);
    case Notes: {
        QStringList notes = report.notes;
        if (!report.error.message.isEmpty())
            notes.prepend(describe(report.error));
        if (report.outcome == RunOutcome::StoodBy && !report.leaseHolder.isEmpty())
            notes.prepend(tr("Another updater writes: %1").arg(report.leaseHolder));
        return notes.join(QLatin1Char(' '));
    }
    case columnCountValue:
        break;
    }
    return {};
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
    if (m_reports.size() == maxRows) {
        beginRemoveRows({}, maxRows - 1, maxRows - 1);
        m_reports.removeFirst();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_reports.append(report);
    endInsertRows();
}

void JournalModel::addPast(const QList<RunReport> &past)
{
    QList<RunReport> older;
    for (const RunReport &report : past) {
        if (m_reports.isEmpty() || report.startedMs < m_reports.constFirst().startedMs)
            older.append(report);
    }
    const qsizetype room = maxRows - m_reports.size();
    if (older.size() > room)
        older.remove(0, older.size() - room);
    if (older.isEmpty())
        return;
    const int first = int(m_reports.size());
    beginInsertRows({}, first, first + int(older.size()) - 1);
    m_reports = older + m_reports;
    endInsertRows();
}

int JournalModel::recordsPerRun() const
{
    const auto newest = std::find_if(m_reports.crbegin(), m_reports.crend(), [](const RunReport &report) {
        return report.outcome == RunOutcome::Updated;
    });
    return newest == m_reports.crend() ? -1 : newest->recordsWritten;
}

QStringList JournalModel::texts(int row) const
{
    QStringList texts;
    for (int column = 0; column < columnCountValue; ++column)
        texts.append(text(reportAt(row), Column(column)));
    return texts;
}

void JournalModel::clear()
{
    if (m_reports.isEmpty())
        return;
    beginRemoveRows({}, 0, int(m_reports.size()) - 1);
    m_reports.clear();
    endRemoveRows();
}

} // namespace syspulse
