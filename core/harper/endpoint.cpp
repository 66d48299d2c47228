// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/endpoint.h"

#include <algorithm>

#include <QCoreApplication>
#include <QHostAddress>

namespace syspulse {

namespace {

struct EndpointText
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::HttpOperations)
};

/// The same one for its own text: of several slashes at the beginning QUrl takes one off each time that it
/// normalizes.
QString pathOf(const QUrl &url)
{
    QString path = url.adjusted(QUrl::NormalizePathSegments).path(QUrl::FullyEncoded);
    while (path.startsWith(QLatin1String("//")))
        path.remove(0, 1);
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    return path;
}

constexpr char16_t firstBeyondAscii = 0x80;

bool isAscii(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < firstBeyondAscii; });
}

bool isAscii(const Secret &secret)
{
    return secret.reveal([](QByteArrayView utf8) {
        return std::all_of(utf8.cbegin(), utf8.cend(), [](char c) { return uchar(c) < firstBeyondAscii; });
    });
}

} // namespace

Result<QUrl> parseInstanceUrl(const QString &text)
{
    QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return failure(ErrorKind::Protocol,
                       EndpointText::tr("Enter the address of the operations API, for example "
                                        "https://db.example.org:9925."));
    if (!trimmed.contains(QLatin1String("://"))) {
        // As it is delivered HarperDB has no TLS there, and nobody listens on the way to one's own machine.
        const bool here = isLoopback(QUrl(QLatin1String("http://") + trimmed).host());
        trimmed.prepend(here ? QLatin1String("http://") : QLatin1String("https://"));
    }
    QUrl url(trimmed, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return failure(
            ErrorKind::Protocol,
            EndpointText::tr("\"%1\" is not an address such as https://db.example.org:9925.").arg(text));
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https"))
        return failure(ErrorKind::Protocol,
                       EndpointText::tr("The address must start with http:// or https://."));
    if (!url.userInfo().isEmpty())
        return failure(ErrorKind::Protocol,
                       EndpointText::tr("Leave user name and password out of the address: "
                                        "they have fields of their own."));
    url.setFragment(QString());
    url.setQuery(QString());
    if (url.path().isEmpty())
        url.setPath(QStringLiteral("/"));
    if (url.port() == -1)
        url.setPort(9925);
    return url;
}

QString instanceId(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment) +
           pathOf(url);
}

QString instanceName(const QUrl &url)
{
    return url.authority() + pathOf(url);
}

bool isLoopback(const QString &host)
{
    const QHostAddress address(host);
    return address.isLoopback() || host == QLatin1String("localhost") ||
           host.endsWith(QLatin1String(".localhost"));
}

LoginMode effectiveLogin(const HarperEndpoint &endpoint)
{
    const bool basicCarries =
        isAscii(endpoint.user) && isAscii(endpoint.password) && !endpoint.user.contains(QLatin1Char(':'));
    return basicCarries ? endpoint.login : LoginMode::Token;
}

} // namespace syspulse
