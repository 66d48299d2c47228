// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include "core/base/enumtable.h"

namespace syspulse {

namespace {

constexpr auto kinds = enumTable<ErrorKind>({{ErrorKind::Network, "network"},
                                             {ErrorKind::Tls, "tls"},
                                             {ErrorKind::Auth, "auth"},
                                             {ErrorKind::Permission, "permission"},
                                             {ErrorKind::Server, "server"},
                                             {ErrorKind::Protocol, "protocol"},
                                             {ErrorKind::Conflict, "conflict"},
                                             {ErrorKind::Local, "local"},
                                             {ErrorKind::Cancelled, "cancelled"}});

} // namespace

QString errorKindName(ErrorKind kind)
{
    return kinds.name(kind);
}

QString describe(const Error &error)
{
    if (error.detail.isEmpty())
        return error.message;
    return error.message + QStringLiteral(" (") + error.detail + QLatin1Char(')');
}

} // namespace syspulse
