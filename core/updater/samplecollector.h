// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/harper/operationsclient.h"
#include "core/metrics/metrics.h"

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

    SampleCollector(OperationsClient *client, QObject *parent = nullptr);

    /// @p metrics: the state to continue from. @p done runs once, unless cancel() or destruction come first.
    void collect(const Metrics &metrics, Done done);
    void cancel();

private:
    /// Rows per request: about 3 MB of JSON from a busy server.
    static constexpr int pageRows = 2000;
    /// How often the base moves on to newer one-minute sums.
    static constexpr qint64 baseEveryMs = 5 * 60 * 1000;
    /// One-minute sums younger than this may still be incomplete: the server writes them one by one.
    static constexpr qint64 settleMs = 10 * 1000;

    void readConfiguration();
    void readBoot();
    void readBootFromProcess();
    void begin(qint64 bootMs);
    void readAggregates(bool toTotals);
    void readNextAggregate();
    void applyAggregates();
    void readRows();
    void readThreads();
    void readSessions();
    void complete();
    void fail(const Error &error);

    OperationsClient *m_client;
    Done m_done;
    Sample m_sample;
    QList<AnalyticsRow> m_rows;
    QList<AggregateRow> m_aggregates;
    QStringList m_aggregateMetrics; ///< still to be read
    bool m_aggregatesToTotals = false;
    std::optional<ServerConfiguration> m_configuration; ///< read once per connection
    QString m_version;
    /// Parent of the callbacks of one collect(): deleting it lets late answers die.
    QObject *m_run = nullptr;
};

} // namespace syspulse
