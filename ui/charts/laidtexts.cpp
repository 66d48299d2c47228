// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/laidtexts.h"

#include <cmath>

#include <QPaintEngine>
#include <QPainter>

namespace syspulse {

void LaidTexts::draw(QPainter *painter, const QRectF &area, Qt::Alignment alignment, const QString &text)
{
    if (text.isEmpty())
        return;
    if (painter->paintEngine()->type() != QPaintEngine::Raster) {
        painter->drawText(area, int(alignment) | Qt::TextDontClip, text);
        return;
    }
    auto laid = m_texts.find(text);
    if (laid == m_texts.end()) {
        if (m_texts.size() >= maxTexts)
            m_texts.clear();
        QStaticText layout(text);
        layout.setTextFormat(Qt::PlainText);
        layout.prepare({}, painter->font());
        laid = m_texts.insert(text, layout);
    }
    const QSizeF size = laid->size();
    const double x = alignment.testFlag(Qt::AlignRight)     ? area.right() - size.width()
                     : alignment.testFlag(Qt::AlignHCenter) ? area.center().x() - size.width() / 2
                                                            : area.left();
    const double y =
        alignment.testFlag(Qt::AlignVCenter) ? area.center().y() - size.height() / 2 : area.top();
    painter->drawStaticText(QPointF(std::round(x), std::round(y)), *laid);
}

} // namespace syspulse
