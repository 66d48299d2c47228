// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/httpproof.h"

#include "core/base/json.h"
#include "core/harper/answerbody.h"
#include "core/harper/credentials.h"
#include "core/harper/httptls.h"
#include "core/harper/replyend.h"

#include <memory>

#include <QTimer>

namespace syspulse {

HttpProof::HttpProof(const HarperEndpoint &endpoint, const SysLayout &layout, QObject *parent)
    : QObject(parent)
    , m_endpoint(endpoint)
    , m_layout(layout)
{}

void HttpProof::cancel()
{
    m_run.end();
    m_done = nullptr;
}

void HttpProof::run(const ServerConfiguration &configuration,
                    std::function<void(const Result<QString> &)> done)
{
    m_run.begin();
    m_done = std::move(done);
    m_seen.clear();
    m_inARow = 0;
    m_workers = configuration.threads;
    const bool tls = m_endpoint.url.scheme() == QLatin1String("https");
    const quint16 port = tls ? configuration.httpSecurePort : configuration.httpPort;
    if (port == 0) {
        // A login over TLS is not followed by one in the clear.
        const bool other = (tls ? configuration.httpPort : configuration.httpSecurePort) != 0;
        const QString text = tls && other ? tr("HTTP was not tried: this server offers it without TLS only.")
                                          : tr("HTTP was not tried: this server has no HTTP port for it.");
        QTimer::singleShot(0, m_run.context(), [this, text] { finish(text); });
        return;
    }
    m_url = m_endpoint.url;
    m_url.setPort(port);
    m_sinceStart.start();
    m_withoutTls.invalidate();
    askForRecords();
}

void HttpProof::get(Connection connection, const QString &path, const QString &query,
                    std::function<void(const Result<QByteArray> &)> then)
{
    QUrl url = m_url;
    url.setPath(path);
    url.setQuery(query);
    QNetworkRequest request(url);
    request.setRawHeader("Accept", "application/json");
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Authorization", basicAuthorization(m_endpoint));
    const bool tls = url.scheme() == QLatin1String("https");
    if (tls) {
        request.setSslConfiguration(sslConfiguration(m_endpoint.tls));
        if (!m_endpoint.tls.peerName.isEmpty())
            request.setPeerVerifyName(m_endpoint.tls.peerName);
    }
    QNetworkReply *reply = m_network.get(request);
    new CertificateCheck(reply, m_endpoint.tls);
    auto *body = new AnswerBody(reply);
    // Over a connection of before nothing is said of its encryption.
    const auto encrypted = std::make_shared<bool>(!tls || connection == Connection::Kept);
    connect(reply, &QNetworkReply::encrypted, reply, [encrypted] { *encrypted = true; });
    QTimer::singleShot(handshakeMs(), reply, [reply, encrypted] {
        if (!*encrypted)
            reply->abort();
    });
    // A run that has ended takes its request along.
    connect(m_run.context(), &QObject::destroyed, reply, [reply] {
        reply->abort();
        reply->deleteLater();
    });
    whenEnded(
        reply, m_endpoint.timeoutMs, m_run.context(), [this, reply, body, encrypted, then = std::move(then)] {
            reply->deleteLater();
            const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            const bool timedOut =
                reply->error() == QNetworkReply::OperationCanceledError && !body->isTooLarge();
            const bool closed = reply->error() == QNetworkReply::RemoteHostClosedError;
            const bool withoutTls = !*encrypted && (timedOut || closed);
            if (!withoutTls)
                m_withoutTls.invalidate();
            else if (!m_withoutTls.isValid())
                m_withoutTls.start();
            if (status == 200 && reply->error() == QNetworkReply::NoError)
                then(body->take());
            else
                then(Unexpected<Error>{withoutTls ? noTlsError(*reply, timedOut) : errorOf(reply, timedOut)});
        });
}

QString HttpProof::place() const
{
    return m_url.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery);
}

