// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/updaterservice.h"

#include "core/base/logging.h"

#include <algorithm>

#include <QDateTime>

namespace syspulse {

/// How often an updater in its quiet hours looks whether they have ended.
static constexpr qint64 quietCheckMs = 60000;

UpdaterService::UpdaterService(OperationsClient *client, const SysLayout &layout, const Clock *clock,
                               QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_updater(client, layout, clock)
    , m_knock(client->endpoint().url)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &UpdaterService::runScheduled);
    connect(&m_knock, &PortKnock::opened, this, [this] {
        m_failures = 0; // of the server that was
        retryNow();
    });
    connect(&m_knock, &PortKnock::wasOpen, this, [this] { retryWithin(longestLinkRestMs); });
    connect(&m_updater, &RecordUpdater::finished, this, &UpdaterService::finished);
    connect(&m_updater, &RecordUpdater::released, this, [this] {
        if (std::exchange(m_stopping, false))
            emit stopped();
    });
}

void UpdaterService::setState(UpdaterState state)
{
    if (m_status.state != state)
        qCDebug(lcUpdater) << "state:" << updaterStateName(state);
    m_status.state = state;
    emit statusChanged(m_status);
}

void UpdaterService::start(const UpdaterSchedule &schedule)
{
    m_status.schedule = schedule;
    m_status.schedule.intervalSeconds =
        std::clamp(schedule.intervalSeconds, minIntervalSeconds, maxIntervalSeconds);
    m_scheduled = true;
    m_paused = false;
    m_failures = 0;
    m_status.quietUntilMs = 0;
    m_timer.stop();
    if (m_updater.isRunning())
        setState(UpdaterState::Running); // finished() plans the next one with the new schedule
    else
        runScheduled();
}

void UpdaterService::pause()
{
    if (!m_scheduled)
        return;
    m_scheduled = false;
    m_again = false;
    m_paused = true;
    m_timer.stop();
    m_knock.stop();
    m_status.nextRunMs = 0;
    m_updater.cancel();
    setState(UpdaterState::Paused);
    m_updater.release(QStringLiteral("paused"));
}

void UpdaterService::stop()
{
    m_scheduled = false;
    m_paused = false;
    m_stopping = true;
    m_again = false;
    m_timer.stop();
    m_knock.stop();
    m_status.nextRunMs = 0;
    m_updater.cancel();
    setState(UpdaterState::Stopped);
    m_updater.release();
}

bool UpdaterService::enterQuietHours()
{
    const qint64 now = m_clock->nowMs();
    const qint64 until = quietUntilMs(now, m_status.schedule.quiet, localUtcOffset);
    if (until == 0)
        return false;
    const QDateTime end = QDateTime::fromMSecsSinceEpoch(until);
    // With the offset: who reads this may live in another time zone.
    m_updater.release(QStringLiteral("quiet until ") +
                      end.toOffsetFromUtc(end.offsetFromUtc()).toString(Qt::ISODate));
    m_failures = 0;
    const bool news = m_status.state != UpdaterState::Quiet || m_status.quietUntilMs != until;
    m_status.quietUntilMs = until;
    m_status.nextRunMs = until;
    // The timer does not count while the machine sleeps, and somebody may set its clock or time zone.
    m_timer.start(int(std::min<qint64>(until - now, quietCheckMs)));
    if (news)
        setState(UpdaterState::Quiet);
    return true;
}

void UpdaterService::runScheduled()
{
    if (!enterQuietHours())
        runNow(QStringLiteral("schedule"));
}

void UpdaterService::runNow(const QString &trigger, bool takeOver)
{
    if (m_updater.isRunning())
        m_again = m_again || takeOver;
    else
        run({trigger, 0, takeOver, {}});
}

void UpdaterService::changeIds(const QString &trigger, IdStyle ids)
{
    if (!m_updater.isRunning())
        run({trigger, 0, true, ids});
}

void UpdaterService::run(RecordUpdater::Request request)
{
    m_timer.stop();
    m_status.nextRunMs = 0;
    m_status.quietUntilMs = 0;
    setState(UpdaterState::Running);
    request.intervalSeconds = m_scheduled ? m_status.schedule.intervalSeconds : 0;
    m_updater.run(request);
}

void UpdaterService::retryNow()
{
    if (m_status.state != UpdaterState::Retrying)
        return;
    m_timer.stop();
    runScheduled();
}

void UpdaterService::retryWithin(qint64 delayMs)
{
    if (m_status.state != UpdaterState::Retrying || m_timer.remainingTime() <= delayMs)
        return;
    m_status.nextRunMs = m_clock->nowMs() + delayMs;
    m_timer.start(int(delayMs));
    emit statusChanged(m_status);
}

void UpdaterService::finished(const RunReport &report)
{
    qCDebug(lcUpdater) << "run by" << report.trigger << runOutcomeName(report.outcome)
                       << report.recordsWritten << "records in" << report.durationMs << "ms"
                       << describe(report.error);
    m_status.lastRun = report;
    m_failures = report.outcome == RunOutcome::Failed ? m_failures + 1 : 0;
    if (m_failures == 0)
        m_knock.stop();
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
        // A run by hand took the lease again.
        if (m_paused)
            m_updater.release(QStringLiteral("paused"));
        setState(m_paused ? UpdaterState::Paused : UpdaterState::Stopped);
        return;
    }
    if (enterQuietHours())
        return;
    const qint64 now = m_clock->nowMs();
    m_status.nextRunMs = m_failures > 0 ? now + retryDelayMs(m_failures, m_status.lastRun.error)
                                        : nextAlignedMs(now, m_status.schedule.intervalSeconds);
    m_timer.start(int(m_status.nextRunMs - now));
    if (m_failures > 0) {
        if (m_status.lastRun.error.kind == ErrorKind::Network)
            m_knock.start();
        setState(UpdaterState::Retrying);
    } else {
        setState(m_status.lastRun.outcome == RunOutcome::StoodBy ? UpdaterState::StandingBy
                                                                 : UpdaterState::Waiting);
    }
}

} // namespace syspulse
