// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mosquittotransport.h"

#include "core/base/utf8.h"
#include "core/mqtt/mosquittopings.h"
#include "core/mqtt/mosquittotls.h"
#include "core/mqtt/mqtterrors.h"

#include <cerrno>
#include <chrono>
#include <mosquitto.h>
#include <openssl/err.h>
#include <QElapsedTimer>
#include <QHash>
#include <QSocketNotifier>
#include <sys/socket.h>

namespace syspulse {

using namespace std::chrono_literals;

struct MosquittoTransport::Private
{
    struct Destroy
    {
        void operator()(mosquitto *handle) const { mosquitto_destroy(handle); }
    };

    explicit Private(MosquittoTransport *transport)
        : q(transport)
    {}

    bool createClient();
    SSL *ssl() const { return static_cast<SSL *>(mosquitto_ssl_get(client.get())); }

    static void onConnect(mosquitto *client, void *self, int code);
    static void onMessage(mosquitto *client, void *self, const mosquitto_message *message);
    static void onSubscribe(mosquitto *client, void *self, int id, int count, const int *grantedQos);
    static void onPublish(mosquitto *client, void *self, int id);
    static void onLog(mosquitto *client, void *self, int level, const char *text);

    MosquittoTransport *q;
    // Declared before the client, which uses it until it is destroyed.
    std::unique_ptr<MosquittoTls> tls;
    std::unique_ptr<mosquitto, Destroy> client;
    std::unique_ptr<QSocketNotifier> readNotifier;
    std::unique_ptr<QSocketNotifier> writeNotifier;
    QTimer secondTimer;
    QTimer continueTimer;
    QHash<int, QString> unansweredFilters;
    QString lastLibraryError;
    int refusedCode = 0;
    MosquittoPings pings;
    int connectError = 0; ///< errno after the call that starts connecting
    bool established = false;
    bool handshaking = false;
};

bool MosquittoTransport::Private::createClient()
{
    // A local static: the library's counter of initialisations is not thread-safe.
    static const bool libraryReady = mosquitto_lib_init() == MOSQ_ERR_SUCCESS;
    if (!libraryReady)
        return false;

    // Also makes the process ignore SIGPIPE, which plain write() of the library relies on.
    client.reset(mosquitto_new(q->clientId().toLatin1().constData(), true, this));
    if (!client)
        return false;
    mosquitto_connect_callback_set(client.get(), &Private::onConnect);
    mosquitto_message_callback_set(client.get(), &Private::onMessage);
    mosquitto_subscribe_callback_set(client.get(), &Private::onSubscribe);
    mosquitto_publish_callback_set(client.get(), &Private::onPublish);
    mosquitto_log_callback_set(client.get(), &Private::onLog);
    mosquitto_int_option(client.get(), MOSQ_OPT_TCP_NODELAY, 1);
    if (tls) {
        mosquitto_int_option(client.get(), MOSQ_OPT_SSL_CTX_WITH_DEFAULTS, 0);
        mosquitto_void_option(client.get(), MOSQ_OPT_SSL_CTX, tls->context());
    }
    const MqttEndpoint &endpoint = q->endpoint();
    const auto logIn = [this, user = endpoint.user.toUtf8()](QByteArrayView password) {
        return mosquitto_username_pw_set(client.get(), user.constData(), password.data()) == MOSQ_ERR_SUCCESS;
    };
    return endpoint.user.isEmpty() || endpoint.password.reveal(logIn);
}

void MosquittoTransport::Private::onConnect(mosquitto *, void *self, int code)
{
    auto *d = static_cast<Private *>(self);
    if (code == 0)
        d->q->reportOpened();
    else
        d->refusedCode = code;
}

void MosquittoTransport::Private::onMessage(mosquitto *, void *self, const mosquitto_message *message)
{
    auto *d = static_cast<Private *>(self);
    d->q->reportMessage(
        {textFromUtf8(message->topic),
         QByteArray(static_cast<const char *>(message->payload), qsizetype(message->payloadlen)),
         quint8(message->qos), message->retain});
}

void MosquittoTransport::Private::onSubscribe(mosquitto *, void *self, int id, int count,
                                              const int *grantedQos)
{
    constexpr int firstFailureCode = 0x80;
    auto *d = static_cast<Private *>(self);
    const auto filter = d->unansweredFilters.constFind(id);
    if (filter == d->unansweredFilters.constEnd() || count < 1)
        return;
    d->q->reportSubscribed(*filter, grantedQos[0] < firstFailureCode);
    d->unansweredFilters.erase(filter);
}

void MosquittoTransport::Private::onPublish(mosquitto *, void *self, int)
{
    static_cast<Private *>(self)->q->reportPublished();
}

void MosquittoTransport::Private::onLog(mosquitto *, void *self, int level, const char *text)
{
    if (level == MOSQ_LOG_ERR)
        static_cast<Private *>(self)->lastLibraryError = QString::fromUtf8(text);
    else if (static_cast<Private *>(self)->pings.isAnswer(text)) // there is no other way to learn of it
        static_cast<Private *>(self)->q->reportPinged();
}

MosquittoTransport::MosquittoTransport(QObject *parent)
    : BufferedTransport(parent)
    , d(std::make_unique<Private>(this))
{
    d->secondTimer.setInterval(1s);
    connect(&d->secondTimer, &QTimer::timeout, this, &MosquittoTransport::onSecond);
    d->continueTimer.setSingleShot(true);
    connect(&d->continueTimer, &QTimer::timeout, this, &MosquittoTransport::onReadable);
}

MosquittoTransport::~MosquittoTransport()
{
    drop(isOpen() ? Farewell::Polite : Farewell::Silent);
}

void MosquittoTransport::connectTo(const QHostAddress &address)
{
    constexpr int shortestKeepAlive = 5; // the library refuses less, except 0 for none

    if (endpoint().tls.enabled) {
        d->tls = std::make_unique<MosquittoTls>();
        d->tls->setProgress([this] { addressReached(); }, [this] { linkSecured(); });
        if (const Result<void> prepared = d->tls->prepare(endpoint(), tlsPeerName()); !prepared) {
            fail(prepared.error());
            return;
        }
    }
    if (!d->createClient()) {
        fail(MqttErrors::libraryFailed({}));
        return;
    }
    const int keepAlive =
        endpoint().keepAliveSeconds <= 0 ? 0 : qBound(shortestKeepAlive, endpoint().keepAliveSeconds, 0xffff);
    errno = 0;
    const int code = mosquitto_connect_bind_async(d->client.get(), address.toString().toLatin1().constData(),
                                                  endpoint().port, keepAlive, nullptr);
    d->connectError = errno;
    const int socket = mosquitto_socket(d->client.get());
    // On loopback the peer may have answered before the call returns: EPROTO is what the library says of TLS.
    if (code == MOSQ_ERR_TLS || (code != MOSQ_ERR_SUCCESS && isTlsFailure(d->connectError))) {
        fail(tlsFailure());
        return;
    }
    if (code != MOSQ_ERR_SUCCESS || socket < 0) {
        const QString reason = code == MOSQ_ERR_ERRNO ? qt_error_string(d->connectError)
                                                      : QString::fromUtf8(mosquitto_strerror(code));
        addressFailed(MqttErrors::unreachable(endpoint(), reason));
        return;
    }
    d->handshaking = d->ssl() && SSL_is_init_finished(d->ssl()) == 0;

    d->readNotifier = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Read);
    connect(d->readNotifier.get(), &QSocketNotifier::activated, this, &MosquittoTransport::onReadable);
    d->writeNotifier = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Write);
    connect(d->writeNotifier.get(), &QSocketNotifier::activated, this, &MosquittoTransport::onWritable);
}

