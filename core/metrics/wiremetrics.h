// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/analyticsrow.h"
#include "core/metrics/counterset.h"
#include "core/metrics/crosscheck.h"
#include "core/metrics/eventcounts.h"
#include "core/topics/catalogue.h"

#include <optional>
#include <utility>

#include <QMap>
#include <QSet>
#include <QStringList>

namespace syspulse {

/// The counters as the component counts them on the wire, and what they need from cycle to cycle.
///
/// The wire tells totals of its own, so an updater that was killed, or was down, continues with the same ones
/// as one that never stopped. What the wire does not cover comes from the server's analytics: worker threads
/// that ended before the component could count, the time in which counting is switched off (until the
/// connections of that time have ended) and the time in which the component is away. A total is the sum of
/// both and never falls below what was published. As analytics lose some and report some twice, it is
/// estimated then.
class WireMetrics
{
public:
    /// The cycle as the server tells it.
    struct Basis
    {
        qint64 runMs = 0;  ///< how long the broker has been up
        qint64 wallMs = 0; ///< the server's clock
        qint64 bootMs = 0; ///< when the broker started
        QList<int> liveThreads;
        bool analyticsOn = true;
        bool analyticsRead = true; ///< in this cycle
        CounterSet analytics;      ///< what analytics have counted since the broker started
        CounterSet published;      ///< the totals of the cycle before
    };

    /// How long the counters stay as they were when nothing is heard of the wire: workers restart in less.
    static constexpr qint64 holdMs = 60000;
    /// How much later than the broker the component may have begun and still have counted everything.
    static constexpr qint64 loadingMs = 60000;

    /// Entries of analytics, made by @p thread at @p timeMs, that are counted there.
    void count(int thread, double timeMs, const QList<AnalyticsEntry> &entries);
    /// The same of a sum over all threads.
    void count(const AggregateRow &row);
    /// Analytics have a hole, or start over: they are compared with the wire from here on only.
    void analyticsInterrupted() { m_compareOffset.reset(); }

    /// Ends a cycle.
    void finish(const std::optional<EventCounts> &events, const Basis &basis);

    /// Whether the totals come from here; before that they are those of analytics.
    bool isActive() const { return m_seen; }
    /// Whether the wire covers everything that passes now.
    bool isCovered() const { return m_seen && m_mode == Mode::Covered; }
    /// Whether the totals of the last cycle are what the component told in it.
    bool hasFollowed() const { return m_followed; }
    /// Whether counting on the wire began together with the broker.
    bool isComplete() const { return m_complete; }

    /// When counting on the wire began, by the server's clock, where it did not begin with the broker.
    qint64 sinceMs() const { return m_sinceMs; }

    const CounterSet &totals() const { return m_totals; }
    Quality quality(const QString &key) const;
    /// What the user should know about the last cycle; each change is told once.
    const QStringList &notes() const { return m_notes; }

    Json toJson() const;
    /// Missing and invalid members are as in a new object.
    static WireMetrics fromJson(const Json &json);

private:
    enum class Mode {
        Covered, ///< all threads count all their connections
        Off,     ///< counting is, or was, switched off: analytics count instead
        Away     ///< nothing was heard of the component for long: analytics count until it is back
    };

    /// What analytics have counted of a thread of which it is not known yet whether the wire covers it.
    struct Pending
    {
        CounterSet counts;
        qint64 sinceMs = 0; ///< m_runMs when it was first seen
        bool settled = false;
    };

    /// What analytics have counted of a thread at one moment.
    struct Counted
    {
        int thread = 0;
        double timeMs = 0;
        QList<AnalyticsEntry> entries; ///< summed up when it is known whose they are
    };

    void countPending();
    void countKnown();
    bool begin(const WireSum &wire, const Basis &basis);
    void beginAgain(const WireSum &wire, const Basis &basis);
    /// Whether @p wire goes on from where it was.
    bool follow(const WireSum &wire, const Basis &basis);
    void wait(const Basis &basis);
    void setMode(const WireSum &wire, const Basis &basis);
    void resolvePending(const Basis &basis, const WireSum *wire);
    void updateTotals(const CounterSet &published);
    void tellReason(const WireSum &wire, bool began);
    void compare(const Basis &basis);
    void addOffset(const CounterSet &counts, int sign);
    void addUncovered(const CounterSet &counts);
    void addUncovered(const EntrySums &sums);

    bool m_seen = false; ///< since the broker started
    Mode m_mode = Mode::Covered;
    bool m_complete = false;
    int m_firstThread = 0;          ///< threads before this one were not counted on the wire
    qint64 m_sinceMs = 0;           ///< when counting began, as the wire said last
    qint64 m_coveredFromMs = 0;     ///< of Covered: analytics of before count, server's clock
    qint64 m_uncoveredFromMs = 0;   ///< of the others: analytics of after count
    QMap<int, qint64> m_offSince;   ///< the same for single threads
    CounterSet m_sum;               ///< the wire's sum as seen last
    QMap<QString, qint64> m_offset; ///< what is added to it; may be negative
    CounterSet m_away;              ///< what analytics have counted since the component is away
    CounterSet m_marks;             ///< what was published, where that is more
    QMap<int, Pending> m_pending;
    bool m_pendingWhole = true; ///< m_pending has all that was counted of its threads
    QSet<int> m_threads;        ///< those that live, as far as known, and count on the wire
    qint64 m_runMs = 0;         ///< of the last cycle
    qint64 m_missingMs = -1; ///< m_runMs when nothing was heard of the wire any more; negative: it is there
    qint64 m_liveWallMs = 0; ///< the server's clock when it was heard of last
    int m_falls = 0;         ///< cycles in a row in which the sum was not what followed the last one
    qint64 m_inexactSinceMs = 0;
    QString m_toldReason;
    std::optional<qint64> m_compareOffset; ///< packets by analytics less those of the wire at first
    CrossCheck m_check;

    QList<Counted> m_new;                      ///< of this cycle
    QList<std::pair<qint64, qint64>> m_before; ///< m_runMs and packets of the last cycles
    bool m_followed = false;
    CounterSet m_totals;
    QStringList m_notes;
};

} // namespace syspulse
