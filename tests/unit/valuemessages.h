// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/session/valuesdecoder.h"
#include "core/updater/sysrecord.h"

/// What the tests of decoded values hand in and look for.
namespace syspulse::test {

class HandSetClock : public Clock
{
public:
    static constexpr qint64 startMs = 1'000'000;
    qint64 now = startMs;
    qint64 nowMs() const override { return now; }
};

inline MqttMessage recordMessage(const QString &topic, const QString &id, MetricValue value, qint64 timeMs,
                                 Source source = Source::Wire)
{
    const MetricReading reading{topic, std::move(value), source, Quality::Measured};
    return {QStringLiteral("sys/") + id, dumpJson(toRecord(reading, id, timeMs)), 0, false};
}

/// An empty one where @p frame has none of @p topic.
inline TopicValue valueIn(const ValuesFrame &frame, const char *topic)
{
    for (const TopicValue &value : frame.values) {
        if (value.topic == QLatin1String(topic))
            return value;
    }
    return {};
}

} // namespace syspulse::test
