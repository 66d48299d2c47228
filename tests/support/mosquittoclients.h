// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <vector>

namespace syspulse::test {

/// The broker that mosquitto_sub and mosquitto_pub talk to.
struct MqttBroker
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 0;
    QString user;
    QString password;
    QString caFile; ///< not empty: TLS, with this authority
    bool version5 = false;
};

/// One running mosquitto_sub.
class MosquittoSubscriber
{
public:
    /// Whether the broker has granted all filters; false at once when it refused or the program ended.
    bool waitSubscribed(int timeoutMs = 10000);

    /// Whether a line, "TOPIC PAYLOAD", that satisfies @p wanted has come or comes in time.
    bool waitForLine(const std::function<bool(const QByteArray &)> &wanted, int timeoutMs = 10000);

    /// Waits until there are @p count lines.
    bool waitForCount(qsizetype count, int timeoutMs = 10000);

    QByteArrayList lines();                ///< all messages so far
    void clearLines() { m_lines.clear(); } ///< forgets those so far
    QByteArray diagnostics();              ///< what else the program printed
    bool running() const { return m_process.state() == QProcess::Running; }
    qint64 pid() const { return m_process.processId(); }
    void stop();

private:
    friend class MosquittoClients;

    bool waitUntil(const std::function<bool()> &done, int timeoutMs);
    void read();
    void readLine(const QByteArray &line);

    QProcess m_process;
    QByteArrayList m_lines;
    QByteArray m_diagnostics;
    bool m_subscribed = false;
    bool m_refused = false;
};

/// Runs mosquitto's command line clients as the independent other side of an MQTT test. The password goes
/// through a file that only this user can read, never through an argument. All end with this object.
class MosquittoClients
{
public:
    explicit MosquittoClients(MqttBroker broker);
    ~MosquittoClients();
    Q_DISABLE_COPY_MOVE(MosquittoClients)

    /// Starts a subscriber, which lives as long as this object; follow with waitSubscribed().
    MosquittoSubscriber *subscribe(const QStringList &filters, int qos = 0,
                                   const QStringList &moreArguments = {});

    /// Starts @p count subscribers side by side and waits until all are subscribed.
    bool startIdle(int count, const QString &filter, int timeoutMs = 30000);

    bool publish(const QString &topic, const QByteArray &payload, int qos = 0, bool retain = false);

    /// One message a line, all over one connection; no payload may contain a line end.
    bool publishMany(const QString &topic, const QByteArrayList &payloads, int qos = 0,
                     int timeoutMs = 60000);

    /// Connects a publisher that takes one message a line on its standard input and ends when that is closed;
    /// nullptr when it cannot connect.
    std::unique_ptr<QProcess> openPublisher(const QString &topic, int qos, int timeoutMs = 10000);

    void stopAll();
    QString errorString() const { return m_error; }

private:
    void writeOptions(const QString &program);
    void prepare(QProcess &process) const;
    QStringList brokerArguments() const;
    bool runPublisher(const QStringList &arguments, const QByteArray &input, int timeoutMs);

    MqttBroker m_broker;
    QTemporaryDir m_config;
    std::vector<std::unique_ptr<MosquittoSubscriber>> m_subscribers;
    QString m_error;
};

} // namespace syspulse::test
