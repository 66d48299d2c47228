// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace syspulse {

/// @p text as a field of a CSV file (RFC 4180, UTF-8). Names and values of a server are untrusted: a text
/// that a spreadsheet would take for a formula gets an apostrophe in front (a number stays as it is), and
/// characters that a terminal would obey become U+FFFD.
QByteArray csvField(const QString &text);

/// A whole line of such fields, its end included.
QByteArray csvLine(const QStringList &fields);

/// A moment in UTC, to the millisecond, as spreadsheets and programs read it.
QString csvTime(qint64 timeMs);
/// A number with a point, whatever the language; empty for none.
QString csvNumber(const std::optional<double> &number);

} // namespace syspulse
