// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/base/result.h"
#include "core/metrics/reading.h"
#include "core/topics/topicmapper.h"

namespace syspulse {

/// The record of @p reading: id, value, timestamp (ms since the epoch, the server's clock), description,
/// topic, unit, kind, source, quality, in this order, "value" first among the data.
OrderedJson toRecord(const MetricReading &reading, const QString &id, qint64 timestampMs);

/// The record of a topic whose value is not known (any more): "value" is null, which the $SYS tree shows as
/// an empty payload.
OrderedJson unknownRecord(const QString &topic, const QString &id, qint64 timestampMs);

/// A record as received from MQTT or read from the table. Contents are untrusted.
struct SysRecord
{
    QString id;
    QString topic; ///< as claimed; check it with TopicMapper
    QString text;  ///< the value as text
    std::optional<double> number;
    qint64 timestampMs = 0;
    QString unit;
    QString kind;
    QString source;
    QString quality;
    QString description;
};

/// Decodes a record; ErrorKind::Protocol when @p json is not an object with a text "id" and a "value".
Result<SysRecord> decodeRecord(const Json &json);

} // namespace syspulse
