// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/roomycolumn.h"

#include <algorithm>

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>

#include "ui/base/itemviews.h"

namespace syspulse {

static int widthOf(const QTableView *table, int characters)
{
    return characters * table->fontMetrics().averageCharWidth() + 2 * cellPadding;
}

RoomyColumn::RoomyColumn(QTableView *table, int column, int most, int last)
    : QObject(table)
    , m_table(table)
    , m_column(column)
    , m_leastWidth(table->columnWidth(column))
    , m_mostWidth(widthOf(table, most))
    , m_lastWidth(widthOf(table, last))
{
    elideInTheMiddle(table, column);
    table->viewport()->installEventFilter(this);
    connect(table->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
        if (m_fitting)
            return;
        m_chosen = m_chosen || section == m_column;
        fit();
    });
    fit();
}

bool RoomyColumn::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QObject::eventFilter(watched, event);
}

int RoomyColumn::others() const
{
    const QHeaderView *header = m_table->horizontalHeader();
    int width = 0;
    int last = 0; // takes what is left, so its width says nothing about what it needs
    for (int i = 0; i < header->count(); ++i) {
        const int section = header->logicalIndex(i);
        if (section == m_column || header->isSectionHidden(section))
            continue;
        width += header->sectionSize(section);
        last = section;
    }
    return width - header->sectionSize(last) + std::max(m_lastWidth, header->sectionSizeHint(last));
}

void RoomyColumn::fit()
{
    if (m_chosen)
        return;
    const QScopedValueRollback fitting(m_fitting, true);
    const int spare = m_table->viewport()->width() - others();
    m_table->setColumnWidth(m_column, std::clamp(spare, m_leastWidth, std::max(m_leastWidth, m_mostWidth)));
}

} // namespace syspulse
