// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/reportcommand.h"

#include "core/harper/endpoint.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QStandardPaths>

namespace syspulse {

ReportCommand::ReportCommand(const Output &output, QObject *parent)
    : QObject(parent)
    , m_output(output)
{}

void ReportCommand::start(const Profile &profile, qint64 sinceSeconds, bool pdf)
{
    m_pdf = pdf;
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
                         print(instanceReportHtml(*gathered, UnitFormatter()));
                     });
}

void ReportCommand::print(const QByteArray &html)
{
    if (m_pdf)
        return printPdf(html);
    m_output.file(html);
    emit finished();
}

void ReportCommand::printPdf(const QByteArray &html)
{
    QString program =
        QStandardPaths::findExecutable(QStringLiteral("syspulse"), {QCoreApplication::applicationDirPath()});
    if (program.isEmpty())
        program = QStandardPaths::findExecutable(QStringLiteral("syspulse"));
    if (program.isEmpty()) {
        return emit failed(
            {ErrorKind::Local,
             tr("A PDF is made by the program \"syspulse\", which is not installed here. Install it, or "
                "print the HTML page with a browser."),
             {},
             0});
    }
    connect(&m_window, &QProcess::errorOccurred, this, [this, program](QProcess::ProcessError error) {
        // What comes with the end is told there.
        if (error != QProcess::FailedToStart)
            return;
        emit failed(
            {ErrorKind::Local,
             tr("%1, which makes the PDF, could not be started: %2").arg(program, m_window.errorString()),
             {},
             0});
    });
    connect(&m_window, &QProcess::finished, this, [this, program](int exitCode, QProcess::ExitStatus status) {
        const QByteArray pdf = m_window.readAllStandardOutput();
        if (status != QProcess::NormalExit || exitCode != 0 || !pdf.startsWith("%PDF")) {
            return emit failed(
                {ErrorKind::Local,
                 tr("%1 could not make a PDF of the report. \"--format html\" gives the page.").arg(program),
                 QString::fromUtf8(m_window.readAllStandardError()).trimmed(), 0});
        }
        m_output.file(pdf);
        emit finished();
    });
    m_window.start(program, {QStringLiteral("--report-to-pdf")});
    m_window.write(html);
    m_window.closeWriteChannel();
}

} // namespace syspulse
