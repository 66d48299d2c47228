// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/base/result.h"
#include "core/tls/tlsoptions.h"

#include <functional>

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QUrl>

namespace syspulse {

/// How requests are authenticated.
enum class LoginMode {
    Basic, ///< user and password with every request
    Token, ///< log in once, then bearer tokens, refreshed when they expire
};

/// An operations API and who we are there. Lives in memory only.
struct HarperEndpoint
{
    QUrl url; ///< http or https, without user info
    QString user;
    QString password;
    LoginMode login = LoginMode::Basic;
    TlsOptions tls; ///< whether TLS is used follows from the url
    int timeoutMs = 15000;

    bool operator==(const HarperEndpoint &) const = default;
};

/// Why @p text cannot be used as the address of an operations API, or the address. User info in it is
/// refused: a password in a URL ends up in logs and histories.
Result<QUrl> parseInstanceUrl(const QString &text);

/// The header "Authorization" for the user and password of @p endpoint.
QByteArray basicAuthorization(const HarperEndpoint &endpoint);

class OperationCall;

/// A call under way; null once it has ended.
using CallHandle = QPointer<OperationCall>;

/// Sends JSON operations over HTTP(S) and turns every way to fail into an Error:
/// Network (unreachable, refused, reset, timed out), Tls, Auth (401), Permission (403), Server (the server's
/// own error text), Protocol (not HarperDB), Cancelled. Owns the connection; keep-alive is on; redirects are
/// not followed, so that credentials never reach another host.
class HttpOperations : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<Json> &)>;

    explicit HttpOperations(const HarperEndpoint &endpoint, QObject *parent = nullptr);
    ~HttpOperations() override;

    const HarperEndpoint &endpoint() const { return m_endpoint; }

    /// @p body: JSON text of one operation.
    CallHandle post(const QByteArray &body, QObject *context, Done done);
    /// Makes the next request use a connection of its own.
    void dropIdleConnections() { m_network.clearConnectionCache(); }

private:
    friend class OperationCall;

    enum class Credentials { None, Configured, Refresh };

    QNetworkReply *send(const QByteArray &body, Credentials credentials);
    /// Runs @p then once a usable token is there (or with the error that prevented it). One login at a time.
    void withToken(bool renew, std::function<void(const Result<void> &)> then);
    void fetchToken(bool refresh);
    void tokenDone(const Result<void> &result);
    Result<Json> evaluate(QNetworkReply *reply, bool timedOut, bool tooLarge) const;
    Error networkError(QNetworkReply *reply, bool timedOut) const;
    QString place() const;

    HarperEndpoint m_endpoint;
    QNetworkAccessManager m_network;
    QByteArray m_token;
    QByteArray m_refreshToken;
    QList<std::function<void(const Result<void> &)>> m_waiting;
    bool m_fetchingToken = false;
};

/// One operation under way; deletes itself when it has ended.
class OperationCall : public QObject
{
    Q_OBJECT

public:
    /// Ends the call; its callback gets ErrorKind::Cancelled.
    void cancel();

private:
    friend class HttpOperations;

    static constexpr int maxRepeats = 3;

    OperationCall(HttpOperations *http, QByteArray body, QObject *context, HttpOperations::Done done);
    void start();
    void transmit();
    void replyFinished();
    void finish(const Result<Json> &result);

    HttpOperations *m_http;
    QByteArray m_body;
    QPointer<QObject> m_context;
    HttpOperations::Done m_done;
    QPointer<QNetworkReply> m_reply;
    bool m_tooLarge = false;
    int m_repeats = 0;
    bool m_renewed = false;
    bool m_ended = false;
};

} // namespace syspulse
