// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/sessionthread.h"

#include "core/session/instancesession.h"

namespace syspulse {

/// Longest time that quitting waits for a server that does not answer.
static constexpr unsigned long threadEndMs = 4000;

SessionThread::SessionThread(QObject *parent)
    : SessionThread(new InstanceSession, parent)
{}

SessionThread::SessionThread(InstanceSession *session, QObject *parent)
    : Session(session->connection(), session->setup(), session->updater(), session->clients(),
              session->broker(), parent)
{
    session->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, session, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("session"));
    m_thread.start();
}

SessionThread::~SessionThread()
{
    if (state() != SessionState::Disconnected) {
        // Lets the updater give its lease back, so that another one need not wait until it expires.
        connect(
            &connection(), &SessionConnection::stateChanged, &m_thread,
            [this](SessionState state) {
                if (state == SessionState::Disconnected)
                    m_thread.quit();
            },
            Qt::DirectConnection);
        request<&SessionConnection::disconnectFrom>();
        m_thread.wait(threadEndMs);
    }
    m_thread.quit();
    m_thread.wait();
}

} // namespace syspulse
