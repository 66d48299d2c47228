// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/channelqueue.h"

#include "core/base/logging.h"
#include "core/profiles/secretstore.h"
#include "core/updater/schedule.h"

#include <QPointer>

namespace syspulse {

namespace {

Error missingSecret(const AlertChannel &channel)
{
    const QString text =
        channel.usesMqtt()
            ? ChannelQueue::tr("The password of \"%1\" is not in the system's keychain. Enter it again under "
                               "Alerts, Channels.")
                  .arg(channel.user)
            : ChannelQueue::tr("The value of the header \"%1\" is not in the system's keychain. Enter it "
                               "again under Alerts, Channels.")
                  .arg(channel.header);
    return {ErrorKind::Local, text, {}, 0};
}

} // namespace

ChannelQueue::ChannelQueue(const AlertChannel &channel, SecretStore &secrets, const Clock &clock,
                           const AlertSendLimits &limits, QObject *parent)
    : QObject(parent)
    , m_channel(channel)
    , m_secrets(secrets)
    , m_clock(clock)
    , m_limits(limits)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ChannelQueue::next);
}

ChannelQueue::~ChannelQueue() = default;

void ChannelQueue::add(const AlertMessage &message)
{
    if (m_waiting.size() >= maxWaiting) {
        // The first one may be under way.
        m_waiting.removeAt(1);
        emit lost(tr("Alerts come faster than %1 takes them: the oldest one that waited was dropped.")
                      .arg(alertChannelTitle(m_channel)));
    }
    m_waiting.append({message, m_clock.monotonicMs(), 0});
    if (m_waiting.size() == 1)
        next();
}

void ChannelQueue::use(const AlertChannel &channel)
{
    m_channel = channel;
    m_attempt.end();
    m_sender.reset();
    next();
}

void ChannelQueue::next()
{
    m_retry.stop();
    if (m_waiting.isEmpty() || m_attempt.isActive())
        return;
    if (const Result<void> usable = checkAlertChannel(m_channel); !usable) {
        attempted(usable, false);
        return;
    }
    m_attempt.begin();
    ++m_waiting.first().attempts;
    if (m_sender == nullptr)
        makeSender();
    else
        send();
}

void ChannelQueue::makeSender()
{
    const auto make = [this](const Secret &secret) {
        m_sender = makeAlertSender(m_channel, secret, m_limits);
        send();
    };
    if (!m_channel.needsSecret())
        return make({});
    m_secrets.read(alertHeaderKey(m_channel.id), m_attempt.context(),
                   [this, make](const Result<std::optional<Secret>> &secret) {
                       if (!secret) // it may be unlocked later
                           return attempted(Unexpected<Error>{secret.error()}, true);
                       if (!*secret)
                           return attempted(Unexpected<Error>{missingSecret(m_channel)}, false);
                       if (const Result<void> usable = checkAlertSecret(m_channel, **secret); !usable)
                           return attempted(usable, false);
                       make(**secret);
                   });
}

void ChannelQueue::send()
{
    m_sender->send(m_waiting.constFirst().message,
                   [this, context = QPointer<QObject>(m_attempt.context())](const Result<void> &result) {
                       if (context)
                           attempted(result, !result && mayDeliverLater(result.error()));
                   });
}

void ChannelQueue::attempted(const Result<void> &result, bool mayRetry)
{
    m_attempt.end();
    const Waiting &first = m_waiting.constFirst();
    const qint64 ageMs = m_clock.monotonicMs() - first.sinceMs;
    const int attempts = std::max(1, first.attempts);
    qCDebug(lcDelivery) << m_channel.id << alertChannelPlace(m_channel)
                        << alertMessageStateName(first.message.state) << "attempt" << attempts
                        << (result ? QStringLiteral("delivered")
                                   : errorKindName(result.error().kind) + QLatin1Char(' ') +
                                         QString::number(result.error().httpStatus));
    if (!result && mayRetry && ageMs < giveUpMs) {
        const qint64 delayMs = retryDelayMs(attempts);
        m_retry.start(int(delayMs));
        tell(DeliveryResult::State::Retrying, attempts, describe(result.error()), delayMs);
        return;
    }
    m_waiting.removeFirst();
    if (result) {
        tell(DeliveryResult::State::Delivered, attempts, {});
    } else {
        const QString why = describe(result.error());
        qCWarning(lcDelivery) << m_channel.id << alertChannelPlace(m_channel) << "did not take an alert";
        tell(DeliveryResult::State::GivenUp, attempts, why);
        //: %1 is the name of a channel, %2 says what is wrong
        emit lost(tr("An alert was not delivered to \"%1\". %2").arg(alertChannelTitle(m_channel), why));
    }
    next();
}

void ChannelQueue::tell(DeliveryResult::State state, int attempts, const QString &text, qint64 delayMs)
{
    const qint64 nowMs = m_clock.nowMs();
    m_result = {state, nowMs, attempts, delayMs > 0 ? nowMs + delayMs : 0, text};
    emit resultChanged();
}

} // namespace syspulse
