// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/samplecollector.h"

#include "core/base/json.h"
#include "core/harper/notthere.h"

namespace syspulse {

namespace {

/// The component is not installed, or too old, or this user may not read its tables: there are no events
/// then.
bool saysNoEvents(const Error &error)
{
    return error.kind == ErrorKind::Server || error.kind == ErrorKind::Permission;
}

} // namespace

SampleCollector::SampleCollector(OperationsClient *client, const SysLayout &layout, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_layout(layout)
{}

void SampleCollector::cancel()
{
    delete m_run;
    m_run = nullptr;
    m_done = nullptr;
}

void SampleCollector::collect(const Metrics &metrics, Done done)
{
    cancel();
    m_run = new QObject(this);
    m_done = std::move(done);
    m_sample = Sample();
    m_sample.metrics = metrics;
    m_rows.clear();
    m_aggregates.clear();
    if (m_configuration && !m_version.isEmpty())
        readBoot();
    else
        readConfiguration();
}

void SampleCollector::fail(const Error &error)
{
    const Done done = std::exchange(m_done, nullptr);
    if (m_run)
        m_run->deleteLater();
    m_run = nullptr;
    if (done)
        done(Unexpected<Error>{error});
}

void SampleCollector::readConfiguration()
{
    m_client->configuration(m_run, [this](const Result<ServerConfiguration> &configuration) {
        if (!configuration)
            return fail(configuration.error());
        m_configuration = *configuration;
        m_client->version(m_run, [this](const Result<QString> &version) {
            if (!version)
                return fail(version.error());
            m_version = *version;
            readBoot();
        });
    });
}

void SampleCollector::readBoot()
{
    m_client->status(m_run, [this](const Result<ServerStatus> &status) {
        if (status && status->bootMs()) {
            readClock(*status->bootMs());
            return;
        }
        if (!status && !saysUnknownOperation(status.error()))
            return fail(status.error());
        readBootFromProcess();
    });
}

void SampleCollector::readClock(qint64 bootMs)
{
    // Asking costs the server a process of its own (about 12 ms), so it is asked now and then.
    if (m_clockMs > 0 && m_sinceClock.elapsed() < clockEveryMs) {
        m_sample.facts.serverTimeMs = m_clockMs + m_sinceClock.elapsed();
        begin(bootMs, Metrics::BootSource::MqttLoaded);
        return;
    }
    m_client->systemInformation({QStringLiteral("time")}, m_run,
                                [this, bootMs](const Result<SystemInformation> &information) {
                                    if (!information)
                                        return fail(information.error());
                                    m_clockMs = information->serverTimeMs.value_or(0);
                                    m_sinceClock.start();
                                    m_sample.facts.serverTimeMs = m_clockMs;
                                    begin(bootMs, Metrics::BootSource::MqttLoaded);
                                });
}

void SampleCollector::readBootFromProcess()
{
    m_client->systemInformation(
        {QStringLiteral("time"), QStringLiteral("harperdb_processes")}, m_run,
        [this](const Result<SystemInformation> &information) {
            if (!information)
                return fail(information.error());
            m_sample.facts.serverTimeMs = information->serverTimeMs.value_or(0);
            if (!information->startedMs)
                return fail({ErrorKind::Server,
                             tr("The server does not tell when it was started, so its counters "
                                "cannot be followed."),
                             {},
                             0});
            begin(*information->startedMs, Metrics::BootSource::ProcessStarted);
        });
}

void SampleCollector::begin(qint64 bootMs, Metrics::BootSource source)
{
    if (m_sample.facts.serverTimeMs <= 0)
        return fail({ErrorKind::Protocol, tr("The server does not tell its time."), {}, 0});
    const qint64 now = m_sample.facts.serverTimeMs;
    m_sample.continuity = m_sample.metrics.begin(bootMs, now, source);
    if (m_sample.continuity == Metrics::Continuity::BrokerRestarted)
        m_sample.notes.append(tr("The broker was restarted: its counters start again."));
    m_sample.analyticsOn = m_configuration->analyticsPeriodSeconds >= 0;
    if (!m_sample.analyticsOn) {
        m_sample.notes.append(tr("The server's analytics are switched off (analytics.aggregatePeriod is -1): "
                                 "message counts are not known. Set it to 60 and restart HarperDB."));
        readThreads();
        return;
    }
    if (m_sample.metrics.needsAggregates(now))
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
    m_client->aggregates(metric, qint64(m_sample.metrics.cursor()), m_sample.facts.serverTimeMs, m_run,
                         [this](const Result<QList<AggregateRow>> &rows) {
                             if (rows) {
                                 m_aggregates += *rows;
                                 return readNextAggregate();
                             }
                             if (!saysUnknownOperation(rows.error()))
                                 return fail(rows.error());
                             // Servers before 4.5 have no get_analytics.
                             m_sample.metrics.skipGap(m_sample.facts.serverTimeMs);
                             m_sample.notes.append(tr(
                                 "This server gives no older analytics: the counters start anew from what it "
                                 "still has, about one hour ago."));
                             readRows();
                         });
}

void SampleCollector::applyAggregates()
{
    m_sample.metrics.applyAggregates(m_aggregates, m_sample.facts.serverTimeMs);
    m_aggregates.clear();
    m_sample.notes.append(
        tr("More than an hour was filled in from the server's one-minute sums, which may have holes: "
           "the counters are estimated until the broker restarts."));
    readRows();
}

void SampleCollector::readRows()
{
    const double after = m_rows.isEmpty() ? m_sample.metrics.cursor() : m_rows.constLast().id;
    m_client->rawAnalytics(after, pageRows, m_run, [this, after](const Result<QList<AnalyticsRow>> &rows) {
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
    // After the rows: a thread that is not listed now is gone for good, and so are its connections.
    m_client->systemInformation({QStringLiteral("threads")}, m_run,
                                [this](const Result<SystemInformation> &information) {
                                    if (!information)
                                        return fail(information.error());
                                    m_sample.facts.liveThreads = information->threadIds;
                                    readEvents();
                                });
}

void SampleCollector::readEvents()
{
    m_client->records(m_layout.database, m_layout.threadsTable, ThreadRecord::attributes(), maxThreads, m_run,
                      [this](const Result<Json> &records) {
                          if (!records && !saysNoEvents(records.error()))
                              return fail(records.error());
                          if (records && records->size() < maxThreads)
                              m_sample.facts.events =
                                  foldThreadRecords(decodeThreadRecords(*records), m_sample.metrics.bootMs(),
                                                    m_sample.facts.serverTimeMs, m_sample.facts.liveThreads);
                          readSessions();
                      });
}

void SampleCollector::readSessions()
{
    m_client->durableSessions(m_run, [this](const Result<QStringList> &sessions) {
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
    m_client->persistentClients(m_layout.database, m_layout.sessionsTable, maxPersistent, m_run,
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
    m_sample.metrics.finish(m_sample.facts, m_sample.analyticsOn);
    m_sample.notes += m_sample.metrics.notes();
    m_rows.clear();
    if (m_sample.continuity == Metrics::Continuity::BrokerRestarted)
        m_configuration.reset(); // it may have been edited; read it again in the next cycle
    const Done done = std::exchange(m_done, nullptr);
    m_run->deleteLater();
    m_run = nullptr;
    if (done)
        done(m_sample);
}

} // namespace syspulse
