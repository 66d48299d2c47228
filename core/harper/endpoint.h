// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/tls/tlsoptions.h"

#include <QString>
#include <QUrl>

namespace syspulse {

/// How requests are authenticated.
enum class LoginMode {
    Basic, ///< user and password with every request
    Token, ///< log in once, then bearer tokens, refreshed when they expire
};

/// How long an answer of an operations API may take unless the user says otherwise.
inline constexpr int usualTimeoutMs = 15000;

/// An operations API and who we are there. Lives in memory only.
struct HarperEndpoint
{
    QUrl url; ///< http or https, without user info
    QString user;
    Secret password;
    LoginMode login = LoginMode::Basic;
    TlsOptions tls; ///< whether TLS is used follows from the url
    int timeoutMs = usualTimeoutMs;

    bool operator==(const HarperEndpoint &) const = default;
};

/// The address of an operations API that @p text gives, or why it cannot be used. User info in it is refused:
/// a password in a URL ends up in logs and histories.
Result<QUrl> parseInstanceUrl(const QString &text);

/// What identifies the instance at @p url, for everything that is stored by instance: scheme, host and port,
/// and the path unless it is empty, since one proxy may lead to several instances. Never ends in a slash.
QString instanceId(const QUrl &url);

/// The same without the scheme, to be shown.
QString instanceName(const QUrl &url);

/// Whether @p host is this machine, so that nothing leaves it on the way there.
bool isLoopback(const QString &host);

/// How to log in at @p endpoint. HarperDB decodes the header of a Basic login as Latin-1 and splits it at the
/// first colon, while a token is asked for in JSON: what Basic cannot carry logs in for a token.
LoginMode effectiveLogin(const HarperEndpoint &endpoint);

} // namespace syspulse
