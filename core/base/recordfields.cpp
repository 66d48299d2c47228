// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/recordfields.h"

#include "core/base/bounded.h"
#include "core/base/boundedtext.h"
#include "core/base/json.h"

#include <cmath>

namespace syspulse {

QString shortTextAt(const Json &record, const char *key)
{
    const QString text = textOr(record, key);
    return text.size() <= maxBoundedText ? text : boundedText(text);
}

qint64 timeAt(const Json &record, const char *key)
{
    const qint64 timeMs = integerAt(record, key).value_or(0);
    return timeMs > 0 && timeMs <= lastTimeMs ? timeMs : 0;
}

int clampedCountAt(const Json &record, const char *key, int most)
{
    const double number = numberAt(record, key).value_or(0);
    return number >= most ? most : number > 0 ? int(number) : 0;
}

std::optional<double> amountAt(const Json &record, const char *key)
{
    const auto number = numberAt(record, key);
    return number && std::isfinite(*number) && *number >= 0 ? number : std::nullopt;
}

std::optional<qint64> wholeAt(const Json &record, const char *key)
{
    const auto number = amountAt(record, key);
    return number ? std::optional(boundedInteger(*number)) : std::nullopt;
}

const Json &arrayAt(const Json &record, const char *key)
{
    static const Json none = Json::array();
    const Json *array = member(record, key);
    return array && array->is_array() ? *array : none;
}

} // namespace syspulse
