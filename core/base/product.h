// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syspulse {

/// Whether a server of this version is Harper 5 or newer, to which HarperDB's maker gave another name and
/// storage.
bool isHarper5(const QString &version);

/// "HarperDB 4.7.29", "Harper 5.1.14".
QString productName(const QString &version);

} // namespace syspulse
