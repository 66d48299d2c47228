// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/harper/connectionlimit.h"

#include <optional>

#include <QNetworkReply>

namespace syspulse {

/// Has whoever reads the network for @p reply, which was just made, take at most some @p bytes more than were
/// read from it, however busy its thread is.
void limitReadAhead(QNetworkReply *reply, qint64 bytes);

/// Collects the body of @p reply, whose child it is, and aborts the reply once the body is larger than any
/// answer that is asked for: a peer that sends more is not what it claims to be. The network may not run
/// ahead of the collecting, and ConnectionLimit ends what is no body, so that memory is bounded too.
class AnswerBody : public QObject
{
    Q_OBJECT

public:
    /// More than the largest answer of HarperDB that is asked for, which is bounded by the limits of the
    /// requests.
    static constexpr qint64 maxBytes = 16 * 1024 * 1024;

    /// @p connectionBytes, @p lookMs: see ConnectionLimit.
    explicit AnswerBody(QNetworkReply *reply, qint64 connectionBytes = ConnectionLimit::usualBytes,
                        int lookMs = ConnectionLimit::usualEveryMs);

    /// Whether that is why the reply has ended.
    bool isTooLarge() const;
    /// What has come; once the reply has finished that is all there will be.
    QByteArray take();
    /// Whether less came, up to take(), than the head of the answer announces: the connection was cut.
    /// QNetworkReply does not always report that as an error.
    bool isCut() const;

private:
    void read();

    QNetworkReply *m_reply;
    QByteArray m_bytes;
    qint64 m_received = 0; ///< in all
    bool m_tooLarge = false;
    bool m_connectionEnded = false; ///< by ConnectionLimit
};

/// The moment in the Date header of @p reply (RFC 9110, 5.6.7) in milliseconds since the epoch; nothing where
/// there is none.
std::optional<qint64> dateOf(const QNetworkReply &reply);

} // namespace syspulse
