// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sparkline.h"

#include <QPainter>

#include "ui/base/theme.h"
#include "ui/charts/sparklinepainter.h"

namespace syspulse {

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void Sparkline::setPoints(const QList<QPointF> &points, qint64 fromMs, qint64 toMs, const GapRule &gaps,
                          bool active)
{
    if (m_points == points && m_fromMs == fromMs && m_toMs == toMs && m_gaps == gaps && m_active == active)
        return;
    m_points = points;
    m_fromMs = fromMs;
    m_toMs = toMs;
    m_gaps = gaps;
    m_active = active;
    update();
}

QSize Sparkline::sizeHint() const
{
    return {90, 30};
}

QSize Sparkline::minimumSizeHint() const
{
    return {30, 20};
}

void Sparkline::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = themeColors(palette());
    QPainter painter(this);
    paintSparkline(painter, rect(), {m_points, m_fromMs, m_toMs, m_gaps},
                   m_active ? colors.accent : colors.stale);
}

} // namespace syspulse
