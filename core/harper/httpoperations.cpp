// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/httpoperations.h"

#include "core/base/json.h"
#include "core/base/logging.h"
#include "core/base/utf8.h"
#include "core/harper/answerbody.h"
#include "core/harper/credentials.h"
#include "core/harper/httptls.h"
#include "core/harper/replyend.h"

#include <utility>

namespace syspulse {

namespace {

QString withoutDetails(const Json &body)
{
    QString text = textOr(body, "error");
    if (text.isEmpty() || text == QLatin1String("Bad Request"))
        text = textOr(body, "message", text);
    // Harper 5 may answer with a problem object (RFC 9457).
    if (text.isEmpty())
        text = textOr(body, "detail", textOr(body, "title"));
    return text;
}

/// What a 403 names as missing: free text, and what is required on which table.
QString missingRights(const Json &body)
{
    QStringList missing;
    if (const Json *list = member(body, "unauthorized_access")) {
        for (const Json &entry : *list) {
            if (entry.is_string())
                missing.append(textFromUtf8(entry.get<std::string>()));
            else if (const auto table = textAt(entry, "table"))
                missing.append(QStringLiteral("%1.%2").arg(textOr(entry, "schema"), *table));
        }
    }
    if (const Json *list = member(body, "invalid_schema_items")) {
        for (const Json &entry : *list) {
            if (entry.is_string())
                missing.append(textFromUtf8(entry.get<std::string>()));
        }
    }
    return missing.join(QStringLiteral("; "));
}

constexpr int maxRepeats = 3;

/// 408 tells that the request was never read whole, so that it may be sent again (RFC 9110, 15.5.9). A worker
/// that ends answers so to connections which were handed to it last.
bool mayRepeat(const Error &error)
{
    return error.httpStatus == 408;
}

} // namespace

HttpOperations::HttpOperations(const HarperEndpoint &endpoint, QObject *parent)
    : QObject(parent)
    , m_endpoint(endpoint)
    , m_login(effectiveLogin(endpoint))
    , m_network(this)
{
    if (m_login != endpoint.login)
        qCDebug(lcHarper) << place() << "login for a token: Basic cannot carry this user name or password";
}

HttpOperations::~HttpOperations()
{
    // Waiters refer to calls that die with us; nobody is told.
    m_waiting.clear();
}

QString HttpOperations::place() const
{
    return m_endpoint.url.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery);
}

CallHandle HttpOperations::post(const QByteArray &body, QObject *context, Done done)
{
    return postForText(body, context, [this, done = std::move(done)](const Result<Answer> &answer) {
        if (answer)
            done(jsonOf(*answer));
        else
            done(Unexpected<Error>{answer.error()});
    });
}

CallHandle HttpOperations::postForText(const QByteArray &body, QObject *context, AnswerDone done)
{
    auto *call = new OperationCall(this, body, context, std::move(done));
    call->setParent(this);
    // Never answer before the caller has got its handle.
    QMetaObject::invokeMethod(call, &OperationCall::start, Qt::QueuedConnection);
    return call;
}

