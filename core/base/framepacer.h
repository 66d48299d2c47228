// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/framepace.h"

#include <functional>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace syspulse {

/// Has something done soon after it was asked for, and seldom enough where it is asked for again and again;
/// see FramePace.
class FramePacer final : public QObject
{
public:
    FramePacer(const FramePace &pace, std::function<void()> due, QObject *parent = nullptr)
        : QObject(parent)
        , m_pace(pace)
        , m_timer(this)
    {
        m_clock.start();
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this, due = std::move(due)] {
            m_pace.framed(m_clock.elapsed());
            due();
        });
    }

    void request() { m_timer.start(int(m_pace.waitMs(m_clock.elapsed()))); }
    /// Forgets what was asked for.
    void stop() { m_timer.stop(); }
    /// Whether it is going to be done.
    bool isActive() const { return m_timer.isActive(); }

private:
    FramePace m_pace;
    QTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace syspulse
