// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/base/result.h"

#include <nlohmann/json.hpp>
#include <optional>

#include <QByteArray>
#include <QString>

// Compiled once, in json.cpp, and with optimization in every build: without, it takes most of the time of
// many tests.
extern template class nlohmann::basic_json<>;

namespace syspulse {

/// Deepest nesting of arrays and objects that is read; neither HarperDB nor SysPulse writes a tenth of it.
inline constexpr int maxJsonDepth = 64;

/// Parses @p text. nlohmann's exceptions end here; bad input is ErrorKind::Protocol with the position in
/// detail, and so is text nested deeper than maxJsonDepth.
Result<Json> parseJson(const QByteArray &text);

/// Compact JSON text; invalid UTF-8 inside strings becomes U+FFFD instead of an exception.
QByteArray dumpJson(const Json &json);
QByteArray dumpJson(const OrderedJson &json, int indent = -1);

/// The member @p key of an object, or nullptr. Never throws, whatever @p object is.
const Json *member(const Json &object, const char *key);

/// Typed access that answers "absent" for a missing member and for one of another type.
std::optional<QString> textAt(const Json &object, const char *key);
std::optional<double> numberAt(const Json &object, const char *key);
/// A number as exactInteger(); absent when it does not fit 53 bits.
std::optional<qint64> integerAt(const Json &object, const char *key);
std::optional<bool> boolAt(const Json &object, const char *key);

/// For members that protect something: false for a member of another type, so that an odd value is refused
/// instead of being taken for "not given". @p value keeps what it was where the member is missing.
bool takeBool(const Json &object, const char *key, bool &value);
/// The same for an integer from @p least to @p most.
bool takeInteger(const Json &object, const char *key, qint64 least, qint64 most, qint64 &value);

/// textAt(), or an empty string.
QString textOr(const Json &object, const char *key, const QString &fallback = {});

/// The members of @p object that @p known does not have, as compact JSON text; empty where there are none.
/// This is how what a newer version wrote is kept until the next write.
QByteArray membersBeyond(const Json &object, const Json &known);

/// The object that membersBeyond() gave as @p members; an empty one for an empty text.
Json keptMembers(const QByteArray &members);

/// A JSON string of @p text.
std::string toUtf8String(const QString &text);

/// @p number, or null where it is unknown.
template <typename Number>
OrderedJson numberOrNull(const std::optional<Number> &number)
{
    return number ? OrderedJson(*number) : OrderedJson();
}

} // namespace syspulse
