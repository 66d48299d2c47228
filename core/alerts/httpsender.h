// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertsender.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace syspulse {

/// Writes the headers of @p request for @p message and gives its body.
using AlertPost = QByteArray (*)(const AlertMessage &message, QNetworkRequest &request);

/// JSON, see alertMessageJson().
QByteArray webhookPost(const AlertMessage &message, QNetworkRequest &request);
/// Plain text with the headers of ntfy (docs.ntfy.sh/publish): Title, Priority and Tags.
QByteArray ntfyPost(const AlertMessage &message, QNetworkRequest &request);

/// Posts messages to the address of a channel. Any 2xx is success. Redirects are not followed, so that the
/// secret reaches no other host; nothing of the answer but its status is kept, since it may repeat the
/// secret.
class HttpSender final : public AlertSender
{
    Q_OBJECT

public:
    HttpSender(const AlertChannel &channel, const Secret &secret, AlertPost post, int timeoutMs);
    ~HttpSender() override;

    void send(const AlertMessage &message, Done done) override;

private:
    Result<void> evaluate(QNetworkReply &reply) const;
    Error networkError(QNetworkReply &reply) const;

    const AlertChannel m_channel;
    const Secret m_secret;
    const AlertPost m_post;
    const int m_timeoutMs;
    QNetworkAccessManager m_network;
};

} // namespace syspulse
