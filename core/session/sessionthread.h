// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QThread>

namespace syspulse {

class InstanceSession;

/// A session whose work is done in a thread of its own.
class SessionThread final : public Session
{
public:
    explicit SessionThread(QObject *parent = nullptr);
    /// Disconnects and waits for the thread to end, some seconds at most.
    ~SessionThread() override;

private:
    SessionThread(InstanceSession *session, QObject *parent);

    QThread m_thread;
};

} // namespace syspulse
