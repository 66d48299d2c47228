// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertdelivery.h"

#include "core/base/logging.h"
#include "core/profiles/secretstore.h"
#include "core/settings/statestore.h"

#include <QPointer>

namespace syspulse {

namespace {

/// One test of a channel; goes with its context.
class ChannelTest : public QObject
{
public:
    ChannelTest(const AlertChannel &channel, qint64 nowMs, const AlertSendLimits &limits,
                AlertDelivery::Tested done, QObject *context)
        : QObject(context)
        , m_channel(channel)
        , m_nowMs(nowMs)
        , m_limits(limits)
        , m_done(std::move(done))
    {}

    void start(const Result<std::optional<Secret>> &secret)
    {
        if (!secret)
            return finish(Unexpected<Error>{secret.error()});
        if (m_channel.needsSecret()) {
            if (const Result<void> usable = checkAlertSecret(m_channel, secret->value_or(Secret())); !usable)
                return finish(usable);
        }
        m_sender = makeAlertSender(m_channel, secret->value_or(Secret()), m_limits);
        m_sender->send(alertTestMessage(m_nowMs), [this](const Result<void> &result) { finish(result); });
    }
    void finish(const Result<void> &result)
    {
        qCDebug(lcDelivery) << "test" << alertChannelPlace(m_channel)
                            << (result ? QStringLiteral("delivered") : errorKindName(result.error().kind));
        deleteLater();
        m_done(result);
    }

private:
    const AlertChannel m_channel;
    const qint64 m_nowMs;
    const AlertSendLimits m_limits;
    const AlertDelivery::Tested m_done;
    std::unique_ptr<AlertSender> m_sender;
};

} // namespace

AlertDelivery::AlertDelivery(StateStore &state, SecretStore &secrets, const Clock &clock,
                             const AlertSendLimits &limits, QObject *parent)
    : QObject(parent)
    , m_secrets(secrets)
    , m_clock(clock)
    , m_limits(limits)
    , m_channels(state)
{
    connect(&m_channels, &AlertChannelStore::loaded, this, [this] {
        follow();
        for (const AlertMessage &message : std::exchange(m_early, {}))
            tell(message);
    });
    connect(&m_channels, &AlertChannelStore::changed, this, &AlertDelivery::follow);
    connect(&m_channels, &AlertChannelStore::noticed, this, &AlertDelivery::noticed);
}

AlertDelivery::~AlertDelivery() = default;

void AlertDelivery::follow()
{
    for (auto it = m_queues.begin(); it != m_queues.end();) {
        const AlertChannel *channel = m_channels.find(it->first);
        it = channel == nullptr || !channel->enabled ? m_queues.erase(it) : std::next(it);
    }
    for (const AlertChannel &channel : m_channels.channels()) {
        if (!channel.enabled)
            continue;
        std::unique_ptr<ChannelQueue> &queue = m_queues[channel.id];
        if (queue != nullptr) {
            if (!(queue->channel() == channel))
                queue->use(channel);
            continue;
        }
        queue = std::make_unique<ChannelQueue>(channel, m_secrets, m_clock, m_limits);
        connect(queue.get(), &ChannelQueue::resultChanged, this,
                [this, id = channel.id] { emit resultChanged(id); });
        connect(queue.get(), &ChannelQueue::lost, this, &AlertDelivery::noticed);
    }
}

void AlertDelivery::tell(const AlertMessage &message)
{
    if (!m_channels.isLoaded()) {
        if (m_early.size() < ChannelQueue::maxWaiting)
            m_early.append(message);
        return;
    }
    for (const auto &[id, queue] : m_queues)
        queue->add(message);
}

DeliveryResult AlertDelivery::result(const QString &id) const
{
    const auto it = m_queues.find(id);
    return it == m_queues.end() ? DeliveryResult() : it->second->result();
}

void AlertDelivery::test(const AlertChannel &channel, const std::optional<Secret> &secret, QObject *context,
                         Tested done)
{
    auto *test = new ChannelTest(channel, m_clock.nowMs(), m_limits, std::move(done), context);
    const Result<void> usable = checkAlertChannel(channel);
    if (!usable)
        QMetaObject::invokeMethod(
            test, [test, usable] { test->finish(usable); }, Qt::QueuedConnection);
    else if (secret || !channel.needsSecret())
        QMetaObject::invokeMethod(
            test, [test, secret] { test->start(secret); }, Qt::QueuedConnection);
    else
        m_secrets.read(alertHeaderKey(channel.id), test,
                       [test](const Result<std::optional<Secret>> &kept) { test->start(kept); });
}

QString AlertDelivery::keep(const AlertChannel &channel, const std::optional<Secret> &secret,
                            QObject *context, Kept done)
{
    const AlertChannel *known = m_channels.find(channel.id);
    const bool hadSecret = known != nullptr && known->needsSecret();
    const QString id = m_channels.put(channel);
    if (id.isEmpty())
        return {};
    const auto kept = [this, id, context = QPointer<QObject>(context),
                       done = std::move(done)](const Result<void> &result) {
        // What waited for the secret goes on.
        if (const auto it = m_queues.find(id); it != m_queues.end())
            it->second->use(it->second->channel());
        if (context)
            done(result);
    };
    // Whoever asked may be gone by the time that the keychain is unlocked.
    if (channel.needsSecret() && secret)
        m_secrets.write(alertHeaderKey(id), *secret, this, kept);
    else if (!channel.needsSecret() && hadSecret)
        m_secrets.remove(alertHeaderKey(id), this, kept);
    else
        QMetaObject::invokeMethod(
            this, [kept] { kept({}); }, Qt::QueuedConnection);
    return id;
}

void AlertDelivery::remove(const QString &id)
{
    const AlertChannel *known = m_channels.find(id);
    if (known == nullptr)
        return;
    const AlertChannel channel = *known;
    if (!m_channels.remove(id) || !channel.needsSecret())
        return;
    m_secrets.remove(alertHeaderKey(id), this, [this, channel](const Result<void> &result) {
        if (!result)
            emit noticed(
                //: %1 is the name of a channel, %2 says what is wrong with the keychain
                tr("The secret of \"%1\" may still be in the system's keychain. %2")
                    .arg(alertChannelTitle(channel), describe(result.error())));
    });
}

} // namespace syspulse
