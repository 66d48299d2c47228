// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syspulse {

// What clients call themselves, wherever the window names them: untrusted, so as one line.

/// At most @p maximum characters of @p clientId; "(no client ID)" where it is empty.
QString clientIdText(const QString &clientId, qsizetype maximum = 300);
/// "(anonymous)" for no user.
QString userText(const QString &user, qsizetype maximum = 300);
/// A dash for an address that is not known.
QString addressText(const QString &address);

} // namespace syspulse
