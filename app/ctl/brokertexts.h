// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/units/unitformatter.h"

// Numbers of the broker as syspulsectl prints them: short, the same in every locale. What is not known is
// unknownText().
namespace syspulse {

UnitFormatter plainFormat();

/// @p text, or "-" where there is none.
QString orDash(const QString &text);
QString countText(const std::optional<qint64> &count);
QString rateText(const std::optional<double> &perSecond);
QString bytesText(const std::optional<double> &bytes);
QString bytesText(const std::optional<qint64> &bytes);
/// @p share of 1 in percent.
QString percentText(const std::optional<double> &share);

} // namespace syspulse
