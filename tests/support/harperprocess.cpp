// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/harperprocess.h"

#include "tests/support/childprocess.h"
#include "tests/support/testhttp.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QJsonObject>
#include <QTcpSocket>
#include <QThread>

#include <csignal>

namespace syspulse::test {

namespace {

// Given as host:port, which HarperDB takes for every listener: the tests open nothing to the network.
QString onLoopback(quint16 port)
{
    return QStringLiteral("127.0.0.1:%1").arg(port);
}

// Only what HarperDB needs: it also takes settings from variables with such common names as HTTP_PORT.
QProcessEnvironment environmentFor(const HarperSettings &settings)
{
    QProcessEnvironment result;
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    result.insert(QStringLiteral("PATH"), own.value(QStringLiteral("PATH")));
    result.insert(QStringLiteral("LANG"), QStringLiteral("C.UTF-8"));
    result.insert(QStringLiteral("HOME"), settings.directory + QStringLiteral("/home"));
    result.insert(QStringLiteral("TC_AGREEMENT"), QStringLiteral("yes"));
    result.insert(QStringLiteral("ROOTPATH"), settings.directory + QStringLiteral("/root"));
    result.insert(QStringLiteral("DEFAULTS_MODE"), settings.mode);
    result.insert(QStringLiteral("THREADS_COUNT"), QString::number(settings.threads));
    result.insert(QStringLiteral("THREADS_DEBUG"), QStringLiteral("false"));
    result.insert(QStringLiteral("NODE_HOSTNAME"), QStringLiteral("localhost"));
    result.insert(QStringLiteral("REPLICATION_HOSTNAME"), QStringLiteral("localhost"));
    result.insert(QStringLiteral("HDB_ADMIN_USERNAME"), settings.user);
    result.insert(QStringLiteral("HDB_ADMIN_PASSWORD"), settings.password);
    result.insert(QStringLiteral("OPERATIONSAPI_NETWORK_PORT"), onLoopback(settings.opsPort));
    result.insert(QStringLiteral("OPERATIONSAPI_NETWORK_DOMAINSOCKET"), QStringLiteral("null"));
    result.insert(QStringLiteral("HTTP_PORT"), onLoopback(settings.httpPort));
    result.insert(QStringLiteral("MQTT_NETWORK_PORT"), onLoopback(settings.mqttPort));
    result.insert(QStringLiteral("MQTT_NETWORK_SECUREPORT"), onLoopback(settings.mqttsPort));
    result.insert(QStringLiteral("REPLICATION_SECUREPORT"), onLoopback(settings.replicationPort));
    for (auto it = settings.environment.cbegin(); it != settings.environment.cend(); ++it)
        result.insert(it.key(), it.value());
    return result;
}

} // namespace

HarperProcess::~HarperProcess()
{
    stop();
}

bool HarperProcess::start(const HarperSettings &settings)
{
    m_settings = settings;
    m_error.clear();
    const QString entry = settings.package + QStringLiteral("/bin/harperdb.js");
    if (!QFile::exists(entry))
        return fail(QStringLiteral("There is no HarperDB: %1 does not exist. Install it with "
                                   "installer/local-harperdb.sh install, or set SYSPULSE_HARPERDB.")
                        .arg(entry));
    const QDir directory(settings.directory);
    if (!directory.mkpath(QStringLiteral("root")) || !directory.mkpath(QStringLiteral("home")))
        return fail(QStringLiteral("Cannot create folders in %1.").arg(settings.directory));

    endWithTest(m_process);
    m_process.setProcessEnvironment(environmentFor(settings));
    m_process.setWorkingDirectory(settings.directory);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(directory.filePath(QStringLiteral("log")), QIODevice::Append);
    startGuard();
    m_process.start(QStringLiteral("node"), {entry, QStringLiteral("run")});
    if (!m_process.waitForStarted())
        return fail(QStringLiteral("Cannot run node: %1").arg(m_process.errorString()));
    return true;
}

bool HarperProcess::waitReady(int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (!answers()) {
        if (deadline.hasExpired())
            return fail(
                QStringLiteral("HarperDB was not ready after %1 ms.\n%2").arg(timeoutMs).arg(logTail(15)));
        // Lets QProcess see the end of its child.
        m_process.waitForFinished(50);
        if (m_process.state() == QProcess::NotRunning && pids().isEmpty())
            return fail(QStringLiteral("HarperDB ended while starting.\n%1").arg(logTail(15)));
    }
    return true;
}

bool HarperProcess::answers() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(m_settings.opsPort);
    TestHttp http(url, m_settings.user, m_settings.password);
    const QJsonObject question{{QStringLiteral("operation"), QStringLiteral("user_info")}};
    if (http.operation(question, 2000).status != 200)
        return false;
    QTcpSocket mqtt;
    mqtt.connectToHost(QHostAddress(QHostAddress::LocalHost), m_settings.mqttPort);
    return mqtt.waitForConnected(1000);
}

