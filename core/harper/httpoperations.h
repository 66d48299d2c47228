// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/json_fwd.h"
#include "core/harper/endpoint.h"

#include <functional>

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>

namespace syspulse {

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

    /// What the server has answered where all went well.
    struct Answer
    {
        QByteArray text;
        int status = 0;
    };
    using AnswerDone = std::function<void(const Result<Answer> &)>;

    explicit HttpOperations(const HarperEndpoint &endpoint, QObject *parent = nullptr);
    ~HttpOperations() override;

    const HarperEndpoint &endpoint() const { return m_endpoint; }

    /// @p body: JSON text of one operation.
    CallHandle post(const QByteArray &body, QObject *context, Done done);
    /// The same for those who read the text themselves.
    CallHandle postForText(const QByteArray &body, QObject *context, AnswerDone done);
    /// @p answer as JSON; the error says whose answer is none.
    Result<Json> jsonOf(const Answer &answer) const;
    /// Makes the next request use a connection of its own.
    void dropIdleConnections() { m_network.clearConnectionCache(); }

signals:
    /// With every answer of the server, errors too: what its Date header says (ms since the epoch, in whole
    /// seconds, rounded down), and how long ago the request was sent, by a monotonic clock. The header was
    /// written in between. Comes before the answer itself.
    void serverTimeSeen(qint64 dateMs, qint64 tookMs);

private:
    friend class OperationCall;

    enum class Credentials { None, Configured, Refresh };

    /// Calls @p then once the reply has ended, unless @p context is gone by then.
    QNetworkReply *send(const QByteArray &body, Credentials credentials, QObject *context,
                        std::function<void(QNetworkReply *)> then);
    /// Runs @p then once a usable token is there (or with the error that prevented it). One login at a time.
    void withToken(bool renew, std::function<void(const Result<void> &)> then);
    void fetchToken(bool refresh, int repeats = 0);
    void tokenDone(const Result<void> &result);
    Result<Answer> evaluate(QNetworkReply *reply) const;
    Error networkError(QNetworkReply *reply, bool timedOut) const;
    QString place() const;

    HarperEndpoint m_endpoint;
    LoginMode m_login;
    SystemClock m_clock;
    QNetworkAccessManager m_network;
    Secret m_token;
    Secret m_refreshToken;
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

    OperationCall(HttpOperations *http, QByteArray body, QObject *context, HttpOperations::AnswerDone done);
    void start();
    void transmit();
    void replyFinished();
    void finish(const Result<HttpOperations::Answer> &result);

    HttpOperations *m_http;
    QByteArray m_body;
    QPointer<QObject> m_context;
    HttpOperations::AnswerDone m_done;
    QPointer<QNetworkReply> m_reply;
    int m_repeats = 0;
    bool m_renewed = false;
    bool m_ended = false;
};

} // namespace syspulse
