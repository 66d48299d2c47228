// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/harper/operationsclient.h"
#include "core/metrics/metrics.h"
#include "core/topics/syslayout.h"

#include <QElapsedTimer>

namespace syspulse {

/// Reads everything that one updater cycle needs from the server and folds it into a copy of the metrics.
/// One collect() at a time.
class SampleCollector : public QObject
{
    Q_OBJECT

public:
    struct Sample
    {
        Metrics metrics;
        ServerFacts facts;
        Metrics::Continuity continuity = Metrics::Continuity::Continued;
        bool analyticsOn = true;
        QStringList notes; ///< what a person should know about this sample
    };
    using Done = std::function<void(const Result<Sample> &)>;

    SampleCollector(OperationsClient *client, const SysLayout &layout, QObject *parent = nullptr);

    /// @p metrics: the state to continue from. @p done runs once, unless cancel() or destruction come first.
    void collect(const Metrics &metrics, Done done);
    void cancel();

private:
    /// Rows per request: about 3 MB of JSON from a busy server.
    static constexpr int pageRows = 2000;

    /// More than a server can have worker threads, dead ones included, and persistent clients that are
    /// connected. An answer with as many may have left some out and is not used.
    static constexpr int maxThreads = 2000;
    static constexpr int maxPersistent = 50000;

    /// How often the server is asked for its clock; in between it is carried on by ours, which is monotonic.
    static constexpr qint64 clockEveryMs = 5 * 60 * 1000;

    void readConfiguration();
    void readBoot();
    void readClock(qint64 bootMs);
    void readBootFromProcess();
    void begin(qint64 bootMs, Metrics::BootSource source);
    void readAggregates();
    void readNextAggregate();
    void applyAggregates();
    void readRows();
    void readThreads();
    void readEvents();
    void readSessions();
    void readPersistentClients(const QStringList &sessions);
    void complete();
    void fail(const Error &error);

    OperationsClient *m_client;
    SysLayout m_layout;
    Done m_done;
    Sample m_sample;
    QList<AnalyticsRow> m_rows;
    QList<AggregateRow> m_aggregates;
    QStringList m_aggregateMetrics;                     ///< still to be read
    std::optional<ServerConfiguration> m_configuration; ///< read once per connection
    QString m_version;
    qint64 m_clockMs = 0; ///< the server's clock when it was last asked
    QElapsedTimer m_sinceClock;
    /// Parent of the callbacks of one collect(): deleting it lets late answers die.
    QObject *m_run = nullptr;
};

} // namespace syspulse
