// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/mqtt/mqtttypes.h"
#include "core/session/valuesframe.h"
#include "core/topics/syslayout.h"
#include "core/topics/topicmapper.h"
#include "core/updater/recordtext.h"

#include <utility>

#include <QHash>

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
    bool hasChanges() const { return m_changes > 0 || !m_removed.isEmpty() || m_full != m_fullTold; }
    /// What changed since the frame before.
    ValuesFrame takeFrame();
    /// A frame that removes everything, for when the tables are gone.
    ValuesFrame takeRemoval();
    /// Messages that could not be understood so far.
    qint64 rejected() const { return m_rejected; }

private:
    /// A value, and what is known of its topic and its record without asking again.
    struct Known
    {
        TopicValue value;
        RecordText record;
        bool isHeartbeat = false;
        bool isClock = false;   ///< of what is counted
        bool isCounted = false; ///< grows by that clock
        bool isOurs = false;    ///< SysPulse writes it
        bool changed = false;   ///< since the last frame
        bool awaited = false;   ///< the state which is coming has not told it yet
    };

    void addOne(const MqttMessage &message);
    /// Of a record that differs in more than value and time.
    void decode(const MqttMessage &message, bool isAwaited);
    /// The value of @p known has just come.
    /// @param isAwaited whether it is of the state that is coming
    void came(Known &known, const QString &mqttTopic, qint64 timeMs, bool isAwaited);
    void changed(Known &known, const QString &mqttTopic);
    void remove(const QString &mqttTopic);
    Result<TopicName> topicOf(const QString &id, const QString &recordTopic) const;
    void heartbeat(qint64 timeMs);
    /// Whether @p value grows by the clock that the updater tells beside it.
    static bool isCounted(const TopicValue &value);
    qint64 serverNowMs() const { return m_nowMs + m_offsetMs; }
    void setTime(Known &known, qint64 timeMs);

    const QString m_prefix;
    const QString m_canary; ///< the MQTT topic
    const Clock *m_clock;
    qint64 m_nowMs = 0; ///< while messages are added
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
    QHash<QString, Known> m_values; ///< by the MQTT topic of the record
    QStringList m_changed;          ///< MQTT topics of what changed, and of what changed and is gone
    qsizetype m_changes = 0;        ///< Known::changed
    QStringList m_removed;          ///< topics
    bool m_full = false;
    bool m_fullTold = false; ///< m_full of the last frame
};

} // namespace syspulse
