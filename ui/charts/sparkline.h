// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QWidget>

#include "core/history/gaprule.h"

namespace syspulse {

/// A small line without axes: the recent course of one value. Its scale goes from 0 to the largest value.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget *parent = nullptr);

    /// @p points ascending by x (ms since the epoch), drawn over [@p fromMs, @p toMs]; the line breaks where
    /// @p gaps sees a gap. @p active: false draws it grey.
    void setPoints(const QList<QPointF> &points, qint64 fromMs, qint64 toMs, const GapRule &gaps,
                   bool active);
    const QList<QPointF> &points() const { return m_points; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<QPointF> m_points;
    qint64 m_fromMs = 0;
    qint64 m_toMs = 0;
    GapRule m_gaps;
    bool m_active = true;
};

} // namespace syspulse
