// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/clientchoice.h"

#include "core/base/boundedtext.h"

namespace syspulse {

QString cutText(const ConnectedClients &clients)
{
    return clients.cutAt > 0
               ? QStringLiteral("Only %1 clients were read: more are connected.").arg(clients.cutAt)
               : QString();
}

Result<ClientSession> chooseClient(const ConnectedClients &clients, const QString &target, TargetKind kind)
{
    // A client chooses its id, and may choose one that is listed as another one's session or as its bounded
    // id.
    const QStringList ids{target, boundedText(target)};
    QList<ClientSession> meant;
    bool asSession = false;
    bool asClient = false;
    for (const ClientSession &client : clients.list) {
        const bool session = kind != TargetKind::ClientId && client.id == target;
        const bool id = kind != TargetKind::Session && ids.contains(client.clientId);
        if (session || id)
            meant.append(client);
        asSession = asSession || session;
        asClient = asClient || (id && !session);
    }
    if (asSession && asClient)
        return failure(ErrorKind::Local,
                       QStringLiteral("\"%1\" is the session of one client and the client ID of another. Say "
                                      "which one is meant with --as session or --as client.")
                           .arg(target));
    if (meant.isEmpty()) {
        QString text =
            QStringLiteral("No client \"%1\" is connected. \"syspulsectl clients\" lists those that are.")
                .arg(target);
        if (clients.cutAt > 0)
            text = QStringLiteral("No client \"%1\" is among those that were read. %2")
                       .arg(target, cutText(clients));
        return failure(ErrorKind::Local, text);
    }
    if (meant.size() == 1)
        return meant.constFirst();
    QStringList sessions;
    for (const ClientSession &client : std::as_const(meant))
        sessions.append(
            QStringLiteral("%1 (%2:%3)").arg(client.id, client.address, QString::number(client.port)));
    return failure(ErrorKind::Local,
                   QStringLiteral("%1 clients have the ID \"%2\". Give the session instead: %3.")
                       .arg(meant.size())
                       .arg(target, sessions.join(QStringLiteral(", "))));
}

} // namespace syspulse