void HarperProcess::stop()
{
    signalAll(SIGTERM);
    if (!waitGone(10000))
        kill9();
    stopGuard();
}

void HarperProcess::kill9()
{
    do {
        // Repeated, because a server that is just restarting itself has a successor that was not listed yet.
        signalAll(SIGKILL);
    } while (!waitGone(500));
    stopGuard();
}

QList<pid_t> HarperProcess::pids() const
{
    if (m_settings.directory.isEmpty())
        return {};
    return processesWithEnvironment("ROOTPATH=" + QFile::encodeName(rootPath()));
}

QString HarperProcess::logTail(int lines) const
{
    QFile file(m_settings.directory + QStringLiteral("/log"));
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("(no log)");
    QStringList kept;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        // HarperDB starts with a logo painted in colours, which says nothing.
        if (!line.isEmpty() && !line.contains(u'\x1b'))
            kept.append(line);
    }
    return kept.mid(qMax(0, kept.size() - lines)).join(u'\n');
}

bool HarperProcess::fail(const QString &reason)
{
    m_error = reason;
    return false;
}

void HarperProcess::signalAll(int signal) const
{
    for (const pid_t pid : pids())
        ::kill(pid, signal);
}

bool HarperProcess::waitGone(int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (!pids().isEmpty()) {
        if (deadline.hasExpired())
            return false;
        QThread::msleep(20); // a process that is not a child of this one says nothing when it ends
    }
    // Only its exit status is left to fetch.
    m_process.waitForFinished(-1);
    return true;
}

// The kernel ends the child with the test (endWithTest), but not the successor after HarperDB's operation
// "restart". This shell outlives a crashed test just long enough to end that one
// too and to remove the folder, which a crashed test did not get to.
void HarperProcess::startGuard()
{
    stopGuard();
    const QString script =
        QStringLiteral("while kill -0 \"$1\" 2>/dev/null; do sleep 1; done\n"
                       "for file in $(grep -lzxF \"ROOTPATH=$2\" /proc/[0-9]*/environ 2>/dev/null); do\n"
                       "    pid=${file#/proc/}; kill -KILL \"${pid%/environ}\"\n"
                       "done\n"
                       "sleep 1; rm -rf -- \"$3\"\n");
    QProcess guard;
    guard.setProgram(QStringLiteral("/bin/sh"));
    guard.setArguments({QStringLiteral("-c"), script, QStringLiteral("harper-guard"),
                        QString::number(QCoreApplication::applicationPid()), rootPath(),
                        m_settings.directory});
    guard.setStandardInputFile(QProcess::nullDevice());
    guard.setStandardOutputFile(QProcess::nullDevice());
    guard.setStandardErrorFile(QProcess::nullDevice());
    guard.startDetached(&m_guard);
}

void HarperProcess::stopGuard()
{
    // startDetached made it the leader of a session, so this ends its sleep as well.
    if (m_guard > 0)
        ::kill(-pid_t(m_guard), SIGKILL);
    m_guard = 0;
}

QString HarperProcess::rootPath() const
{
    return m_settings.directory + QStringLiteral("/root");
}

} // namespace syspulse::test
