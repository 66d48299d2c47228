// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/tableheader.h"

#include <QPainter>

#include "ui/base/tablestyle.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

constexpr int arrowRoom = 12;

} // namespace

TableHeader::TableHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
    setStretchLastSection(true);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setSectionsClickable(true);
}

QSize TableHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), fontMetrics().height() + 10};
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->save();
    const ThemeColors &colors = themeColors(palette());
    painter->fillRect(rect, palette().color(QPalette::Window));
    painter->setPen(colors.border);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->drawLine(rect.topRight() + QPoint(0, 5), rect.bottomRight() - QPoint(0, 5));

    const QVariant alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole);
    const bool right = alignment.isValid() && (alignment.toInt() & Qt::AlignRight) != 0;
    QRect area = rect.adjusted(cellPadding, 0, -cellPadding, 0);
    if (isSortIndicatorShown() && sortIndicatorSection() == section) {
        const int x = right ? area.left() + arrowRoom / 2 : area.right() - arrowRoom / 2;
        const int tip = sortIndicatorOrder() == Qt::AscendingOrder ? -2 : 2;
        const int y = area.center().y();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.muted);
        painter->drawPolygon(
            QPolygonF{QPointF(x - 4, y - tip), QPointF(x + 4, y - tip), QPointF(x, y + 1.5 * tip)});
        area.adjust(right ? arrowRoom : 0, 0, right ? 0 : -arrowRoom, 0);
    }
    painter->setPen(palette().color(QPalette::WindowText));
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    painter->drawText(area, (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                      fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
    painter->restore();
}

} // namespace syspulse
