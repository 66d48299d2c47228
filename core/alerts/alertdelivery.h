// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertchannelstore.h"
#include "core/alerts/channelqueue.h"

#include <map>
#include <memory>

namespace syspulse {

/// Sends what happens to alerts by every channel that is on. One for all instances of a program.
class AlertDelivery : public QObject
{
    Q_OBJECT

public:
    using Tested = std::function<void(const Result<void> &)>;
    using Kept = std::function<void(const Result<void> &)>;

    /// All must outlive the object.
    AlertDelivery(StateStore &state, SecretStore &secrets, const Clock &clock,
                  const AlertSendLimits &limits = {}, QObject *parent = nullptr);
    ~AlertDelivery() override;

    AlertChannelStore &channels() { return m_channels; }
    const AlertChannelStore &channels() const { return m_channels; }

    /// Queues @p message for every channel that is on.
    void tell(const AlertMessage &message);
    /// What came of the last message for the channel @p id, in this program since it was started.
    DeliveryResult result(const QString &id) const;

    /// Sends a test by @p channel as it is entered, once, whether or not it is kept. @p secret: the value of
    /// its header; nothing: the one in the keychain. @p done is not called once @p context is gone.
    void test(const AlertChannel &channel, const std::optional<Secret> &secret, QObject *context,
              Tested done);

    /// Puts @p channel into the file, and @p secret (nothing: as it is) into the keychain, or out of it where
    /// the channel has no header. Gives the id; none where nothing can be put. @p done gets what the keychain
    /// said, not once @p context is gone.
    QString keep(const AlertChannel &channel, const std::optional<Secret> &secret, QObject *context,
                 Kept done);
    /// Removes the channel @p id with its secret; noticed() tells when the keychain fails.
    void remove(const QString &id);

signals:
    void resultChanged(const QString &id);
    /// For the user: an alert was lost, or something is wrong with the file or the keychain.
    void noticed(const QString &text);

private:
    void follow();

    SecretStore &m_secrets;
    const Clock &m_clock;
    const AlertSendLimits m_limits;
    AlertChannelStore m_channels;
    QList<AlertMessage> m_early;                               ///< told before the channels were known
    std::map<QString, std::unique_ptr<ChannelQueue>> m_queues; ///< of the channels that are on
};

} // namespace syspulse
