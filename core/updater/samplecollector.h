// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/requestscope.h"
#include "core/base/setaside.h"
#include "core/harper/operationsclient.h"
#include "core/metrics/metrics.h"
#include "core/topics/syslayout.h"
#include "core/updater/servertime.h"

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
        ServerTime time; ///< the server's clocks, as told or carried on by ours
        Metrics::Continuity continuity = Metrics::Continuity::Continued;
        bool analyticsOn = true;
        /// All but the counts is as it was read before, for nothing said that it had changed.
        bool glanced = false;
        QByteArray
            lease; ///< the record of the lease that was read with the counts, as JSON text; empty: none
        bool clockStepped = false; ///< somebody set the server's clock since the sample before
        QStringList notes;         ///< what an administrator should know about this sample
    };
    using Done = std::function<void(const Result<Sample> &)>;

    SampleCollector(OperationsClient *client, const SysLayout &layout, const Clock *clock,
                    QObject *parent = nullptr);

    /// Asks for the server's clocks; the next collect() need not ask again.
    void readTime(QObject *context, std::function<void(const Result<ServerTime> &)> done);

    /// @p metrics: the state to continue from. @p mayGlance: that of the sample before; what changes seldom
    /// then need not be read again. @p done runs once, unless cancel() or destruction come first.
    void collect(const Metrics &metrics, bool mayGlance, Done done);
    void cancel();

private:
    /// Rows per request: about 3 MB of JSON from a busy server.
    static constexpr int pageRows = 2000;

    /// More than a server can have worker threads, dead ones included, and persistent clients that are
    /// connected. An answer with as many may have left some out and is not used.
    static constexpr int maxThreads = 2000;
    static constexpr int maxPersistent = 50000;

    /// How often the server is asked for its clocks, which costs it a process of its own (about 12 ms). In
    /// between they are carried on by ours, which nobody can set and which counts while this machine sleeps.
    static constexpr qint64 clockEveryMs = 9000;
    /// What is older is too old to begin a sample with.
    static constexpr qint64 clockTooOldMs = 60000;

    /// A table that a component of before version 2 made gets the missing attributes with the next one.
    static constexpr qint64 wireAgainMs = 15000;

    /// Everything is read at least as often.
    static constexpr qint64 lookEveryMs = 30000;

    /// What a full look has told.
    struct Known
    {
        qint64 lookedMs = 0; ///< our monotonic clock
        qint64 bootMs = 0;
        Metrics::BootSource bootSource = Metrics::BootSource::MqttLoaded;
        bool analyticsOn = true;
        ServerFacts facts;
    };

    bool canGlance(const Metrics &metrics) const;
    void glance();
    /// Whether @p records say nothing of which more would have to be read.
    bool isQuiet(const QList<ThreadRecord> &records, const std::optional<EventCounts> &counts) const;
    void glanced(const Json &answer);
    void readConfiguration();
    void readBoot();
    void begin(std::optional<qint64> loadedMs);
    void beginAt(const ServerTime &time, std::optional<qint64> loadedMs);
    ServerTime time() const;
    qint64 timeAgeMs() const;
    void setTime(const SystemInformation &information, qint64 askedMs);
    void setFacts();
    void readAggregates();
    void readNextAggregate();
    void applyAggregates();
    void readRows();
    void threadsRead();
    void readUncounted();
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
    QString m_gapNote;                                  ///< what was done about rows that are gone
    std::optional<ServerConfiguration> m_configuration; ///< read once per connection
    QString m_version;
    std::optional<Known> m_known;
    const Clock *m_clock;
    SetAside m_wire{m_clock, wireAgainMs}; ///< asking for attributes that the table has not
    SetAside m_glance{m_clock};            ///< asking with SQL, which the server has not
    std::optional<ServerTime> m_time;      ///< as the server told it last
    bool m_asked = false;                  ///< just now, for the collect() that follows
    quint64 m_steadyOrigin = 0;            ///< names our monotonic clock
    RequestScope m_scope;                  ///< one collect()
};

} // namespace syspulse
