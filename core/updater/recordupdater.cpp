// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/recordupdater.h"

#include "core/base/json.h"
#include "core/base/version.h"
#include "core/harper/notthere.h"
#include "core/updater/sysrecord.h"

#include <QDateTime>

namespace syspulse {

constexpr QLatin1String updaterStem("$SYS/broker/syspulse/updater/");
static const QString checkpointId = QStringLiteral("checkpoint");

RecordUpdater::RecordUpdater(OperationsClient *client, const SysLayout &layout, const Clock *clock,
                             QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_layout(layout)
    , m_clock(clock)
    , m_collector(client, layout)
    , m_lease(Lease::ours())
{}

void RecordUpdater::run(const Request &request)
{
    Q_ASSERT(!m_running);
    m_running = true;
    m_request = request;
    m_report = RunReport();
    m_report.trigger = request.trigger;
    m_report.startedMs = m_clock->nowMs();
    m_elapsed.start();
    m_run = new QObject(this);
    readState();
}

void RecordUpdater::cancel()
{
    if (m_running)
        end(RunOutcome::Cancelled, {ErrorKind::Cancelled, tr("The update was cancelled."), {}, 0});
}

void RecordUpdater::end(RunOutcome outcome, const Error &error)
{
    m_collector.cancel();
    m_run->deleteLater();
    m_run = nullptr;
    m_running = false;
    m_pending.clear();
    m_report.outcome = outcome;
    m_report.error = error;
    m_report.durationMs = m_elapsed.elapsed();
    if (outcome == RunOutcome::Failed)
        m_holding = false; // someone else may take over until we are back: read the state again then
    emit finished(m_report);
}

void RecordUpdater::readState()
{
    QStringList ids{Lease::recordId()};
    if (!m_holding)
        ids.append(checkpointId);
    m_client->recordsById(
        m_layout.database, m_layout.stateTable, ids, m_run, [this](const Result<Json> &records) {
            if (records) {
                useState(*records);
                return;
            }
            Error error = records.error();
            if (saysNotThere(error))
                error.message =
                    tr("This instance is not set up: it has no table \"%1.%2\". Run the setup first.")
                        .arg(m_layout.database, m_layout.stateTable);
            end(RunOutcome::Failed, error);
        });
}

void RecordUpdater::useState(const Json &records)
{
    m_foreignLease.reset();
    for (const Json &record : records) {
        const QString id = textOr(record, "id");
        if (id == Lease::recordId()) {
            const auto lease = Lease::fromRecord(record);
            if (lease && lease->owner != m_lease.owner)
                m_foreignLease = lease;
        } else if (id == checkpointId) {
            const Json *payload = member(record, "payload");
            const auto metrics = payload ? Metrics::fromJson(*payload) : std::nullopt;
            if (metrics && metrics->cursor() > m_metrics.cursor())
                m_metrics = *metrics;
            else if (!metrics)
                m_report.notes.append(
                    tr("The stored counters could not be read: counting starts again from what the "
                       "server still knows."));
        }
    }
    if (m_foreignLease)
        m_holding = false;
    if (!m_holding)
        readStored();
    else
        collect();
}

void RecordUpdater::readStored()
{
    m_client->records(m_layout.database, m_layout.table, {QStringLiteral("id"), QStringLiteral("topic")},
                      maxStored, m_run, [this](const Result<Json> &records) {
                          if (!records)
                              return end(RunOutcome::Failed, records.error());
                          for (const Json &record : *records)
                              m_stored.insert(textOr(record, "id"), textOr(record, "topic"));
                          collect();
                      });
}

void RecordUpdater::collect()
{
    m_collector.collect(m_metrics, [this](const Result<SampleCollector::Sample> &sample) {
        if (sample)
            sampled(*sample);
        else
            end(RunOutcome::Failed, sample.error());
    });
}

void RecordUpdater::sampled(const SampleCollector::Sample &sample)
{
    m_report.notes += sample.notes;
    m_serverTimeMs = sample.facts.serverTimeMs;
    if (m_foreignLease && !m_request.takeOver &&
        !m_foreignLease->allows(m_lease, sample.facts.serverTimeMs)) {
        m_report.leaseHolder = m_foreignLease->holder();
        m_written.clear();
        m_lastFullMs = 0;
        end(RunOutcome::StoodBy);
        return;
    }
    m_metrics = sample.metrics;
    writeRecords(sample);
}

QList<MetricReading> RecordUpdater::localReadings(const SampleCollector::Sample &sample,
                                                  const QString &state) const
{
    const auto local = [](const char *name, MetricValue value) {
        return MetricReading{updaterStem + QLatin1String(name), std::move(value), Source::Local,
                             Quality::Measured};
    };
    return {local("state", state), local("host", m_lease.host), local("version", QString(versionText())),
            local("interval", qint64(m_request.intervalSeconds)),
            local("heartbeat", QDateTime::fromMSecsSinceEpoch(sample.facts.serverTimeMs, Qt::UTC)
                                   .toString(Qt::ISODateWithMs))};
}

void RecordUpdater::writeRecords(const SampleCollector::Sample &sample)
{
    const qint64 now = sample.facts.serverTimeMs;
    m_full = m_written.isEmpty() || now - m_lastFullMs >= fullRefreshMs;
    OrderedJson records = OrderedJson::array();
    m_pending.clear();
    append(records, sample.metrics.readings(sample.facts, sample.analyticsOn), now);
    appendMissing(records, sample);
    // Last, so that whoever has received the heartbeat has the whole sample.
    append(records, localReadings(sample, QStringLiteral("running")), now);
    m_report.recordsWritten = int(records.size());
    m_client->upsert(m_layout.database, m_layout.table, records, m_run,
                     [this, sample](const Result<void> &result) {
                         if (!result) {
                             m_report.recordsWritten = 0;
                             end(RunOutcome::Failed, result.error());
                             return;
                         }
                         m_written.swap(m_pending);
                         if (m_full)
                             m_lastFullMs = sample.facts.serverTimeMs;
                         writeState(sample);
                     });
}

void RecordUpdater::append(OrderedJson &records, const QList<MetricReading> &readings, qint64 now)
{
    for (const MetricReading &reading : readings) {
        const auto topic = TopicName::parse(reading.topic);
        const auto id = topic ? m_mapper.recordId(*topic) : Result<QString>(Unexpected<Error>{topic.error()});
        // Two topics with one flat id: the same id twice in a batch corrupts the record, so the first one
        // wins.
        if (!id || m_pending.contains(*id))
            continue;
        const QByteArray content = dumpJson(toRecord(reading, *id, 0));
        m_pending.insert(*id, content);
        m_stored.insert(*id, reading.topic);
        if (m_full || m_written.value(*id) != content)
            records.push_back(toRecord(reading, *id, now));
    }
}

void RecordUpdater::appendMissing(OrderedJson &records, const SampleCollector::Sample &sample)
{
    // What was written before and has no reading now must not stay on as if it were current: tables that were
    // not counted since the broker restarted are at 0, everything else is unknown.
    for (auto it = m_stored.cbegin(); it != m_stored.cend(); ++it) {
        const QString &id = it.key();
        const auto topic = m_mapper.topic(id, it.value());
        if (!topic || m_pending.contains(id) || !describeTopic(topic->text()) ||
            topic->text().startsWith(updaterStem))
            continue;
        const bool counted =
            sample.analyticsOn && topic->text().startsWith(QLatin1String("$SYS/broker/topics/"));
        const auto record = [&](qint64 timeMs) {
            return counted ? toRecord({topic->text(), qint64(0), Source::Analytics, Quality::Measured}, id,
                                      timeMs)
                           : unknownRecord(topic->text(), id, timeMs);
        };
        const QByteArray content = dumpJson(record(0));
        m_pending.insert(id, content);
        if (m_full || m_written.value(id) != content)
            records.push_back(record(sample.facts.serverTimeMs));
    }
}

OrderedJson RecordUpdater::checkpointRecord(const SampleCollector::Sample &sample)
{
    return {{"id", toUtf8String(checkpointId)},
            {"payload", sample.metrics.toJson()},
            {"updated", sample.facts.serverTimeMs}};
}

void RecordUpdater::writeState(const SampleCollector::Sample &sample)
{
    m_lease.expiresMs = sample.facts.serverTimeMs + leaseDurationMs(m_request.intervalSeconds);
    const OrderedJson records = OrderedJson::array({checkpointRecord(sample), m_lease.toRecord()});
    m_client->upsert(m_layout.database, m_layout.stateTable, records, m_run,
                     [this](const Result<void> &result) {
                         m_holding = result.has_value();
                         if (result)
                             end(RunOutcome::Updated);
                         else
                             end(RunOutcome::Failed, result.error());
                     });
}

void RecordUpdater::release(const QString &state)
{
    if (m_releasing)
        return; // released() is on its way
    if (!m_holding) {
        emit released();
        return;
    }
    m_holding = false;
    m_releasing = true;
    m_written.clear();
    const MetricReading stopped{QStringLiteral("$SYS/broker/syspulse/updater/state"), state, Source::Local,
                                Quality::Measured};
    const OrderedJson records = OrderedJson::array(
        {toRecord(stopped, QStringLiteral("broker_syspulse_updater_state"), m_serverTimeMs)});
    // Both are attempts: whatever happens to them, the lease runs out by itself.
    m_client->upsert(m_layout.database, m_layout.table, records, this, [this](const Result<void> &) {
        Lease given = m_lease;
        given.expiresMs = 0;
        m_client->upsert(m_layout.database, m_layout.stateTable, OrderedJson::array({given.toRecord()}), this,
                         [this](const Result<void> &) {
                             m_releasing = false;
                             emit released();
                         });
    });
}

} // namespace syspulse
