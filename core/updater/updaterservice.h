// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/harper/portknock.h"
#include "core/updater/recordupdater.h"

#include <QTimer>

namespace syspulse {

/// Runs the RecordUpdater: by hand or on a schedule aligned to the interval, with back-off after failures,
/// which ends as soon as a server that could not be reached listens again, and is short where it listens.
///
/// In quiet hours and while paused the lease is given back. Keeping it would take a write every few
/// intervals, and would keep an updater elsewhere, whose hours are others, from filling in.
class UpdaterService : public QObject
{
    Q_OBJECT

public:
    UpdaterService(OperationsClient *client, const SysLayout &layout, const Clock *clock,
                   QObject *parent = nullptr);

    /// See RecordUpdater.
    void setFurtherReadings(std::function<FurtherReadings()> further)
    {
        m_updater.setFurtherReadings(std::move(further));
    }

    /// Starts or resumes the schedule, or changes it; the interval is clamped to 1 to 3600 s. The first cycle
    /// runs at once, unless these are quiet hours.
    void start(const UpdaterSchedule &schedule);
    /// Interrupts the schedule until start() is called, and gives the lease back.
    void pause();
    /// Ends the schedule and a running cycle, and gives the lease back; stopped() follows.
    void stop();
    /// Runs one cycle now, beside the schedule. Ignored while one runs.
    void runNow(const QString &trigger, bool takeOver = false);
    /// Runs one cycle that gives all records ids of style @p ids, as the administrator wants them: it writes
    /// although another updater holds the lease. Ignored while one runs: runFinished() tells its trigger.
    void changeIds(const QString &trigger, IdStyle ids);

    const UpdaterStatus &status() const { return m_status; }
    bool isActive() const { return m_scheduled; }

    /// Where it waits to try again after a failure: does not wait any longer.
    void retryNow();

signals:
    void statusChanged(const syspulse::UpdaterStatus &status);
    void runFinished(const syspulse::RunReport &report);
    void stopped();

private:
    void runScheduled();
    void run(RecordUpdater::Request request);
    void finished(const RunReport &report);
    void plan();
    /// Waits for its next turn no longer than for @p delayMs.
    void retryWithin(qint64 delayMs);
    bool enterQuietHours();
    void setState(UpdaterState state);

    const Clock *m_clock;
    RecordUpdater m_updater;
    QTimer m_timer;
    PortKnock m_knock; ///< while the server cannot be reached
    UpdaterStatus m_status;
    bool m_scheduled = false;
    bool m_paused = false;
    bool m_stopping = false; ///< stopped() is owed
    bool m_again = false;    ///< a cycle was asked for while one ran
    int m_failures = 0;
};

} // namespace syspulse
