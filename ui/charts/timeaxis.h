// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <tuple>

#include <QObject>

#include "core/base/clock.h"
#include "core/report/ticks.h"

namespace syspulse {

/// The time span that several charts show together, and the moment that their crosshair reads. Follows the
/// clock until it is paused. Times in ms since the epoch.
class TimeAxis : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 minuteMs = 60'000;
    static constexpr qint64 dayMs = 1440 * minuteMs;
    static constexpr qint64 minRangeMs = 10'000;
    static constexpr qint64 maxRangeMs = 366 * dayMs;
    static constexpr qint64 defaultRangeMs = 15 * minuteMs;
    static constexpr qint64 scrollPauseMs = 400;

    explicit TimeAxis(const Clock &clock, QObject *parent = nullptr);

    qint64 rangeMs() const { return m_rangeMs; }
    /// The right edge: now, or where the axis was stopped.
    qint64 endMs() const { return m_paused ? m_endMs : m_clock.nowMs(); }
    bool isPaused() const { return m_paused; }
    std::optional<qint64> cursorMs() const { return m_cursorMs; }

    /// Keeps the right edge.
    void setRange(qint64 rangeMs);
    void setPaused(bool paused);
    /// Multiplies the range by @p factor. @p aroundMs stays where it is; while following the clock, the right
    /// edge does.
    void zoom(double factor, qint64 aroundMs);
    /// Pauses and moves the window to a right edge of @p endMs, at most now.
    void moveTo(qint64 endMs);
    /// Nothing hides the crosshair.
    void setCursor(std::optional<qint64> timeMs);
    /// Puts the crosshair to @p timeMs, and moves the window only where it does not show that moment.
    void showMoment(qint64 timeMs);

    /// See timeTicks(). Charts that are as wide ask for the same ones in each frame, and the calendar is
    /// slow.
    QList<Tick> ticks(qint64 fromMs, qint64 toMs, int wanted);

    /// The page under the charts was scrolled. A wheel that turns on must go on scrolling when a chart comes
    /// under the pointer, instead of beginning to zoom.
    void notePageScrolled() { m_scrolledMs = m_clock.monotonicMs(); }
    bool isPageScrolling() const
    {
        return m_scrolledMs && m_clock.monotonicMs() - *m_scrolledMs < scrollPauseMs;
    }

signals:
    void changed();
    void pausedChanged(bool paused);
    void cursorChanged();

private:
    const Clock &m_clock;
    qint64 m_rangeMs = defaultRangeMs;
    qint64 m_endMs = 0;
    bool m_paused = false;
    std::optional<qint64> m_cursorMs;
    std::optional<std::tuple<qint64, qint64, int>> m_askedTicks; ///< of which m_ticks are
    QList<Tick> m_ticks;
    std::optional<qint64> m_scrolledMs; ///< when the page was scrolled last, on the monotonic clock
};

} // namespace syspulse
