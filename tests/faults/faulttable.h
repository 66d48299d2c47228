// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/tally.h"

namespace syspulse::test {

/// Writes the row of one fault into the table between the markers of the file @p path; rows of other faults
/// stay as the runs before have left them, in the order of @p names. Several programs may write at once.
/// Returns what went wrong, or nothing.
QString writeFaultRow(const QString &path, const QStringList &names, const QString &name,
                      const QString &title, const Tally &tally);

} // namespace syspulse::test
