// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QTimer>

class QNetworkReply;

namespace syspulse {

/// Ends the connection over which an answer without end comes, where nobody else can. Qt (6.4) collects
/// header lines, and the line with the size of a chunk, without a limit. Over plain HTTP it reads header
/// lines byte by byte and does not come back to its events as long as they come, so that neither
/// QNetworkReply::abort() nor the end of the manager stops it. Nothing of that is seen by whoever waits for
/// the answer: only the system can be asked how much came over a connection, and told to end it.
///
/// Which connection a reply uses is not known either. Therefore all of this program's to the same port are
/// looked at while the reply is under way, and any over which more comes after one request than an answer may
/// have is ended: what is within the limits of AnswerBody is never that long.
///
/// Lives by itself, in the thread of the reply, until the reply has ended; where it ended with an error, as
/// one that was aborted, until nothing pours any more.
class ConnectionLimit : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 usualBytes = 20LL * 1024 * 1024;
    static constexpr int usualEveryMs = 500;

    /// Looks each @p everyMs milliseconds for more than @p bytes. @p reply: just made.
    explicit ConnectionLimit(QNetworkReply *reply, qint64 bytes = usualBytes, int everyMs = usualEveryMs);

signals:
    /// A connection was ended. If it was that of the reply, to the reply it is as if the peer had closed it.
    void connectionEnded();

private:
    /// What is known of a connection.
    struct Traffic
    {
        quint64 written = 0;  ///< by this program, in bytes
        quint64 received = 0; ///< in bytes
        quint64 before = 0;   ///< received when it was seen first, or with another request
    };

    void look();
    void end();

    const quint16 m_port;
    const quint64 m_bytes;
    QTimer m_next;
    QHash<quint64, Traffic> m_known; ///< by the system's name for a socket
    int m_looksSinceEnd = 0;
    bool m_ended = false; ///< the reply, with an error
};

} // namespace syspulse
