// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syspulse {

/// Untrusted @p text for one line of a table: control characters made visible, cut after @p maximum
/// characters.
QString oneLine(const QString &text, qsizetype maximum = 300);

} // namespace syspulse
