// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/instancesession.h"

#include <QSet>

#include <optional>

namespace syspulse::test {

/// A session of its own, and what it has shown so far.
struct SeenBySession
{
    SeenBySession();

    SessionState state = SessionState::Disconnected;
    InstanceInfo info;
    QSet<QString> topics;
    ClientsStatus clients;
    QStringList clientIds;
    std::optional<RefusedLogins> logins;
    /// Of the views of the broker that were read: an empty message where that went well.
    QMap<BrokerView, Error> views;
    InstanceSession session; ///< the first to go, and tells something then
};

} // namespace syspulse::test
