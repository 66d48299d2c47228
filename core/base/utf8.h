// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace syspulse {

/// All of the text that @p bytes are in UTF-8; what is none becomes U+FFFD. For texts from outside, in place
/// of QString::fromUtf8(), which drops a byte order mark at the beginning: in a topic, a client ID or a JSON
/// string that is a character like any other, and without it one of them would be taken for another.
QString textFromUtf8(QByteArrayView bytes);

} // namespace syspulse
