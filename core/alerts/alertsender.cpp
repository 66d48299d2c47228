// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertsender.h"

#include "core/alerts/commandsender.h"
#include "core/alerts/httpsender.h"
#include "core/alerts/mqttsender.h"

namespace syspulse {

std::unique_ptr<AlertSender> makeAlertSender(const AlertChannel &channel, const Secret &secret,
                                             const AlertSendLimits &limits)
{
    switch (channel.kind) {
    case AlertChannelKind::Webhook:
        return std::make_unique<HttpSender>(channel, secret, webhookPost, limits.httpMs);
    case AlertChannelKind::Ntfy:
        return std::make_unique<HttpSender>(channel, secret, ntfyPost, limits.httpMs);
    case AlertChannelKind::Mqtt:
        return std::make_unique<MqttSender>(channel, secret, limits.mqttMs);
    case AlertChannelKind::Command:
        return std::make_unique<CommandSender>(channel, limits.commandMs);
    }
    return nullptr;
}

bool mayDeliverLater(const Error &error)
{
    if (error.kind == ErrorKind::Network)
        return true;
    // Too Early, Too Many Requests, Request Timeout; 0 is a program that failed.
    const bool passing = error.httpStatus >= 500 || error.httpStatus == 408 || error.httpStatus == 425 ||
                         error.httpStatus == 429 || error.httpStatus == 0;
    return error.kind == ErrorKind::Server && passing;
}

} // namespace syspulse
