// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/units/unitformatter.h"

namespace syspulse {

// Numbers of the pages about the inside of the broker as their tables show them; what is not known is a dash.

QString countText(const UnitFormatter &format, const std::optional<qint64> &count);
/// Without a unit: the title of the column has it.
QString perSecondText(const UnitFormatter &format, const std::optional<double> &rate);
QString bytesText(const UnitFormatter &format, const std::optional<double> &bytes);
QString bytesText(const UnitFormatter &format, const std::optional<qint64> &bytes);
/// @p share: 0 to 1.
QString percentText(const UnitFormatter &format, const std::optional<double> &share);

/// For sorting.
std::optional<double> asNumber(const std::optional<qint64> &count);

} // namespace syspulse
