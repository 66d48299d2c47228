// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/valuesdecoder.h"

#include "core/base/json.h"
#include "core/topics/catalogue.h"
#include "core/topics/systopics.h"
#include "core/updater/sysrecord.h"

#include <algorithm>
#include <cmath>

namespace syspulse {

/// Times that differ by less tell the same: the offset between the clocks is known to about a second.
static constexpr qint64 toleranceMs = 5000;
/// Samples that are ahead of now at the same time.
static constexpr qsizetype maxSeen = 100;

/// Nothing where @p seconds is not a time that a broker can have been up.
static std::optional<qint64> countedMs(const std::optional<double> &seconds)
{
    constexpr double longest = 1e10;
    if (!seconds || !(*seconds >= 0 && *seconds < longest))
        return std::nullopt;
    return std::llround(*seconds * 1000);
}

ValuesDecoder::ValuesDecoder(const SysLayout &layout, const Clock *clock)
    : m_layout(layout)
    , m_clock(clock)
{}

void ValuesDecoder::add(const QList<MqttMessage> &messages)
{
    for (const MqttMessage &message : messages)
        addOne(message);
}

void ValuesDecoder::setTime(TopicValue &value, qint64 timeMs)
{
    value.timestampMs = timeMs;
    // Clocks that disagree must not make a value look newer than now. The records of one sample come one
    // after the other, and are of one moment all the same: what belongs together would not be found
    // otherwise.
    if (const auto seen = m_seenMs.constFind(timeMs); seen != m_seenMs.cend()) {
        value.seenMs = *seen;
        return;
    }
    const qint64 nowMs = m_clock->nowMs();
    value.seenMs = std::min(timeMs - m_offsetMs, nowMs);
    if (value.seenMs == timeMs - m_offsetMs || !describeTopic(value.topic))
        return;
    if (m_seenMs.size() >= maxSeen)
        m_seenMs.clear();
    m_seenMs.insert(timeMs, value.seenMs);
}

void ValuesDecoder::addOne(const MqttMessage &message)
{
    const QString prefix = SysLayout::topicOf(m_layout.table);
    if (!message.topic.startsWith(prefix))
        return;
    const QString id = message.topic.mid(prefix.size());
    if (id == m_layout.canaryId)
        return; // no record
    const bool isAwaited = m_awaited.remove(id);
    const auto json = parseJson(message.payload);
    if (!json) {
        ++m_rejected;
        return;
    }
    if (json->is_null()) { // the record was deleted
        remove(id);
        return;
    }
    const auto record = decodeRecord(*json);
    const auto topic = record && record->id == id ? topicOf(id, record->topic)
                                                  : Result<TopicName>(failure(ErrorKind::Protocol, {}));
    const bool beyond = topic && !m_values.contains(id) && m_values.size() >= maxValues;
    m_full = m_full || beyond;
    if (!topic || beyond) {
        ++m_rejected;
        return;
    }
    TopicValue &value = m_values[id];
    value.topic = topic->text();
    value.recordId = id;
    value.text = record->text;
    value.number = record->number;
    value.unit = record->unit;
    value.kind = record->kind;
    value.source = record->source;
    value.quality = record->quality;
    value.description = record->description;
    if (!isCounted(value))
        value.countedMs.reset();
    if (value.topic == systopics::counted)
        m_countedMs = countedMs(value.number);
    const bool isHeartbeat = value.topic == systopics::heartbeat;
    qint64 timeMs = record->timestampMs;
    if (timeMs > serverNowMs() + toleranceMs) {
        timeMs = serverNowMs();
        m_clockDoubt = m_clockDoubt || isHeartbeat;
    }
    value.ahead = timeMs != m_heartbeatMs; // all records of a sample have its time
    if (isAwaited && timeMs <= m_heartbeatMs && isCounted(value)) {
        // Nothing has changed it since: the sample that the heartbeat has completed confirms it.
        value.ahead = false;
        value.countedMs = m_sampleCountedMs;
    }
    setTime(value, std::max(timeMs, m_heartbeatMs));
    m_changed.insert(id);
    if (isHeartbeat)
        heartbeat(timeMs);
}

void ValuesDecoder::remove(const QString &id)
{
    m_changed.remove(id);
    if (!m_values.contains(id))
        return;
    const QString topic = m_values.take(id).topic;
    // When records get ids of the other style, those of before go after the new ones have come.
    const bool lives = std::any_of(m_values.cbegin(), m_values.cend(),
                                   [&topic](const TopicValue &value) { return value.topic == topic; });
    if (lives)
        return;
    if (topic == systopics::counted)
        m_countedMs.reset();
    m_removed.append(topic);
}

Result<TopicName> ValuesDecoder::topicOf(const QString &id, const QString &recordTopic) const
{
    const bool flat = TopicMapper::styleOf(id) == IdStyle::Flat;
    return (flat ? m_flat : m_hierarchical).topic(id, recordTopic);
}

void ValuesDecoder::heartbeat(qint64 timeMs)
{
    // One that is earlier came late. Two that go on from there tell of a clock that was set back.
    const bool setBack = timeMs < m_heartbeatMs && m_lateHeartbeatMs > 0 && timeMs > m_lateHeartbeatMs;
    if (timeMs <= m_heartbeatMs && !setBack) {
        if (timeMs < m_heartbeatMs)
            m_lateHeartbeatMs = timeMs;
        return;
    }
    m_heartbeatMs = timeMs;
    m_lateHeartbeatMs = 0;
    m_sampleCountedMs = m_countedMs;
    m_seenMs.removeIf([timeMs](QHash<qint64, qint64>::iterator seen) { return seen.key() < timeMs; });
    if (setBack && timeMs < serverNowMs() - toleranceMs) {
        // It was written a moment ago. That is good enough until the server has been asked.
        m_offsetMs = timeMs - m_clock->nowMs();
        m_clockDoubt = true;
    }
    for (auto it = m_values.begin(); it != m_values.end(); ++it) {
        TopicValue &value = *it;
        // The state that is coming has yet to tell it: what was known of it before says nothing about now.
        if (m_awaited.contains(it.key()))
            continue;
        const bool counted = isCounted(value);
        if (counted && (value.countedMs != m_countedMs || value.ahead)) {
            value.countedMs = m_countedMs;
            m_changed.insert(value.recordId);
        }
        value.ahead = false;
        // What SysPulse does not write says nothing about its age.
        if (value.timestampMs == timeMs || (value.timestampMs > timeMs && !setBack) ||
            !describeTopic(value.topic))
            continue;
        setTime(value, timeMs);
        m_changed.insert(value.recordId);
    }
}

bool ValuesDecoder::isCounted(const TopicValue &value)
{
    static const QString wire = sourceName(Source::Wire);
    static const QString events = sourceName(Source::Events);
    if (value.source != wire && value.source != events)
        return false;
    const auto description = describeTopic(value.topic);
    return description && description->kind == MetricKind::Counter;
}

void ValuesDecoder::beginState()
{
    m_awaited = QSet<QString>(m_values.keyBegin(), m_values.keyEnd());
    m_full = false;
}

void ValuesDecoder::endState()
{
    const QSet<QString> missing = std::exchange(m_awaited, {});
    for (const QString &id : missing)
        remove(id);
}

ValuesFrame ValuesDecoder::takeFrame()
{
    ValuesFrame frame;
    frame.sampleMs = m_heartbeatMs;
    frame.full = m_fullTold = m_full;
    frame.values.reserve(m_changed.size());
    for (const QString &id : std::as_const(m_changed))
        frame.values.append(m_values.value(id));
    m_changed.clear();
    frame.removed = std::exchange(m_removed, {});
    return frame;
}

ValuesFrame ValuesDecoder::takeRemoval()
{
    ValuesFrame frame;
    frame.removed = std::exchange(m_removed, {});
    for (const TopicValue &value : std::as_const(m_values))
        frame.removed.append(value.topic);
    m_values.clear();
    m_changed.clear();
    m_awaited.clear();
    m_full = m_fullTold = false;
    m_heartbeatMs = 0;
    m_lateHeartbeatMs = 0;
    m_countedMs.reset();
    m_sampleCountedMs.reset();
    m_seenMs.clear();
    return frame;
}

} // namespace syspulse
