// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include "core/base/bounded.h"
#include "core/base/utf8.h"

#include <QCoreApplication>

template class nlohmann::basic_json<>;

namespace syspulse {

namespace {

/// Whether arrays and objects in @p text nest deeper than maxJsonDepth. Looks at the text alone, because the
/// values of the library are copied, compared and written recursively: a deep one must not come to exist.
bool isTooDeep(const QByteArray &text)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        switch (text.at(i)) {
        case '"':
            inString = !inString;
            break;
        case '\\':
            i += inString ? 1 : 0; // what follows does not end the string
            break;
        case '[':
        case '{':
            depth += inString ? 0 : 1;
            if (depth > maxJsonDepth)
                return true;
            break;
        case ']':
        case '}':
            depth -= inString ? 0 : 1;
            break;
        default:
            break;
        }
    }
    return false;
}

} // namespace

Result<Json> parseJson(const QByteArray &text)
{
    if (isTooDeep(text))
        return failure(ErrorKind::Protocol,
                       QCoreApplication::translate("Json", "The JSON text is nested too deeply."));
    try {
        return Json::parse(text.cbegin(), text.cend());
    } catch (const Json::exception &e) {
        return failure(ErrorKind::Protocol,
                       QCoreApplication::translate("Json", "The text is not valid JSON."),
                       QString::fromUtf8(e.what()));
    }
}

QByteArray dumpJson(const Json &json)
{
    return QByteArray::fromStdString(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

QByteArray dumpJson(const OrderedJson &json, int indent)
{
    return QByteArray::fromStdString(json.dump(indent, ' ', false, OrderedJson::error_handler_t::replace));
}

const Json *member(const Json &object, const char *key)
{
    if (!object.is_object())
        return nullptr;
    const auto it = object.find(key);
    return it == object.end() ? nullptr : &*it;
}

std::optional<QString> textAt(const Json &object, const char *key)
{
    const Json *found = member(object, key);
    if (!found || !found->is_string())
        return std::nullopt;
    return textFromUtf8(found->get_ref<const std::string &>());
}

std::optional<double> numberAt(const Json &object, const char *key)
{
    const Json *found = member(object, key);
    if (!found || !found->is_number())
        return std::nullopt;
    return found->get<double>();
}

std::optional<qint64> integerAt(const Json &object, const char *key)
{
    const auto number = numberAt(object, key);
    return number ? exactInteger(*number) : std::nullopt;
}

std::optional<bool> boolAt(const Json &object, const char *key)
{
    const Json *found = member(object, key);
    if (!found || !found->is_boolean())
        return std::nullopt;
    return found->get<bool>();
}

bool takeBool(const Json &object, const char *key, bool &value)
{
    const Json *found = member(object, key);
    if (found == nullptr)
        return true;
    if (!found->is_boolean())
        return false;
    value = found->get<bool>();
    return true;
}

bool takeInteger(const Json &object, const char *key, qint64 least, qint64 most, qint64 &value)
{
    const Json *found = member(object, key);
    if (found == nullptr)
        return true;
    const std::optional<qint64> number = integerAt(object, key);
    if (!found->is_number_integer() || !number || *number < least || *number > most)
        return false;
    value = *number;
    return true;
}

QString textOr(const Json &object, const char *key, const QString &fallback)
{
    return textAt(object, key).value_or(fallback);
}

QByteArray membersBeyond(const Json &object, const Json &known)
{
    if (!object.is_object())
        return {};
    Json beyond = Json::object();
    for (const auto &[key, value] : object.items()) {
        if (!known.contains(key))
            beyond[key] = value;
    }
    return beyond.empty() ? QByteArray() : dumpJson(beyond);
}

Json keptMembers(const QByteArray &members)
{
    const Result<Json> object = parseJson(members);
    return object && object->is_object() ? *object : Json::object();
}

std::string toUtf8String(const QString &text)
{
    return text.toUtf8().toStdString();
}

} // namespace syspulse
