// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clientactions.h"

#include "core/base/json.h"

namespace syspulse {

ClientActions::ClientActions(OperationsClient *client, const SysLayout &layout, QObject *parent)
    : QObject(parent)
    , m_requests(client, layout)
{}

void ClientActions::perform(ClientAction action, const QString &target)
{
    const QString name =
        action == ClientAction::Disconnect ? QStringLiteral("disconnect") : QStringLiteral("remove_session");
    m_requests.ask(name, target, {}, this, [this, action, target](const Result<Json> &answer) {
        emit finished({action, target, answer ? Error() : answer.error()});
    });
}

void ClientActions::describe(const QString &id)
{
    m_requests.ask(QStringLiteral("describe_client"), id, {}, this, [this, id](const Result<Json> &answer) {
        if (answer)
            emit described(id, decodeClientNumbers(*answer), {});
        else
            emit described(id, {}, answer.error());
    });
}

} // namespace syspulse
