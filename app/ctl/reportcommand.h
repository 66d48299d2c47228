// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/output.h"
#include "core/profiles/profile.h"
#include "core/report/reportsource.h"
#include "core/settings/statestore.h"

namespace syspulse {

/// Carries out "report": prints what the window has kept of an instance as one HTML page. The server is not
/// asked, so that there is a report of one that is away, too.
class ReportCommand : public QObject
{
    Q_OBJECT

public:
    /// @p output must outlive the object.
    explicit ReportCommand(const Output &output, QObject *parent = nullptr);

    /// Reports on the instance of @p profile, without an id on that at its url, since @p sinceSeconds before
    /// now. Emits one of the signals.
    void start(const Profile &profile, qint64 sinceSeconds);

signals:
    void finished();
    void failed(const syspulse::Error &error);

private:
    const Output &m_output;
    StateStore m_state;
    std::unique_ptr<HistoryStore> m_history;
    std::unique_ptr<ReportSource> m_source;
};

} // namespace syspulse
