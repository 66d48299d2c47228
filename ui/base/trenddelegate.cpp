// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/trenddelegate.h"

#include <QPainter>

#include "core/session/livestore.h"
#include "ui/base/itemviews.h"
#include "ui/base/sparkline.h"
#include "ui/base/theme.h"

namespace syspulse {

void TrendDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    // The cell has no text: this draws its ground.
    QStyledItemDelegate::paint(painter, option, index);

    const Trend trend = m_trendOf(index);
    if (trend.store == nullptr)
        return;
    constexpr int columns = 60;
    constexpr qint64 spanMs = spanMinutes * 60 * 1000;
    // Steps of one column, so that the line stands still between updates.
    constexpr qint64 columnMs = spanMs / columns;
    SparklineData data;
    data.toMs = (trend.store->nowMs() / columnMs + 1) * columnMs;
    data.fromMs = data.toMs - spanMs;
    data.gaps = trend.store->gaps().atLeast(columnMs);
    data.points = decimate(trend.points(data.fromMs, data.toMs), data.fromMs, data.toMs, columns);

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const ThemeColors &colors = themeColors(option.palette);
    const QColor color = selected                            ? option.palette.color(QPalette::HighlightedText)
                         : trend.store->isStale(trend.topic) ? colors.stale
                                                             : colors.accent;
    painter->save();
    painter->setClipRect(option.rect);
    paintSparkline(*painter, option.rect.adjusted(cellPadding, 2, -cellPadding, -2), data, color);
    painter->restore();
}

} // namespace syspulse
