// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/wiremetrics.h"

#include "core/base/bounded.h"
#include "core/metrics/entrysums.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDateTime>

namespace syspulse {

namespace {

/// Cycles in a row in which the wire's sum must be another one than that which follows the last: records that
/// are read while one thread takes over the counts of another may be seen half.
constexpr int maxFalls = 3;

/// How much later than the wire analytics may tell the same.
constexpr qint64 analyticsLateMs = 5000;

qint64 packetsOf(const CounterSet &set)
{
    return boundedSum(set.value(QStringLiteral("messages/received")),
                      set.value(QStringLiteral("messages/sent")));
}

/// What analytics and the wire may differ by: analytics lose some and report some twice.
qint64 compareTolerance(qint64 packets)
{
    return std::max<qint64>(100, packets / 10);
}

/// Whether times are missing in counts that are not exact for @p reason, which analytics know.
bool hasHoles(const QString &reason)
{
    return reason == QLatin1String("counting was switched off") ||
           reason == QLatin1String("clients were connected before counting began");
}

QString timeText(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate);
}

} // namespace

void WireMetrics::addOffset(const CounterSet &counts, int sign)
{
    for (auto it = counts.values().cbegin(); it != counts.values().cend(); ++it) {
        const qint64 before = m_offset.value(it.key());
        const qint64 offset =
            std::clamp(sign > 0 ? boundedSum(before, it.value()) : boundedDifference(before, it.value()),
                       -CounterSet::greatest, CounterSet::greatest);
        if (offset == 0)
            m_offset.remove(it.key());
        else
            m_offset.insert(it.key(), offset);
    }
}

void WireMetrics::count(int thread, double timeMs, const QList<AnalyticsEntry> &entries)
{
    m_new.append({thread, timeMs, entries});
}

void WireMetrics::countPending()
{
    QMap<int, EntrySums> pending;
    EntrySums uncovered;
    for (const Counted &counted : std::as_const(m_new)) {
        if (m_threads.contains(counted.thread))
            continue;
        // One that counts on the wire and has not said so yet, or one that does not.
        auto it = m_pending.find(counted.thread);
        if (it == m_pending.end())
            it = m_pending.insert(counted.thread, Pending{CounterSet(), m_runMs, false});
        if (!it->settled)
            pending[counted.thread].add(counted.entries);
        else if (m_seen)
            uncovered.add(counted.entries);
    }
    for (auto it = pending.cbegin(); it != pending.cend(); ++it)
        m_pending[it.key()].counts.add(*it);
    addUncovered(uncovered);
    m_new.removeIf([this](const Counted &counted) { return !m_threads.contains(counted.thread); });
}

void WireMetrics::countKnown()
{
    EntrySums uncovered;
    for (const Counted &counted : std::exchange(m_new, {})) {
        const double fromMs = double(m_offSince.value(counted.thread, m_uncoveredFromMs));
        if (m_mode == Mode::Covered ? counted.timeMs <= double(m_coveredFromMs) : counted.timeMs > fromMs)
            uncovered.add(counted.entries);
    }
    addUncovered(uncovered);
}

void WireMetrics::count(const AggregateRow &row)
{
    CounterSet counts;
    counts.add(row.entry);
    if (!m_seen)
        m_pendingWhole = false;
    else if (m_mode != Mode::Covered || row.timeMs <= double(m_coveredFromMs))
        addUncovered(counts);
}

void WireMetrics::finish(const std::optional<EventCounts> &events, const Basis &basis)
{
    m_notes.clear();
    m_followed = false;
    m_runMs = basis.runMs;
    const bool live = events && events->wire && events->wire->live;
    countPending();
    if (!live) {
        wait(basis);
        countKnown();
    } else if (const bool began = !m_seen;
               began ? begin(*events->wire, basis) : follow(*events->wire, basis)) {
        const WireSum &wire = *events->wire;
        m_followed = true;
        countKnown();
        m_missingMs = -1;
        m_liveWallMs = basis.wallMs;
        m_inexactSinceMs = wire.inexactSinceMs;
        m_threads.intersect(QSet<int>(basis.liveThreads.cbegin(), basis.liveThreads.cend()));
        for (const int thread : wire.threads) {
            if (basis.liveThreads.contains(thread))
                m_threads.insert(thread);
        }
        tellReason(wire, began);
    }
    m_new.clear();
    if (!m_seen)
        return;
    updateTotals(basis.published);
    if (live && basis.analyticsOn && m_mode == Mode::Covered) {
        if (basis.analyticsRead)
            compare(basis);
    } else {
        analyticsInterrupted();
    }
}