void MosquittoTransport::drop(Farewell farewell)
{
    // First: the library closes the descriptor that they watch.
    d->readNotifier.reset();
    d->writeNotifier.reset();
    d->secondTimer.stop();
    d->continueTimer.stop();
    if (farewell == Farewell::Polite && d->client)
        mosquitto_disconnect(d->client.get());
    d->client.reset();
    d->tls.reset();
    d->unansweredFilters.clear();
    d->established = false;
}

void MosquittoTransport::subscribe(const QString &filter, quint8 qos)
{
    if (!isOpen())
        return;
    int id = 0;
    const int code = mosquitto_subscribe(d->client.get(), &id, filter.toUtf8().constData(), qos);
    if (code == MOSQ_ERR_INVAL || code == MOSQ_ERR_MALFORMED_UTF8) {
        reportSubscribed(filter, false);
        deliverLater();
        return;
    }
    d->unansweredFilters.insert(id, filter);
    watchWrites();
}

void MosquittoTransport::unsubscribe(const QString &filter)
{
    if (!isOpen())
        return;
    mosquitto_unsubscribe(d->client.get(), nullptr, filter.toUtf8().constData());
    watchWrites();
}

void MosquittoTransport::publish(const QString &topic, const QByteArray &payload, quint8 qos, bool retain)
{
    if (!isOpen())
        return;
    // A lost connection also makes the socket readable, and that is where it is reported.
    mosquitto_publish(d->client.get(), nullptr, topic.toUtf8().constData(), int(payload.size()),
                      payload.constData(), qos, retain);
    watchWrites();
}

