// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clients/clienttypes.h"
#include "core/harper/operationsclient.h"
#include "core/topics/syslayout.h"

namespace syspulse {

/// Has the component disconnect a client or remove a session: through a record that the worker thread which
/// has the client finds and answers.
class ClientActions : public QObject
{
    Q_OBJECT

public:
    /// A request without an answer is given up after attempts() polls.
    static constexpr int pollMs = 300;
    static constexpr int attempts = 34; // about 10 s

    /// @p client must outlive the object.
    ClientActions(OperationsClient *client, const SysLayout &layout, QObject *parent = nullptr);

    /// @p target: see ClientAction. finished() follows; several may be under way.
    void perform(ClientAction action, const QString &target);

signals:
    void finished(const syspulse::ClientActionResult &result);

private:
    void awaitAnswer(const QString &commandId, const ClientActionResult &result, int attemptsLeft);
    void judge(const QString &commandId, const ClientActionResult &result, int attemptsLeft,
               const Result<Json> &records);
    void finish(const QString &commandId, ClientActionResult result, const Error &error);

    OperationsClient *m_client;
    SysLayout m_layout;
};

} // namespace syspulse
