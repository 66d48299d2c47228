// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>
#include <QString>

namespace syspulse {

/// How a metric behaves over time.
enum class MetricKind {
    Static,  ///< set once while the broker runs
    Gauge,   ///< goes up and down
    Counter, ///< only grows until the broker restarts
    Rate,    ///< per minute, smoothed
};

/// What a metric counts in.
enum class Unit {
    None, ///< text or a plain number
    Seconds,
    Milliseconds,
    Time, ///< ISO 8601 text
    Bytes,
    Packets,
    Messages,
    Clients,
    Connections,
    Subscriptions,
    Records,
    Percent,
    MessagesPerMinute,
    BytesPerMinute,
    ConnectionsPerMinute,
};

/// Where the numbers of a metric come from.
enum class Source { Analytics, Events, System, Info, Local, Wire, Probe };

/// How good a value is.
enum class Quality {
    Measured,  ///< counted or read by the broker itself
    Derived,   ///< computed exactly from measured values
    Estimated, ///< the best that can be known; may be off
};

/// A metric described once, apart from its values.
struct MetricDescription
{
    QString topic; ///< full topic, for example "$SYS/broker/clients/connected"
    MetricKind kind = MetricKind::Gauge;
    Unit unit = Unit::None;
    Source source = Source::Analytics;
    QString meaning;     ///< one sentence for people
    QString unavailable; ///< why HarperDB cannot give it; empty where it can
    bool publishable() const { return unavailable.isEmpty(); }
};

/// All fixed topics of the tree, in the order in which they are shown and published.
const QList<MetricDescription> &catalogue();

/// The description of @p topic: a fixed one, or that of the family "$SYS/broker/topics/<table>/...".
std::optional<MetricDescription> describeTopic(const QString &topic);

/// Stable lower-case names, as written into records.
QString kindName(MetricKind kind);
QString unitName(Unit unit);
QString sourceName(Source source);
QString qualityName(Quality quality);

} // namespace syspulse
