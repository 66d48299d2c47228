// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/certificatewatch.h"

#include <algorithm>
#include <utility>

#include <QDateTime>

namespace syspulse {

CertificateWatch::CertificateWatch(const Session &session, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_clock(clock)
{
    connect(&session.connection(), &SessionConnection::stateChanged, this, [this](SessionState state) {
        if (state == SessionState::Connected)
            look();
    });
    connect(&session.connection(), &SessionConnection::mqttStateChanged, this,
            [this](MqttClient::State state) {
                // It is told again with each new error of a connection that stands.
                if (std::exchange(m_mqtt, state) != state && state == MqttClient::State::Connected)
                    look();
            });
    connect(&session.connection(), &SessionConnection::certificatesFetched, this,
            [this](RequestToken token, const PeerCertificates &certificates) {
                const auto asked = m_asked.constFind(token);
                if (asked == m_asked.cend())
                    return; // somebody else did
                const TlsLink link = *asked;
                m_asked.erase(asked);
                // A link that fails now keeps what was seen before.
                if (!certificates.chain.isEmpty())
                    m_endsMs[link] = certificates.chain.constFirst().expiryDate().toMSecsSinceEpoch();
            });
    connect(&m_again, &QTimer::timeout, this, &CertificateWatch::look);
    m_again.start(lookMs);
}

void CertificateWatch::want(bool wanted)
{
    const bool news = wanted && !m_wanted;
    m_wanted = wanted;
    if (news)
        look();
}

void CertificateWatch::look()
{
    if (!m_wanted || !m_session.isReachable())
        return;
    const InstanceInfo &info = m_session.info();
    if (m_url != info.url) {
        m_endsMs.clear();
        m_asked.clear();
        m_url = info.url;
    }
    ConnectionSettings settings;
    settings.url = info.url;
    if (info.url.startsWith(QLatin1String("https:")))
        ask(settings, TlsLink::Operations);
    settings.mqttHost = info.mqtt.host;
    settings.mqttPort = info.mqtt.port;
    if (info.mqtt.tls.value_or(false))
        ask(settings, TlsLink::Mqtt);
}

void CertificateWatch::ask(const ConnectionSettings &settings, TlsLink link)
{
    const RequestToken token = newRequestToken();
    m_asked.insert(token, link);
    m_session.request<&SessionConnection::fetchCertificates>(settings, link, token);
}

std::optional<double> CertificateWatch::daysLeft() const
{
    if (m_endsMs.empty() || m_url != m_session.info().url)
        return std::nullopt;
    const auto first = std::min_element(m_endsMs.cbegin(), m_endsMs.cend(),
                                        [](const auto &a, const auto &b) { return a.second < b.second; });
    constexpr double dayMs = 24.0 * 3600 * 1000;
    return double(first->second - m_clock.nowMs()) / dayMs;
}

} // namespace syspulse
