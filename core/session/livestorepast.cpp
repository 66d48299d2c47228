// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/livestore.h"

#include "core/backfill/pastminutes.h"

#include <algorithm>

// The part of LiveStore that brings in the past: what is kept on disk, and what the server's analytics tell.
namespace syspulse {

namespace {

/// One-minute values of the server's analytics may be two minutes apart.
constexpr qint64 shortestGapMs = 3 * Series::minuteMs;

/// What of @p past is not later than @p nowMs: the rest is left from a clock that was ahead.
SeriesTiers until(qint64 nowMs, const SeriesTiers &past)
{
    Series series;
    series.prepend(past);
    series.removeAfter(nowMs);
    return series.tiers();
}

} // namespace

void LiveStore::readPast()
{
    if (m_history == nullptr)
        return askForPast();
    m_reading = std::make_unique<QObject>();
    m_history->load(m_url, nowMs() - pastMs, m_reading.get(), [this](const Result<HistoryStore::Past> &past) {
        m_reading.release()->deleteLater(); // it is calling
        // What cannot be read is said by the store itself.
        if (!past)
            return askForPast();
        for (auto it = past->series.cbegin(); it != past->series.cend(); ++it)
            m_past.insert(it.key(), until(nowMs(), *it));
        for (const FilledSpan &filled : past->filled)
            (filled.hasValues ? m_filled : m_settled).append(filled.span);
        m_filled = united(m_filled, shortestGapMs);
        m_settled = united(m_settled, 0);
        m_marks.load(past->marks);
        QSet<QString> topics;
        for (auto &[topic, entry] : m_entries) {
            takePast(topic, entry);
            topics.insert(topic);
        }
        readGaps();
        if (!topics.isEmpty())
            emit updated(topics);
        askForPast();
    });
}

CourseGrid LiveStore::gridOf(qint64 columnMs) const
{
    return CourseGrid::of(std::max<qint64>(1, columnMs), 1000LL * intervalSeconds());
}

SeriesCourse LiveStore::course(const SeriesKey &key, const TimeSpan &span, qint64 columnMs) const
{
    const CourseGrid grid = gridOf(columnMs);
    const auto it = m_entries.find(key.topic);
    const TimeSpan whole = grid.whole(span);
    const SeriesTiers tiers = it == m_entries.end() ? m_past.value(key)
                              : key.rate            ? it->second.rates.tiersAround(whole)
                                                    : it->second.series.tiersAround(whole);
    return m_courses->completed({courseOf(tiers, span, grid), wholeFromMs(tiers, grid)}, key, span, grid,
                                nowMs());
}

NormalCourse LiveStore::normal(const NormalCourses::Wanted &wanted) const
{
    return m_normals->of(wanted, m_gaps, nowMs());
}

void LiveStore::loadRuns(QObject *context, const std::function<void(const QList<RunReport> &)> &loaded)
{
    if (m_history == nullptr || m_url.isEmpty())
        return;
    m_history->loadRuns(m_url, context, [this, url = m_url, loaded](const Result<QList<RunReport>> &runs) {
        // What cannot be read is said by the store itself.
        if (runs && url == m_url)
            loaded(*runs);
    });
}

void LiveStore::keepTalkers()
{
    const auto note = [this] { m_session.request<&SessionBroker::noteTalkers>(true); };
    connect(&m_session.connection(), &SessionConnection::stateChanged, this, [note](SessionState state) {
        if (state == SessionState::Connected)
            note();
    });
    // Now there may be a component that tells.
    connect(&m_session.setup(), &SessionSetup::setupFinished, this, note);
    connect(&m_session.broker(), &SessionBroker::topClientsChanged, this,
            [this](const TopClients &clients) { m_talkers.add(clients, nowMs()); });
    connect(&m_session.broker(), &SessionBroker::topTopicsChanged, this,
            [this](const TopTopics &topics) { m_talkers.add(topics, nowMs()); });
}

void LiveStore::takePast(const QString &topic, Entry &entry)
{
    if (!entry.history)
        return;
    entry.series.prepend(m_past.take({topic, false}));
    entry.rates.prepend(m_past.take({topic, true}));
}

qint64 LiveStore::toleratedGapMs() const
{
    return std::max(staleAfterMs(), shortestGapMs);
}

void LiveStore::askForPast()
{
    const SeriesKey key = pastReferenceKey();
    Series kept;
    kept.prepend(m_past.value(key));
    if (const auto it = m_entries.find(key.topic); it != m_entries.end())
        kept = it->second.rates;
    const qint64 toleratedMs = toleratedGapMs();
    const TimeSpan whole{nowMs() - pastMs, nowMs()};
    for (TimeSpan &settled : m_settled) // a clock that was ahead may have settled what is still to come
        settled.toMs = std::min(settled.toMs, whole.toMs);
    QList<TimeSpan> missing = without(whole, united(kept.known(toleratedMs) + m_settled, toleratedMs));
    missing.removeIf([toleratedMs](const TimeSpan &span) { return span.toMs - span.fromMs <= toleratedMs; });
    if (!missing.isEmpty())
        m_session.request<&SessionConnection::fillPast>(missing);
}

QList<SeriesPoint> LiveStore::fillSeries(const SeriesKey &key, const QList<SeriesPoint> &points)
{
    if (const auto it = m_entries.find(key.topic); it != m_entries.end() && it->second.history)
        return (key.rate ? it->second.rates : it->second.series).fill(points, toleratedGapMs());
    Series series;
    series.prepend(m_past.value(key));
    const QList<SeriesPoint> taken = series.fill(points, toleratedGapMs());
    m_past.insert(key, series.tiers());
    return taken;
}

void LiveStore::fillPast(const PastFrame &frame)
{
    if (m_url.isEmpty())
        return;
    QSet<QString> topics;
    QList<HistorySample> samples;
    QList<TimeSpan> minutes;
    for (auto it = frame.values.cbegin(); it != frame.values.cend(); ++it) {
        for (const SeriesPoint &point : fillSeries(it.key(), *it)) {
            samples.append({it.key(), point});
            minutes.append({point.timeMs - Series::minuteMs / 2, point.timeMs + Series::minuteMs / 2});
        }
        if (m_entries.contains(it.key().topic))
            topics.insert(it.key().topic);
    }
    QList<FilledSpan> filled;
    const QList<TimeSpan> spans = united(minutes, shortestGapMs);
    for (const TimeSpan &span : spans)
        filled.append({span, true});
    if (!frame.settled.isEmpty())
        filled.append({frame.settled, false});
    m_filled = united(m_filled + spans, shortestGapMs);
    m_settled = united(m_settled + QList<TimeSpan>{frame.settled}, 0);
    if (m_history != nullptr) {
        m_history->record(m_url, samples);
        m_history->noteFilled(m_url, filled);
        m_courses->outdate();
        m_normals->outdate();
    }
    if (!topics.isEmpty())
        emit updated(topics);
}

} // namespace syspulse
