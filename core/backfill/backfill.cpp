// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backfill/backfill.h"

#include "core/harper/notthere.h"
#include "core/metrics/metrics.h"

namespace syspulse {

namespace {

const QString &ticksMetric()
{
    static const QString metric = QStringLiteral("resource-usage");
    return metric;
}

} // namespace

Backfill::Backfill(OperationsClient *client, const Access &access, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_access(access)
{}

Backfill::~Backfill() = default;

void Backfill::run(const QList<TimeSpan> &missing, qint64 nowMs)
{
    m_run.begin();
    m_missing = missing;
    m_unread.clear();
    m_nowMs = nowMs;
    m_raw.reset();
    if (m_missing.isEmpty())
        return finish();
    const bool recent = m_missing.constLast().toMs > nowMs - m_access.reliableRawMs;
    m_busy.start();
    pause(m_access.rawRows && recent ? &Backfill::readThreads : &Backfill::nextPage);
}

void Backfill::pause(void (Backfill::*then)())
{
    // A server that is slow to answer is left alone for longer.
    const int restMs = pauseMs + int(std::min<qint64>(m_busy.elapsed(), 10 * pauseMs));
    QTimer::singleShot(restMs, m_run.context(), [this, then] {
        m_busy.start();
        (this->*then)();
    });
}

void Backfill::finish(const Error &error)
{
    const QList<TimeSpan> left = std::exchange(m_missing, {});
    if (!error.message.isEmpty())
        m_unread = left;
    m_ticks.clear();
    m_rows.clear();
    emit finished(error);
}

void Backfill::readThreads()
{
    m_client->systemInformation(
        {QStringLiteral("threads")}, m_run.context(), [this](const Result<SystemInformation> &information) {
            if (!information || information->threadIds.isEmpty())
                return nextPage();
            // With many busy threads fewer minutes fit in the rows that are read.
            const qint64 seconds = maxRawRows / (information->threadIds.size() + 1);
            const qint64 reachMs = std::min<qint64>(m_access.reliableRawMs, seconds * 1000);
            const TimeSpan span{std::max(m_missing.constFirst().fromMs, m_nowMs - reachMs), m_nowMs};
            m_raw = std::make_unique<RawMinutes>(span, m_access.clockOffsetMs, information->threadIds);
            m_rawRows = 0;
            readRawRows(double(span.fromMs + m_access.clockOffsetMs));
        });
}

void Backfill::readRawRows(double afterId)
{
    m_client->rawAnalytics(afterId, rawPageRows, m_run.context(),
                           [this, afterId](const Result<QList<AnalyticsRow>> &rows) {
                               if (!rows)
                                   return nextPage(); // the sums may still be told
                               m_raw->add(*rows);
                               m_rawRows += int(rows->size());
                               const bool forward = !rows->isEmpty() && rows->constLast().id > afterId;
                               if (forward && rows->size() >= rawPageRows && m_rawRows < maxRawRows)
                                   readRawRows(rows->constLast().id);
                               else
                                   rawRowsDone();
                           });
}

void Backfill::rawRowsDone()
{
    PastFrame frame;
    frame.values = m_raw->values();
    m_raw.reset();
    if (!frame.values.isEmpty())
        emit arrived(frame);
    pause(&Backfill::nextPage);
}

void Backfill::nextPage()
{
    while (!m_missing.isEmpty() && m_missing.constLast().isEmpty())
        m_missing.removeLast();
    if (m_missing.isEmpty())
        return finish();
    m_page = m_missing.constLast();
    // Pages begin on the hour, so that each one-hour value comes from one page.
    m_page.fromMs = std::max(m_page.fromMs, (m_page.toMs - m_pageMs + hourMs - 1) / hourMs * hourMs);
    m_metrics = {ticksMetric(), QStringLiteral("bytes-received"), QStringLiteral("bytes-sent"),
                 QStringLiteral("mqtt-connections")};
    m_ticks.clear();
    m_rows.clear();
    m_mostRows = 0;
    readAggregate();
}

void Backfill::readAggregate()
{
    const QString metric = m_metrics.takeFirst();
    // Minutes at the end of the page are told by ticks after it.
    const qint64 fromMs = m_page.fromMs + m_access.clockOffsetMs;
    const qint64 toMs = m_page.toMs + m_access.clockOffsetMs + aggregationDelayMs;
    m_client->aggregates(metric, fromMs, toMs, m_run.context(),
                         [this, metric](const Result<QList<AggregateRow>> &rows) {
                             if (!rows)
                                 // Servers before 4.5 have no get_analytics.
                                 return finish(saysUnknownOperation(rows.error()) ? Error() : rows.error());
                             m_mostRows = std::max(m_mostRows, rows->size());
                             (metric == ticksMetric() ? m_ticks : m_rows) += *rows;
                             // Without ticks nothing can be told about the page.
                             if (m_ticks.isEmpty() || m_metrics.isEmpty())
                                 pageDone();
                             else
                                 readAggregate();
                         });
}

void Backfill::pageDone()
{
    PastFrame frame;
    frame.values = pastFromAggregates(m_ticks, m_rows, m_page, m_access.clockOffsetMs);
    frame.settled = {m_page.fromMs, std::min(m_page.toMs, m_nowMs - aggregationDelayMs)};
    m_missing.last().toMs = m_page.fromMs;
    if (m_mostRows > manyRows)
        m_pageMs = std::max(hourMs, m_pageMs / 2);
    else if (m_mostRows < fewRows)
        m_pageMs = std::min(longestPageMs, m_pageMs * 2);
    emit arrived(frame);
    pause(&Backfill::nextPage);
}

} // namespace syspulse
