// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mqtt/mosquittobroker.h"

#include <csignal>
#include <QDeadlineTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QThread>
#include <sys/prctl.h>

namespace syspulse::test {

namespace {

constexpr auto accountName = "pulse";
constexpr auto accountPassword = "correct horse";

/// Distributions keep daemons where an ordinary user's PATH does not look.
QString findTool(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin")}) : found;
}

} // namespace

MosquittoBroker::MosquittoBroker(const QString &certificateFile, const QString &keyFile,
                                 const QString &authorityFile)
    : m_certificateFile(certificateFile)
    , m_keyFile(keyFile)
    , m_authorityFile(authorityFile)
{}

MosquittoBroker::~MosquittoBroker()
{
    kill();
}

bool MosquittoBroker::start()
{
    constexpr int startTimeoutMs = 10000;
    constexpr int pauseMs = 20;

    if (!m_ports && !prepare())
        return false;
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(findTool(QStringLiteral("mosquitto")),
                    {QStringLiteral("-c"), m_folder.filePath(QStringLiteral("mosquitto.conf"))});
    const QDeadlineTimer deadline(startTimeoutMs);
    while (m_process.state() != QProcess::NotRunning && !deadline.hasExpired()) {
        if (accepts(port(Listener::Plain)) && accepts(port(Listener::Tls)) &&
            accepts(port(Listener::ClientCertificate)) && accepts(port(Listener::Expired)))
            return true;
        QThread::msleep(pauseMs); // nothing tells when a broker has begun to listen
        m_process.waitForReadyRead(0);
    }
    m_error = m_process.errorString() + QLatin1Char(' ') + QString::fromUtf8(m_process.readAll());
    return false;
}

void MosquittoBroker::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

MqttEndpoint MosquittoBroker::plainEndpoint() const
{
    MqttEndpoint endpoint;
    endpoint.host = QStringLiteral("127.0.0.1");
    endpoint.port = port(Listener::Plain);
    endpoint.user = QLatin1String(accountName);
    endpoint.password = Secret(QLatin1String(accountPassword));
    return endpoint;
}

MqttEndpoint MosquittoBroker::tlsEndpoint() const
{
    MqttEndpoint endpoint = plainEndpoint();
    endpoint.port = port(Listener::Tls);
    endpoint.tls.enabled = true;
    endpoint.tls.caPem = m_certificates.authorityPem();
    return endpoint;
}

MqttEndpoint MosquittoBroker::clientCertificateEndpoint() const
{
    MqttEndpoint endpoint = tlsEndpoint();
    endpoint.port = port(Listener::ClientCertificate);
    return endpoint;
}

MqttEndpoint MosquittoBroker::expiredEndpoint() const
{
    MqttEndpoint endpoint = tlsEndpoint();
    endpoint.port = port(Listener::Expired);
    return endpoint;
}

MqttEndpoint MosquittoBroker::closedEndpoint() const
{
    MqttEndpoint endpoint = plainEndpoint();
    endpoint.port = port(Listener::None);
    return endpoint;
}

bool MosquittoBroker::prepare()
{
    if (!m_certificates.create(m_folder.path())) {
        m_error = m_certificates.error();
        return false;
    }
    const QByteArray account = QByteArray(accountName) + ':' + accountPassword + '\n';
    if (!write(QStringLiteral("passwords"), account))
        return false;
    const QString passwords = m_folder.filePath(QStringLiteral("passwords"));
    // -U hashes the file in place: no password on a command line.
    if (QProcess::execute(findTool(QStringLiteral("mosquitto_passwd")), {QStringLiteral("-U"), passwords}) !=
        0) {
        m_error = QStringLiteral("mosquitto_passwd failed");
        return false;
    }
    m_ports = PortBlock::reserve();
    if (!m_ports) {
        m_error = QStringLiteral("no free ports");
        return false;
    }
    const auto tlsListener = [this](quint16 port, const QString &certificate) {
        return QStringLiteral("listener %1 127.0.0.1\ncafile %2\ncertfile %3\nkeyfile %4\n")
            .arg(port)
            .arg(m_authorityFile.isEmpty() ? m_certificates.authorityFile() : m_authorityFile,
                 m_certificateFile.isEmpty() ? certificate : m_certificateFile,
                 m_keyFile.isEmpty() ? m_certificates.keyFile() : m_keyFile);
    };
    const QString configuration =
        QStringLiteral("user root\n" // else a broker started by root may not read its own folder
                       "allow_anonymous false\npassword_file %1\n"
                       "max_queued_messages 0\npersistence false\nsys_interval %2\n"
                       "listener %3 127.0.0.1\n")
            .arg(passwords)
            .arg(m_sysInterval)
            .arg(port(Listener::Plain)) +
        tlsListener(port(Listener::Tls), m_certificates.serverFile()) +
        tlsListener(port(Listener::ClientCertificate), m_certificates.serverFile()) +
        QStringLiteral("require_certificate true\n") +
        tlsListener(port(Listener::Expired), m_certificates.expiredFile());
    return write(QStringLiteral("mosquitto.conf"), configuration.toUtf8());
}

bool MosquittoBroker::write(const QString &name, const QByteArray &content)
{
    QFile file(m_folder.filePath(name));
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size())
        return true;
    m_error = file.errorString();
    return false;
}

bool MosquittoBroker::accepts(quint16 port) const
{
    constexpr int waitMs = 200;
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    return socket.waitForConnected(waitMs);
}

} // namespace syspulse::test
