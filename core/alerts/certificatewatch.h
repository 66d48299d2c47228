// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/session/session.h"

#include <map>

#include <QHash>
#include <QTimer>

namespace syspulse {

/// How long the certificates of an instance are still valid: that of the operations API and that of MQTT, as
/// far as they use TLS. Looked at with each connection and four times a day, while somebody wants to know.
class CertificateWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr int lookMs = 6 * 3600 * 1000;

    /// Both must outlive the object.
    CertificateWatch(const Session &session, const Clock &clock, QObject *parent = nullptr);

    void want(bool wanted);
    /// Days until the first of them ends, negative after that; nothing while none was seen.
    std::optional<double> daysLeft() const;

private:
    void look();
    void ask(const ConnectionSettings &settings, TlsLink link);

    const Session &m_session;
    const Clock &m_clock;
    QHash<RequestToken, TlsLink> m_asked;
    std::map<TlsLink, qint64> m_endsMs; ///< of each link
    QString m_url;                      ///< of the instance that they are of
    MqttClient::State m_mqtt = MqttClient::State::Disconnected;
    bool m_wanted = false;
    QTimer m_again;
};

} // namespace syspulse
