// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clients/clienttypes.h"
#include "core/harper/operationsclient.h"
#include "core/topics/syslayout.h"

#include <QCoreApplication>
#include <QSet>

namespace syspulse {

/// Reads once what the component and the server know of clients. Without the component, or with one from
/// before 1.1.0, the errors say that.
class ClientsReader
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::ClientsReader)

public:
    /// Clients and sessions beyond this many are not read.
    static constexpr int usualBound = 100000;

    /// @p client must outlive the object, and the object the context of its requests.
    ClientsReader(OperationsClient *client, const SysLayout &layout, int bound = usualBound);

    int bound() const { return m_bound; }
    /// What is read of each client.
    enum class Fields {
        All,
        Listed, ///< without its subscriptions, which are most of a record, and what else a table leaves out
    };
    /// The clients that are connected.
    void clients(Fields fields, QObject *context, std::function<void(const Result<ConnectedClients> &)> done);
    void refusedLogins(QObject *context, std::function<void(const RefusedLogins &)> done);
    /// Persistent sessions whose client is not among @p connected client ids.
    void orphanedSessions(const QSet<QString> &connected, QObject *context,
                          std::function<void(const OrphanedSessions &)> done);
    /// The same; who is connected is read first. An error where these are too many: any session may be of one
    /// that was not read.
    void orphanedSessions(QObject *context, std::function<void(const OrphanedSessions &)> done);

private:
    Error explained(const Error &error) const;

    OperationsClient *m_client;
    SysLayout m_layout;
    int m_bound;
};

} // namespace syspulse
