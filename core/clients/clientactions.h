// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clients/clientnumbers.h"
#include "core/clients/clienttypes.h"
#include "core/clients/componentrequests.h"

namespace syspulse {

/// Has the component disconnect a client, remove a session, or tell what it has counted of a client.
class ClientActions : public QObject
{
    Q_OBJECT

public:
    /// @p client must outlive the object.
    ClientActions(OperationsClient *client, const SysLayout &layout, QObject *parent = nullptr);

    /// @p target: see ClientAction. finished() follows; several may be under way.
    void perform(ClientAction action, const QString &target);
    /// @p id: ClientSession::id. described() follows.
    void describe(const QString &id);

signals:
    void finished(const syspulse::ClientActionResult &result);
    /// Either @p error has a message, or @p numbers are those of the client @p id.
    void described(const QString &id, const syspulse::ClientNumbers &numbers, const syspulse::Error &error);

private:
    ComponentRequests m_requests;
};

} // namespace syspulse
