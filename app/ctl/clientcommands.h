// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "app/ctl/output.h"
#include "core/clients/clientactions.h"
#include "core/clients/clientsreader.h"

namespace syspulse {

/// The commands of syspulsectl about MQTT clients: who is connected, refused logins, orphaned sessions, and
/// ending one of them.
class ClientCommands : public QObject
{
    Q_OBJECT

public:
    /// @p client and @p output must outlive the object. @p serverNowMs: the server's clock.
    ClientCommands(OperationsClient *client, const SysLayout &layout, const Options &options,
                   const Output &output, qint64 serverNowMs, QObject *parent = nullptr);

    void start();

signals:
    void finished();
    void failed(const syspulse::Error &error);
    /// @p client, an ID as people read it, was disconnected; finished() follows.
    void disconnected(const QString &client);
    /// Nothing was done: the user said no, or there was no terminal to ask on.
    void declined(bool asked);

private:
    void listClients(const ConnectedClients &clients);
    void listLogins(const RefusedLogins &logins);
    void listSessions(const OrphanedSessions &sessions);
    void disconnectClient(const ConnectedClients &clients);
    void forgetSession(const OrphanedSessions &sessions);
    void perform(ClientAction action, const QString &target, const QString &question);
    QString since(qint64 timeMs) const;

    const Options m_options;
    const Output &m_output;
    ClientsReader m_reader;
    ClientActions m_actions;
    qint64 m_serverNowMs;
    QString m_cut; ///< the client that is being disconnected
};

} // namespace syspulse
