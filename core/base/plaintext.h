// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syspulse {

/// At most @p maximum UTF-16 units from the beginning of @p text, and no half of a character.
QString cutText(const QString &text, qsizetype maximum);

/// Untrusted @p text for one line of a table: control characters made visible, cut after @p maximum
/// characters.
QString oneLine(const QString &text, qsizetype maximum = 300);

} // namespace syspulse
