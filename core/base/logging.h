// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

/// The categories of diagnostics, one a folder, named "syspulse.<folder>". Only warnings are on by default;
/// `QT_LOGGING_RULES="syspulse.*=true"` shows the rest on stderr. No secret is ever logged: no password,
/// token, passphrase, key or body of a request.
namespace syspulse {

Q_DECLARE_LOGGING_CATEGORY(lcHarper)
Q_DECLARE_LOGGING_CATEGORY(lcMqtt)
Q_DECLARE_LOGGING_CATEGORY(lcTls)

} // namespace syspulse
