// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/sysrecord.h"

#include "core/base/json.h"
#include "core/base/utf8.h"

#include <QCoreApplication>

namespace syspulse {

namespace {

OrderedJson recordOf(const QString &topic, const QString &id, qint64 timestampMs, OrderedJson value,
                     const QString &source, const QString &quality)
{
    const auto description = describeTopic(topic);
    OrderedJson record;
    record["id"] = toUtf8String(id);
    record["value"] = std::move(value);
    record["timestamp"] = timestampMs;
    record["description"] = toUtf8String(description ? description->meaning : QString());
    record["topic"] = toUtf8String(topic);
    record["unit"] = toUtf8String(description ? unitName(description->unit) : QString());
    record["kind"] = toUtf8String(kindName(description ? description->kind : MetricKind::Gauge));
    record["source"] = toUtf8String(source);
    record["quality"] = toUtf8String(quality);
    return record;
}

OrderedJson valueOf(const MetricValue &value)
{
    if (const auto *whole = std::get_if<qint64>(&value))
        return *whole;
    if (const auto *number = std::get_if<double>(&value))
        return *number;
    return toUtf8String(std::get<QString>(value));
}

} // namespace

OrderedJson toRecord(const MetricReading &reading, const QString &id, qint64 timestampMs)
{
    return recordOf(reading.topic, id, timestampMs, valueOf(reading.value), sourceName(reading.source),
                    qualityName(reading.quality));
}

OrderedJson unknownRecord(const QString &topic, const QString &id, qint64 timestampMs)
{
    return recordOf(topic, id, timestampMs, nullptr, {}, QStringLiteral("unknown"));
}

Result<SysRecord> decodeRecord(const Json &json)
{
    SysRecord record;
    record.id = textOr(json, "id");
    const Json *value = member(json, "value");
    if (record.id.isEmpty() || !value)
        return failure(
            ErrorKind::Protocol,
            QCoreApplication::translate("SysRecord", "A record of the table \"sys\" has no id or no value."));
    if (value->is_number_integer()) {
        record.text = QString::fromStdString(value->dump());
        record.number = value->get<double>();
    } else if (value->is_number()) {
        record.number = value->get<double>();
        record.text = QString::number(*record.number, 'g', 12);
    } else if (value->is_string()) {
        record.text = textFromUtf8(value->get_ref<const std::string &>());
    } else if (!value->is_null()) {
        record.text = QString::fromUtf8(dumpJson(*value));
    }
    record.topic = textOr(json, "topic");
    record.timestampMs = integerAt(json, "timestamp").value_or(0);
    record.unit = textOr(json, "unit");
    record.kind = textOr(json, "kind");
    record.source = textOr(json, "source");
    record.quality = textOr(json, "quality");
    record.description = textOr(json, "description");
    return record;
}

} // namespace syspulse