void MosquittoTransport::ping()
{
    if (!isOpen())
        return;
    d->pings.ask();
    watchWrites();
}

void MosquittoTransport::onReadable()
{
    if (!d->client || !tcpEstablished())
        return;
    if (d->handshaking)
        continueHandshake();
    else
        drain();
    if (d->client)
        watchWrites();
    deliver();
}

void MosquittoTransport::onWritable()
{
    if (!d->client || !tcpEstablished())
        return;
    if (d->handshaking) {
        continueHandshake();
    } else if (const int code = mosquitto_loop_write(d->client.get(), 1); code != MOSQ_ERR_SUCCESS) {
        loopFailed(code, errno);
    }
    if (d->client)
        watchWrites();
    deliver();
}

void MosquittoTransport::onSecond()
{
    if (const int code = mosquitto_loop_misc(d->client.get()); code != MOSQ_ERR_SUCCESS)
        loopFailed(code, errno);
    else
        watchWrites();
}

bool MosquittoTransport::tcpEstablished()
{
    if (d->established)
        return true;
    const int socket = mosquitto_socket(d->client.get());
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
    sockaddr_storage peer{};
    socklen_t peerSize = sizeof peer;
    // A peer that has answered and hung up since was reached; what it said is to be read.
    const bool heard = d->ssl() && BIO_number_read(SSL_get_rbio(d->ssl())) > 0;
    d->established =
        heard || (error == 0 && getpeername(socket, reinterpret_cast<sockaddr *>(&peer), &peerSize) == 0);
    if (d->established) {
        addressReached();
        d->secondTimer.start();
        return true;
    }
    // TLS starts within the call that starts connecting; it swallows what it meets there, for good.
    const int reason = error != 0 ? error : d->connectError;
    if (isTlsFailure(reason)) {
        fail(tlsFailure());
        return false;
    }
    if (reason == ECONNRESET || reason == EPIPE)
        addressFailed(MqttErrors::closedEarly(endpoint(), qt_error_string(reason)));
    else
        addressFailed(MqttErrors::unreachable(endpoint(), qt_error_string(reason)));
    return false;
}

void MosquittoTransport::continueHandshake()
{
    // While the handshake runs, reading is what drives it, also when the socket has become writable.
    if (mosquitto_loop_read(d->client.get(), 1) != MOSQ_ERR_SUCCESS) {
        fail(tlsFailure());
        return;
    }
    d->handshaking = SSL_is_init_finished(d->ssl()) == 0;
}

