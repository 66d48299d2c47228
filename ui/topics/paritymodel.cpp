// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/paritymodel.h"

#include <QGuiApplication>
#include <QPalette>

#include "core/report/parityexport.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

ParityModel::ParityModel(const UnitFormatter &format, QObject *parent)
    : QAbstractTableModel(parent)
    , m_format(format)
{}

void ParityModel::setReport(const ParityReport &report)
{
    if (report.convention == m_report.convention && report.rows.size() == m_report.rows.size()) {
        m_report = report;
        if (!m_report.rows.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCountValue - 1));
        return;
    }
    beginResetModel();
    m_report = report;
    endResetModel();
}

int ParityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_report.rows.size());
}

int ParityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountValue;
}

QVariant ParityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCountValue)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Value || section == Age))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Topic:
        return tr("Topic there");
    case State:
        return tr("State");
    case Own:
        return tr("Topic of SysPulse");
    case Value:
        return tr("Value");
    case Age:
        return tr("Age");
    case Note:
        return tr("Note");
    case columnCountValue:
        break;
    }
    return {};
}

QVariant ParityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ParityRow &row = m_report.rows.at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return plainToolTip(column == Note ? row.note : text(row, column));
    case Qt::ForegroundRole:
        if (row.state == ParityState::Unavailable)
            return themeColors(QGuiApplication::palette()).stale;
        return {};
    case Qt::TextAlignmentRole:
        if (column == Value || column == Age)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    default:
        return {};
    }
}

QString ParityModel::text(const ParityRow &row, Column column) const
{
    switch (column) {
    case Topic:
        return row.topic;
    case State:
        return parityStateTitle(row.state);
    case Own:
        return row.own;
    case Value:
        // Where HarperDB gives none, a dash would promise one.
        return row.state == ParityState::Unavailable ? QString() : oneLine(parityValueText(row, m_format));
    case Age:
        return row.value && row.value->ageMs ? m_format.age(*row.value->ageMs) : QString();
    case Note:
        return row.note;
    case columnCountValue:
        break;
    }
    return {};
}

} // namespace syspulse
