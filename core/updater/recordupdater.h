// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/topics/syslayout.h"
#include "core/topics/topicmapper.h"
#include "core/updater/lease.h"
#include "core/updater/runreport.h"
#include "core/updater/samplecollector.h"

#include <QElapsedTimer>

namespace syspulse {

/// Keeps the records current: one cycle reads the checkpoint and the lease, samples the server, upserts the
/// records that changed in one operation (that update is the MQTT publish), then stores checkpoint and lease.
///
/// The checkpoint lives on the server, beside the records, so that an updater on another machine continues
/// from it. It is written after the records: a cycle that dies in between is repeated from the older
/// checkpoint and gives the same totals.
class RecordUpdater : public QObject
{
    Q_OBJECT

public:
    /// Records that did not change are written again after this, so that none looks stale for ever.
    static constexpr qint64 fullRefreshMs = 10 * 60 * 1000;

    /// More records than the tree can have.
    static constexpr int maxStored = 5000;

    struct Request
    {
        QString trigger = QStringLiteral("schedule");
        int intervalSeconds = 0; ///< 0: made by hand; also sets how long the lease lives
        bool takeOver = false;   ///< write although another updater holds the lease
    };

    RecordUpdater(OperationsClient *client, const SysLayout &layout, const Clock *clock,
                  QObject *parent = nullptr);

    bool isRunning() const { return m_running; }
    /// Starts a cycle; finished() follows. Must not be called while one runs.
    void run(const Request &request);
    /// Ends a cycle; finished() follows with RunOutcome::Cancelled.
    void cancel();
    /// Gives the lease back and publishes @p state, where we hold the lease; released() follows always.
    void release(const QString &state = QStringLiteral("stopped"));

signals:
    void finished(const syspulse::RunReport &report);
    void released();

private:
    void readState();
    void useState(const Json &records);
    void readStored();
    void collect();
    void sampled(const SampleCollector::Sample &sample);
    void writeRecords(const SampleCollector::Sample &sample);
    void append(OrderedJson &records, const QList<MetricReading> &readings, qint64 now);
    void appendMissing(OrderedJson &records, const SampleCollector::Sample &sample);
    void writeState(const SampleCollector::Sample &sample);
    void end(RunOutcome outcome, const Error &error = {});
    QList<MetricReading> localReadings(const SampleCollector::Sample &sample, const QString &state) const;
    static OrderedJson checkpointRecord(const SampleCollector::Sample &sample);

    OperationsClient *m_client;
    SysLayout m_layout;
    const Clock *m_clock;
    TopicMapper m_mapper;
    SampleCollector m_collector;
    Lease m_lease;
    bool m_releasing = false;
    bool m_holding = false; ///< we held the lease after the last cycle, so our state is the newest
    std::optional<Lease> m_foreignLease;
    Metrics m_metrics;
    QHash<QString, QByteArray> m_written; ///< record id -> what was last written, without the timestamp
    QHash<QString, QString> m_stored;     ///< topics of the records on the server, by id
    qint64 m_lastFullMs = 0;
    qint64 m_serverTimeMs = 0;

    bool m_running = false;
    Request m_request;
    RunReport m_report;
    QElapsedTimer m_elapsed;
    QHash<QString, QByteArray> m_pending; ///< becomes part of m_written when the upsert has succeeded
    bool m_full = false;
    QObject *m_run = nullptr; ///< parent of one cycle's callbacks: deleting it lets late answers die
};

} // namespace syspulse
