// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace syspulse {

/// @p text as a field of a CSV file (RFC 4180, UTF-8). A text that a spreadsheet would take for a formula
/// gets an apostrophe in front: names and values of a server are untrusted.
QByteArray csvField(QString text);

/// A whole line of such fields, its end included.
QByteArray csvLine(const QStringList &fields);

} // namespace syspulse
