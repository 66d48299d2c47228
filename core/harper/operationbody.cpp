// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/operationbody.h"

#include "core/base/json.h"

#include <algorithm>

namespace syspulse {

namespace {

bool isText(const auto &value)
{
    return value.is_string() && !value.template get_ref<const std::string &>().empty();
}

template <typename Body>
std::optional<QString> missingIn(const Body &body)
{
    for (const char *name : {"database", "table", "project", "file", "service", "metric", "role", "id"}) {
        const auto it = body.find(name);
        if (it != body.end() && !isText(*it))
            return QString::fromLatin1(name);
    }
    if (const auto ids = body.find("ids"); ids != body.end()) {
        if (ids->empty() || !std::all_of(ids->begin(), ids->end(), [](const auto &id) { return isText(id); }))
            return QStringLiteral("id");
    }
    if (const auto records = body.find("records"); records != body.end()) {
        for (const auto &record : *records) {
            if (const auto id = record.find("id"); id == record.end() || !isText(*id))
                return QStringLiteral("id");
        }
    }
    return std::nullopt;
}

} // namespace

Json operation(const char *name)
{
    return Json{{"operation", name}};
}

Json tableOperation(const char *name, const QString &database, const QString &table)
{
    Json body = operation(name);
    body["database"] = toUtf8String(database);
    body["table"] = toUtf8String(table);
    return body;
}

Json allRecords(const QString &database, const QString &table, const QStringList &attributes,
                std::optional<int> limit)
{
    Json body = tableOperation("search_by_value", database, table);
    body["search_attribute"] = "id"; // 4.4 fails on the short names "attribute" and "value"
    body["search_value"] = "*";
    if (limit)
        body["limit"] = *limit;
    body["get_attributes"] = textArray(attributes);
    return body;
}

Json textArray(const QStringList &texts)
{
    Json array = Json::array();
    for (const QString &text : texts)
        array.push_back(toUtf8String(text));
    return array;
}

std::optional<QString> missingTarget(const Json &body)
{
    return missingIn(body);
}

std::optional<QString> missingTarget(const OrderedJson &body)
{
    return missingIn(body);
}

} // namespace syspulse
