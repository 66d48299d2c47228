// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/base/jsontape.h"
#include "core/base/utf8.h"
#include "core/metrics/analyticsrow.h"

#include <cmath>
#include <string_view>
#include <unordered_map>
#include <vector>

// The decoders of texts. Whatever they make of one is what those of analyticsrow.cpp make of the same JSON:
// tst_analyticstext compares them.
namespace syspulse {

namespace {

using simdjson::dom::element;

/// Texts on the tape.
struct NameTexts
{
    std::string_view metric;
    std::string_view path;
    std::string_view method;
    std::string_view type;

    bool operator==(const NameTexts &) const = default;
};

struct NameHash
{
    size_t operator()(const NameTexts &texts) const
    {
        // Clients choose paths: whoever knows the seed could make them collide.
        size_t hash = QHashSeed::globalSeed();
        for (const std::string_view text : {texts.path, texts.method, texts.metric, texts.type})
            hash = qHashBits(text.data(), text.size(), hash);
        return hash;
    }
};

/// The names of one answer, each made once.
class Names
{
public:
    const AnalyticsName &nameOf(const NameTexts &texts)
    {
        // Threads report in much the same order: what came after the last one before is tried first.
        if (m_last != nullptr && m_last->next != nullptr && m_last->next->texts == texts) {
            m_last = m_last->next;
            return m_last->name;
        }
        const auto [it, isNew] = m_names.try_emplace(texts);
        Known &known = it->second;
        if (isNew)
            known = {texts, AnalyticsName(qt(texts.metric), qt(texts.path), qt(texts.method), qt(texts.type)),
                     nullptr};
        if (m_last != nullptr)
            m_last->next = &known;
        m_last = &known;
        return known.name;
    }

private:
    struct Known
    {
        NameTexts texts;
        AnalyticsName name;
        Known *next = nullptr; ///< came after it last time
    };

    static QString qt(std::string_view text)
    {
        return textFromUtf8(QByteArrayView(text.data(), qsizetype(text.size())));
    }

    std::unordered_map<NameTexts, Known, NameHash> m_names;
    Known *m_last = nullptr;
};

// As textOr(), numberAt() and integerAt(): one of another type counts as missing.

std::string_view textOf(const element &value)
{
    std::string_view text;
    return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

std::optional<double> numberOf(const element &value)
{
    double number = 0;
    return value.get(number) == simdjson::SUCCESS ? std::optional(number) : std::nullopt;
}

qint64 integerOf(const element &value, qint64 otherwise = 0)
{
    const auto number = numberOf(value);
    return number ? exactInteger(*number).value_or(otherwise) : otherwise;
}

struct EntryFields
{
    NameTexts name;
    qint64 count = 0;
    qint64 total = 0;
    double mean = 0;
    qint64 connections = 0;
    qint64 heapUsed = 0;

    void take(std::string_view key, const element &value)
    {
        if (key == "metric")
            name.metric = textOf(value);
        else if (key == "path")
            name.path = textOf(value);
        else if (key == "method")
            name.method = textOf(value);
        else if (key == "type")
            name.type = textOf(value);
        else if (key == "count")
            count = integerOf(value);
        else if (key == "total")
            total = integerOf(value);
        else if (key == "mean")
            mean = numberOf(value).value_or(0);
        else if (key == "connections")
            connections = integerOf(value);
        else if (key == "heapUsed")
            heapUsed = integerOf(value);
    }

    /// As AnalyticsName::isWanted(), before a name is made.
    bool isWanted() const
    {
        return name.type == "mqtt" || name.metric == "mqtt-connections" || name.metric == "memory" ||
               (name.metric == "connection" && name.path == "mqtt");
    }

    AnalyticsEntry entry(Names &names) const
    {
        return {names.nameOf(name), count, total, mean, connections, heapUsed};
    }
};

/// Calls @p take with each key and value of @p value; none where it is no object.
template <typename Take>
void forEachMember(const element &value, Take take)
{
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return;
    for (const auto &[key, member] : object)
        take(key, member);
}

/// What is read of one row after another; @p entries is a row's, and kept for its memory.
std::optional<AnalyticsRow> rowOf(const element &item, Names &names, std::vector<EntryFields> &entries)
{
    AnalyticsRow row;
    std::optional<double> timeMs;
    row.threadId = -1;
    simdjson::dom::array metrics;
    bool hasMetrics = false;
    forEachMember(item, [&](std::string_view key, const element &value) {
        if (key == "id")
            row.id = numberOf(value).value_or(0);
        else if (key == "time")
            timeMs = numberOf(value);
        else if (key == "threadId")
            row.threadId = boundedInt(integerOf(value, -1));
        else if (key == "metrics")
            hasMetrics = value.get(metrics) == simdjson::SUCCESS;
    });
    if (!isAnalyticsTime(row.id))
        return std::nullopt;
    row.timeMs = timeMs.value_or(row.id);
    if (!hasMetrics)
        return row;
    entries.clear();
    for (const element &metric : metrics) {
        EntryFields fields;
        forEachMember(metric,
                      [&fields](std::string_view key, const element &value) { fields.take(key, value); });
        if (fields.isWanted())
            entries.push_back(fields);
    }
    row.entries.reserve(qsizetype(entries.size()));
    for (const EntryFields &fields : entries)
        row.entries.append(fields.entry(names));
    return row;
}

std::optional<AggregateRow> aggregateOf(const element &item, Names &names)
{
    AggregateRow row;
    EntryFields fields;
    const auto positive = [](const element &value) {
        const double number = numberOf(value).value_or(0);
        return number > 0 && std::isfinite(number) ? number : 0.0;
    };
    forEachMember(item, [&](std::string_view key, const element &value) {
        fields.take(key, value);
        if (key == "time")
            row.timeMs = numberOf(value).value_or(0);
        else if (key == "id")
            row.storedMs = positive(value);
        else if (key == "period")
            row.periodMs = positive(value);
        else if (key == "connections")
            row.connections = positive(value);
    });
    if (!isAnalyticsTime(row.timeMs))
        return std::nullopt;
    row.entry = fields.entry(names);
    return row;
}

/// The rows in @p text, of which @p decode makes each; by @p plain where the text is not one for the tape.
template <typename Row, typename Decode>
Result<QList<Row>> rowsOf(const QByteArray &text, Result<QList<Row>> (*plain)(const Json &), Decode decode)
{
    JsonTape tape;
    const auto root = tape.read(text);
    simdjson::dom::array items;
    if (!root || root->get(items) != simdjson::SUCCESS) {
        const Result<Json> json = parseJson(text);
        return json ? plain(*json) : Result<QList<Row>>(Unexpected<Error>{json.error()});
    }
    QList<Row> rows;
    rows.reserve(qsizetype(items.size()));
    for (const element &item : items) {
        if (std::optional<Row> row = decode(item))
            rows.append(*std::move(row));
    }
    return rows;
}

} // namespace

Result<QList<AnalyticsRow>> decodeAnalyticsRows(const QByteArray &text)
{
    Names names;
    std::vector<EntryFields> entries;
    return rowsOf<AnalyticsRow>(text, decodeAnalyticsRows,
                                [&](const element &item) { return rowOf(item, names, entries); });
}

Result<QList<AggregateRow>> decodeAggregateRows(const QByteArray &text)
{
    Names names;
    return rowsOf<AggregateRow>(text, decodeAggregateRows,
                                [&names](const element &item) { return aggregateOf(item, names); });
}

} // namespace syspulse