bool WireMetrics::begin(const WireSum &wire, const Basis &basis)
{
    m_seen = true;
    m_firstThread = wire.firstThread;
    m_sinceMs = wire.sinceMs;
    m_sum = wire.total(CounterSet());
    const bool fromStart = wire.sinceMs > 0 && wire.sinceMs <= basis.bootMs + loadingMs;
    const bool whole = wire.whole && !hasHoles(wire.inexactReason);
    // Of one that was settled it is not known any more what it counted.
    const bool settled = std::any_of(wire.threads.cbegin(), wire.threads.cend(),
                                     [this](int thread) { return m_pending.value(thread).settled; });
    if (whole && fromStart && m_firstThread <= 1) {
        m_pending.clear();
    } else if (whole && m_pendingWhole && !settled) {
        addOffset(basis.analytics, 1);
        for (const Pending &pending : std::as_const(m_pending))
            addOffset(pending.counts, -1);
        resolvePending(basis, &wire);
    } else {
        // What the wire has counted so far, analytics have counted too.
        const QMap<QString, qint64> &known = basis.analytics.values();
        for (auto it = known.cbegin(); it != known.cend(); ++it) {
            if (const qint64 more = boundedDifference(it.value(), m_sum.value(it.key())); more > 0)
                m_offset.insert(it.key(), more);
        }
        m_pending.clear();
    }
    m_complete = whole && fromStart && m_offset.isEmpty();
    setMode(wire, basis);
    // What is read from now on has been counted by nobody.
    m_uncoveredFromMs = 0;
    m_offSince.clear();
    return true;
}

void WireMetrics::setMode(const WireSum &wire, const Basis &basis)
{
    const Mode before = std::exchange(m_mode, wire.whole ? Mode::Covered : Mode::Off);
    if (m_mode == before)
        return;
    m_offSince.clear();
    if (m_mode == Mode::Covered) {
        m_coveredFromMs = before == Mode::Off ? basis.wallMs : 0;
        return;
    }
    m_uncoveredFromMs = basis.wallMs;
    for (auto it = wire.uncounted.cbegin(); it != wire.uncounted.cend(); ++it)
        m_offSince.insert(it.key(), it.value());
}

bool WireMetrics::follow(const WireSum &wire, const Basis &basis)
{
    const CounterSet sum = wire.total(m_sum);
    const bool follows = packetsOf(sum) >= packetsOf(m_sum) && wire.sinceMs <= m_sinceMs;
    m_falls = follows ? 0 : m_falls + 1;
    if (!follows) {
        if (m_falls < maxFalls)
            return false;
        beginAgain(wire, basis);
        return true;
    }
    m_sinceMs = wire.sinceMs;
    m_firstThread = std::min(m_firstThread, wire.firstThread);
    if (m_mode == Mode::Away)
        m_away = CounterSet(); // the wire has counted it after all
    // What analytics count instead of it.
    const bool skips = m_mode == Mode::Off && basis.analyticsOn;
    const QMap<QString, qint64> &values = sum.values();
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        const qint64 known = m_sum.value(it.key());
        if (it.value() <= known)
            continue;
        if (skips && !CounterSet::isOnWireOnly(it.key())) {
            CounterSet more;
            more.add(it.key(), it.value() - known);
            addOffset(more, -1);
        }
        m_sum.set(it.key(), it.value());
    }
    resolvePending(basis, &wire);
    setMode(wire, basis);
    return true;
}

void WireMetrics::beginAgain(const WireSum &wire, const Basis &basis)
{
    m_falls = 0;
    m_complete = false;
    addOffset(m_sum, 1);
    addOffset(m_away, 1);
    m_away = CounterSet();
    m_sum = wire.total(m_sum);
    m_sinceMs = wire.sinceMs;
    m_firstThread = wire.firstThread;
    m_mode = Mode::Covered;
    m_coveredFromMs = 0;
    m_offSince.clear();
    resolvePending(basis, &wire);
    setMode(wire, basis);
}

void WireMetrics::wait(const Basis &basis)
{
    if (m_missingMs < 0)
        m_missingMs = basis.runMs;
    if (m_seen && m_mode == Mode::Covered) {
        if (basis.runMs - m_missingMs <= holdMs)
            return;
        m_mode = Mode::Away;
        m_uncoveredFromMs = m_liveWallMs;
    }
    resolvePending(basis, nullptr);
}

