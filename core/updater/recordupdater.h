// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/requestscope.h"
#include "core/topics/syslayout.h"
#include "core/topics/topicmapper.h"
#include "core/updater/leasekeeper.h"
#include "core/updater/runreport.h"
#include "core/updater/samplecollector.h"

namespace syspulse {

/// What is written beside what the server tells.
struct FurtherReadings
{
    QList<MetricReading>
        readings;      ///< of topics in the catalogue; one that is missing is not known (any more)
    QStringList notes; ///< for the run's report
};

/// Keeps the records current: one cycle samples the server, makes sure that the lease is still ours, upserts
/// the records that changed in one operation (that update is the MQTT publish), then stores checkpoint and
/// lease. A cycle that does not hold the lease for certain gets it first, and the checkpoint with it.
///
/// Where nothing but the counts has changed, they and the lease are read at once, and checkpoint and lease
/// are stored only when the lease should be renewed: one read and one write.
///
/// The checkpoint lives on the server, beside the records, so that an updater on another machine continues
/// from it. It is written after the records: a cycle that dies in between is repeated from the older
/// checkpoint and gives the same totals. What was written is remembered only while the lease is held for
/// certain and nothing has failed; after that everything is written again.
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
        int intervalSeconds = 0;         ///< 0: made by hand; also sets how long the lease lives
        bool takeOver = false;           ///< write although another updater holds the lease
        std::optional<IdStyle> ids = {}; ///< style of the record ids; nothing: as they are on the server
    };

    RecordUpdater(OperationsClient *client, const SysLayout &layout, const Clock *clock,
                  QObject *parent = nullptr);

    /// @p further is asked in each cycle that writes.
    void setFurtherReadings(std::function<FurtherReadings()> further) { m_further = std::move(further); }

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
    void begin();
    void acquire();
    void acquired(const QByteArray &checkpoint);
    void readStored();
    void chooseStyle(const QHash<QString, QString> &stored);
    void collect();
    void sampled(const SampleCollector::Sample &sample);
    void confirmed(const Result<LeaseKeeper::Outcome> &outcome, const SampleCollector::Sample &sample);
    void writeRecords(const SampleCollector::Sample &sample);
    Result<QString> idOf(const MetricReading &reading) const;
    void append(OrderedJson &records, const QList<MetricReading> &readings, qint64 now);
    void appendMissing(OrderedJson &records, const SampleCollector::Sample &sample);
    void removeOutdated(const SampleCollector::Sample &sample);
    void written(const SampleCollector::Sample &sample);
    void writeState(const SampleCollector::Sample &sample);
    /// Whether what is sent now arrives while the lease lives; else the cycle has failed.
    bool mayGoOn();
    void standBy(const QString &holder);
    void fail(const Error &error);
    void end(RunOutcome outcome, const Error &error = {});
    void forget();
    void publishState(const QString &state);
    void giveBack();
    QList<MetricReading> localReadings(const SampleCollector::Sample &sample, const QString &state) const;
    static OrderedJson checkpointRecord(const SampleCollector::Sample &sample);

    OperationsClient *m_client;
    SysLayout m_layout;
    const Clock *m_clock;
    TopicMapper m_mapper;
    SampleCollector m_collector;
    LeaseKeeper m_keeper;
    std::function<FurtherReadings()> m_further;
    bool m_releasing = false;
    bool m_holding = false; ///< for certain, so that our state is the newest
    Metrics m_metrics;
    QHash<QString, QByteArray> m_written; ///< record id -> what was last written, without the timestamp
    QHash<QString, QString> m_stored;     ///< topics of the records on the server, by id
    QStringList m_outdated;               ///< ids of our records on the server in the other style
    qint64 m_lastFullMs = 0;              ///< our monotonic clock
    qint64 m_serverTimeMs = 0;
    qint64 m_longestMs = 0; ///< the longest that a recent cycle took

    bool m_running = false;
    Request m_request;
    RunReport m_report;
    qint64 m_beganMs = 0;                 ///< our monotonic clock
    bool m_lost = false;                  ///< the lease was found missing in this cycle
    QHash<QString, QByteArray> m_pending; ///< becomes part of m_written when the upsert has succeeded
    bool m_full = false;
    RequestScope m_scope;
};

} // namespace syspulse
