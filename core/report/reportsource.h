// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>

#include "core/alerts/alertlog.h"
#include "core/history/historystore.h"
#include "core/report/instancereport.h"

namespace syspulse {

/// Gathers what a report tells from the history and the log of the alerts on this computer. Reading happens
/// in other threads.
class ReportSource : public QObject
{
    Q_OBJECT

public:
    using Gathered = std::function<void(const Result<InstanceReport> &)>;

    /// Both must outlive the object.
    ReportSource(HistoryStore &history, StateStore &state, QObject *parent = nullptr);

    /// Completes @p report, of which origin, name and span are set, and tells @p gathered, which is not
    /// called once this object is gone. @p alertKey: the profile's id, or the address. One at a time.
    void gather(const InstanceReport &report, const QString &alertKey, Gathered gathered);

private:
    void readRuns();
    void readNotes();
    void finish();

    HistoryStore &m_history;
    AlertLog m_log;
    InstanceReport m_report;
    Gathered m_gathered;
    bool m_historyRead = false;
};

} // namespace syspulse
