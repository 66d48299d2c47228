// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/openconnection.h"

// The parts of an instance's session that pass requests on to what does the work.
namespace syspulse {

namespace {

class InstanceSetup final : public SessionSetup
{
public:
    explicit InstanceSetup(OpenConnection &open)
        : m_open(open)
    {}

    void refreshPlan() override
    {
        if (m_open.isOpen())
            m_open.setup->plan();
    }
    void applySetup() override
    {
        if (m_open.isOpen())
            m_open.setup->apply(m_open.mqttEndpoint);
    }
    void undoSetup() override
    {
        if (!m_open.isOpen())
            return;
        if (m_open.updater->isActive())
            m_open.updater->stop();
        m_open.setup->undo();
    }
    void cancelSetup() override
    {
        if (m_open.isOpen())
            m_open.setup->cancel();
    }

private:
    OpenConnection &m_open;
};

class InstanceUpdater final : public SessionUpdater
{
public:
    explicit InstanceUpdater(OpenConnection &open)
        : m_open(open)
    {}

    void startUpdater(const UpdaterSchedule &schedule) override
    {
        if (m_open.isOpen())
            m_open.updater->start(schedule);
    }
    void pauseUpdater() override
    {
        if (m_open.isOpen())
            m_open.updater->pause();
    }
    void stopUpdater() override
    {
        if (m_open.isOpen())
            m_open.updater->stop();
    }
    void runUpdaterNow() override
    {
        if (m_open.isOpen())
            m_open.updater->runNow(QStringLiteral("manual"));
    }
    void takeOverUpdater() override
    {
        if (m_open.isOpen())
            m_open.updater->runNow(QStringLiteral("manual"), true);
    }

private:
    OpenConnection &m_open;
};

class InstanceClients final : public SessionClients
{
public:
    explicit InstanceClients(OpenConnection &open)
        : m_open(open)
    {}

    void watchClients(bool on) override
    {
        if (m_open.isOpen())
            m_open.clients->watch(on);
    }
    void refreshClients() override
    {
        if (m_open.isOpen())
            m_open.clients->refresh();
    }
    void disconnectClient(const QString &id) override
    {
        if (m_open.isOpen())
            m_open.clients->perform(ClientAction::Disconnect, id);
    }
    void removeOrphanedSession(const QString &clientId) override
    {
        if (m_open.isOpen())
            m_open.clients->perform(ClientAction::RemoveSession, clientId);
    }

private:
    OpenConnection &m_open;
};

} // namespace

std::unique_ptr<SessionSetup> makeInstanceSetup(OpenConnection &open)
{
    return std::make_unique<InstanceSetup>(open);
}

std::unique_ptr<SessionUpdater> makeInstanceUpdater(OpenConnection &open)
{
    return std::make_unique<InstanceUpdater>(open);
}

std::unique_ptr<SessionClients> makeInstanceClients(OpenConnection &open)
{
    return std::make_unique<InstanceClients>(open);
}

} // namespace syspulse
