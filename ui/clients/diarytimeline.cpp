// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/diarytimeline.h"

#include <algorithm>

#include <QPainter>

#include "ui/base/theme.h"

namespace syspulse {

namespace {

constexpr int lineHeight = 22;

} // namespace

DiaryTimeline::DiaryTimeline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("When the client was there"));
}

QSize DiaryTimeline::sizeHint() const
{
    return {200, lineHeight};
}

void DiaryTimeline::show(const DiaryPage &page, qint64 fromMs, qint64 toMs, const QString &spoken)
{
    m_page = page;
    m_fromMs = fromMs;
    m_toMs = toMs;
    setAccessibleDescription(spoken);
    update();
}

void DiaryTimeline::paintEvent(QPaintEvent *)
{
    if (m_toMs <= m_fromMs)
        return;
    QPainter painter(this);
    const ThemeColors &colors = themeColors(palette());
    const auto span = [this](qint64 fromMs, qint64 toMs, double top, double bottom) {
        const auto x = [this](qint64 timeMs) {
            const qint64 within = std::clamp(timeMs, m_fromMs, m_toMs) - m_fromMs;
            return double(within) / double(m_toMs - m_fromMs) * width();
        };
        // A visit of a second is seen over a month, too.
        return QRectF(QPointF(x(fromMs), top), QPointF(std::max(x(toMs), x(fromMs) + 1), bottom));
    };
    // Not watched: hatched; watched and nobody there: plain.
    const QRectF whole = QRectF(rect()).adjusted(0, 3, 0, -3);
    painter.fillRect(whole, QBrush(colors.border, Qt::BDiagPattern));
    for (const auto &[begin, end] : m_page.watched)
        painter.fillRect(
            span(begin, end, whole.top(), whole.bottom()),
            blended(palette().color(QPalette::WindowText), palette().color(QPalette::Window), 0.08));
    const QColor there = colors.accent;
    const QColor perhaps = blended(there, palette().color(QPalette::Window), 0.35);
    for (const ClientVisit &visit : m_page.visits) {
        const double top = whole.top() + 3;
        const double bottom = whole.bottom() - 3;
        const qint64 seenMs = visit.endedMs || m_page.watched.isEmpty()
                                  ? visit.seenMs
                                  : std::max(visit.seenMs, m_page.watched.constLast().second);
        if (visit.endedMs && *visit.endedMs > seenMs)
            painter.fillRect(span(seenMs, *visit.endedMs, top, bottom), perhaps);
        painter.fillRect(span(visit.startedMs, seenMs, top, bottom), there);
    }
    painter.setPen(colors.border);
    painter.drawRect(whole.adjusted(0, 0, -1, 0));
}

} // namespace syspulse
