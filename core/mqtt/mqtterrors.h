// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/mqtt/mqtttypes.h"
#include "core/tls/certificateerrors.h"

#include <QCoreApplication>

namespace syspulse {

/// The sentences for everything that can go wrong on an MQTT connection, so that each back end says the same.
/// @p detail is the library's or the peer's own text and may be empty.
class MqttErrors
{
    Q_DECLARE_TR_FUNCTIONS(MqttErrors)

public:
    static Error nameNotFound(const MqttEndpoint &endpoint, const QString &detail);
    static Error unreachable(const MqttEndpoint &endpoint, const QString &detail);
    static Error timedOut(const MqttEndpoint &endpoint);
    /// The peer hung up before CONNACK, in the TLS handshake or after it.
    static Error closedEarly(const MqttEndpoint &endpoint, const QString &detail);
    /// @p code is the CONNACK return code; HarperDB sends 134 to MQTT 3.1.1 clients whatever the cause.
    static Error refused(const MqttEndpoint &endpoint, int code);
    static Error tlsFailed(const MqttEndpoint &endpoint, const QString &detail);
    /// @p host is the name that the broker's certificate should carry.
    static Error certificateRefused(const MqttEndpoint &endpoint, const QString &host,
                                    const CertificateProblem &problem);
    static Error clientCertificateRefused(const MqttEndpoint &endpoint, const QString &detail);
    static Error nothingInCommon(const MqttEndpoint &endpoint, const QString &detail);
    static Error handshakeRefused(const MqttEndpoint &endpoint, const QString &detail);
    static Error clientCertificateUnusable(const MqttEndpoint &endpoint);
    static Error badCertificateAuthority(const MqttEndpoint &endpoint);
    static Error lost(const MqttEndpoint &endpoint, const QString &detail);
    static Error notMqtt(const MqttEndpoint &endpoint, const QString &detail);
    static Error libraryFailed(const QString &detail);
    static Error cancelled();
};

} // namespace syspulse
