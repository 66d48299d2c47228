// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartinteraction.h"

#include <cmath>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include "ui/charts/timeaxis.h"
#include "ui/charts/timechart.h"

namespace syspulse {

namespace {

constexpr int dragThreshold = 4;
constexpr double zoomPerNotch = 1.25;

} // namespace

ChartInteraction::ChartInteraction(TimeChart *chart, TimeAxis *axis)
    : QObject(chart)
    , m_chart(chart)
    , m_axis(axis)
{
    chart->viewport()->setMouseTracking(true);
    chart->viewport()->installEventFilter(this);
    chart->installEventFilter(this);
}

bool ChartInteraction::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_chart)
        return event->type() == QEvent::KeyPress && key(static_cast<QKeyEvent *>(event));
    switch (event->type()) {
    case QEvent::Wheel:
        return wheel(static_cast<QWheelEvent *>(event));
    case QEvent::MouseButtonPress:
        press(static_cast<QMouseEvent *>(event));
        return false;
    case QEvent::MouseMove:
        move(static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseButtonRelease:
        release(static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        m_axis->setPaused(false);
        return true;
    case QEvent::Leave:
        leave();
        return false;
    default:
        return false;
    }
}

bool ChartInteraction::wheel(QWheelEvent *event)
{
    const int delta = event->angleDelta().y();
    const bool inside = m_chart->plotRect().contains(event->position());
    if (delta == 0 || !inside || m_axis->isPageScrolling()) {
        m_axis->notePageScrolled();
        event->ignore();
        return true;
    }
    m_axis->zoom(std::pow(zoomPerNotch, -delta / 120.0), m_chart->timeAt(event->position().x()));
    event->accept();
    return true;
}

void ChartInteraction::press(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_chart->plotRect().contains(event->position()))
        return;
    const bool marks = event->modifiers() == Qt::ControlModifier;
    m_zooms = !marks;
    if (marks || event->modifiers() == Qt::ShiftModifier)
        m_brush = event->position().x();
    else
        m_drag = Drag{event->position().x(), m_axis->endMs(), false};
}

void ChartInteraction::move(QMouseEvent *event)
{
    const double x = event->position().x();
    if (m_brush) {
        leave();
        m_chart->setBrushed(
            TimeSpan{m_chart->timeAt(std::min(x, *m_brush)), m_chart->timeAt(std::max(x, *m_brush))});
        return;
    }
    if (m_drag && (m_drag->moved || std::abs(x - m_drag->x) >= dragThreshold)) {
        m_drag->moved = true;
        m_chart->viewport()->setCursor(Qt::ClosedHandCursor);
        leave();
        const double msPerPixel = double(m_chart->toMs() - m_chart->fromMs()) / m_chart->plotWidth();
        m_axis->moveTo(m_drag->endMs - qint64((x - m_drag->x) * msPerPixel));
        return;
    }
    if (!m_chart->plotRect().contains(event->position()))
        return leave();
    // What is read is a sample, and the moment that is told is the sample's.
    const qint64 time = m_chart->timeAt(x);
    m_axis->setCursor(m_chart->sampleNear(time).value_or(time));
    emit m_chart->pointed(event->position());
}

void ChartInteraction::release(QMouseEvent *event)
{
    m_drag.reset();
    m_chart->viewport()->unsetCursor();
    if (!m_brush)
        return;
    const double from = std::min(event->position().x(), *m_brush);
    const double to = std::max(event->position().x(), *m_brush);
    m_brush.reset();
    const TimeSpan span{m_chart->timeAt(from), m_chart->timeAt(to)};
    if (!m_zooms && to - from >= dragThreshold) {
        emit m_chart->spanMarked(span, event->globalPosition().toPoint());
        return;
    }
    m_chart->setBrushed(std::nullopt);
    if (to - from < dragThreshold)
        return;
    m_axis->moveTo(span.toMs);
    m_axis->setRange(span.toMs - span.fromMs);
}

void ChartInteraction::leave()
{
    m_axis->setCursor(std::nullopt);
    emit m_chart->pointed(std::nullopt);
}

void ChartInteraction::moveCursor(int columns)
{
    const qint64 step = std::max<qint64>(1, (m_chart->toMs() - m_chart->fromMs()) / m_chart->plotWidth());
    const qint64 start = m_axis->cursorMs().value_or(m_chart->toMs());
    const qint64 wanted = std::clamp(start + columns * step, m_chart->fromMs(), m_chart->toMs());
    std::optional<qint64> sample = m_chart->sampleNear(wanted);
    // Samples may be further apart than the step.
    if (sample && (*sample - start) * columns <= 0)
        sample = m_chart->sampleBeside(start, columns);
    m_axis->setCursor(sample.value_or(wanted));
    emit m_chart->pointed(std::nullopt);
}

bool ChartInteraction::key(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_Left || key == Qt::Key_Right) {
        const int direction = key == Qt::Key_Left ? -1 : 1;
        if (event->modifiers().testFlag(Qt::ControlModifier))
            m_axis->moveTo(m_axis->endMs() + direction * m_axis->rangeMs() / 4);
        else
            moveCursor(direction * (event->modifiers().testFlag(Qt::ShiftModifier) ? 20 : 2));
        return true;
    }
    if (key == Qt::Key_Plus || key == Qt::Key_Equal || key == Qt::Key_Minus) {
        const qint64 middle = (m_chart->fromMs() + m_chart->toMs()) / 2;
        m_axis->zoom(key == Qt::Key_Minus ? zoomPerNotch : 1 / zoomPerNotch,
                     m_axis->cursorMs().value_or(middle));
        return true;
    }
    if (key == Qt::Key_Space) {
        m_axis->setPaused(!m_axis->isPaused());
        return true;
    }
    if (key == Qt::Key_Escape && m_axis->cursorMs()) {
        m_axis->setCursor(std::nullopt);
        return true;
    }
    return false;
}

} // namespace syspulse
