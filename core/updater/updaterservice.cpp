// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/updaterservice.h"

#include "core/updater/schedule.h"

#include <algorithm>

namespace syspulse {

UpdaterService::UpdaterService(OperationsClient *client, const SysLayout &layout, const Clock *clock,
                               QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_updater(client, layout, clock)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_status.intervalSeconds = defaultIntervalSeconds;
    connect(&m_timer, &QTimer::timeout, this, &UpdaterService::runScheduled);
    connect(&m_updater, &RecordUpdater::finished, this, &UpdaterService::finished);
    connect(&m_updater, &RecordUpdater::released, this, &UpdaterService::stopped);
}

void UpdaterService::setState(UpdaterState state)
{
    m_status.state = state;
    emit statusChanged(m_status);
}

void UpdaterService::start(int intervalSeconds)
{
    m_status.intervalSeconds = std::clamp(intervalSeconds, minIntervalSeconds, maxIntervalSeconds);
    m_scheduled = true;
    m_failures = 0;
    m_timer.stop();
    if (m_updater.isRunning())
        setState(UpdaterState::Running); // finished() plans the next one with the new interval
    else
        runScheduled();
}

void UpdaterService::stop()
{
    m_scheduled = false;
    m_again = false;
    m_timer.stop();
    m_status.nextRunMs = 0;
    m_updater.cancel();
    setState(UpdaterState::Stopped);
    m_updater.release();
}

void UpdaterService::runScheduled()
{
    runNow(QStringLiteral("schedule"));
}

void UpdaterService::runNow(const QString &trigger, bool takeOver)
{
    if (m_updater.isRunning()) {
        m_again = m_again || takeOver;
        return;
    }
    m_timer.stop();
    m_status.nextRunMs = 0;
    setState(UpdaterState::Running);
    m_updater.run({trigger, m_scheduled ? m_status.intervalSeconds : 0, takeOver});
}

void UpdaterService::finished(const RunReport &report)
{
    m_status.lastRun = report;
    m_failures = report.outcome == RunOutcome::Failed ? m_failures + 1 : 0;
    emit runFinished(report);
    if (std::exchange(m_again, false)) {
        runNow(QStringLiteral("manual"), true);
        return;
    }
    plan();
}

void UpdaterService::plan()
{
    if (!m_scheduled) {
        m_status.nextRunMs = 0;
        setState(UpdaterState::Stopped);
        return;
    }
    const qint64 now = m_clock->nowMs();
    m_status.nextRunMs =
        m_failures > 0 ? now + retryDelayMs(m_failures) : nextAlignedMs(now, m_status.intervalSeconds);
    m_timer.start(int(m_status.nextRunMs - now));
    if (m_failures > 0)
        setState(UpdaterState::Retrying);
    else
        setState(m_status.lastRun.outcome == RunOutcome::StoodBy ? UpdaterState::StandingBy
                                                                 : UpdaterState::Waiting);
}

} // namespace syspulse
