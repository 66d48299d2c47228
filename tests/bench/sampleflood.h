// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/metrics/reading.h"
#include "core/mqtt/mqtttypes.h"
#include "core/topics/catalogue.h"
#include "core/topics/syslayout.h"
#include "core/topics/topicmapper.h"
#include "core/updater/sysrecord.h"

#include <QList>

/// Records as an updater writes them, for benchmarks of who receives them.
namespace syspulse::bench {

/// The first @p count topics of the catalogue that are numbers.
inline QStringList numericTopics(qsizetype count)
{
    QStringList topics;
    for (const MetricDescription &description : catalogue()) {
        if (description.kind != MetricKind::Static && description.unit != Unit::None &&
            description.unit != Unit::Time && topics.size() < count)
            topics.append(description.topic);
    }
    return topics;
}

/// @p samples updates of each of @p topics, every value another one, as messages of MQTT.
inline QList<MqttMessage> updatesOf(const QStringList &topics, int samples, qint64 nowMs)
{
    const SysLayout layout;
    const TopicMapper mapper(IdStyle::Flat);
    QList<MqttMessage> messages;
    for (int sample = 0; sample < samples; ++sample) {
        for (qsizetype i = 0; i < topics.size(); ++i) {
            const MetricReading reading{topics.at(i), qint64(123'456'789) * (i + 1) + sample, Source::Wire,
                                        Quality::Measured};
            const QString id = mapper.recordId(*TopicName::parse(reading.topic)).value();
            messages.append({SysLayout::topicOf(layout.table) + id,
                             dumpJson(toRecord(reading, id, nowMs - samples + sample)), 0, false});
        }
    }
    return messages;
}

} // namespace syspulse::bench
