// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mqtterrors.h"

namespace syspulse {

namespace {

QString addressOf(const MqttEndpoint &endpoint)
{
    const bool bareIpv6 = endpoint.host.contains(QLatin1Char(':'));
    const QString host =
        bareIpv6 ? QString(QLatin1Char('[') + endpoint.host + QLatin1Char(']')) : endpoint.host;
    return host + QLatin1Char(':') + QString::number(endpoint.port);
}

} // namespace

Error MqttErrors::nameNotFound(const MqttEndpoint &endpoint, const QString &detail)
{
    return {
        ErrorKind::Network,
        tr("The host name %1 could not be resolved. Check its spelling and the network.").arg(endpoint.host),
        detail};
}

Error MqttErrors::unreachable(const MqttEndpoint &endpoint, const QString &detail)
{
    return {ErrorKind::Network,
            tr("The MQTT broker at %1 cannot be reached. Check that it runs and that the port is right.")
                .arg(addressOf(endpoint)),
            detail};
}

Error MqttErrors::timedOut(const MqttEndpoint &endpoint)
{
    const QString text = endpoint.tls.enabled ? tr("%1 did not answer the MQTT login in time. Check host and "
                                                   "port, and whether the port speaks TLS at all.")
                                              : tr("%1 did not answer the MQTT login in time. Check host and "
                                                   "port, and whether the port expects TLS.");
    return {ErrorKind::Network, text.arg(addressOf(endpoint)), {}};
}

Error MqttErrors::closedEarly(const MqttEndpoint &endpoint, const QString &detail)
{
    const QString text =
        endpoint.tls.enabled
            ? tr("%1 closed the connection before the MQTT login. Check whether the port speaks TLS and "
                 "MQTT.")
            : tr("%1 closed the connection before the MQTT login. Check whether the port expects TLS.");
    return {ErrorKind::Network, text.arg(addressOf(endpoint)), detail};
}

Error MqttErrors::refused(const MqttEndpoint &endpoint, int code)
{
    return {
        ErrorKind::Auth,
        tr("The MQTT broker at %1 refused the login. Check user name and password.").arg(addressOf(endpoint)),
        QStringLiteral("CONNACK return code %1").arg(code)};
}

Error MqttErrors::tlsFailed(const MqttEndpoint &endpoint, const QString &detail)
{
    return {ErrorKind::Tls,
            tr("No secure connection to %1 could be made. Check that the port speaks MQTT with TLS.")
                .arg(addressOf(endpoint)),
            detail};
}

Error MqttErrors::certificateRefused(const MqttEndpoint &endpoint, const QString &host,
                                     const CertificateProblem &problem)
{
    return CertificateErrors::refused(addressOf(endpoint), host, endpoint.tls.pin, problem);
}

Error MqttErrors::clientCertificateRefused(const MqttEndpoint &endpoint, const QString &detail)
{
    return CertificateErrors::clientCertificateRefused(addressOf(endpoint), !endpoint.tls.identity.isEmpty(),
                                                       detail);
}

Error MqttErrors::nothingInCommon(const MqttEndpoint &endpoint, const QString &detail)
{
    return CertificateErrors::nothingInCommon(addressOf(endpoint), detail);
}

Error MqttErrors::handshakeRefused(const MqttEndpoint &endpoint, const QString &detail)
{
    return CertificateErrors::handshakeRefused(addressOf(endpoint), detail);
}

Error MqttErrors::clientCertificateUnusable(const MqttEndpoint &endpoint)
{
    return CertificateErrors::clientCertificateUnusable(addressOf(endpoint));
}

Error MqttErrors::badCertificateAuthority(const MqttEndpoint &endpoint)
{
    return {ErrorKind::Tls,
            tr("The certificate authority stored for %1 is not a valid PEM certificate. Choose it again.")
                .arg(addressOf(endpoint)),
            {}};
}

Error MqttErrors::lost(const MqttEndpoint &endpoint, const QString &detail)
{
    return {ErrorKind::Network,
            tr("The connection to the MQTT broker at %1 was lost.").arg(addressOf(endpoint)), detail};
}

Error MqttErrors::notMqtt(const MqttEndpoint &endpoint, const QString &detail)
{
    return {ErrorKind::Protocol,
            tr("%1 sent data that is not valid MQTT. Check that the port is an MQTT port and whether it "
               "expects TLS.")
                .arg(addressOf(endpoint)),
            detail};
}

Error MqttErrors::libraryFailed(const QString &detail)
{
    return {ErrorKind::Local, tr("The MQTT library could not start a connection."), detail};
}

Error MqttErrors::cancelled()
{
    return {ErrorKind::Cancelled, tr("The MQTT connection was closed on request."), {}};
}

} // namespace syspulse
