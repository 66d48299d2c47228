// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertmessage.h"
#include "core/alerts/alertsender.h"
#include "core/base/clock.h"
#include "core/base/requestscope.h"

#include <QTimer>

namespace syspulse {

class SecretStore;

/// What came of the last message that a channel was given.
struct DeliveryResult
{
    enum class State {
        None,      ///< nothing was sent yet
        Delivered, ///< the other side took it
        Retrying,  ///< it did not, and is asked again
        GivenUp,   ///< it did not; the message is lost
    };

    State state = State::None;
    qint64 timeMs = 0;    ///< of the attempt, this machine's clock
    int attempts = 0;     ///< for the message
    qint64 nextTryMs = 0; ///< of Retrying, this machine's clock
    QString text;         ///< why not, as a sentence; empty for Delivered

    bool operator==(const DeliveryResult &) const = default;
};

/// What waits to be sent by one channel. One message after the other, each repeated with the pauses of
/// retryDelayMs() until it is taken, cannot be taken as the channel is, or is too old to be of use.
class ChannelQueue : public QObject
{
    Q_OBJECT

public:
    /// More alerts than anybody reads; of more the oldest are lost.
    static constexpr qsizetype maxWaiting = 100;
    /// When a message is given up.
    static constexpr qint64 giveUpMs = 3600 * 1000;

    /// All must outlive the queue.
    ChannelQueue(const AlertChannel &channel, SecretStore &secrets, const Clock &clock,
                 const AlertSendLimits &limits, QObject *parent = nullptr);
    ~ChannelQueue() override;

    const AlertChannel &channel() const { return m_channel; }
    const DeliveryResult &result() const { return m_result; }
    qsizetype waiting() const { return m_waiting.size(); }

    void add(const AlertMessage &message);
    /// From now on by @p channel, whose secret may have changed too: what waits is tried at once.
    void use(const AlertChannel &channel);

signals:
    void resultChanged();
    /// A message is lost; for the user.
    void lost(const QString &text);

private:
    struct Waiting
    {
        AlertMessage message;
        qint64 sinceMs = 0; ///< our monotonic clock
        int attempts = 0;
    };

    void next();
    /// Reads the secret where there is one, then sends.
    void makeSender();
    void send();
    void attempted(const Result<void> &result, bool mayRetry);
    void tell(DeliveryResult::State state, int attempts, const QString &text, qint64 delayMs = 0);

    AlertChannel m_channel;
    SecretStore &m_secrets;
    const Clock &m_clock;
    const AlertSendLimits m_limits;
    QList<Waiting> m_waiting; ///< the first one is under way or to be retried
    std::unique_ptr<AlertSender> m_sender;
    RequestScope m_attempt; ///< active while the secret is read or the sender is at it
    QTimer m_retry;
    DeliveryResult m_result;
};

} // namespace syspulse
