// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/answerbody.h"

#include <utility>

#include <QDateTime>
#include <QLocale>

namespace syspulse {

AnswerBody::AnswerBody(QNetworkReply *reply)
    : QObject(reply)
    , m_reply(reply)
{
    constexpr qint64 bufferBytes = 256 * 1024;
    reply->setReadBufferSize(bufferBytes);
    connect(reply, &QNetworkReply::readyRead, this, &AnswerBody::read);
}

void AnswerBody::read()
{
    if (m_tooLarge)
        return;
    m_bytes += m_reply->readAll();
    if (m_bytes.size() <= maxBytes)
        return;
    m_tooLarge = true;
    m_bytes.clear();
    m_reply->abort();
}

QByteArray AnswerBody::take()
{
    if (m_reply->isOpen())
        read();
    return std::exchange(m_bytes, {});
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