bool MosquittoTransport::isTlsFailure(int systemError) const
{
    return d->tls && (systemError == EPROTO || d->tls->problem() || !d->tls->refusal().isEmpty() ||
                      (d->tls->isCertificateWanted() && endpoint().tls.identity.isEmpty()));
}

Error MosquittoTransport::tlsFailure() const
{
    // The library hands on OpenSSL's errors as text only, with the number in hexadecimal.
    const QString hangUp = QString::number(ERR_PACK(ERR_LIB_SSL, 0, SSL_R_UNEXPECTED_EOF_WHILE_READING), 16);
    if (const auto &problem = d->tls->problem())
        return MqttErrors::certificateRefused(endpoint(), tlsPeerName(), *problem);
    if (!d->tls->refusal().isEmpty() && !isHandshakeAlert(d->tls->refusal()))
        return MqttErrors::clientCertificateRefused(endpoint(), d->tls->refusal());
    // One that wants a certificate, gets none and hangs up: its alert may be lost with the connection.
    if (d->tls->isCertificateWanted() && endpoint().tls.identity.isEmpty())
        return MqttErrors::clientCertificateRefused(endpoint(), d->tls->refusal());
    if (!d->tls->refusal().isEmpty())
        return d->tls->isCertificateWanted()
                   ? MqttErrors::clientCertificateRefused(endpoint(), d->tls->refusal())
                   : MqttErrors::nothingInCommon(endpoint(), d->tls->refusal());
    if (d->lastLibraryError.contains(hangUp, Qt::CaseInsensitive))
        return MqttErrors::closedEarly(endpoint(), {});
    return MqttErrors::tlsFailed(endpoint(), d->lastLibraryError);
}

void MosquittoTransport::drain()
{
    constexpr qint64 longestMs = 5;
    constexpr int readsPerClockLook = 64;

    QElapsedTimer clock;
    clock.start();
    for (int reads = 1;; ++reads) {
        errno = 0;
        if (const int code = mosquitto_loop_read(d->client.get(), 1); code != MOSQ_ERR_SUCCESS) {
            loopFailed(code, errno);
            return;
        }
        // What TLS has decrypted already does not make the socket readable.
        const bool socketEmpty = errno == EAGAIN || errno == EWOULDBLOCK;
        if (socketEmpty && (!d->ssl() || SSL_pending(d->ssl()) == 0))
            return;
        if (reads % readsPerClockLook == 0 && clock.hasExpired(longestMs)) {
            d->continueTimer.start(0ms);
            return;
        }
    }
}

void MosquittoTransport::loopFailed(int code, int systemError)
{
    QString detail;
    if (code == MOSQ_ERR_ERRNO) // with TLS, errno is no more than a stand-in for what was logged
        detail = endpoint().tls.enabled ? d->lastLibraryError : qt_error_string(systemError);
    else if (code != MOSQ_ERR_CONN_LOST)
        detail = QString::fromUtf8(mosquitto_strerror(code));

    if (d->refusedCode != 0)
        fail(MqttErrors::refused(endpoint(), d->refusedCode));
    else if (code == MOSQ_ERR_PROTOCOL || code == MOSQ_ERR_MALFORMED_PACKET ||
             code == MOSQ_ERR_MALFORMED_UTF8)
        fail(MqttErrors::notMqtt(endpoint(), detail));
    else if (isOpen())
        fail(MqttErrors::lost(endpoint(), detail));
    else if (isTlsFailure(systemError)) // TLS 1.3 tells after the handshake
        fail(tlsFailure());
    else
        fail(MqttErrors::closedEarly(endpoint(), detail));
}

void MosquittoTransport::watchWrites()
{
    // In the handshake the library goes on wanting to write once it has wanted to: ask OpenSSL instead.
    const bool wanted = d->handshaking ? SSL_want_write(d->ssl()) : mosquitto_want_write(d->client.get());
    if (isOpen() && !wanted)
        d->pings.send(d->client.get());
    d->writeNotifier->setEnabled(!d->established || wanted);
}

} // namespace syspulse