QNetworkReply *HttpOperations::send(const QByteArray &body, Credentials credentials, QObject *context,
                                    std::function<void(QNetworkReply *)> then)
{
    QNetworkRequest request(m_endpoint.url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setRawHeader("Accept", "application/json");
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    if (credentials == Credentials::Refresh) {
        request.setRawHeader("Authorization", bearerAuthorization(m_refreshToken));
    } else if (credentials == Credentials::Configured) {
        if (m_login == LoginMode::Token)
            request.setRawHeader("Authorization", bearerAuthorization(m_token));
        else
            request.setRawHeader("Authorization", basicAuthorization(m_endpoint));
    }
    if (m_endpoint.url.scheme() == QLatin1String("https")) {
        request.setSslConfiguration(sslConfiguration(m_endpoint.tls));
        request.setPeerVerifyName(expectedName(m_endpoint.tls, m_endpoint.url.host()));
    }
    QNetworkReply *reply = m_network.post(request, body);
    new CertificateCheck(reply, m_endpoint.tls);
    new AnswerBody(reply);
    connect(reply, &QNetworkReply::metaDataChanged, this, [this, reply, sentMs = m_clock.monotonicMs()] {
        if (const auto dateMs = dateOf(*reply))
            emit serverTimeSeen(*dateMs, m_clock.monotonicMs() - sentMs);
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        qCDebug(lcHarper) << place() << "answered"
                          << reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt()
                          << reply->error();
    });
    whenEnded(reply, m_endpoint.timeoutMs, context, [reply, then = std::move(then)] { then(reply); });
    return reply;
}

void HttpOperations::withToken(bool renew, std::function<void(const Result<void> &)> then)
{
    if (!renew && !m_token.isEmpty()) {
        then({});
        return;
    }
    m_waiting.append(std::move(then));
    if (!m_fetchingToken) {
        m_fetchingToken = true;
        fetchToken(renew && !m_refreshToken.isEmpty());
    }
}

void HttpOperations::fetchToken(bool refresh, int repeats)
{
    const QByteArray body =
        refresh ? QByteArrayLiteral(R"({"operation":"refresh_operation_token"})") : loginBody(m_endpoint);
    const auto credentials = refresh ? Credentials::Refresh : Credentials::None;
    send(body, credentials, this, [this, refresh, repeats](QNetworkReply *reply) {
        reply->deleteLater();
        Result<Answer> text = evaluate(reply);
        Result<Json> answer = text ? jsonOf(*text) : Result<Json>(Unexpected<Error>{text.error()});
        if (text)
            wipe(text->text);
        if (!answer && mayRepeat(answer.error()) && repeats < maxRepeats) {
            fetchToken(refresh, repeats + 1);
            return;
        }
        if (!answer && refresh && answer.error().kind == ErrorKind::Auth) {
            // The refresh token has expired too: log in again.
            m_refreshToken.clear();
            fetchToken(false);
            return;
        }
        if (!answer) {
            tokenDone(Unexpected<Error>{answer.error()});
            return;
        }
        m_token = takeSecret(*answer, "operation_token");
        if (m_token.isEmpty()) {
            tokenDone(
                failure(ErrorKind::Protocol, tr("%1 did not answer the login with a token.").arg(place())));
            return;
        }
        if (!refresh)
            m_refreshToken = takeSecret(*answer, "refresh_token");
        tokenDone({});
    });
}

void HttpOperations::tokenDone(const Result<void> &result)
{
    m_fetchingToken = false;
    if (!result)
        m_token.clear();
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &then : waiting)
        then(result);
}

Error HttpOperations::networkError(QNetworkReply *reply, bool timedOut) const
{
    const QString where = place();
    // A certificate that is refused aborts the reply too.
    if (const auto tls = tlsError(reply, m_endpoint.tls, where))
        return *tls;
    if (timedOut)
        return {ErrorKind::Network,
                tr("%1 did not answer within %2 s. Check the address, the port and any firewall in between.")
                    .arg(where)
                    .arg(double(m_endpoint.timeoutMs) / 1000),
                {},
                0};
    const QString reason = reply->errorString();
    switch (reply->error()) {
    case QNetworkReply::ConnectionRefusedError:
        return {ErrorKind::Network,
                tr("Nothing listens at %1. Check that HarperDB runs and that this is its operations port.")
                    .arg(where),
                reason, 0};
    case QNetworkReply::HostNotFoundError:
        return {ErrorKind::Network, tr("The host name in %1 was not found. Check its spelling.").arg(where),
                reason, 0};
    case QNetworkReply::RemoteHostClosedError:
        return {ErrorKind::Network,
                tr("%1 closed the connection without an answer. If it expects TLS, use an https:// address; "
                   "if it is "
                   "restarting, try again.")
                    .arg(where),
                reason, 0};
    default:
        return {ErrorKind::Network, tr("The connection to %1 failed.").arg(where), reason, 0};
    }
}

