// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace syspulse {

/// @p text as a field of a CSV file (RFC 4180, UTF-8). A text that a spreadsheet would take for a formula
/// gets an apostrophe in front.
QByteArray csvField(QString text);

} // namespace syspulse
