// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace syspulse {

/// The newest value of a topic, as received.
struct TopicValue
{
    QString topic; ///< "$SYS/broker/clients/connected"
    QString recordId;
    QString text; ///< the value as plain, untrusted text; empty when the value is unknown
    std::optional<double> number;
    qint64 timestampMs = 0; ///< server's clock: when the value was last known to be current
    qint64 seenMs = 0;      ///< the same moment on this machine's clock
    /// Of a counter that the component counts: how long the broker had been up when it was. It stays as it is
    /// while the component has no news, and is the clock by which the counter's rate is made.
    std::optional<qint64> countedMs;
    bool ahead = false; ///< the value is of a sample that is still arriving, whose countedMs comes with it
    QString unit;
    QString kind;
    QString source;
    QString quality;
    QString description;
};

/// A burst of changes, at most some 10 per second.
struct ValuesFrame
{
    QList<TopicValue> values; ///< those that changed or were confirmed by the updater's heartbeat
    QStringList removed;      ///< topics whose record was deleted
    bool full = false;        ///< there are more topics than are kept
    qint64 sampleMs = 0; ///< server's clock: heartbeat of the newest complete sample; 0 when none is known
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::ValuesFrame)
