// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/certificateprobe.h"

#include "core/tls/peercheck.h"
#include "core/tls/tlsoptions.h"

namespace syspulse {

CertificateProbe::CertificateProbe(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(timeoutMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        finish(failure(ErrorKind::Network,
                       tr("%1 did not show a certificate within %2 s. Check the address and the port, and "
                          "whether the port speaks TLS at all.")
                           .arg(place(), QString::number(timeoutMs / 1000))));
    });
}

CertificateProbe::~CertificateProbe() = default;

QString CertificateProbe::place() const
{
    const QString host = m_host.contains(QLatin1Char(':')) ? QStringLiteral("[%1]").arg(m_host) : m_host;
    return QStringLiteral("%1:%2").arg(host, QString::number(m_port));
}

void CertificateProbe::fetch(const QString &host, quint16 port)
{
    m_host = host;
    m_port = port;
    m_socket = std::make_unique<QSslSocket>();
    m_socket->setPeerVerifyMode(QSslSocket::VerifyPeer);
    connect(m_socket.get(), &QSslSocket::sslErrors, this, &CertificateProbe::take);
    connect(m_socket.get(), &QSslSocket::encrypted, this, [this] { take({}); });
    connect(m_socket.get(), &QSslSocket::errorOccurred, this, &CertificateProbe::socketFailed);
    m_timer.start();
    m_socket->connectToHostEncrypted(host, port);
}

void CertificateProbe::take(const QList<QSslError> &errors)
{
    PeerCertificates found;
    found.host = m_host;
    found.port = m_port;
    found.chain = m_socket->peerCertificateChain();
    found.hostMatches = certificateIsFor(found.chain.value(0), expectedName({}, m_host));
    for (const QSslError &error : errors) {
        if (error.error() != QSslError::HostNameMismatch && !found.problems.contains(error.errorString()))
            found.problems.append(error.errorString());
    }
    if (found.chain.isEmpty())
        finish(failure(ErrorKind::Tls, tr("%1 showed no certificate.").arg(place())));
    else
        finish(found);
}

void CertificateProbe::socketFailed(QAbstractSocket::SocketError error)
{
    const QString reason = m_socket->errorString();
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        finish(failure(ErrorKind::Network,
                       tr("The host name %1 was not found. Check its spelling.").arg(m_host), reason));
        break;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::RemoteHostClosedError:
        finish(failure(ErrorKind::Tls,
                       tr("%1 showed no certificate. Check whether the port speaks TLS.").arg(place()),
                       reason));
        break;
    default:
        finish(failure(
            ErrorKind::Network,
            tr("%1 cannot be reached. Check the address, the port and any firewall in between.").arg(place()),
            reason));
        break;
    }
}

void CertificateProbe::finish(const Result<PeerCertificates> &result)
{
    m_timer.stop();
    m_socket->disconnect(this);
    m_socket.release()->deleteLater(); // it is emitting; ends the connection too
    emit finished(result);
}

} // namespace syspulse
