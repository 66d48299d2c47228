// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/reportcommand.h"

#include "core/harper/endpoint.h"

#include <QDateTime>
#include <QFile>

namespace syspulse {

ReportCommand::ReportCommand(const Output &output, QObject *parent)
    : QObject(parent)
    , m_output(output)
{}

void ReportCommand::start(const Profile &profile, qint64 sinceSeconds)
{
    const Result<QUrl> url = parseInstanceUrl(profile.url);
    if (!url)
        return emit failed(url.error());
    const QString file = HistoryStore::defaultFile();
    // The store would make an empty one.
    if (!QFile::exists(file)) {
        return emit failed(
            {ErrorKind::Local,
             tr("There is no history in %1: it is kept while SysPulse's window is connected to an instance.")
                 .arg(file),
             {},
             0});
    }
    m_history = std::make_unique<HistoryStore>(file);
    m_source = std::make_unique<ReportSource>(*m_history, m_state);
    InstanceReport report;
    report.name = profile.name.isEmpty() ? instanceName(*url) : profile.name;
    report.span.toMs = QDateTime::currentMSecsSinceEpoch();
    report.span.fromMs = report.span.toMs - sinceSeconds * 1000;
    report.origin = {instanceId(*url), {}, report.span.toMs};
    m_source->gather(report, alertsKey(profile, instanceName(*url)),
                     [this, file](const Result<InstanceReport> &gathered) {
                         if (!gathered)
                             return emit failed(gathered.error());
                         if (gathered->series.isEmpty()) {
                             return emit failed({ErrorKind::Local,
                                                 tr("The history in %1 has nothing of %2 in this time. It is "
                                                    "kept while SysPulse's window "
                                                    "is connected to the instance.")
                                                     .arg(file, gathered->origin.address),
                                                 {},
                                                 0});
                         }
                         m_output.file(instanceReportHtml(*gathered, UnitFormatter()));
                         emit finished();
                     });
}

} // namespace syspulse
