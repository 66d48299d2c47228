// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <memory>

namespace syspulse {

struct OpenConnection;

/// Carries out what the five parts of a session are asked for: owns the connection to one instance and
/// everything that works on it. Lives in one thread, a worker's or its user's own.
class InstanceSession final : public QObject
{
public:
    explicit InstanceSession(QObject *parent = nullptr);
    ~InstanceSession() override;

    SessionConnection &connection() const { return *m_connection; }
    SessionSetup &setup() const { return *m_setup; }
    SessionUpdater &updater() const { return *m_updater; }
    SessionClients &clients() const { return *m_clients; }
    SessionBroker &broker() const { return *m_broker; }

private:
    std::unique_ptr<OpenConnection> m_open;
    std::unique_ptr<SessionSetup> m_setup;
    std::unique_ptr<SessionUpdater> m_updater;
    std::unique_ptr<SessionClients> m_clients;
    std::unique_ptr<SessionBroker> m_broker;
    std::unique_ptr<SessionConnection> m_connection;
};

} // namespace syspulse
