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
    : m_prefix(SysLayout::topicOf(layout.table))
    , m_canary(SysLayout::topicOf(layout.table, layout.canaryId))
    , m_clock(clock)
{}

void ValuesDecoder::add(const QList<MqttMessage> &messages)
{
    m_nowMs = m_clock->nowMs();
    for (const MqttMessage &message : messages)
        addOne(message);
}

void ValuesDecoder::setTime(Known &known, qint64 timeMs)
{
    TopicValue &value = known.value;
    value.timestampMs = timeMs;
    // Clocks that disagree must not make a value look newer than now. The records of one sample come one
    // after the other, and are of one moment all the same: what belongs together would not be found
    // otherwise.
    if (const auto seen = m_seenMs.constFind(timeMs); seen != m_seenMs.cend()) {
        value.seenMs = *seen;
        return;
    }
    value.seenMs = std::min(timeMs - m_offsetMs, m_nowMs);
    if (value.seenMs == timeMs - m_offsetMs || !known.isOurs)
        return;
    if (m_seenMs.size() >= maxSeen)
        m_seenMs.clear();
    m_seenMs.insert(timeMs, value.seenMs);
}

void ValuesDecoder::addOne(const MqttMessage &message)
{
    const auto known = m_values.find(message.topic);
    if (known == m_values.end())
        return decode(message, false);
    const bool isAwaited = std::exchange(known->awaited, false);
    const std::optional<RecordText::News> news = known->record.newsIn(message.payload);
    if (!news)
        return decode(message, isAwaited);
    known->value.text = news->text;
    known->value.number = news->number;
    came(*known, known.key(), news->timestampMs, isAwaited);
}

void ValuesDecoder::decode(const MqttMessage &message, bool isAwaited)
{
    if (!message.topic.startsWith(m_prefix) || message.topic == m_canary) // that is no record
        return;
    const auto json = parseJson(message.payload);
    if (!json) {
        ++m_rejected;
        return;
    }
    if (json->is_null()) { // the record was deleted
        remove(message.topic);
        return;
    }
    const QString id = message.topic.mid(m_prefix.size());
    const auto record = decodeRecord(*json);
    const auto topic = record && record->id == id ? topicOf(id, record->topic)
                                                  : Result<TopicName>(failure(ErrorKind::Protocol, {}));
    auto known = m_values.find(message.topic);
    const bool isNew = known == m_values.end();
    const bool beyond = topic && isNew && m_values.size() >= maxValues;
    m_full = m_full || beyond;
    if (!topic || beyond) {
        ++m_rejected;
        return;
    }
    if (isNew)
        known = m_values.insert(message.topic, {});
    TopicValue &value = known->value;
    value.topic = topic->text();
    value.recordId = id;
    value.text = record->text;
    value.number = record->number;
    value.unit = record->unit;
    value.kind = record->kind;
    value.source = record->source;
    value.quality = record->quality;
    value.description = record->description;
    known->record.remember(message.payload);
    known->isHeartbeat = value.topic == systopics::heartbeat;
    known->isClock = value.topic == systopics::counted;
    known->isCounted = isCounted(value);
    known->isOurs = describeTopic(value.topic).has_value();
    came(*known, known.key(), record->timestampMs, isAwaited);
}

void ValuesDecoder::came(Known &known, const QString &mqttTopic, qint64 timeMs, bool isAwaited)
{
    TopicValue &value = known.value;
    if (!known.isCounted)
        value.countedMs.reset();
    if (known.isClock)
        m_countedMs = countedMs(value.number);
    if (timeMs > serverNowMs() + toleranceMs) {
        timeMs = serverNowMs();
        m_clockDoubt = m_clockDoubt || known.isHeartbeat;
    }
    value.ahead = timeMs != m_heartbeatMs; // all records of a sample have its time
    if (isAwaited && timeMs <= m_heartbeatMs && known.isCounted) {
        // Nothing has changed it since: the sample that the heartbeat has completed confirms it.
        value.ahead = false;
        value.countedMs = m_sampleCountedMs;
    }
    setTime(known, std::max(timeMs, m_heartbeatMs));
    changed(known, mqttTopic);
    if (known.isHeartbeat)
        heartbeat(timeMs);
}

void ValuesDecoder::changed(Known &known, const QString &mqttTopic)
{
    if (std::exchange(known.changed, true))
        return;
    ++m_changes;
    m_changed.append(mqttTopic);
}

void ValuesDecoder::remove(const QString &mqttTopic)
{
    const auto known = m_values.find(mqttTopic);
    if (known == m_values.end())
        return;
    m_changes -= known->changed ? 1 : 0;
    const QString topic = known->value.topic;
    m_values.erase(known);
    // When records get ids of the other style, those of before go after the new ones have come.
    const bool lives = std::any_of(m_values.cbegin(), m_values.cend(),
                                   [&topic](const Known &other) { return other.value.topic == topic; });
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
        m_offsetMs = timeMs - m_nowMs;
        m_clockDoubt = true;
    }
    for (auto known = m_values.begin(); known != m_values.end(); ++known) {
        TopicValue &value = known->value;
        // The state that is coming has yet to tell it: what was known of it before says nothing about now.
        if (known->awaited)
            continue;
        if (known->isCounted && (value.countedMs != m_countedMs || value.ahead)) {
            value.countedMs = m_countedMs;
            changed(*known, known.key());
        }
        value.ahead = false;
        // What SysPulse does not write says nothing about its age.
        if (value.timestampMs == timeMs || (value.timestampMs > timeMs && !setBack) || !known->isOurs)
            continue;
        setTime(*known, timeMs);
        changed(*known, known.key());
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
    for (Known &known : m_values)
        known.awaited = true;
    m_full = false;
}

void ValuesDecoder::endState()
{
    QStringList missing;
    for (auto known = m_values.cbegin(); known != m_values.cend(); ++known) {
        if (known->awaited)
            missing.append(known.key());
    }
    for (const QString &mqttTopic : std::as_const(missing))
        remove(mqttTopic);
}

ValuesFrame ValuesDecoder::takeFrame()
{
    ValuesFrame frame;
    frame.sampleMs = m_heartbeatMs;
    frame.full = m_fullTold = m_full;
    frame.values.reserve(m_changes);
    for (const QString &mqttTopic : std::as_const(m_changed)) {
        const auto known = m_values.find(mqttTopic);
        if (known != m_values.end() && std::exchange(known->changed, false))
            frame.values.append(known->value);
    }
    m_changed.clear();
    m_changes = 0;
    frame.removed = std::exchange(m_removed, {});
    return frame;
}

ValuesFrame ValuesDecoder::takeRemoval()
{
    ValuesFrame frame;
    frame.removed = std::exchange(m_removed, {});
    for (const Known &known : std::as_const(m_values))
        frame.removed.append(known.value.topic);
    m_values.clear();
    m_changed.clear();
    m_changes = 0;
    m_full = m_fullTold = false;
    m_heartbeatMs = 0;
    m_lateHeartbeatMs = 0;
    m_countedMs.reset();
    m_sampleCountedMs.reset();
    m_seenMs.clear();
    return frame;
}

} // namespace syspulse
