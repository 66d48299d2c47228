// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/mqtt/mqtttypes.h"
#include "core/session/valuesframe.h"
#include "core/topics/syslayout.h"
#include "core/topics/topicmapper.h"

#include <utility>

#include <QHash>
#include <QSet>

namespace syspulse {

/// Turns messages of "sys/#" into values. The updater writes only what changed, its heartbeat last: when that
/// arrives, every other value is known to be as old as the heartbeat and no older.
///
/// The clocks of both machines may be set at any moment. A time that is still to come counts as now, and
/// heartbeats that go on from an earlier time are those of a server whose clock was set back.
class ValuesDecoder
{
public:
    /// More records than any real tree has; what comes beyond is not kept.
    static constexpr qsizetype maxValues = 20000;

    ValuesDecoder(const SysLayout &layout, const Clock *clock);

    /// The server's clock minus this machine's, in ms.
    void setClockOffset(qint64 offsetMs) { m_offsetMs = offsetMs; }

    void add(const QList<MqttMessage> &messages);
    /// Whether a heartbeat did not agree with the clock offset since the last call: it should be read again.
    bool takeClockDoubt() { return std::exchange(m_clockDoubt, false); }
    /// The present state is coming from its beginning, as after each subscription.
    void beginState();
    /// It has come: what did not come with it was deleted meanwhile.
    void endState();
    /// Whether records were left out because there were more than maxValues.
    bool isFull() const { return m_full; }
    bool hasChanges() const { return !m_changed.isEmpty() || !m_removed.isEmpty() || m_full != m_fullTold; }
    /// What changed since the frame before.
    ValuesFrame takeFrame();
    /// A frame that removes everything, for when the tables are gone.
    ValuesFrame takeRemoval();
    /// Messages that could not be understood so far.
    qint64 rejected() const { return m_rejected; }

private:
    void addOne(const MqttMessage &message);
    void remove(const QString &id);
    Result<TopicName> topicOf(const QString &id, const QString &recordTopic) const;
    void heartbeat(qint64 timeMs);
    /// Whether @p value grows by the clock that the updater tells beside it.
    static bool isCounted(const TopicValue &value);
    qint64 serverNowMs() const { return m_clock->nowMs() + m_offsetMs; }
    void setTime(TopicValue &value, qint64 timeMs);

    SysLayout m_layout;
    const Clock *m_clock;
    TopicMapper m_flat{IdStyle::Flat};
    TopicMapper m_hierarchical{IdStyle::Hierarchical};
    qint64 m_offsetMs = 0;
    qint64 m_heartbeatMs = 0;
    qint64 m_lateHeartbeatMs = 0;            ///< the last one that was earlier than m_heartbeatMs
    std::optional<qint64> m_countedMs;       ///< of the sample that the next heartbeat completes
    std::optional<qint64> m_sampleCountedMs; ///< of the one that the last heartbeat has completed
    QHash<qint64, qint64> m_seenMs; ///< when samples were seen whose time was still to come, by that time
    bool m_clockDoubt = false;
    qint64 m_rejected = 0;
    QHash<QString, TopicValue> m_values; ///< by record id
    QSet<QString> m_changed;             ///< record ids
    QStringList m_removed;               ///< topics
    QSet<QString> m_awaited;             ///< record ids that the state which is coming has not told yet
    bool m_full = false;
    bool m_fullTold = false; ///< m_full of the last frame
};

} // namespace syspulse