Error HttpProof::noTlsError(const QNetworkReply &reply, bool timedOut) const
{
    if (timedOut)
        return {ErrorKind::Network,
                tr("The records cannot be read over HTTP: %1 did not begin with TLS within %2 s. Check that "
                   "HarperDB speaks TLS on this port, and that a firewall lets it through.")
                    .arg(place())
                    .arg(double(handshakeMs()) / 1000),
                {},
                0};
    return {ErrorKind::Network,
            tr("The records cannot be read over HTTP: %1 does not speak TLS; it closes the connection. Check "
               "which port HarperDB has for HTTPS.")
                .arg(place()),
            reply.errorString(), 0};
}

Error HttpProof::errorOf(QNetworkReply *reply, bool timedOut) const
{
    const QString place = this->place();
    const QString path = reply->url().path();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        if (const auto tls = tlsError(reply, m_endpoint.tls, place))
            return *tls;
        return {ErrorKind::Network,
                timedOut ? tr("The records were asked for over HTTP, but %1 did not answer within %2 s.")
                               .arg(place)
                               .arg(double(m_endpoint.timeoutMs) / 1000)
                         : tr("The records cannot be read over HTTP: no connection to %1. Check that a "
                              "firewall lets it through.")
                               .arg(place),
                timedOut ? QString() : reply->errorString(), 0};
    }
    const ErrorKind kind = status == 401   ? ErrorKind::Auth
                           : status == 403 ? ErrorKind::Permission
                                           : ErrorKind::Server;
    return {kind,
            tr("The records cannot be read over HTTP: %1 answers a request for %2 with status %3.")
                .arg(place, path, QString::number(status)),
            {},
            status};
}

void HttpProof::askForRecords()
{
    m_network.clearConnectionCache(); // a kept connection leads to the worker that has answered already
    // One record proves it. All of them take a worker that is short of time longer than is waited for.
    get(Connection::New, QLatin1Char('/') + m_layout.table + QLatin1Char('/'), QStringLiteral("limit(1)"),
        [this](const Result<QByteArray> &body) {
            if (!body)
                return tryAgain(body.error());
            const auto records = parseJson(*body);
            if (!records || !records->is_array())
                return tryAgain(
                    {ErrorKind::Protocol,
                     tr("The records cannot be read over HTTP: the answer is not a list of records."),
                     {},
                     200});
            askWhoAnswered();
        });
}

void HttpProof::askWhoAnswered()
{
    // Over the same connection, hence of the same worker.
    get(Connection::Kept, QStringLiteral("/syspulse_info"), {}, [this](const Result<QByteArray> &body) {
        if (!body)
            return tryAgain(body.error());
        const auto info = parseJson(*body);
        const auto worker = info ? integerAt(*info, "workerIndex") : std::nullopt;
        answered(worker ? QString::number(*worker) : QString());
    });
}

void HttpProof::answered(const QString &worker)
{
    ++m_inARow;
    m_seen.insert(worker);
    if (m_seen.size() < m_workers && m_inARow < enoughPerWorker * m_workers)
        return askForRecords();
    finish(tr("The records were read over HTTP too (workers that answered: %1 of %2).")
               .arg(std::min(int(m_seen.size()), m_workers))
               .arg(m_workers));
}

void HttpProof::tryAgain(const Error &error)
{
    m_inARow = 0;
    m_seen.clear(); // what answers now may be an old worker that is about to end
    const bool speaksTls = !m_withoutTls.isValid() || m_withoutTls.elapsed() < noTlsMs;
    const bool mayPass = error.kind != ErrorKind::Tls && speaksTls;
    if (!mayPass || m_sinceStart.elapsed() > patienceMs)
        return finish(Unexpected<Error>{error});
    QTimer::singleShot(retryMs, m_run.context(), [this] { askForRecords(); });
}

void HttpProof::finish(const Result<QString> &result)
{
    const auto done = std::exchange(m_done, nullptr);
    m_run.end();
    if (done)
        done(result);
}

} // namespace syspulse
