// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/clientcommands.h"

#include "app/ctl/clientchoice.h"
#include "app/ctl/terminal.h"
#include "core/base/age.h"
#include "core/base/json.h"
#include "core/units/unitformatter.h"

#include <algorithm>

namespace syspulse {

namespace {

OrderedJson subscriptionsJson(const QList<ClientSubscription> &subscriptions)
{
    OrderedJson list = OrderedJson::array();
    for (const ClientSubscription &subscription : subscriptions)
        list.push_back({{"topic", toUtf8String(subscription.filter)}, {"qos", subscription.qos}});
    return list;
}

OrderedJson clientJson(const ClientSession &client)
{
    return {{"id", toUtf8String(client.id)},
            {"clientId", toUtf8String(client.clientId)},
            {"user", toUtf8String(client.user)},
            {"address", toUtf8String(client.address)},
            {"port", client.port},
            {"transport", toUtf8String(client.transport)},
            {"since", timeOrNull(client.sinceMs)},
            {"persistent", client.persistent},
            {"keepAliveSeconds", client.keepAliveSeconds},
            {"subscriptionCount", client.subscriptionCount},
            {"subscriptions", subscriptionsJson(client.subscriptions.list())},
            {"node", toUtf8String(client.node)},
            {"thread", client.thread},
            {"boot", toUtf8String(client.boot)}};
}

QString cutText(const OrphanedSessions &sessions)
{
    return QStringLiteral("Only %1 sessions were read: there are more.").arg(sessions.cutAt);
}

QString topicsOf(const QList<ClientSubscription> &subscriptions)
{
    QStringList topics;
    for (const ClientSubscription &subscription : subscriptions)
        topics.append(
            QStringLiteral("%1 (QoS %2)").arg(subscription.filter, QString::number(subscription.qos)));
    return topics.join(QStringLiteral(", "));
}

} // namespace

ClientCommands::ClientCommands(OperationsClient *client, const SysLayout &layout, const Options &options,
                               const Output &output, qint64 serverNowMs, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_output(output)
    , m_reader(client, layout)
    , m_actions(client, layout)
    , m_serverNowMs(serverNowMs)
{
    connect(&m_actions, &ClientActions::finished, this, [this](const ClientActionResult &result) {
        if (!result.error.message.isEmpty())
            return emit failed(result.error);
        if (result.action == ClientAction::Disconnect)
            emit disconnected(m_cut);
        emit finished();
    });
}

void ClientCommands::start()
{
    using Fields = ClientsReader::Fields;
    const auto withClients = [this](Fields fields, void (ClientCommands::*next)(const ConnectedClients &)) {
        m_reader.clients(fields, this, [this, next](const Result<ConnectedClients> &clients) {
            if (clients)
                (this->*next)(*clients);
            else
                emit failed(clients.error());
        });
    };
    const auto withSessions = [this](void (ClientCommands::*next)(const OrphanedSessions &)) {
        m_reader.orphanedSessions(this, [this, next](const OrphanedSessions &sessions) {
            if (sessions.error.message.isEmpty())
                (this->*next)(sessions);
            else
                emit failed(sessions.error);
        });
    };
    switch (m_options.command) {
    case Command::Clients:
        return withClients(m_options.json ? Fields::All : Fields::Listed, &ClientCommands::listClients);
    case Command::Disconnect:
        return withClients(Fields::All, &ClientCommands::disconnectClient);
    case Command::Sessions:
        return withSessions(&ClientCommands::listSessions);
    case Command::Forget:
        return withSessions(&ClientCommands::forgetSession);
    default:
        return m_reader.refusedLogins(this, [this](const RefusedLogins &logins) { listLogins(logins); });
    }
}

QString ClientCommands::since(qint64 timeMs) const
{
    const auto age = ageMs(timeMs, m_serverNowMs);
    return age ? UnitFormatter(QLocale::c()).age(*age) : unknownText();
}

void ClientCommands::listClients(const ConnectedClients &clients)
{
    QList<ClientSession> shown;
    for (const ClientSession &client : clients.list) {
        const auto contains = [this](const QString &text) {
            return text.contains(m_options.filter, Qt::CaseInsensitive);
        };
        if (contains(client.clientId) || contains(client.user) || contains(client.address))
            shown.append(client);
    }
    std::sort(shown.begin(), shown.end(), [](const ClientSession &a, const ClientSession &b) {
        return std::tie(a.clientId, a.id) < std::tie(b.clientId, b.id);
    });
    QList<QStringList> rows;
    for (const ClientSession &client : std::as_const(shown)) {
        if (m_options.json) {
            m_output.object(clientJson(client));
            continue;
        }
        rows.append({client.clientId.isEmpty() ? QStringLiteral("-") : client.clientId,
                     client.user.isEmpty() ? QStringLiteral("-") : client.user,
                     client.address.isEmpty() ? QStringLiteral("-") : client.address, client.transport,
                     since(client.sinceMs), QString::number(client.subscriptionCount),
                     client.persistent ? QStringLiteral("yes") : QStringLiteral("no"),
                     QStringLiteral("%1/%2").arg(client.node, QString::number(client.thread)), client.id});
    }
    if (!m_options.json) {
        m_output.table({QStringLiteral("CLIENT"), QStringLiteral("USER"), QStringLiteral("ADDRESS"),
                        QStringLiteral("TRANSPORT"), QStringLiteral("SINCE"), QStringLiteral("SUBS"),
                        QStringLiteral("PERSISTENT"), QStringLiteral("NODE/THREAD"),
                        QStringLiteral("SESSION")},
                       rows);
        m_output.progress(QStringLiteral("%1 of %2 clients").arg(shown.size()).arg(clients.list.size()));
    }
    if (clients.cutAt > 0)
        m_output.note(cutText(clients));
    emit finished();
}

void ClientCommands::listLogins(const RefusedLogins &logins)
{
    if (!logins.error.message.isEmpty()) {
        emit failed(logins.error);
        return;
    }
    QList<QStringList> rows;
    for (const RefusedLogin &login : logins.list) {
        if (m_options.json)
            m_output.object({{"time", timeOrNull(login.timeMs)},
                             {"user", toUtf8String(login.user)},
                             {"clientId", toUtf8String(login.clientId)},
                             {"address", toUtf8String(login.address)},
                             {"transport", toUtf8String(login.transport)}});
        else
            rows.append({isoTime(login.timeMs), login.user.isEmpty() ? QStringLiteral("-") : login.user,
                         login.clientId.isEmpty() ? QStringLiteral("-") : login.clientId, login.address,
                         login.transport});
    }
    if (!m_options.json) {
        m_output.table({QStringLiteral("TIME"), QStringLiteral("USER"), QStringLiteral("CLIENT"),
                        QStringLiteral("ADDRESS"), QStringLiteral("TRANSPORT")},
                       rows);
        m_output.progress(
            logins.sinceMs > 0
                ? QStringLiteral("%1 refused since %2").arg(logins.total).arg(isoTime(logins.sinceMs))
                : QStringLiteral("%1 refused").arg(logins.total));
    }
    emit finished();
}

void ClientCommands::listSessions(const OrphanedSessions &sessions)
{
    QList<QStringList> rows;
    for (const OrphanedSession &session : sessions.list) {
        if (m_options.json)
            m_output.object({{"clientId", toUtf8String(session.clientId)},
                             {"waitingSince", timeOrNull(session.waitingSinceMs)},
                             {"subscriptions", subscriptionsJson(session.subscriptions)}});
        else
            rows.append({session.clientId, since(session.waitingSinceMs), topicsOf(session.subscriptions)});
    }
    if (!m_options.json)
        m_output.table({QStringLiteral("CLIENT"), QStringLiteral("WAITING"), QStringLiteral("SUBSCRIPTIONS")},
                       rows);
    if (sessions.cutAt > 0)
        m_output.note(cutText(sessions));
    emit finished();
}

void ClientCommands::disconnectClient(const ConnectedClients &clients)
{
    const Result<ClientSession> chosen = chooseClient(clients, m_options.target, m_options.targetKind);
    if (!chosen) {
        emit failed(chosen.error());
        return;
    }
    const ClientSession &client = *chosen;
    m_cut = client.clientId.isEmpty() ? client.id : client.clientId;
    perform(ClientAction::Disconnect, client.id,
            tr("This cuts the connection of \"%1\" (user %2, from %3:%4). Most clients reconnect by "
               "themselves.")
                .arg(client.clientId, client.user.isEmpty() ? tr("anonymous") : client.user, client.address,
                     QString::number(client.port)));
}

void ClientCommands::forgetSession(const OrphanedSessions &sessions)
{
    for (const OrphanedSession &session : sessions.list) {
        if (session.clientId != m_options.target)
            continue;
        return perform(
            ClientAction::RemoveSession, session.clientId,
            tr("This removes the persistent session of \"%1\": its subscriptions %2 and the messages "
               "that wait for it are lost.")
                .arg(session.clientId, topicsOf(session.subscriptions)));
    }
    QString text =
        tr("There is no persistent session of \"%1\" whose client is away. \"syspulsectl sessions\" "
           "lists them; a connected client must be disconnected first.")
            .arg(m_options.target);
    if (sessions.cutAt > 0)
        text += QLatin1Char(' ') + cutText(sessions);
    emit failed({ErrorKind::Local, text, {}, 0});
}

void ClientCommands::perform(ClientAction action, const QString &target, const QString &question)
{
    if (!m_options.yes) {
        const std::optional<bool> answer = confirmOnTerminal(question);
        if (!answer || !*answer) {
            if (!answer)
                m_output.error({ErrorKind::Local, tr("%1 Confirm with --yes.").arg(question), {}, 0});
            emit declined(answer.has_value());
            return;
        }
    }
    m_actions.perform(action, target);
}

} // namespace syspulse
