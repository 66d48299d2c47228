// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/wirecounts.h"

#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <iterator>

#include <QCoreApplication>

namespace syspulse {

namespace {

qint64 wireNumber(const Json &json, const char *key)
{
    return std::max<qint64>(0, integerAt(json, key).value_or(0));
}

/// The numbers of one direction under @p prefix; @p json is one of "in", "out", "own_in" and "own_out".
void addSide(CounterSet &set, const Json &json, const QString &prefix, const QString &direction)
{
    const auto add = [&](const QString &stem, const char *name) {
        set.add(prefix + stem + direction, wireNumber(json, name));
    };
    add(QStringLiteral("messages"), "packets");
    add(QStringLiteral("bytes"), "bytes");
    add(QStringLiteral("publish/messages"), "publish");
    add(QStringLiteral("publish/bytes"), "publish_bytes");
    if (!prefix.isEmpty())
        return;
    add(QStringLiteral("messages/qos0"), "qos0");
    add(QStringLiteral("messages/qos1"), "qos1");
    add(QStringLiteral("messages/qos2"), "qos2");
    static constexpr const char *packets[] = {
        "connect", "connack",     "publish",  "puback",  "pubrec",   "pubrel",     "pubcomp", "subscribe",
        "suback",  "unsubscribe", "unsuback", "pingreq", "pingresp", "disconnect", "auth",
    };
    for (const char *packet : packets)
        add(QStringLiteral("mqtt/") + QLatin1String(packet), packet);
}

/// A row: the first level of topics, messages in, bytes in, messages out, bytes out.
void addTopics(CounterSet &set, const Json &rows)
{
    static const QString tails[] = {QStringLiteral("/messages/received"), QStringLiteral("/bytes/received"),
                                    QStringLiteral("/messages/sent"), QStringLiteral("/bytes/sent")};
    if (!rows.is_array())
        return;
    for (const Json &row : rows) {
        if (!row.is_array() || row.size() != 1 + std::size(tails) || !row[0].is_string())
            continue;
        const QString table = set.tableKey(textFromUtf8(row[0].get_ref<const std::string &>()));
        for (size_t i = 0; i < std::size(tails); ++i) {
            if (row[i + 1].is_number())
                set.add(table + tails[i], std::max<qint64>(0, boundedInteger(row[i + 1].get<double>())));
        }
    }
}

} // namespace

std::optional<WireCounts> decodeWireCounts(const Json &json, int thread)
{
    const auto counting = boolAt(json, "counting");
    const Json *in = member(json, "in");
    const Json *out = member(json, "out");
    if (!counting || !in || !out || !integerAt(*in, "packets") || !integerAt(*out, "packets"))
        return std::nullopt;
    WireCounts counts;
    counts.counting = *counting;
    counts.blind = wireNumber(json, "blind");
    counts.switchedMs = wireNumber(json, "switched");
    counts.sinceMs = wireNumber(json, "since");
    counts.firstThread = boundedInt(integerAt(json, "first_thread").value_or(thread));
    counts.inexactSinceMs = wireNumber(json, "inexact_since");
    counts.inexactReason = textOr(json, "inexact_reason");
    const QString received = QStringLiteral("/received");
    const QString sent = QStringLiteral("/sent");
    addSide(counts.counters, *in, {}, received);
    addSide(counts.counters, *out, {}, sent);
    for (const auto &[name, direction] : {std::pair("own_in", received), std::pair("own_out", sent)}) {
        if (const Json *own = member(json, name))
            addSide(counts.counters, *own, CounterSet::ownPrefix(), direction);
    }
    counts.counters.add(CounterSet::connectAttemptsKey(), wireNumber(*in, "connect"));
    counts.counters.add(QStringLiteral("publish/messages/dropped"), wireNumber(json, "dropped_publishes"));
    counts.counters.add(QStringLiteral("syspulse/refused/publishes"), wireNumber(json, "refused_publishes"));
    counts.counters.add(QStringLiteral("syspulse/refused/subscriptions"),
                        wireNumber(json, "refused_subscriptions"));
    if (const Json *topics = member(json, "topics"))
        addTopics(counts.counters, *topics);
    return counts;
}

void WireSum::add(int thread, bool isLive, const WireCounts &counts, qint64 atMs)
{
    const auto earliest = [](auto &known, auto other) {
        if (other > 0 && (known == 0 || other < known))
            known = other;
    };
    threads.append(thread);
    if (isLive) {
        live = true;
        if (!counts.isWhole()) {
            whole = false;
            uncounted.insert(thread, counts.switchedMs);
        }
    }
    earliest(sinceMs, counts.sinceMs);
    firstThread = threads.size() == 1 ? counts.firstThread : std::min(firstThread, counts.firstThread);
    if (counts.inexactSinceMs > 0 && (inexactSinceMs == 0 || counts.inexactSinceMs < inexactSinceMs))
        inexactReason = counts.inexactReason;
    earliest(inexactSinceMs, counts.inexactSinceMs);
    parts.append({thread, isLive, atMs, counts.counters});
}

CounterSet WireSum::total(const CounterSet &before) const
{
    CounterSet sum;
    sum.reserveTables(before);
    for (const Part &part : parts)
        sum.add(part.counters);
    return sum;
}

QString inexactReasonText(const QString &reason)
{
    struct Known
    {
        const char *name;
        const char *text;
    };
    // As resources/component/counts.js names them.
    static constexpr Known known[] = {
        {"clients were connected before counting began",
         QT_TRANSLATE_NOOP("WireCounts", "clients were connected before counting began")},
        {"counting was switched off", QT_TRANSLATE_NOOP("WireCounts", "counting was switched off")},
        {"a fault of the component", QT_TRANSLATE_NOOP("WireCounts", "the component had a fault")},
        {"a client went on where its packets could not be told apart",
         QT_TRANSLATE_NOOP("WireCounts", "the packets of a client could not be told apart")},
        {"a connection had other bytes than were counted",
         QT_TRANSLATE_NOOP("WireCounts", "a connection had other bytes than were counted")},
        {"a worker thread ended without leaving its last counts",
         QT_TRANSLATE_NOOP("WireCounts", "a worker thread ended without leaving its last counts")},
    };
    for (const Known &one : known) {
        if (reason == QLatin1String(one.name))
            return QCoreApplication::translate("WireCounts", one.text);
    }
    return QCoreApplication::translate("WireCounts", "the component does not say why");
}

} // namespace syspulse
