// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/paritymodel.h"

#include <QGuiApplication>
#include <QPalette>

#include "core/report/parityexport.h"
#include "ui/base/theme.h"

namespace syspulse {

ParityModel::ParityModel(const UnitFormatter &format, QObject *parent)
    : RowsModel(parent)
{
    setColumns({{tr("Topic there"), [](const ParityRow &row) { return row.topic; }},
                {tr("State"), [](const ParityRow &row) { return parityStateTitle(row.state); }},
                {tr("Topic of SysPulse"), [](const ParityRow &row) { return row.own; }},
                // Where HarperDB gives none, a dash would promise one.
                {tr("Value"),
                 [format](const ParityRow &row) {
                     return row.state == ParityState::Unavailable ? QString()
                                                                  : oneLine(parityValueText(row, format));
                 },
                 Align::Right},
                {tr("Age"),
                 [format](const ParityRow &row) {
                     return row.value && row.value->ageMs ? format.age(*row.value->ageMs) : QString();
                 },
                 Align::Right},
                {tr("Note"), [](const ParityRow &row) { return row.note; }}});
}

void ParityModel::setReport(const ParityReport &report)
{
    const bool same = report.convention == m_report.convention;
    m_report = report;
    update(report.rows, [same](const ParityRow &, const ParityRow &) { return same; });
}

QVariant ParityModel::cell(const ParityRow &row, int column, int role) const
{
    if (role == Qt::ForegroundRole && row.state == ParityState::Unavailable)
        return themeColors(QGuiApplication::palette()).stale;
    return RowsModel::cell(row, column, role);
}

} // namespace syspulse
