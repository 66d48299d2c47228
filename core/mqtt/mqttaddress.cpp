// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mqttaddress.h"

#include <QHostAddress>
#include <QRegularExpression>

namespace syspulse {

namespace {

/// @p text as an IPv6 address without brackets; nothing if it is not one.
std::optional<QString> ipv6(QString text)
{
    // In a URL the zone follows an encoded percent sign (RFC 6874).
    text.replace(QLatin1String("%25"), QLatin1String("%"));
    const QHostAddress address(text);
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return std::nullopt;
    return text;
}

} // namespace

QString mqttAddressText(const MqttAddress &address)
{
    if (address.host.isEmpty())
        return {};
    const bool ipv6 = address.host.contains(QLatin1Char(':'));
    const QString host = ipv6 ? QStringLiteral("[%1]").arg(address.host) : address.host;
    const QString text = host + QLatin1Char(':') + QString::number(address.port);
    return address.tls.value_or(false) ? text + QStringLiteral(" (TLS)") : text;
}

std::optional<QString> parseMqttHost(const QString &text)
{
    QString host = text.trimmed();
    const bool bracketed = host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']'));
    if (bracketed)
        return ipv6(host.mid(1, host.size() - 2));
    if (host.contains(QLatin1Char(':')))
        return ipv6(host);
    static const QRegularExpression forbidden(QStringLiteral("[\\s/@\\[\\]?#%\\\\]"));
    if (host.contains(forbidden))
        return std::nullopt;
    return host;
}

std::optional<MqttAddress> parseMqttAddress(const QString &text)
{
    MqttAddress address;
    QString rest = text.trimmed();
    for (const auto &[scheme, tls] : {std::pair{"mqtt://", false}, std::pair{"mqtts://", true}}) {
        if (rest.startsWith(QLatin1String(scheme), Qt::CaseInsensitive)) {
            address.tls = tls;
            rest.remove(0, qsizetype(qstrlen(scheme)));
            if (rest.endsWith(QLatin1Char('/')))
                rest.chop(1);
            break;
        }
    }
    static const QRegularExpression form(QStringLiteral("\\A(\\[[^\\]]*\\]|[^:]*):([0-9]{1,5})\\z"));
    if (const auto match = form.match(rest); match.hasMatch()) {
        const uint port = match.captured(2).toUInt();
        if (port == 0 || port > 65535)
            return std::nullopt;
        address.port = quint16(port);
        rest = match.captured(1);
    }
    const std::optional<QString> host = parseMqttHost(rest);
    if (!host)
        return std::nullopt;
    address.host = *host;
    return address;
}

} // namespace syspulse
