// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/mqtttransport.h"

#include <optional>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QTimer>

class QHostInfo;

namespace syspulse {

/// What every back end shares: name resolution, walking through the addresses, the connect time-out, and the
/// rules of MqttTransport on the order and number of signals. A back end reports what happens as it happens,
/// even from inside callbacks of its library; nothing is emitted before deliver().
class BufferedTransport : public MqttTransport
{
    Q_OBJECT

public:
    explicit BufferedTransport(QObject *parent = nullptr);
    ~BufferedTransport() override = default;

    void open(const MqttEndpoint &endpoint) final;
    void close() final;
    MqttOpening opening() const final { return m_opening; }

protected:
    enum class Farewell { Polite, Silent };

    /// Starts connecting to @p address without blocking. Called again, after drop(), for the next address
    /// when the back end answers with addressFailed().
    virtual void connectTo(const QHostAddress &address) = 0;
    /// Gives up the socket at once. Polite: the login was complete, send DISCONNECT first if that is possible
    /// without waiting. Never called from inside a callback that only reports.
    virtual void drop(Farewell farewell) = 0;

    const MqttEndpoint &endpoint() const { return m_endpoint; }
    /// The name for SNI and for the check of the certificate.
    QString tlsPeerName() const;
    bool isOpening() const { return m_phase == Phase::Opening; }
    bool isOpen() const { return m_phase == Phase::Open; }

    /// Tries @p addresses in order, giving each a fair share of the time that is left.
    void tryAddresses(const QList<QHostAddress> &addresses);
    /// TCP is up: no further address will be tried.
    void addressReached();
    /// The TLS handshake is over. This and addressReached() count the first time.
    void linkSecured();
    void addressFailed(const Error &error);

    void reportOpened();
    void reportMessage(MqttMessage &&message) { m_messages.append(std::move(message)); }
    void reportSubscribed(const QString &filter, bool granted);
    /// May come from where nothing else is delivered.
    void reportPublished();
    void reportPinged();
    /// Drops the connection; closed() follows. Only the first error counts.
    void fail(const Error &error);

    /// Emits what was reported. Only straight from the event loop, and as the last thing a function does:
    /// a slot may delete this object.
    void deliver();
    /// Has deliver() called on the next turn of the event loop.
    void deliverLater();

    /// The one that was given, or one that nobody else has.
    QString clientId() const;

private:
    enum class Phase { Idle, Opening, Open, Closed };

    void nameResolved(const QHostInfo &info);
    void tryNextAddress();
    /// Ends a step of opening; returns how long it took, in ms.
    double lap();
    void connectTimedOut();
    void addressTimedOut();
    void finish(const Error &error, Farewell farewell);

    MqttEndpoint m_endpoint;
    Phase m_phase = Phase::Idle;
    QTimer m_connectTimer;
    QTimer m_addressTimer;
    QList<QHostAddress> m_addresses;
    QElapsedTimer m_step; ///< since the last step of opening ended
    MqttOpening m_opening;

    bool m_openedPending = false;
    QList<MqttMessage> m_messages;
    QList<std::pair<QString, bool>> m_subscribed;
    int m_published = 0;
    int m_pinged = 0;
    std::optional<Error> m_closed;
    bool m_deliveryPosted = false;
};

} // namespace syspulse
