// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace syspulse {

/// Untrusted @p text as one field of a CSV file (RFC 4180, UTF-8). What a spreadsheet would take for a
/// formula gets an apostrophe in front.
QByteArray csvField(QString text);

} // namespace syspulse
