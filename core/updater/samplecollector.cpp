// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/samplecollector.h"

#include "core/base/json.h"
#include "core/harper/notthere.h"

#include <QRandomGenerator>

namespace syspulse {

namespace {

/// The component is not installed, or too old, or this user may not read its tables: there are no events
/// then.
bool saysNoEvents(const Error &error)
{
    return error.kind == ErrorKind::Server || error.kind == ErrorKind::Permission;
}

} // namespace

SampleCollector::SampleCollector(OperationsClient *client, const SysLayout &layout, const Clock *clock,
                                 QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_layout(layout)
    , m_clock(clock)
    , m_steadyOrigin(QRandomGenerator::global()->generate64() >> 12 | 1)
{}

void SampleCollector::cancel()
{
    m_scope.end();
    m_done = nullptr;
}

void SampleCollector::collect(const Metrics &metrics, bool mayGlance, Done done)
{
    m_scope.begin();
    m_done = std::move(done);
    m_sample = Sample();
    m_sample.metrics = metrics;
    m_rows.clear();
    m_aggregates.clear();
    m_gapNote.clear();
    if (mayGlance && canGlance(metrics))
        glance();
    else if (m_configuration && !m_version.isEmpty())
        readBoot();
    else
        readConfiguration();
}

void SampleCollector::fail(const Error &error)
{
    m_scope.end();
    m_known.reset();
    if (const Done done = std::exchange(m_done, nullptr))
        done(Unexpected<Error>{error});
}

qint64 SampleCollector::timeAgeMs() const
{
    return m_clock->monotonicMs() - (m_time ? m_time->atMs : 0);
}

ServerTime SampleCollector::time() const
{
    return m_time ? m_time->after(timeAgeMs()) : ServerTime();
}

void SampleCollector::setTime(const SystemInformation &information, qint64 askedMs)
{
    const qint64 nowMs = m_clock->monotonicMs();
    m_time = ServerTime{information.serverTimeMs.value_or(0), information.uptimeMs, information.startedMs,
                        nowMs, nowMs - askedMs};
}

void SampleCollector::readTime(QObject *context, std::function<void(const Result<ServerTime> &)> done)
{
    m_client->systemInformation(
        {QStringLiteral("time"), QStringLiteral("harperdb_processes")}, context,
        [this, askedMs = m_clock->monotonicMs(),
         done = std::move(done)](const Result<SystemInformation> &information) {
            if (!information)
                return done(Unexpected<Error>{information.error()});
            if (information->serverTimeMs.value_or(0) <= 0)
                return done(failure(ErrorKind::Protocol, tr("The server does not tell its time.")));
            setTime(*information, askedMs);
            m_asked = true;
            done(*m_time);
        });
}

void SampleCollector::readConfiguration()
{
    m_client->configuration(m_scope.context(), [this](const Result<ServerConfiguration> &configuration) {
        if (!configuration)
            return fail(configuration.error());
        m_configuration = *configuration;
        m_client->version(m_scope.context(), [this](const Result<QString> &version) {
            if (!version)
                return fail(version.error());
            m_version = *version;
            readBoot();
        });
    });
}

void SampleCollector::readBoot()
{
    m_client->status(m_scope.context(), [this](const Result<ServerStatus> &status) {
        if (status)
            begin(status->bootMs());
        else if (saysUnknownOperation(status.error()))
            begin(std::nullopt); // servers before 4.5 have no get_status
        else
            fail(status.error());
    });
}

void SampleCollector::begin(std::optional<qint64> loadedMs)
{
    // Of another run the process list tells more; of this one, where nothing else tells when it began.
    const bool known = loadedMs && *loadedMs == m_sample.metrics.bootMs();
    const bool asked = std::exchange(m_asked, false);
    if (m_time && (asked || (known && timeAgeMs() < clockTooOldMs)))
        return beginAt(time(), loadedMs);
    readTime(m_scope.context(), [this, loadedMs](const Result<ServerTime> &time) {
        m_asked = false;
        if (time)
            beginAt(*time, loadedMs);
        else
            fail(time.error());
    });
}

void SampleCollector::setFacts()
{
    const ServerTime now = time();
    m_sample.time = now;
    m_sample.facts.serverTimeMs = now.wallMs;
    m_sample.facts.processStartedMs = now.startedMs;
    m_sample.facts.steadyMs = now.upMs.value_or(m_clock->monotonicMs());
    m_sample.facts.steadyOrigin = now.upMs ? 0 : m_steadyOrigin;
    if (m_configuration)
        m_sample.facts.reliableRawMs = m_configuration->reliableRawMs();
}

void SampleCollector::beginAt(const ServerTime &time, std::optional<qint64> loadedMs)
{
    if (!loadedMs && !time.startedMs)
        return fail({ErrorKind::Server,
                     tr("The server does not tell when it was started, so its counters "
                        "cannot be followed."),
                     {},
                     0});
    setFacts();
    m_known = Known();
    m_known->bootMs = loadedMs ? *loadedMs : *time.startedMs;
    m_known->bootSource = loadedMs ? Metrics::BootSource::MqttLoaded : Metrics::BootSource::ProcessStarted;
    m_sample.continuity = m_sample.metrics.begin(m_known->bootMs, m_sample.facts, m_known->bootSource);
    if (m_sample.continuity == Metrics::Continuity::BrokerRestarted)
        m_sample.notes.append(tr("The broker was restarted: its counters start again."));
    m_sample.analyticsOn = m_configuration->analyticsPeriodSeconds >= 0;
    if (!m_sample.analyticsOn) {
        readThreads();
        return;
    }
    if (m_sample.metrics.needsAggregates(m_sample.facts))
        readAggregates();
    else
        readRows();
}

void SampleCollector::readAggregates()
{
    m_aggregateMetrics = {QStringLiteral("bytes-received"), QStringLiteral("bytes-sent"),
                          QStringLiteral("connection")};
    readNextAggregate();
}

void SampleCollector::readNextAggregate()
{
    if (m_aggregateMetrics.isEmpty()) {
        applyAggregates();
        return;
    }
    const QString metric = m_aggregateMetrics.takeFirst();
    m_client->aggregates(
        metric, qint64(m_sample.metrics.cursor()), m_sample.facts.serverTimeMs, m_scope.context(),
        [this](const Result<QList<AggregateRow>> &rows) {
            if (rows) {
                m_aggregates += *rows;
                return readNextAggregate();
            }
            if (!saysUnknownOperation(rows.error()))
                return fail(rows.error());
            // Servers before 4.5 have no get_analytics.
            m_sample.metrics.skipGap(m_sample.facts);
            m_gapNote = tr("This server gives no older analytics: the counters start again from what it "
                           "still has, about %1 minutes ago.")
                            .arg(m_sample.facts.reliableRawMs / 60000);
            readRows();
        });
}

void SampleCollector::applyAggregates()
{
    m_sample.metrics.applyAggregates(m_aggregates, m_sample.facts);
    m_aggregates.clear();
    m_gapNote = tr("What is older than %1 minutes was filled in from the server's one-minute sums, which may "
                   "have holes: "
                   "the counters are estimated until the broker restarts.")
                    .arg(m_sample.facts.reliableRawMs / 60000);
    readRows();
}

void SampleCollector::readRows()
{
    const double after = m_rows.isEmpty() ? m_sample.metrics.cursor() : m_rows.constLast().id;
    m_client->rawAnalytics(after, m_sample.metrics.rowBound(), pageRows, m_scope.context(),
                           [this, after](const Result<QList<AnalyticsRow>> &rows) {
                               if (!rows)
                                   return fail(rows.error());
                               const bool forward = !rows->isEmpty() && rows->constLast().id > after;
                               if (forward)
                                   m_rows += *rows;
                               // A server that repeats itself must not keep us here for ever.
                               if (forward && rows->size() >= pageRows)
                                   readRows();
                               else
                                   readThreads();
                           });
}

void SampleCollector::readThreads()
{
    QStringList attributes{QStringLiteral("threads")};
    if (timeAgeMs() >= clockEveryMs)
        attributes.append(QStringLiteral("time"));
    // After the rows: a thread that is not listed now is gone for good, and so are its connections.
    m_client->systemInformation(
        attributes, m_scope.context(),
        [this, askedMs = m_clock->monotonicMs()](const Result<SystemInformation> &information) {
            if (!information)
                return fail(information.error());
            m_sample.facts.liveThreads = information->threadIds;
            if (information->serverTimeMs.value_or(0) > 0)
                setTime(*information, askedMs);
            threadsRead();
        });
}

void SampleCollector::threadsRead()
{
    setFacts();
    m_sample.clockStepped = m_sample.metrics.advance(m_sample.facts);
    if (m_sample.analyticsOn && m_rows.isEmpty() && m_sample.metrics.restartCursor())
        readUncounted();
    else
        readEvents();
}

void SampleCollector::readUncounted()
{
    const double after = m_rows.isEmpty() ? m_sample.metrics.cursor() : m_rows.constLast().id;
    m_client->rawAnalytics(after, pageRows, m_scope.context(),
                           [this, after](const Result<QList<AnalyticsRow>> &rows) {
                               if (!rows)
                                   return fail(rows.error());
                               const bool forward = !rows->isEmpty() && rows->constLast().id > after;
                               if (forward)
                                   m_rows += *rows;
                               if (forward && rows->size() >= pageRows)
                                   return readUncounted();
                               m_sample.metrics.ignore(m_rows);
                               m_rows.clear();
                               readEvents();
                           });
}

void SampleCollector::readEvents()
{
    const bool wire = m_wire.isDue();
    m_client->records(m_layout.database, m_layout.threadsTable, ThreadRecord::attributes(wire), maxThreads,
                      m_scope.context(), [this, wire](const Result<Json> &records) {
                          if (!records && wire && saysUnknownAttribute(records.error())) {
                              m_wire.refused();
                              return readEvents();
                          }
                          if (!records && !saysNoEvents(records.error()))
                              return fail(records.error());
                          if (records && records->size() < maxThreads)
                              m_sample.facts.events = foldThreadRecords(
                                  decodeThreadRecords(*records), m_sample.metrics.startedMs(),
                                  m_sample.facts.serverTimeMs, m_sample.facts.liveThreads);
                          readSessions();
                      });
}

void SampleCollector::readSessions()
{
    m_client->durableSessions(m_scope.context(), [this](const Result<QStringList> &sessions) {
        if (sessions)
            m_sample.facts.durableSessions = int(sessions->size());
        else if (sessions.error().kind != ErrorKind::Server)
            return fail(sessions.error());
        const std::optional<EventCounts> &events = m_sample.facts.events;
        if (sessions && !sessions->isEmpty() && events && events->complete)
            readPersistentClients(*sessions);
        else
            complete();
    });
}

void SampleCollector::readPersistentClients(const QStringList &sessions)
{
    m_client->persistentClients(m_layout.database, m_layout.sessionsTable, maxPersistent, m_scope.context(),
                                [this, sessions](const Result<QStringList> &clients) {
                                    if (!clients && !saysNoEvents(clients.error()))
                                        return fail(clients.error());
                                    if (clients && clients->size() < maxPersistent)
                                        m_sample.facts.disconnected =
                                            sessionsWithoutClient(sessions, *clients);
                                    complete();
                                });
}

void SampleCollector::complete()
{
    m_sample.facts.version = m_version;
    m_sample.metrics.applyRows(m_rows, m_sample.facts.liveThreads);
    m_sample.metrics.finish(m_sample.facts, m_sample.analyticsOn, !m_sample.glanced);
    if (!m_sample.glanced) {
        m_known->lookedMs = m_clock->monotonicMs();
        m_known->analyticsOn = m_sample.analyticsOn;
        m_known->facts = m_sample.facts;
    }
    const bool onWire = m_sample.metrics.countsOnWire();
    if (!m_gapNote.isEmpty() && !onWire)
        m_sample.notes.append(m_gapNote);
    if (!m_sample.analyticsOn && !onWire)
        m_sample.notes.append(tr("The server's analytics are switched off (analytics.aggregatePeriod is -1): "
                                 "message counts are not known. Set it to 60 and restart the server."));
    m_sample.notes += m_sample.metrics.notes();
    m_rows.clear();
    if (m_sample.continuity == Metrics::Continuity::BrokerRestarted)
        m_configuration.reset(); // it may have been edited; read it again in the next cycle
    m_scope.end();
    if (const Done done = std::exchange(m_done, nullptr))
        done(m_sample);
}

} // namespace syspulse
