// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/output.h"
#include "core/profiles/profile.h"
#include "core/report/reportsource.h"
#include "core/settings/statestore.h"

#include <QProcess>

namespace syspulse {

/// Carries out "report": prints what the window has kept of an instance as one HTML page, or has the window's
/// program make a PDF of it. The server is not asked, so that there is a report of one that is away, too.
class ReportCommand : public QObject
{
    Q_OBJECT

public:
    /// @p output must outlive the object.
    explicit ReportCommand(const Output &output, QObject *parent = nullptr);

    /// Reports on the instance of @p profile, without an id on that at its url, since @p sinceSeconds before
    /// now, as a page or as a @p pdf. Emits one of the signals.
    void start(const Profile &profile, qint64 sinceSeconds, bool pdf);

signals:
    void finished();
    void failed(const syspulse::Error &error);

private:
    void print(const QByteArray &html);
    void printPdf(const QByteArray &html);

    const Output &m_output;
    StateStore m_state;
    std::unique_ptr<HistoryStore> m_history;
    std::unique_ptr<ReportSource> m_source;
    bool m_pdf = false;
    QProcess m_window; ///< the window's program, which makes the PDF
};

} // namespace syspulse
