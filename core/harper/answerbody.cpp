// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/answerbody.h"

#include <utility>

#include <QDateTime>
#include <QLocale>

namespace syspulse {

void limitReadAhead(QNetworkReply *reply, qint64 bytes)
{
    reply->setReadBufferSize(bytes);
    // Qt (6.4) does not tell its network thread what is set before the event loop has handed the request
    // over, and reads on without limit.
    QMetaObject::invokeMethod(
        reply, [reply, bytes] { reply->setReadBufferSize(bytes); }, Qt::QueuedConnection);
}

AnswerBody::AnswerBody(QNetworkReply *reply, qint64 connectionBytes, int lookMs)
    : QObject(reply)
    , m_reply(reply)
{
    constexpr qint64 bufferBytes = 256 * 1024;
    limitReadAhead(reply, bufferBytes);
    connect(reply, &QNetworkReply::readyRead, this, &AnswerBody::read);
    connect(new ConnectionLimit(reply, connectionBytes, lookMs), &ConnectionLimit::connectionEnded, this,
            [this] { m_connectionEnded = true; });
}

void AnswerBody::read()
{
    if (m_tooLarge)
        return;
    const QByteArray bytes = m_reply->readAll();
    m_received += bytes.size();
    m_bytes += bytes;
    if (m_bytes.size() <= maxBytes)
        return;
    m_tooLarge = true;
    m_bytes.clear();
    m_reply->abort();
}

bool AnswerBody::isTooLarge() const
{
    // Qt asks again a few times before it gives up. What was aborted has ended for another reason.
    const auto error = m_reply->error();
    return m_tooLarge || (m_connectionEnded && error != QNetworkReply::NoError &&
                          error != QNetworkReply::OperationCanceledError);
}

QByteArray AnswerBody::take()
{
    if (m_reply->isOpen())
        read();
    return std::exchange(m_bytes, {});
}

bool AnswerBody::isCut() const
{
    // The length is that of the compressed answer, of which QNetworkReply tells the content.
    if (m_reply->hasRawHeader("Content-Encoding"))
        return false;
    bool announced = false;
    const qint64 length = m_reply->rawHeader("Content-Length").trimmed().toLongLong(&announced);
    return announced && m_received < length;
}

std::optional<qint64> dateOf(const QNetworkReply &reply)
{
    // In English and in this form whatever the locale is.
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(reply.rawHeader("Date")).trimmed(),
                                             QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    time.setTimeSpec(Qt::UTC);
    if (!time.isValid())
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

} // namespace syspulse
