// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instance.h"

#include <QUrl>

#include "core/harper/endpoint.h"
#include "ui/base/text.h"

namespace syspulse {

Instance::Instance(std::unique_ptr<Session> session, const InstanceServices &services, QObject *parent)
    : QObject(parent)
    , m_session(std::move(session))
    , m_store(*m_session, services.clock, &services.history)
    , m_notes(*m_session, m_store.notes(), services.clock)
    , m_updater(*m_session, m_store, services.state)
    , m_alerts(*m_session, m_store, services.clock, services.state, services.notifier)
    , m_delivery(services.delivery)
{
    connect(&m_alerts, &AlertMonitor::told, &m_delivery, &AlertDelivery::tell);
    connect(&m_alerts, &AlertMonitor::showRequested, this, &Instance::alertsRequested);
    connect(&m_session->connection(), &SessionConnection::infoChanged, this, &Instance::titleChanged);
    connect(m_session.get(), &Session::profileChanged, this, &Instance::titleChanged);
    connect(&m_session->connection(), &SessionConnection::stateChanged, this, [this] {
        m_asked = false;
        emit titleChanged();
    });
    connect(&m_session->connection(), &SessionConnection::reachChanged, this, &Instance::titleChanged);
}

Instance::~Instance() = default;

bool Instance::isActive() const
{
    return m_asked || m_session->state() == SessionState::Connecting ||
           m_session->state() == SessionState::Connected;
}

void Instance::ask()
{
    emit connecting();
    m_asked = true;
    m_session->request<&SessionConnection::connectTo>(m_settings);
}

void Instance::connectTo(const ConnectionSettings &settings, const Profile &profile)
{
    m_session->setProfile(profile);
    if (settings.url != m_settings.url)
        m_store.clear();
    m_settings = settings;
    emit titleChanged();
    ask();
}

void Instance::reconnect()
{
    ask();
}

void Instance::leave()
{
    m_asked = false;
    m_session->request<&SessionConnection::disconnectFrom>();
}

QString Instance::address() const
{
    if (m_session->isConnected())
        return m_session->info().name();
    const Result<QUrl> typed = parseInstanceUrl(m_settings.url);
    return typed ? instanceName(*typed) : QString();
}

QString Instance::title() const
{
    const QString name = oneLine(m_session->profile().name, 60);
    return name.isEmpty() || !wasUsed() ? address() : name;
}

} // namespace syspulse
