// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the catalogue as JSON, for the component: run by the build.
#include <cstdio>
#include <utility>

#include <QFile>

#include "core/base/json.h"
#include "core/metrics/wirecounts.h"
#include "core/topics/catalogue.h"
#include "core/topics/systopics.h"

using namespace syspulse;

namespace {

OrderedJson described(const MetricDescription &metric)
{
    return {{"kind", toUtf8String(kindName(metric.kind))},
            {"unit", toUtf8String(unitName(metric.unit))},
            {"description", toUtf8String(metric.meaning)}};
}

/// What a component counts on the wire, with 1 in one place and 0 in all others.
Json countsWith(const std::string &side, const std::string &name)
{
    Json counts{{"counting", true}, {"in", {{"packets", 0}}}, {"out", {{"packets", 0}}}};
    if (side.empty())
        counts[name] = 1;
    else
        counts[side][name] = 1;
    return counts;
}

/// Where in the part "wire" of a thread's record the number of each counter is. Found by asking the reader of
/// these parts, so that there is one description of it only.
OrderedJson counters()
{
    static constexpr const char *sides[] = {"in", "out", "own_in", "own_out"};
    static constexpr const char *names[] = {
        "packets",  "bytes",      "publish",    "publish_bytes", "payload_bytes", "qos0",     "qos1",
        "qos2",     "retained",   "connect",    "connack",       "puback",        "pubrec",   "pubrel",
        "pubcomp",  "auth",       "suback",     "subscribe",     "unsubscribe",   "unsuback", "pingreq",
        "pingresp", "disconnect", "duplicates", "malformed"};
    static constexpr const char *common[] = {"dropped", "dropped_publishes", "opened",
                                             "closed",  "refused_publishes", "refused_subscriptions"};
    OrderedJson object = OrderedJson::object();
    const auto probe = [&object](const std::string &side, const std::string &name) {
        const auto counts = decodeWireCounts(countsWith(side, name), 0);
        if (!counts)
            return;
        for (auto it = counts->counters.values().cbegin(); it != counts->counters.values().cend(); ++it) {
            if (it.value() == 1)
                object[toUtf8String(it.key())] =
                    side.empty() ? OrderedJson::array({name}) : OrderedJson::array({side, name});
        }
    };
    for (const char *side : sides) {
        for (const char *name : names)
            probe(side, name);
    }
    for (const char *name : common)
        probe({}, name);
    return object;
}

OrderedJson catalogueObject()
{
    OrderedJson topics = OrderedJson::object();
    for (const MetricDescription &metric : catalogue())
        topics[toUtf8String(metric.topic)] = described(metric);

    // The name of a table stands where the placeholder does.
    const QString placeholder = QStringLiteral("{table}");
    OrderedJson tables = OrderedJson::object();
    for (const char *tail : {"messages/received", "messages/sent", "bytes/received", "bytes/sent"}) {
        const auto metric =
            describeTopic(systopics::tables + placeholder + QLatin1Char('/') + QLatin1String(tail));
        if (metric)
            tables[tail] = described(*metric);
    }
    return {{"topics", topics}, {"tables", tables}, {"counters", counters()}};
}

/// A counter that is published and not told by the component; empty: there is none.
QString uncounted(const OrderedJson &object)
{
    for (const MetricDescription &metric : catalogue()) {
        const QString key = metric.topic.mid(systopics::broker.size());
        if (metric.kind == MetricKind::Counter && metric.source == Source::Wire && metric.publishable() &&
            !object["counters"].contains(toUtf8String(key)))
            return metric.topic;
    }
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fputs("usage: syspulse_catalogue FILE\n", stderr);
        return 2;
    }
    const OrderedJson object = catalogueObject();
    if (const QString topic = uncounted(object); !topic.isEmpty()) {
        std::fprintf(stderr, "%s: the component has no counter of this name\n", qPrintable(topic));
        return 1;
    }
    QFile file(QFile::decodeName(argv[1]));
    const std::string text = object.dump(1, '\t') + '\n';
    const qint64 size = qint64(text.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), size) != size || !file.flush()) {
        std::fprintf(stderr, "%s: %s\n", argv[1], qPrintable(file.errorString()));
        return 1;
    }
    return 0;
}
