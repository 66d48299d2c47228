// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace syspulse {

/// What kind of thing failed; callers branch on this, people read Error::message.
enum class ErrorKind {
    Network,    ///< no connection, refused, reset, timed out, name not found
    Tls,        ///< handshake or certificate verification failed
    Auth,       ///< credentials missing, wrong or expired
    Permission, ///< authenticated, but not allowed
    Server,     ///< the server answered with an error of its own
    Protocol,   ///< the peer does not speak the expected protocol or sent malformed data
    Conflict,   ///< something that we did not make is in the way
    Local,      ///< a file or setting on this machine
    Cancelled,  ///< stopped on request; usually not shown
};

/// A failure: a kind for code, a whole sentence for people (what failed, on what, what to do next) and the
/// peer's own words as untrusted plain text. Never contains a secret.
struct Error
{
    ErrorKind kind = ErrorKind::Protocol;
    QString message;
    QString detail;
    int httpStatus = 0; ///< HTTP status where one was received, else 0

    bool operator==(const Error &) const = default;
};

/// A short, stable, untranslated name of @p kind for logs and `--json` output, for example "auth".
QString errorKindName(ErrorKind kind);

/// message and detail as one plain-text line.
QString describe(const Error &error);

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::Error)
