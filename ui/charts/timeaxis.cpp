// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timeaxis.h"

#include <algorithm>
#include <cmath>

namespace syspulse {

TimeAxis::TimeAxis(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{}

void TimeAxis::setRange(qint64 rangeMs)
{
    rangeMs = std::clamp(rangeMs, minRangeMs, maxRangeMs);
    if (rangeMs == m_rangeMs)
        return;
    m_rangeMs = rangeMs;
    emit changed();
}

void TimeAxis::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_endMs = m_clock.nowMs();
    m_paused = paused;
    emit pausedChanged(paused);
    emit changed();
}

void TimeAxis::zoom(double factor, qint64 aroundMs)
{
    if (!std::isfinite(factor) || factor <= 0)
        return;
    const double wanted = std::clamp(double(m_rangeMs) * factor, double(minRangeMs), double(maxRangeMs));
    const double applied = wanted / double(m_rangeMs);
    if (m_paused) {
        const qint64 end = aroundMs + qint64(double(m_endMs - aroundMs) * applied);
        m_endMs = std::min(end, m_clock.nowMs());
    }
    setRange(qint64(wanted));
}

void TimeAxis::moveTo(qint64 endMs)
{
    endMs = std::clamp(endMs, std::min(m_rangeMs, m_clock.nowMs()), m_clock.nowMs());
    const bool wasPaused = m_paused;
    if (wasPaused && endMs == m_endMs)
        return;
    m_paused = true;
    m_endMs = endMs;
    if (!wasPaused)
        emit pausedChanged(true);
    emit changed();
}

void TimeAxis::setCursor(std::optional<qint64> timeMs)
{
    if (timeMs == m_cursorMs)
        return;
    m_cursorMs = timeMs;
    emit cursorChanged();
}

QList<Tick> TimeAxis::ticks(qint64 fromMs, qint64 toMs, int wanted)
{
    const std::tuple asked(fromMs, toMs, wanted);
    if (asked != m_askedTicks) {
        m_askedTicks = asked;
        m_ticks = timeTicks(fromMs, toMs, wanted);
    }
    return m_ticks;
}

void TimeAxis::showMoment(qint64 timeMs)
{
    if (timeMs > endMs() || timeMs < endMs() - m_rangeMs)
        moveTo(timeMs + m_rangeMs / 2);
    setCursor(timeMs);
}

} // namespace syspulse
