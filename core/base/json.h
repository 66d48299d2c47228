// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>
#include <optional>

#include <QByteArray>
#include <QString>

namespace syspulse {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

/// Parses @p text. nlohmann's exceptions end here; bad input is ErrorKind::Protocol with the position in
/// detail.
Result<Json> parseJson(const QByteArray &text);

/// Compact JSON text; invalid UTF-8 inside strings becomes U+FFFD instead of an exception.
QByteArray dumpJson(const Json &json);
QByteArray dumpJson(const OrderedJson &json, int indent = -1);

/// The member @p key of an object, or nullptr. Never throws, whatever @p object is.
const Json *member(const Json &object, const char *key);

/// Typed access that answers "absent" for a missing member and for one of another type.
std::optional<QString> textAt(const Json &object, const char *key);
std::optional<double> numberAt(const Json &object, const char *key);
/// A number rounded towards zero; absent when it does not fit 53 bits, which is all that JSON numbers carry
/// safely.
std::optional<qint64> integerAt(const Json &object, const char *key);
std::optional<bool> boolAt(const Json &object, const char *key);

/// textAt(), or an empty string.
QString textOr(const Json &object, const char *key, const QString &fallback = {});

/// A JSON string of @p text.
std::string toUtf8String(const QString &text);

} // namespace syspulse
