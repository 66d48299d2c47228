// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace syspulse {

/// @p text as it may be printed on a terminal: control characters (C0, C1, DEL), the invisible characters
/// that change the direction of text or join it, line and paragraph separators, and halves of surrogate pairs
/// become U+FFFD. Terminals obey them, and whoever reads the line would be shown another one.
QString terminalSafe(const QString &text);

/// JSON text with the characters that terminalSafe() replaces written as \\u escapes, so that it still means
/// the same. ASCII control characters other than DEL stay: JSON escapes them itself, except between values.
QByteArray terminalSafeJson(const QByteArray &json);

} // namespace syspulse
