// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/updater/lease.h"
#include "core/updater/samplecollector.h"

#include <algorithm>
#include <cstdlib>

// The part of SampleCollector that reads a cycle's counts and lease at once, while nothing else changes.
namespace syspulse {

/// A thread that lives says so every 5 s; a record that is further from now tells of a thread that is in
/// trouble, or of a clock that was set.
static constexpr qint64 soundAgeMs = 8000;

bool SampleCollector::canGlance(const Metrics &metrics) const
{
    return m_glance.isDue() && m_known && m_known->facts.events && m_known->facts.events->complete &&
           m_time && metrics.countsOnWire() && m_clock->monotonicMs() - m_known->lookedMs < lookEveryMs;
}

void SampleCollector::glance()
{
    const RecordAndOthers wanted{m_layout.database,   m_layout.stateTable,   Lease::recordId(),
                                 Lease::attributes(), m_layout.threadsTable, ThreadRecord::attributes(true)};
    m_client->recordAndOthers(wanted, m_scope.context(), [this](const Result<Json> &answer) {
        if (answer)
            return glanced(*answer);
        if (answer.error().kind != ErrorKind::Server && answer.error().kind != ErrorKind::Permission)
            return fail(answer.error());
        m_glance.refused();
        readBoot();
    });
}

bool SampleCollector::isQuiet(const QList<ThreadRecord> &records,
                              const std::optional<EventCounts> &counts) const
{
    const EventCounts &before = *m_known->facts.events;
    // Whoever comes or goes may be a persistent session.
    const bool same = counts && counts->complete && counts->wire && counts->wire->live &&
                      counts->wire->whole && counts->sinceMs == before.sinceMs &&
                      counts->sockets == before.sockets && counts->refused == before.refused &&
                      counts->connected == before.connected && counts->open == before.open;
    const qint64 nowMs = m_sample.facts.serverTimeMs;
    return same && std::all_of(records.cbegin(), records.cend(), [&](const ThreadRecord &record) {
               const qint64 ageMs = boundedDifference(nowMs, record.updatedMs);
               return m_known->facts.liveThreads.contains(record.thread) ? std::abs(ageMs) <= soundAgeMs
                                                                         : std::abs(ageMs) > threadLifeMs;
           });
}

void SampleCollector::glanced(const Json &answer)
{
    setFacts();
    ServerFacts &facts = m_sample.facts;
    const QList<ThreadRecord> records = decodeThreadRecords(answer["others"]);
    const std::optional<EventCounts> counts = foldThreadRecords(
        records, m_sample.metrics.startedMs(), facts.serverTimeMs, m_known->facts.liveThreads);
    if (!isQuiet(records, counts))
        return readBoot();
    facts.liveThreads = m_known->facts.liveThreads;
    facts.durableSessions = m_known->facts.durableSessions;
    facts.disconnected = m_known->facts.disconnected;
    facts.events = counts;
    m_sample.glanced = true;
    m_sample.lease = dumpJson(answer["record"]);
    m_sample.analyticsOn = m_known->analyticsOn;
    m_sample.continuity = m_sample.metrics.begin(m_known->bootMs, facts, m_known->bootSource);
    m_sample.clockStepped = m_sample.metrics.advance(facts);
    complete();
}

} // namespace syspulse
