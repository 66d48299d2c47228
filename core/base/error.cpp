// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace syspulse {

QString errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Network:
        return QStringLiteral("network");
    case ErrorKind::Tls:
        return QStringLiteral("tls");
    case ErrorKind::Auth:
        return QStringLiteral("auth");
    case ErrorKind::Permission:
        return QStringLiteral("permission");
    case ErrorKind::Server:
        return QStringLiteral("server");
    case ErrorKind::Protocol:
        return QStringLiteral("protocol");
    case ErrorKind::Conflict:
        return QStringLiteral("conflict");
    case ErrorKind::Local:
        return QStringLiteral("local");
    case ErrorKind::Cancelled:
        return QStringLiteral("cancelled");
    }
    return QStringLiteral("unknown");
}

QString describe(const Error &error)
{
    if (error.detail.isEmpty())
        return error.message;
    return error.message + QStringLiteral(" (") + error.detail + QLatin1Char(')');
}

} // namespace syspulse