Result<HttpOperations::Answer> HttpOperations::evaluate(QNetworkReply *reply) const
{
    const QString where = place();
    auto *answer = reply->findChild<AnswerBody *>();
    const QByteArray bytes = answer->take();
    if (answer->isTooLarge())
        return failure(
            ErrorKind::Protocol,
            tr("%1 sent more data than any operation answers with. Is this a HarperDB operations API?")
                .arg(where));
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // A call that is cancelled ends before its reply, so an abort seen here is the timeout.
    const bool timedOut = reply->error() == QNetworkReply::OperationCanceledError;
    if (status == 0 || timedOut)
        return Unexpected<Error>{networkError(reply, timedOut)};

    const bool succeeded = status >= 200 && status < 300;
    const Result<Json> body = succeeded ? Result<Json>(Json()) : parseJson(bytes);
    const QString words = body ? withoutDetails(*body) : QString();
    if (status == 401)
        return failure(
            ErrorKind::Auth,
            tr("%1 did not accept the user name or password of \"%2\".").arg(where, m_endpoint.user), words,
            status);
    if (status == 403)
        return failure(
            ErrorKind::Permission,
            tr("The user \"%1\" may not do this on %2. SysPulse needs a super user to read the broker's "
               "numbers and to set it up.")
                .arg(m_endpoint.user, where),
            body ? missingRights(*body) : QString(), status);
    if (!succeeded) {
        if (words.isEmpty())
            return failure(
                ErrorKind::Protocol,
                tr("%1 answers, but not like a HarperDB operations API (HTTP status %2). The usual port is "
                   "9925.")
                    .arg(where, QString::number(status)),
                {}, status);
        return failure(ErrorKind::Server, tr("%1 reports an error.").arg(where), words, status);
    }
    // A connection cut in the middle of the body still carries status 200.
    if (answer->isCut() || reply->error() == QNetworkReply::RemoteHostClosedError)
        return failure(ErrorKind::Network,
                       tr("%1 closed the connection in the middle of its answer. Try again; if it "
                          "happens again, look into HarperDB's log.")
                           .arg(where));
    if (reply->error() != QNetworkReply::NoError)
        return Unexpected<Error>{networkError(reply, timedOut)};
    return Answer{bytes, status};
}

Result<Json> HttpOperations::jsonOf(const Answer &answer) const
{
    Result<Json> json = parseJson(answer.text); // thousands of records may be in it: it is not copied
    if (!json)
        return failure(
            ErrorKind::Protocol,
            tr("%1 answers, but not with JSON. Is this a HarperDB operations API? The usual port is 9925.")
                .arg(place()),
            json.error().detail, answer.status);
    return json;
}

OperationCall::OperationCall(HttpOperations *http, QByteArray body, QObject *context,
                             HttpOperations::AnswerDone done)
    : m_http(http)
    , m_body(std::move(body))
    , m_context(context)
    , m_done(std::move(done))
{
    connect(context, &QObject::destroyed, this, &OperationCall::cancel);
}

void OperationCall::start()
{
    if (m_ended)
        return;
    if (m_http->m_login == LoginMode::Basic) {
        transmit();
        return;
    }
    m_http->withToken(false, [self = QPointer(this)](const Result<void> &token) {
        if (!self || self->m_ended)
            return;
        if (token)
            self->transmit();
        else
            self->finish(Unexpected<Error>{token.error()});
    });
}

void OperationCall::transmit()
{
    m_reply = m_http->send(m_body, HttpOperations::Credentials::Configured, this,
                           [this](QNetworkReply *) { replyFinished(); });
    m_reply->setParent(this);
}

void OperationCall::replyFinished()
{
    if (m_ended)
        return;
    const auto result = m_http->evaluate(m_reply);
    if (!result && mayRepeat(result.error()) && m_repeats < maxRepeats) {
        ++m_repeats;
        m_reply->deleteLater();
        transmit();
        return;
    }
    const bool expired = !result && result.error().kind == ErrorKind::Auth &&
                         m_http->m_login == LoginMode::Token && !m_renewed;
    if (!expired) {
        finish(result);
        return;
    }
    m_renewed = true;
    m_reply->deleteLater();
    m_http->withToken(true, [self = QPointer(this)](const Result<void> &token) {
        if (!self || self->m_ended)
            return;
        if (token)
            self->transmit();
        else
            self->finish(Unexpected<Error>{token.error()});
    });
}

void OperationCall::cancel()
{
    finish(failure(ErrorKind::Cancelled, HttpOperations::tr("The request was cancelled.")));
}

void OperationCall::finish(const Result<HttpOperations::Answer> &result)
{
    if (m_ended)
        return;
    m_ended = true;
    if (m_reply)
        m_reply->abort();
    deleteLater();
    // Whoever is told may delete the client, and this call with it.
    const auto done = std::exchange(m_done, nullptr);
    if (m_context)
        done(result);
}

} // namespace syspulse
