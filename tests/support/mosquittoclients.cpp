// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mosquittoclients.h"

#include "tests/support/childprocess.h"

#include <QDeadlineTimer>
#include <QFile>

#include <algorithm>

namespace syspulse::test {

namespace {

// Begins each line that is a message, to tell it from what the option -d prints among them.
const QByteArray messageMark = QByteArrayLiteral("message ");

} // namespace

bool MosquittoSubscriber::waitSubscribed(int timeoutMs)
{
    return waitUntil([this] { return m_subscribed || m_refused; }, timeoutMs) && !m_refused;
}

bool MosquittoSubscriber::waitForLine(const std::function<bool(const QByteArray &)> &wanted, int timeoutMs)
{
    return waitUntil([&] { return std::any_of(m_lines.cbegin(), m_lines.cend(), wanted); }, timeoutMs);
}

bool MosquittoSubscriber::waitForCount(qsizetype count, int timeoutMs)
{
    return waitUntil([&] { return m_lines.size() >= count; }, timeoutMs);
}

QByteArrayList MosquittoSubscriber::lines()
{
    m_process.waitForReadyRead(0);
    read();
    return m_lines;
}

QByteArray MosquittoSubscriber::diagnostics()
{
    read();
    return m_diagnostics;
}

void MosquittoSubscriber::stop()
{
    stopProcess(m_process);
    read();
}

bool MosquittoSubscriber::waitUntil(const std::function<bool()> &done, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    read();
    while (!done()) {
        if (deadline.hasExpired() || m_process.state() == QProcess::NotRunning)
            return false;
        m_process.waitForReadyRead(int(std::clamp<qint64>(deadline.remainingTime(), 1, 100)));
        read();
    }
    return true;
}

void MosquittoSubscriber::read()
{
    while (m_process.canReadLine())
        readLine(m_process.readLine());
}

void MosquittoSubscriber::readLine(const QByteArray &line)
{
    QByteArray text = line;
    if (text.endsWith('\n'))
        text.chop(1);
    if (text.startsWith(messageMark)) {
        m_lines.append(text.mid(messageMark.size()));
        return;
    }
    m_diagnostics += line;
    // "Subscribed (mid: 1): 0, 1": one granted QoS for each filter, 128 and more are refusals.
    if (text.startsWith("Subscribed (")) {
        const QByteArrayList granted = text.mid(text.indexOf("): ") + 3).split(',');
        for (const QByteArray &code : granted)
            m_refused = m_refused || code.trimmed().toInt() >= 128;
        m_subscribed = true;
    }
}

MosquittoClients::MosquittoClients(MqttBroker broker)
    : m_broker(std::move(broker))
{
    writeOptions(QStringLiteral("mosquitto_sub"));
    writeOptions(QStringLiteral("mosquitto_pub"));
}

MosquittoClients::~MosquittoClients()
{
    stopAll();
}

MosquittoSubscriber *MosquittoClients::subscribe(const QStringList &filters, int qos,
                                                 const QStringList &moreArguments)
{
    auto subscriber = std::make_unique<MosquittoSubscriber>();
    QStringList arguments = brokerArguments();
    for (const QString &filter : filters)
        arguments << QStringLiteral("-t") << filter;
    arguments << QStringLiteral("-q") << QString::number(qos) << QStringLiteral("-d") << QStringLiteral("-F")
              << QString::fromLatin1(messageMark + "%t %p") << moreArguments;
    prepare(subscriber->m_process);
    // mosquitto_sub keeps what -d prints in its buffer when that goes into a pipe.
    const QStringList lineBuffered{QStringLiteral("-oL"), QStringLiteral("mosquitto_sub")};
    subscriber->m_process.start(QStringLiteral("stdbuf"), lineBuffered + arguments);
    m_subscribers.push_back(std::move(subscriber));
    return m_subscribers.back().get();
}

bool MosquittoClients::startIdle(int count, const QString &filter, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    std::vector<MosquittoSubscriber *> started;
    for (int i = 0; i < count; ++i)
        started.push_back(subscribe({filter}));
    for (MosquittoSubscriber *subscriber : started) {
        if (!subscriber->waitSubscribed(int(deadline.remainingTime()))) {
            m_error = QString::fromUtf8(subscriber->diagnostics());
            return false;
        }
    }
    return true;
}

bool MosquittoClients::publish(const QString &topic, const QByteArray &payload, int qos, bool retain)
{
    QStringList arguments{QStringLiteral("-t"), topic, QStringLiteral("-q"), QString::number(qos),
                          QStringLiteral("-s")};
    if (retain)
        arguments << QStringLiteral("-r");
    return runPublisher(arguments, payload, 10000);
}

bool MosquittoClients::publishMany(const QString &topic, const QByteArrayList &payloads, int qos,
                                   int timeoutMs)
{
    const QStringList arguments{QStringLiteral("-t"), topic, QStringLiteral("-q"), QString::number(qos),
                                QStringLiteral("-l")};
    return runPublisher(arguments, payloads.join('\n') + '\n', timeoutMs);
}

std::unique_ptr<QProcess> MosquittoClients::openPublisher(const QString &topic, int qos, int timeoutMs)
{
    auto publisher = std::make_unique<QProcess>();
    prepare(*publisher);
    // What -d prints stays in a buffer when it goes into a pipe.
    publisher->start(QStringLiteral("stdbuf"),
                     QStringList{QStringLiteral("-oL"), QStringLiteral("mosquitto_pub")} + brokerArguments() +
                         QStringList{QStringLiteral("-d"), QStringLiteral("-t"), topic, QStringLiteral("-q"),
                                     QString::number(qos), QStringLiteral("-l")});
    const QDeadlineTimer deadline(timeoutMs);
    QByteArray output;
    while (!output.contains("received CONNACK (0)")) {
        if (!publisher->waitForReadyRead(int(deadline.remainingTime()))) {
            m_error = QString::fromUtf8(output + publisher->readAll());
            return nullptr;
        }
        output += publisher->readAll();
    }
    return publisher;
}

void MosquittoClients::stopAll()
{
    // All are asked before the first is waited for.
    for (const auto &subscriber : m_subscribers)
        subscriber->m_process.terminate();
    for (const auto &subscriber : m_subscribers)
        subscriber->stop();
}

// The clients read one "-option value" a line from $XDG_CONFIG_HOME/<program>.
void MosquittoClients::writeOptions(const QString &program)
{
    if (m_broker.user.isEmpty())
        return;
    QFile file(m_config.filePath(program));
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        qFatal("Cannot write %s", qPrintable(file.fileName()));
    file.write("-u " + m_broker.user.toUtf8() + "\n-P " + m_broker.password.toUtf8() + '\n');
}

void MosquittoClients::prepare(QProcess &process) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_config.path());
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    endWithTest(process);
}

QStringList MosquittoClients::brokerArguments() const
{
    QStringList result{QStringLiteral("-h"), m_broker.host,
                       QStringLiteral("-p"), QString::number(m_broker.port),
                       QStringLiteral("-V"), m_broker.version5 ? QStringLiteral("5") : QStringLiteral("311")};
    if (!m_broker.caFile.isEmpty())
        result << QStringLiteral("--cafile") << m_broker.caFile;
    return result;
}

bool MosquittoClients::runPublisher(const QStringList &arguments, const QByteArray &input, int timeoutMs)
{
    QProcess publisher;
    prepare(publisher);
    publisher.start(QStringLiteral("mosquitto_pub"), brokerArguments() + arguments);
    publisher.write(input);
    publisher.closeWriteChannel();
    const bool ended = publisher.waitForFinished(timeoutMs);
    const bool succeeded =
        ended && publisher.exitStatus() == QProcess::NormalExit && publisher.exitCode() == 0;
    if (!succeeded)
        m_error = ended ? QString::fromUtf8(publisher.readAll()) : publisher.errorString();
    stopProcess(publisher);
    return succeeded;
}

} // namespace syspulse::test
