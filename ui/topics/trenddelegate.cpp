// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/trenddelegate.h"

#include <algorithm>

#include <QPainter>

#include "core/session/livestore.h"
#include "core/topics/catalogue.h"
#include "ui/base/itemviews.h"
#include "ui/base/theme.h"
#include "ui/charts/sparkline.h"
#include "ui/topics/topicsmodel.h"

namespace syspulse {

namespace {

constexpr qint64 spanMs = 15 * 60 * 1000;
constexpr int columns = 60;

} // namespace

TrendDelegate::TrendDelegate(const LiveStore &store, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_store(store)
{}

void TrendDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    // The cell has no text: this draws its ground.
    QStyledItemDelegate::paint(painter, option, index);

    const QString topic = index.data(TopicsModel::TopicRole).toString();
    const TopicValue *value = m_store.value(topic);
    if (value == nullptr || !value->number)
        return;
    const std::optional<MetricDescription> description = describeTopic(topic);
    // The course of an uptime says nothing.
    if (description && description->unit == Unit::Seconds)
        return;
    const bool counter =
        description ? description->kind == MetricKind::Counter : value->kind == kindName(MetricKind::Counter);
    // Steps of one column, so that the line stands still between updates.
    const qint64 columnMs = spanMs / columns;
    SparklineData data;
    data.toMs = (m_store.nowMs() / columnMs + 1) * columnMs;
    data.fromMs = data.toMs - spanMs;
    data.gaps = m_store.gaps().atLeast(columnMs);
    data.points = decimate(counter ? m_store.ratePoints(topic, data.fromMs, data.toMs)
                                   : m_store.points(topic, data.fromMs, data.toMs),
                           data.fromMs, data.toMs, columns);

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const ThemeColors &colors = themeColors(option.palette);
    const QColor color = selected                 ? option.palette.color(QPalette::HighlightedText)
                         : m_store.isStale(topic) ? colors.stale
                                                  : colors.accent;
    painter->save();
    painter->setClipRect(option.rect);
    paintSparkline(*painter, option.rect.adjusted(cellPadding, 2, -cellPadding, -2), data, color);
    painter->restore();
}

} // namespace syspulse
