// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/sysrecord.h"

#include <QCoreApplication>

namespace syspulse {

OrderedJson toRecord(const MetricReading &reading, const QString &id, qint64 timestampMs)
{
    OrderedJson record;
    record["id"] = toUtf8String(id);
    if (const auto *whole = std::get_if<qint64>(&reading.value))
        record["value"] = *whole;
    else if (const auto *number = std::get_if<double>(&reading.value))
        record["value"] = *number;
    else
        record["value"] = toUtf8String(std::get<QString>(reading.value));
    record["timestamp"] = timestampMs;
    const auto description = describeTopic(reading.topic);
    record["description"] = toUtf8String(description ? description->meaning : QString());
    record["topic"] = toUtf8String(reading.topic);
    record["unit"] = toUtf8String(description ? unitName(description->unit) : QString());
    record["kind"] = toUtf8String(kindName(description ? description->kind : MetricKind::Gauge));
    record["source"] = toUtf8String(sourceName(reading.source));
    record["quality"] = toUtf8String(qualityName(reading.quality));
    return record;
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
        record.text = QString::fromStdString(value->get_ref<const std::string &>());
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
