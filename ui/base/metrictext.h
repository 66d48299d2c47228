// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/topics/catalogue.h"

namespace syspulse {

/// What the catalogue says about a metric, in the language of the window: the catalogue's own texts are
/// written into records and stay English.
class MetricText
{
public:
    /// MetricDescription::meaning.
    static QString meaning(const MetricDescription &metric);
    /// MetricDescription::unavailable.
    static QString unavailable(const MetricDescription &metric);
    /// The names of kindName(), sourceName() and qualityName(), or any other text as it is.
    static QString name(const QString &stableName);
};

} // namespace syspulse
