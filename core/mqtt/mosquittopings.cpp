// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/mosquittopings.h"

#include <mosquitto.h>
#include <openssl/ssl.h>
#include <QByteArrayView>
#include <sys/socket.h>

namespace syspulse {

void MosquittoPings::send(mosquitto *client)
{
    static constexpr char pingreq[] = {char(0xc0), 0x00};
    for (; m_unsent > 0; --m_unsent, ++m_unanswered) {
        // A failure is that of the connection, which reading reports.
        if (auto *ssl = static_cast<SSL *>(mosquitto_ssl_get(client)))
            SSL_write(ssl, pingreq, sizeof pingreq);
        else
            ::send(mosquitto_socket(client), pingreq, sizeof pingreq, MSG_NOSIGNAL);
    }
}

bool MosquittoPings::isAnswer(const char *text)
{
    // A topic, which comes from outside, is never the end of a line.
    if (m_unanswered == 0 || !QByteArrayView(text).endsWith(" received PINGRESP"))
        return false;
    --m_unanswered;
    return true;
}

} // namespace syspulse
