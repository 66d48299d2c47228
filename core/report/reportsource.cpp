// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/reportsource.h"

#include <utility>

namespace syspulse {

ReportSource::ReportSource(HistoryStore &history, StateStore &state, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_log(state)
{
    connect(&m_log, &AlertLog::changed, this, &ReportSource::finish);
}

void ReportSource::gather(const InstanceReport &report, const QString &alertKey, Gathered gathered)
{
    m_report = report;
    m_gathered = std::move(gathered);
    m_historyRead = false;
    m_log.open(alertKey);
    m_history.load(report.origin.address, report.span.fromMs, this,
                   [this](const Result<HistoryStore::Past> &past) {
                       if (!past)
                           return std::exchange(m_gathered, {})(Unexpected<Error>{past.error()});
                       m_report.series = past->series;
                       readRuns();
                   });
}

void ReportSource::readRuns()
{
    m_history.loadRuns(m_report.origin.address, this, [this](const Result<QList<RunReport>> &runs) {
        if (!runs)
            return std::exchange(m_gathered, {})(Unexpected<Error>{runs.error()});
        m_report.runs = *runs;
        readNotes();
    });
}

void ReportSource::readNotes()
{
    m_history.loadNotes(m_report.origin.address, this, [this](const Result<QList<TimelineMark>> &notes) {
        if (!notes)
            return std::exchange(m_gathered, {})(Unexpected<Error>{notes.error()});
        m_report.notes = *notes;
        m_historyRead = true;
        finish();
    });
}

void ReportSource::finish()
{
    if (!m_historyRead || !m_log.isLoaded() || !m_gathered)
        return;
    m_report.alerts = m_log.events();
    std::exchange(m_gathered, {})(m_report);
}

} // namespace syspulse
