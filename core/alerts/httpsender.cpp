// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/httpsender.h"

#include "core/alerts/alertmessage.h"
#include "core/base/version.h"
#include "core/harper/answerbody.h"
#include "core/harper/connectionlimit.h"
#include "core/harper/httptls.h"
#include "core/harper/replyend.h"

#include <algorithm>

namespace syspulse {

namespace {

TlsOptions systemTrust()
{
    TlsOptions options;
    options.enabled = true;
    return options;
}

/// @p text for a header, which is ASCII: as RFC 2047 writes what is beyond, which ntfy reads.
QByteArray headerText(const QString &text)
{
    constexpr char16_t firstBeyond = 0x7F;
    const bool ascii =
        std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < firstBeyond; });
    return ascii ? text.toLatin1() : "=?UTF-8?B?" + text.toUtf8().toBase64() + "?=";
}

/// What ntfy calls the importance of @p message. What is over need not wake anybody.
QByteArray ntfyPriority(const AlertMessage &message)
{
    if (message.state != AlertMessage::State::Fired)
        return "default";
    switch (message.rule.severity) {
    case AlertSeverity::Information:
        return "default";
    case AlertSeverity::Warning:
        return "high";
    case AlertSeverity::Critical:
        return "urgent";
    }
    return "default";
}

QByteArray ntfyTag(const AlertMessage &message)
{
    if (message.state != AlertMessage::State::Fired)
        return "white_check_mark";
    switch (message.rule.severity) {
    case AlertSeverity::Information:
        return "information_source";
    case AlertSeverity::Warning:
        return "warning";
    case AlertSeverity::Critical:
        return "rotating_light";
    }
    return "warning";
}

} // namespace

QByteArray webhookPost(const AlertMessage &message, QNetworkRequest &request)
{
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    return alertMessageJson(message);
}

QByteArray ntfyPost(const AlertMessage &message, QNetworkRequest &request)
{
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("text/plain; charset=utf-8"));
    request.setRawHeader("Title", headerText(message.title()));
    request.setRawHeader("Priority", ntfyPriority(message));
    request.setRawHeader("Tags", ntfyTag(message));
    return (message.advice.isEmpty() ? message.text : message.text + QLatin1Char('\n') + message.advice)
        .toUtf8();
}

HttpSender::HttpSender(const AlertChannel &channel, const Secret &secret, AlertPost post, int timeoutMs)
    : m_channel(channel)
    , m_secret(secret)
    , m_post(post)
    , m_timeoutMs(timeoutMs)
{}

HttpSender::~HttpSender() = default;

void HttpSender::send(const AlertMessage &message, Done done)
{
    QNetworkRequest request(alertChannelUrl(m_channel).value_or(QUrl()));
    const QByteArray body = m_post(message, request);
    request.setHeader(QNetworkRequest::UserAgentHeader, QString(QLatin1String("SysPulse/") + versionText()));
    if (m_channel.needsSecret())
        request.setRawHeader(m_channel.header.toLatin1(),
                             m_secret.reveal([](QByteArrayView value) { return value.toByteArray(); }));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    if (request.url().scheme() == QLatin1String("https")) {
        request.setSslConfiguration(sslConfiguration(systemTrust()));
        request.setPeerVerifyName(expectedName(systemTrust(), request.url().host()));
    }
    QNetworkReply *reply = m_network.post(request, body);
    new CertificateCheck(reply, systemTrust());
    // However much the peer sends, none of it is kept.
    constexpr qint64 atOnce = 64 * 1024;
    limitReadAhead(reply, atOnce);
    new ConnectionLimit(reply);
    connect(reply, &QNetworkReply::readyRead, reply, [reply] { reply->readAll(); });
    whenEnded(reply, m_timeoutMs, this, [this, reply, done = std::move(done)] {
        reply->deleteLater();
        done(evaluate(*reply));
    });
}

Result<void> HttpSender::evaluate(QNetworkReply &reply) const
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 200 && status < 300)
        return {};
    if (status == 0)
        return Unexpected<Error>{networkError(reply)};
    const QString where = alertChannelPlace(m_channel);
    if (status >= 300 && status < 400)
        return failure(ErrorKind::Protocol,
                       tr("%1 redirects to another address, which is not followed. Enter the address that "
                          "the service names for sending.")
                           .arg(where),
                       {}, status);
    if (status == 401 || status == 403)
        return failure(ErrorKind::Auth,
                       tr("%1 does not let us in (HTTP status %2). Check the header and its value.")
                           .arg(where, QString::number(status)),
                       {}, status);
    if (status == 404 || status == 410)
        return failure(ErrorKind::Server,
                       tr("%1 has nothing at this address (HTTP status %2). Check the part behind the host.")
                           .arg(where, QString::number(status)),
                       {}, status);
    return failure(ErrorKind::Server,
                   tr("%1 did not take the message (HTTP status %2). Look into the log of that service.")
                       .arg(where, QString::number(status)),
                   {}, status);
}

Error HttpSender::networkError(QNetworkReply &reply) const
{
    const QString where = alertChannelPlace(m_channel);
    const auto *check = reply.findChild<CertificateCheck *>();
    // A certificate that is refused aborts the reply too.
    if (check != nullptr && check->problem())
        return {ErrorKind::Tls,
                tr("The certificate of %1 is not accepted on this computer. Add the authority that issued it "
                   "to the system's certificates, or use the name that it is for; see also whether it has "
                   "expired.")
                    .arg(where),
                check->problem()->reason, 0};
    switch (reply.error()) {
    case QNetworkReply::OperationCanceledError:
        return {ErrorKind::Network,
                tr("%1 did not answer within %2 s. Check the address and any firewall in between.")
                    .arg(where)
                    .arg(double(m_timeoutMs) / 1000),
                {},
                0};
    case QNetworkReply::SslHandshakeFailedError:
        return {ErrorKind::Tls,
                tr("No secure connection to %1 could be made. Check the port, and whether it is to be "
                   "http:// instead.")
                    .arg(where),
                reply.errorString(), 0};
    case QNetworkReply::ConnectionRefusedError:
        return {ErrorKind::Network,
                tr("Nothing listens at %1. Check the address, and that the service runs.").arg(where),
                {},
                0};
    case QNetworkReply::HostNotFoundError:
        return {ErrorKind::Network,
                tr("The host name in %1 was not found. Check its spelling.").arg(where),
                {},
                0};
    default:
        return {ErrorKind::Network, tr("The connection to %1 failed.").arg(where), {}, 0};
    }
}

} // namespace syspulse
