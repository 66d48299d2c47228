// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

namespace syspulse {

/// Where brokers listen unless they were told otherwise.
constexpr quint16 usualMqttPort(bool tls)
{
    return tls ? 8883 : 1883;
}

/// Where an MQTT broker is, as far as it was said.
struct MqttAddress
{
    QString host;            ///< a name or an address literal without brackets; empty: not said
    quint16 port = 0;        ///< 0: not said
    std::optional<bool> tls; ///< nothing: not said

    bool operator==(const MqttAddress &) const = default;
};

/// @p address for people: "host:port", or "host:port (TLS)"; an IPv6 address has brackets. Empty where no
/// host was said.
QString mqttAddressText(const MqttAddress &address);

/// The address in @p text, "[mqtt://|mqtts://][host][:port][/]" in any case; an IPv6 address may have a zone,
/// and has brackets where a port follows. Nothing where @p text has another form.
std::optional<MqttAddress> parseMqttAddress(const QString &text);

/// The host in @p text, which is a name or an address with or without brackets and nothing else. Empty for an
/// empty text; nothing where @p text has another form.
std::optional<QString> parseMqttHost(const QString &text);

} // namespace syspulse
