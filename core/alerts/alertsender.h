// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertchannel.h"

#include <functional>
#include <memory>

#include <QObject>

namespace syspulse {

struct AlertMessage;

/// How long one attempt to deliver may take.
struct AlertSendLimits
{
    int httpMs = 15'000;
    int commandMs = 30'000;
    int mqttMs = 15'000;
};

/// Carries messages out by one channel, one after the other. Waits for nothing: all is done in the event
/// loop.
class AlertSender : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<void> &)>;

    using QObject::QObject;

    /// Sends @p message once; must not be called again before @p done was. Calls it later, and not at all
    /// once this object is gone, which also ends what is under way.
    virtual void send(const AlertMessage &message, Done done) = 0;
};

/// The sender of @p channel, which checkAlertChannel() has nothing against. @p secret: the value of its
/// header.
std::unique_ptr<AlertSender> makeAlertSender(const AlertChannel &channel, const Secret &secret,
                                             const AlertSendLimits &limits);

/// Whether what failed with @p error may succeed later without anybody changing the channel.
bool mayDeliverLater(const Error &error);

} // namespace syspulse
