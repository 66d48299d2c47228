// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/mqtttransport.h"

#include <chrono>
#include <functional>
#include <memory>
#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

namespace syspulse {

/// When to try again after a lost or failed connection: within atOnce after one that had lasted, then some
/// times after first, then after twice that, four times that ... up to longest, each spread by a random share
/// so that many clients of one broker do not return in step.
///
/// A HarperDB that restarts its workers refuses connections for 1 to 3 s, which is what the short rests are
/// for. The longest is what a server waits for us once it is there; an attempt costs a broker one login at
/// most, and nothing where nobody listens.
struct MqttRetryPolicy
{
    std::chrono::milliseconds atOnce{100};
    std::chrono::milliseconds first{250};
    int firsts = 12; ///< so many rests in a row
    std::chrono::milliseconds longest{1500};
    /// A connection that lasted this long starts the sequence again.
    std::chrono::milliseconds stableAfter{10000};
    double spread = 0.25;           ///< at most this share more or less, within first and longest
    std::function<double()> random; ///< 0 to below 1; empty: a real one
    /// A filter on which nothing came for this long is subscribed again.
    std::chrono::milliseconds silence{std::chrono::minutes(5)};
    /// One that was refused is subscribed again after this, then after twice that, four times that ..., and
    /// from silence on with those on which nothing came.
    std::chrono::milliseconds refused{500};
};

/// Keeps one MQTT connection up and a set of topic filters subscribed on it for as long as it is started.
/// After a failure it tries again by itself, except after ErrorKind::Auth and ErrorKind::Tls: those need a
/// person, so the caller gets the error and the state Disconnected.
///
/// A broker that ends a subscription, because the user lost the right to read for example, has no word for it
/// in MQTT 3.1.1. Filters on which nothing comes are therefore subscribed again after a while, which brings
/// what is retained, or a refusal. One that is refused may be granted soon: a server that starts may not have
/// loaded what is behind it yet.
class MqttClient : public QObject
{
    Q_OBJECT

public:
    enum class State { Disconnected, Connecting, Connected, WaitingToRetry };
    Q_ENUM(State)

    /// Makes the transport of one connection; called again for each attempt.
    using TransportFactory = std::function<std::unique_ptr<MqttTransport>()>;

    explicit MqttClient(TransportFactory makeTransport, const MqttRetryPolicy &policy = {},
                        QObject *parent = nullptr);
    ~MqttClient() override;

    State state() const { return m_state; }
    QSet<QString> filters() const { return m_filters; }

    /// Connects to @p endpoint at once, leaving a connection that is up. Kept in memory until stop().
    void start(const MqttEndpoint &endpoint);
    /// Leaves a connection that is up for a new one, which another worker of the server may serve.
    void reconnect();
    /// Where it waits to try again, or for a peer that has not accepted the connection yet: does not wait any
    /// longer. A system asks a machine that was off when it was asked first ever more rarely.
    void retryNow();
    /// Disconnects and stays so. Emits no error.
    void stop();

    /// The filters to be subscribed now and after each reconnect. Kept over stop().
    void setFilters(const QSet<QString> &filters);
    /// For whoever shares filters with others: one that is subscribed already is subscribed again, so that
    /// each gets what is retained, and ends once it was removed as often as it was added.
    void addFilter(const QString &filter);
    void removeFilter(const QString &filter);

    /// Returns false, and does nothing, unless connected. True does not promise that the broker got it.
    bool publish(const QString &topic, const QByteArray &payload, quint8 qos = 0, bool retain = false);

signals:
    void stateChanged(syspulse::MqttClient::State state);
    void messagesReceived(const QList<syspulse::MqttMessage> &messages);
    /// The broker granted @p filter. HarperDB has sent what is retained before that.
    void subscriptionGranted(const QString &filter);
    /// The broker refused @p filter. It stays wanted and is tried again, soon at first and then ever more
    /// rarely, and with the next connection. Told each time.
    void subscriptionRefused(const QString &filter);
    /// Each failed attempt and each lost connection, before the state changes.
    void errorOccurred(const syspulse::Error &error);
    void retryScheduled(int milliseconds);

private:
    void connectNow();
    void onOpened();
    void onSubscribed(const QString &filter, bool granted);
    void onMessages(const QList<MqttMessage> &messages);
    void askSilentFilters();
    void askRefusedFilters();
    void askLater(const QString &refused);
    void onClosed(const Error &error);
    void retireTransport();
    void enter(State state);
    int nextDelay();
    /// @p base, doubled @p doublings times and spread, within @p base and @p longest; in ms.
    int spreadDelay(std::chrono::milliseconds base, int doublings, std::chrono::milliseconds longest) const;
    double random() const;

    const TransportFactory m_makeTransport;
    const MqttRetryPolicy m_policy;
    MqttEndpoint m_endpoint;
    QSet<QString> m_filters;
    QHash<QString, int> m_holders; ///< how often a filter was added beyond the first time
    State m_state = State::Disconnected;
    std::unique_ptr<MqttTransport> m_transport;
    QTimer m_retryTimer;
    QTimer m_silenceTimer;
    QSet<QString> m_silent; ///< filters on which nothing came since they were asked about
    QTimer m_refusedTimer;
    QSet<QString> m_refused; ///< filters that are asked about when it ends
    int m_refusals = 0;      ///< how often it has ended on this connection
    QElapsedTimer m_connectedFor;
    int m_failures = 0;
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::MqttClient::State)
