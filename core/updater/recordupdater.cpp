// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/recordupdater.h"

#include "core/base/json.h"
#include "core/base/version.h"
#include "core/harper/notthere.h"
#include "core/topics/systopics.h"
#include "core/updater/recordids.h"
#include "core/updater/sysrecord.h"

#include <QDateTime>

namespace syspulse {

RecordUpdater::RecordUpdater(OperationsClient *client, const SysLayout &layout, const Clock *clock,
                             QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_layout(layout)
    , m_clock(clock)
    , m_collector(client, layout, clock)
    , m_keeper(client, layout, clock)
{}

void RecordUpdater::run(const Request &request)
{
    Q_ASSERT(!m_running);
    m_running = true;
    m_request = request;
    m_report = RunReport();
    m_report.trigger = request.trigger;
    m_report.startedMs = m_clock->nowMs();
    m_beganMs = m_clock->monotonicMs();
    // The lease that is being given back would be given back under the new cycle's feet.
    if (!m_releasing)
        begin();
}

void RecordUpdater::begin()
{
    m_scope.begin();
    m_lost = false;
    const int timeoutMs = m_client->endpoint().timeoutMs;
    m_keeper.setDuration(std::min(longestLeaseMs(), std::max(leaseDurationMs(m_request.intervalSeconds),
                                                             2 * timeoutMs + 3 * m_longestMs)));
    const bool restyles = m_request.ids && *m_request.ids != m_mapper.style();
    if (m_holding && m_keeper.mayWrite() && !restyles)
        collect();
    else
        acquire();
}

void RecordUpdater::cancel()
{
    if (m_running)
        end(RunOutcome::Cancelled, {ErrorKind::Cancelled, tr("The update was cancelled."), {}, 0});
}

void RecordUpdater::fail(const Error &error)
{
    end(RunOutcome::Failed, error);
}

void RecordUpdater::end(RunOutcome outcome, const Error &error)
{
    m_scope.end();
    m_collector.cancel();
    m_running = false;
    m_pending.clear();
    m_report.outcome = outcome;
    m_report.error = error;
    m_report.durationMs = m_clock->monotonicMs() - m_beganMs;
    m_longestMs = std::max(m_report.durationMs, m_longestMs / 2);
    if (outcome != RunOutcome::Updated)
        forget();
    emit finished(m_report);
}

void RecordUpdater::forget()
{
    m_holding = false; // somebody else may take over until we are back: read the state again then
    m_written.clear();
}

void RecordUpdater::standBy(const QString &holder)
{
    m_report.leaseHolder = holder;
    end(RunOutcome::StoodBy);
}

void RecordUpdater::acquire()
{
    forget();
    m_collector.readTime(m_scope.context(), [this](const Result<ServerTime> &time) {
        if (!time)
            return fail(time.error());
        m_serverTimeMs = time->wallMs;
        m_keeper.acquire(m_scope.context(), *time, m_request.takeOver,
                         [this](const Result<LeaseKeeper::Outcome> &outcome) {
                             if (!outcome) {
                                 Error error = outcome.error();
                                 if (saysNotThere(error))
                                     error.message = tr("This instance is not set up: it has no table "
                                                        "\"%1.%2\". Run the setup first.")
                                                         .arg(m_layout.database, m_layout.stateTable);
                                 fail(error);
                             } else if (outcome->held) {
                                 acquired(outcome->checkpoint);
                             } else {
                                 standBy(outcome->holder);
                             }
                         });
    });
}

void RecordUpdater::acquired(const QByteArray &checkpoint)
{
    if (!checkpoint.isEmpty()) {
        const Result<Json> json = parseJson(checkpoint);
        if (const auto metrics = json ? Metrics::fromJson(*json) : std::nullopt)
            m_metrics = *metrics;
        else
            m_report.notes.append(
                tr("The stored counters could not be read: counting starts again from what the "
                   "server still knows."));
    }
    readStored();
}

void RecordUpdater::readStored()
{
    m_client->records(m_layout.database, m_layout.table, {QStringLiteral("id"), QStringLiteral("topic")},
                      maxStored, m_scope.context(), [this](const Result<Json> &records) {
                          if (!records)
                              return fail(records.error());
                          QHash<QString, QString> stored;
                          for (const Json &record : *records)
                              stored.insert(textOr(record, "id"), textOr(record, "topic"));
                          chooseStyle(stored);
                          collect();
                      });
}

void RecordUpdater::chooseStyle(const QHash<QString, QString> &stored)
{
    const IdStyle before = m_mapper.style();
    const IdStyle style = m_request.ids.value_or(styleOfRecords(stored.keys()).value_or(before));
    RecordIds ids = recordIdsIn(style, stored);
    if (style != before)
        m_mapper = TopicMapper(style);
    m_stored.swap(ids.topics);
    m_outdated.swap(ids.outdated);
}

void RecordUpdater::collect()
{
    m_collector.collect(m_metrics, m_holding && !m_written.isEmpty() && m_keeper.isInOneTable(),
                        [this](const Result<SampleCollector::Sample> &sample) {
                            if (sample)
                                sampled(*sample);
                            else
                                fail(sample.error());
                        });
}

void RecordUpdater::sampled(const SampleCollector::Sample &sample)
{
    m_report.notes += sample.notes;
    m_serverTimeMs = sample.facts.serverTimeMs;
    // A crash may have lost what was written last, and times of before a step say the wrong age.
    if (sample.continuity == Metrics::Continuity::BrokerRestarted || sample.clockStepped)
        m_written.clear();
    // It came with the counts: nothing was waited for since.
    if (!sample.lease.isEmpty()) {
        const Result<Json> lease = parseJson(sample.lease);
        return confirmed(m_keeper.judge(Json::array({lease ? *lease : Json()})), sample);
    }
    m_keeper.confirm(m_scope.context(), [this, sample](const Result<LeaseKeeper::Outcome> &outcome) {
        confirmed(outcome, sample);
    });
}

void RecordUpdater::confirmed(const Result<LeaseKeeper::Outcome> &outcome,
                              const SampleCollector::Sample &sample)
{
    if (!outcome)
        return fail(outcome.error());
    if (!outcome->held) {
        if (!outcome->holder.isEmpty())
            return standBy(outcome->holder);
        // The table was emptied, as by undo and setup. Or the server's clock was set back: each worker has a
        // time of its own that never goes back, and one that is behind writes in vain over what another one
        // wrote.
        m_client->dropIdleConnections(); // perhaps to another worker
        if (!std::exchange(m_lost, true))
            return acquire();
        return fail({ErrorKind::Server,
                     tr("The server did not keep what was written. If its clock was set back, it drops "
                        "changes until the clock has caught up; restarting it does not help. The update will "
                        "be repeated."),
                     {},
                     0});
    }
    if (!mayGoOn())
        return;
    m_holding = true;
    m_metrics = sample.metrics;
    writeRecords(sample);
}

bool RecordUpdater::mayGoOn()
{
    if (m_keeper.mayWrite())
        return true;
    fail({ErrorKind::Server,
          tr("The server answered so slowly that the right to write ran out. The update was given up and "
             "will be repeated."),
          {},
          0});
    return false;
}

QList<MetricReading> RecordUpdater::localReadings(const SampleCollector::Sample &sample,
                                                  const QString &state) const
{
    const auto local = [](const char *name, MetricValue value) {
        return MetricReading{systopics::updater + QLatin1String(name), std::move(value), Source::Local,
                             Quality::Measured};
    };
    return {local("state", state),
            local("mode", QStringLiteral("updater")),
            local("host", m_keeper.lease().host),
            local("version", QString(versionText())),
            local("interval", qint64(m_request.intervalSeconds)),
            local("heartbeat", QDateTime::fromMSecsSinceEpoch(sample.facts.serverTimeMs, Qt::UTC)
                                   .toString(Qt::ISODateWithMs))};
}

void RecordUpdater::writeRecords(const SampleCollector::Sample &sample)
{
    const qint64 now = sample.facts.serverTimeMs;
    const qint64 monotonicMs = m_clock->monotonicMs();
    m_full = m_written.isEmpty() || m_keeper.isUnsettled() || monotonicMs - m_lastFullMs >= fullRefreshMs;
    OrderedJson records = OrderedJson::array();
    m_pending.clear();
    append(records, sample.metrics.readings(sample.facts, sample.analyticsOn), now);
    if (m_further) {
        const FurtherReadings further = m_further();
        append(records, further.readings, now);
        m_report.notes += further.notes;
    }
    appendMissing(records, sample);
    // Last, so that whoever has received the heartbeat has the whole sample.
    append(records, localReadings(sample, QStringLiteral("running")), now);
    m_client->upsert(m_layout.database, m_layout.table, records, m_scope.context(),
                     [this, sample, monotonicMs, count = int(records.size())](const Result<void> &result) {
                         if (!result) {
                             m_keeper.unsettle();
                             return fail(result.error());
                         }
                         m_report.recordsWritten = count;
                         m_written.swap(m_pending);
                         if (m_full) {
                             m_lastFullMs = monotonicMs;
                             m_keeper.wroteAll(monotonicMs);
                         }
                         removeOutdated(sample);
                     });
}

void RecordUpdater::removeOutdated(const SampleCollector::Sample &sample)
{
    if (m_outdated.isEmpty())
        return written(sample);
    if (!mayGoOn())
        return;
    m_client->deleteRecords(m_layout.database, m_layout.table, m_outdated, m_scope.context(),
                            [this, sample](const Result<void> &result) {
                                if (!result)
                                    return fail(result.error());
                                m_outdated.clear();
                                written(sample);
                            });
}

void RecordUpdater::written(const SampleCollector::Sample &sample)
{
    // The counts can be followed from an older checkpoint as well.
    if (sample.glanced && !m_keeper.isRenewalDue())
        return end(RunOutcome::Updated);
    // As it was in time to write the records, which have taken their own.
    if (mayGoOn())
        writeState(sample);
}

Result<QString> RecordUpdater::idOf(const MetricReading &reading) const
{
    const auto topic = TopicName::parse(reading.topic);
    return topic ? m_mapper.recordId(*topic) : Result<QString>(Unexpected<Error>{topic.error()});
}

void RecordUpdater::append(OrderedJson &records, const QList<MetricReading> &readings, qint64 now)
{
    for (const MetricReading &reading : readings) {
        const auto id = idOf(reading);
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
            topic->text().startsWith(systopics::updater))
            continue;
        const auto zero = sample.metrics.uncounted(topic->text(), sample.analyticsOn);
        const auto record = [&](qint64 timeMs) {
            return zero ? toRecord(*zero, id, timeMs) : unknownRecord(topic->text(), id, timeMs);
        };
        const QByteArray content = dumpJson(record(0));
        m_pending.insert(id, content);
        if (m_full || m_written.value(id) != content)
            records.push_back(record(sample.facts.serverTimeMs));
    }
}

OrderedJson RecordUpdater::checkpointRecord(const SampleCollector::Sample &sample)
{
    return {{"id", toUtf8String(LeaseKeeper::checkpointId())},
            {"payload", sample.metrics.toJson()},
            {"updated", sample.facts.serverTimeMs}};
}

void RecordUpdater::writeState(const SampleCollector::Sample &sample)
{
    m_keeper.renew(m_scope.context(), checkpointRecord(sample), sample.time,
                   [this](const Result<void> &result) {
                       if (result)
                           end(RunOutcome::Updated);
                       else
                           fail(result.error());
                   });
}

void RecordUpdater::release(const QString &state)
{
    if (m_releasing)
        return; // released() is on its way
    forget();
    if (!m_keeper.hasTraces()) {
        emit released();
        return;
    }
    m_releasing = true;
    // Everything is an attempt: whatever happens to it, the lease runs out by itself.
    if (!m_keeper.mayWrite())
        return giveBack();
    m_keeper.confirm(this, [this, state](const Result<LeaseKeeper::Outcome> &outcome) {
        if (outcome && outcome->held && m_keeper.mayWrite())
            publishState(state);
        else
            giveBack();
    });
}

void RecordUpdater::publishState(const QString &state)
{
    const MetricReading stopped{systopics::updater + QLatin1String("state"), state, Source::Local,
                                Quality::Measured};
    m_client->upsert(m_layout.database, m_layout.table,
                     OrderedJson::array({toRecord(stopped, *idOf(stopped), m_serverTimeMs)}), this,
                     [this](const Result<void> &) { giveBack(); });
}

void RecordUpdater::giveBack()
{
    m_keeper.release(this, [this] {
        m_releasing = false;
        emit released();
        if (m_running && !m_scope.isActive())
            begin();
    });
}

} // namespace syspulse
