// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topics/catalogue.h"

#include <variant>

namespace syspulse {

/// A value of a metric: a whole number, a number, or text.
using MetricValue = std::variant<qint64, double, QString>;

/// One metric at one moment. A metric whose value is not known has no reading: unknown is not zero.
struct MetricReading
{
    QString topic; ///< full topic
    MetricValue value;
    Source source = Source::Analytics;
    Quality quality = Quality::Measured;

    bool operator==(const MetricReading &) const = default;
};

} // namespace syspulse
