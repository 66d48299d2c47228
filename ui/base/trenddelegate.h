// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/series.h"

#include <functional>
#include <utility>

#include <QStyledItemDelegate>

namespace syspulse {

class LiveStore;

/// Draws the recent course of a value into its cell. Views ask for the rows that can be seen only, so that is
/// all that is read and drawn.
class TrendDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int spanMinutes = 15;

    /// What a cell shows the course of.
    struct Trend
    {
        const LiveStore *store = nullptr; ///< nullptr: nothing is drawn
        QString topic;                    ///< grey where it is stale
        std::function<QList<SeriesPoint>(qint64 fromMs, qint64 toMs)> points;
    };
    using TrendOf = std::function<Trend(const QModelIndex &)>;

    explicit TrendDelegate(TrendOf trendOf, QObject *parent = nullptr)
        : QStyledItemDelegate(parent)
        , m_trendOf(std::move(trendOf))
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    TrendOf m_trendOf;
};

} // namespace syspulse
