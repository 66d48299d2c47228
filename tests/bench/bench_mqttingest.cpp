// SPDX-License-Identifier: GPL-3.0-or-later

// How many small QoS 0 messages a second each MQTT back end takes in, next to mosquitto_sub on the same
// sender in the same run. The sender only replays bytes: a real broker would be the bottleneck.

#include "core/mqtt/mqtttransport.h"

#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <cstdio>
#include <functional>
#include <QCoreApplication>
#include <QEventLoop>
#include <QProcess>
#include <QTimer>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace syspulse;

namespace {

constexpr int messageCount = 500000;
constexpr int rounds = 5;
constexpr int timeoutMs = 120000;

using Clock = std::chrono::steady_clock;

QByteArray oneMessage()
{
    const QByteArray topic = "sys/broker_clients_connected";
    const QByteArray payload = R"({"id":"broker_clients_connected","value":123456789012})";
    Q_ASSERT(payload.size() == 54);
    QByteArray packet;
    packet.append(char(0x30)).append(char(2 + topic.size() + payload.size()));
    packet.append(char(0)).append(char(topic.size()));
    return packet + topic + payload;
}

/// A "broker" for one subscriber, on a thread of its own: CONNACK, SUBACK, then all messages at once.
class ReplaySender
{
public:
    ReplaySender()
        : m_stream(oneMessage().repeated(messageCount))
        , m_listener(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        ::bind(m_listener, generic, size);
        ::listen(m_listener, 1);
        ::getsockname(m_listener, generic, &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~ReplaySender()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
    }
    ReplaySender(const ReplaySender &) = delete;
    ReplaySender &operator=(const ReplaySender &) = delete;

    quint16 port() const { return m_port; }
    /// When the first message was sent. Only to be asked by who has received one.
    Clock::time_point started() const { return m_started; }

private:
    void serve()
    {
        const int peer = ::accept(m_listener, nullptr, nullptr);
        if (peer < 0)
            return;
        char buffer[4096];
        ::recv(peer, buffer, sizeof buffer, 0);
        ::send(peer, "\x20\x02\x00\x00", 4, MSG_NOSIGNAL);
        ::recv(peer, buffer, sizeof buffer, 0);
        const char suback[] = {char(0x90), 3, buffer[2], buffer[3], 0};
        ::send(peer, suback, sizeof suback, MSG_NOSIGNAL);
        m_started = Clock::now();
        for (qsizetype sent = 0; sent < m_stream.size();) {
            const ssize_t written =
                ::send(peer, m_stream.constData() + sent, size_t(m_stream.size() - sent), MSG_NOSIGNAL);
            if (written <= 0)
                break;
            sent += written;
        }
        // Until the subscriber has had enough.
        while (::recv(peer, buffer, sizeof buffer, 0) > 0) {
        }
        ::close(peer);
    }

    QByteArray m_stream;
    int m_listener;
    quint16 m_port = 0;
    Clock::time_point m_started;
    std::thread m_thread;
};

double messagesPerSecond(const ReplaySender &sender)
{
    return messageCount / std::chrono::duration<double>(Clock::now() - sender.started()).count();
}

/// 0 on failure.
double runBackend(MqttBackend backend)
{
    ReplaySender sender;
    const auto transport = makeMqttTransport(backend);
    QEventLoop loop;
    qsizetype received = 0;
    double rate = 0;
    QObject::connect(transport.get(), &MqttTransport::opened, transport.get(),
                     [&] { transport->subscribe(QStringLiteral("sys/#"), 0); });
    QObject::connect(transport.get(), &MqttTransport::messagesReceived, &loop,
                     [&](const QList<MqttMessage> &messages) {
                         received += messages.size();
                         if (received < messageCount)
                             return;
                         rate = messagesPerSecond(sender);
                         transport->close();
                     });
    QObject::connect(transport.get(), &MqttTransport::closed, &loop, &QEventLoop::quit);
    QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
    MqttEndpoint endpoint;
    endpoint.host = QStringLiteral("127.0.0.1");
    endpoint.port = sender.port();
    transport->open(endpoint);
    loop.exec();
    return rate;
}

/// 0 on failure.
double runMosquittoSub()
{
    ReplaySender sender;
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(QStringLiteral("mosquitto_sub"),
                  {QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                   QString::number(sender.port()), QStringLiteral("-t"), QStringLiteral("sys/#"),
                   QStringLiteral("-C"), QString::number(messageCount)});
    if (!process.waitForFinished(timeoutMs) || process.exitCode() != 0)
        return 0;
    return messagesPerSecond(sender);
}

struct Contender
{
    QString name;
    std::function<double()> run;
    QList<double> rates;

    double median() const
    {
        QList<double> sorted = rates;
        std::sort(sorted.begin(), sorted.end());
        return sorted.at(sorted.size() / 2);
    }
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QList<Contender> contenders = {{QStringLiteral("mosquitto_sub"), &runMosquittoSub, {}}};
    for (const MqttBackend backend : availableMqttBackends())
        contenders.append({mqttBackendName(backend), [backend] { return runBackend(backend); }, {}});

    // In turns, so that a busy spell of the machine hits them all.
    for (int round = 0; round < rounds; ++round) {
        for (Contender &contender : contenders) {
            contender.rates.append(contender.run());
            if (contender.rates.constLast() <= 0) {
                std::fprintf(stderr, "%s failed\n", qPrintable(contender.name));
                return 1;
            }
        }
    }
    std::printf("%d messages of 54 bytes, median of %d rounds (lowest to highest)\n", messageCount, rounds);
    const double reference = contenders.constFirst().median();
    for (const Contender &contender : std::as_const(contenders)) {
        const auto [low, high] = std::minmax_element(contender.rates.cbegin(), contender.rates.cend());
        std::printf("%-14s %8.0f messages/s  (%.0f to %.0f)  %.2f x mosquitto_sub\n",
                    qPrintable(contender.name), contender.median(), *low, *high,
                    contender.median() / reference);
    }
    return 0;
}
