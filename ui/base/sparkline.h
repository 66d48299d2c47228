// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QWidget>

#include "core/history/gaprule.h"

namespace syspulse {

/// What a small line without axes shows: the recent course of one value.
struct SparklineData
{
    QList<QPointF> points; ///< ascending by x (ms since the epoch)
    qint64 fromMs = 0;
    qint64 toMs = 0;
    GapRule gaps; ///< where the line breaks

    bool operator==(const SparklineData &) const = default;
};

/// Draws @p data into @p area; the scale goes from 0 to the largest value.
void paintSparkline(QPainter &painter, const QRectF &area, const SparklineData &data, const QColor &color);

/// A widget that is such a line.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget *parent = nullptr);

    /// @p active: false draws it grey.
    void setShown(const SparklineData &shown, bool active);
    const QList<QPointF> &points() const { return m_shown.points; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SparklineData m_shown;
    bool m_active = true;
};

} // namespace syspulse
