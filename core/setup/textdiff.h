// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syspulse {

/// The lines that lead from @p before to @p after, in the unified format without the file header: hunks with
/// three lines of context; empty where both are equal. A missing newline at the end counts as a difference of
/// the last line and is told as diff(1) tells it. Where a shortest script would cost too much, everything
/// that differs between the common beginning and the common end is replaced as a whole, which is still right.
QString unifiedDiff(const QString &before, const QString &after);

} // namespace syspulse
