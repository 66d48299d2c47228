// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/instancesession.h"

#include "core/session/openconnection.h"

namespace syspulse {

InstanceSession::InstanceSession(QObject *parent)
    : QObject(parent)
    , m_open(std::make_unique<OpenConnection>())
    , m_setup(makeInstanceSetup(*m_open))
    , m_updater(makeInstanceUpdater(*m_open))
    , m_clients(makeInstanceClients(*m_open))
    , m_broker(makeInstanceBroker(*m_open))
    , m_connection(makeInstanceConnection(*m_open, *m_setup, *m_updater, *m_clients))
{
    // As children they move to a thread together with their session.
    for (QObject *part : std::initializer_list<QObject *>{m_connection.get(), m_setup.get(), m_updater.get(),
                                                          m_clients.get(), m_broker.get()})
        part->setParent(this);
}

InstanceSession::~InstanceSession() = default;

} // namespace syspulse
