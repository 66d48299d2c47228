// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/harper/endpoint.h"
#include "core/tls/linktrust.h"

#include <optional>

#include <QMetaType>
#include <QString>
#include <QStringList>

namespace syspulse {

/// What the user enters to connect. Lives in memory only.
struct ConnectionSettings
{
    QString url; ///< as typed; see parseInstanceUrl()
    QString user;
    Secret password;
    LoginMode login = LoginMode::Basic;
    LinkTrust trust;                    ///< of the operations API
    QString mqttHost;                   ///< empty: the host of the url
    quint16 mqttPort = 0;               ///< 0: from the server's configuration
    std::optional<bool> mqttTls;        ///< nothing: as the url
    std::optional<LinkTrust> mqttTrust; ///< nothing: as the operations API
    int timeoutMs = usualTimeoutMs;     ///< for an answer of the operations API

    bool operator==(const ConnectionSettings &) const = default;
};

/// What of @p settings sends the password over a network without encryption, in sentences for the user.
QStringList plainTextWarnings(const ConnectionSettings &settings);

/// The links of a connection that may use TLS.
enum class TlsLink { Operations, Mqtt };

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::ConnectionSettings)
Q_DECLARE_METATYPE(syspulse::TlsLink)