void WireMetrics::addUncovered(const CounterSet &counts)
{
    if (m_mode == Mode::Away)
        m_away.add(counts);
    else
        addOffset(counts, 1);
}

void WireMetrics::addUncovered(const EntrySums &sums)
{
    CounterSet counts;
    counts.add(sums);
    addUncovered(counts);
}

void WireMetrics::resolvePending(const Basis &basis, const WireSum *wire)
{
    for (auto it = m_pending.begin(); it != m_pending.end();) {
        const bool counts = wire && wire->threads.contains(it.key());
        const bool lives = basis.liveThreads.contains(it.key());
        // One that has begun and ended since the last cycle has left what it counted to another.
        const bool covered = counts || (wire && !lives && it.key() >= m_firstThread);
        const bool isSettled = !it->settled && m_runMs - it->sinceMs > 2 * holdMs;
        if (m_seen && (covered ? m_mode == Mode::Off : !lives || isSettled))
            addUncovered(it->counts);
        if (covered || !lives) {
            it = m_pending.erase(it);
            continue;
        }
        if (isSettled) {
            it->counts = CounterSet();
            it->settled = true;
        }
        ++it;
    }
}

void WireMetrics::updateTotals(const CounterSet &published)
{
    CounterSet extra = m_away;
    if (m_mode != Mode::Covered) {
        for (const Pending &pending : std::as_const(m_pending))
            extra.add(pending.counts);
    }
    m_totals = m_sum;
    m_totals.add(extra);
    for (auto it = m_offset.cbegin(); it != m_offset.cend(); ++it)
        m_totals.set(it.key(), std::max<qint64>(0, boundedSum(m_totals.value(it.key()), it.value())));
    m_marks = CounterSet();
    for (auto it = published.values().cbegin(); it != published.values().cend(); ++it) {
        if (it.value() <= m_totals.value(it.key()))
            continue;
        m_marks.set(it.key(), it.value());
        m_totals.set(it.key(), it.value());
    }
}

Quality WireMetrics::quality(const QString &key) const
{
    const bool exact = isCovered() && m_complete && m_inexactSinceMs == 0;
    return exact && !m_marks.contains(key) && !m_offset.contains(key) ? Quality::Measured
                                                                      : Quality::Estimated;
}

void WireMetrics::tellReason(const WireSum &wire, bool began)
{
    if (wire.inexactSinceMs > 0 && wire.inexactReason != m_toldReason) {
        m_toldReason = wire.inexactReason;
        m_notes.append(QCoreApplication::translate(
                           "WireMetrics",
                           "The message counters have been estimated since %1 (%2) and remain so "
                           "until the broker restarts.")
                           .arg(timeText(wire.inexactSinceMs), inexactReasonText(wire.inexactReason)));
    } else if (began && !m_complete && wire.inexactSinceMs == 0) {
        m_notes.append(QCoreApplication::translate(
            "WireMetrics",
            "The component began to count after the broker had started. What came before is "
            "known from the server's analytics at most: the message counters are estimated until "
            "the broker restarts."));
    }
}

void WireMetrics::compare(const Basis &basis)
{
    const qint64 now = packetsOf(m_totals);
    const qint64 analytics = packetsOf(basis.analytics);
    m_before.append({m_runMs, now});
    while (m_before.size() > 1 && m_runMs - m_before.at(1).first >= analyticsLateMs)
        m_before.removeFirst();
    if (!m_compareOffset) {
        m_compareOffset = boundedDifference(analytics, now);
        m_before = {{m_runMs, now}};
    }
    const qint64 same = boundedDifference(analytics, *m_compareOffset);
    const qint64 nearest = std::clamp(same, std::min(now, m_before.constFirst().second), now);
    switch (m_check.update(nearest, same, compareTolerance(now))) {
    case CrossCheck::Change::None:
        break;
    case CrossCheck::Change::Differs:
        m_notes.append(QCoreApplication::translate(
                           "WireMetrics", "MQTT packets: the component counts %1 on the wire, the server's "
                                          "analytics %2. What the component counts is published.")
                           .arg(now)
                           .arg(same));
        break;
    case CrossCheck::Change::Agrees:
        m_notes.append(QCoreApplication::translate(
                           "WireMetrics",
                           "MQTT packets: the component and the server's analytics agree again (%1 and %2).")
                           .arg(now)
                           .arg(same));
        break;
    }
}

} // namespace syspulse
