// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

#include "core/base/result.h"

/// The categories of diagnostics, one a folder, named "syspulse.<folder>"; what becomes of alerts that are
/// sent has one of its own, "syspulse.delivery". Only warnings are on by default;
/// `QT_LOGGING_RULES="syspulse.*=true"` shows the rest on stderr. No secret is ever logged: no password,
/// token, passphrase, key or body of a request.
namespace syspulse {

Q_DECLARE_LOGGING_CATEGORY(lcAlerts)
Q_DECLARE_LOGGING_CATEGORY(lcDelivery)
Q_DECLARE_LOGGING_CATEGORY(lcHarper)
Q_DECLARE_LOGGING_CATEGORY(lcHistory)
Q_DECLARE_LOGGING_CATEGORY(lcMqtt)
Q_DECLARE_LOGGING_CATEGORY(lcProbe)
Q_DECLARE_LOGGING_CATEGORY(lcProfiles)
Q_DECLARE_LOGGING_CATEGORY(lcService)
Q_DECLARE_LOGGING_CATEGORY(lcSession)
Q_DECLARE_LOGGING_CATEGORY(lcSettings)
Q_DECLARE_LOGGING_CATEGORY(lcSetup)
Q_DECLARE_LOGGING_CATEGORY(lcSystem)
Q_DECLARE_LOGGING_CATEGORY(lcTls)
Q_DECLARE_LOGGING_CATEGORY(lcUpdater)

/// "ok", or what went wrong.
template <typename T>
QString outcome(const Result<T> &result)
{
    return result ? QStringLiteral("ok") : describe(result.error());
}

} // namespace syspulse
