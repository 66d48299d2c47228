// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsontape.h"

#include "core/base/json.h"

#include <tuple>

namespace syspulse {

namespace {

/// Whether half a surrogate pair may be written in @p text: simdjson takes some for characters.
bool mayHaveSurrogates(const QByteArray &text)
{
    for (qsizetype at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 2)) {
        const QByteArrayView escape = QByteArrayView(text).sliced(at).first(qMin(text.size() - at, 3));
        if (escape.startsWith("\\ud") || escape.startsWith("\\uD"))
            return true;
    }
    return false;
}

} // namespace

JsonTape::JsonTape()
{
    // Its depth leaves out the innermost level where that is empty, so one more would be accepted. Without
    // memory read() fails.
    std::ignore = m_parser.allocate(0, maxJsonDepth);
}

std::optional<simdjson::dom::element> JsonTape::read(const QByteArray &text)
{
    constexpr bool copied = true; // it reads beyond the end
    simdjson::dom::element root;
    if (m_parser.parse(text.constData(), size_t(text.size()), copied).get(root) != simdjson::SUCCESS ||
        mayHaveSurrogates(text))
        return std::nullopt;
    return root;
}

Json jsonOf(const simdjson::dom::element &element)
{
    using Type = simdjson::dom::element_type;
    switch (element.type()) {
    case Type::ARRAY: {
        Json array = Json::array();
        const simdjson::dom::array items = element.get_array().value_unsafe();
        for (const simdjson::dom::element &item : items)
            array.push_back(jsonOf(item));
        return array;
    }
    case Type::OBJECT: {
        Json object = Json::object();
        const simdjson::dom::object members = element.get_object().value_unsafe();
        for (const auto &[key, value] : members)
            object[std::string(key)] = jsonOf(value);
        return object;
    }
    case Type::INT64:
        return element.get_int64().value_unsafe();
    case Type::UINT64:
        return element.get_uint64().value_unsafe();
    case Type::DOUBLE:
        return element.get_double().value_unsafe();
    case Type::STRING:
        return std::string(element.get_string().value_unsafe());
    case Type::BOOL:
        return element.get_bool().value_unsafe();
    case Type::NULL_VALUE:
        break;
    }
    return nullptr;
}

} // namespace syspulse
