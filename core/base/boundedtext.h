// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syspulse {

/// The most characters that boundedText() returns.
inline constexpr qsizetype maxBoundedText = 272;

/// @p text as the component on the server keeps it in a record: up to 256 characters as they are; of a longer
/// one the beginning and a hash of the whole, so that two of them stay two. That form is longer than 256
/// characters, so no text can be made up to look like another one's.
QString boundedText(const QString &text);

} // namespace syspulse
