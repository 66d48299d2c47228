// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clientactions.h"

#include "core/base/json.h"

#include <QDateTime>
#include <QTimer>
#include <QUuid>

namespace syspulse {

ClientActions::ClientActions(OperationsClient *client, const SysLayout &layout, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_layout(layout)
{}

void ClientActions::perform(ClientAction action, const QString &target)
{
    const ClientActionResult result{action, target, {}};
    if (target.isEmpty()) {
        const Error error{
            ErrorKind::Local, tr("The request does not say which client or session it is for."), {}, 0};
        QMetaObject::invokeMethod(
            this,
            [this, action, error] {
                emit finished({action, {}, error});
            },
            Qt::QueuedConnection);
        return;
    }
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const OrderedJson command{
        {"id", toUtf8String(id)},
        {"action", action == ClientAction::Disconnect ? "disconnect" : "remove_session"},
        {"target", toUtf8String(target)},
        {"requested", QDateTime::currentMSecsSinceEpoch()}};
    m_client->upsert(m_layout.database, m_layout.commandsTable, OrderedJson::array({command}), this,
                     [this, id, result](const Result<void> &written) {
                         if (written)
                             awaitAnswer(id, result, attempts);
                         else
                             finish(id, result, written.error());
                     });
}

void ClientActions::awaitAnswer(const QString &commandId, const ClientActionResult &result, int attemptsLeft)
{
    if (attemptsLeft == 0)
        return finish(
            commandId, result,
            {ErrorKind::Server,
             tr("The component on the server did not answer within 10 s. Look at Setup: it may be an "
                "older one, or not loaded."),
             {},
             0});
    QTimer::singleShot(pollMs, this, [this, commandId, result, attemptsLeft] {
        m_client->recordsById(m_layout.database, m_layout.commandsTable, {commandId}, this,
                              [this, commandId, result, attemptsLeft](const Result<Json> &records) {
                                  judge(commandId, result, attemptsLeft, records);
                              });
    });
}

void ClientActions::judge(const QString &commandId, const ClientActionResult &result, int attemptsLeft,
                          const Result<Json> &records)
{
    if (!records)
        return finish(commandId, result, records.error());
    if (records->empty())
        return finish(
            commandId, result,
            {ErrorKind::Server,
             tr("The request disappeared from the server before it was answered. The list shows what "
                "has happened."),
             {},
             0});
    const QString state = textOr(records->front(), "state");
    if (state == QLatin1String("done"))
        return finish(commandId, result, {});
    if (state == QLatin1String("failed"))
        return finish(commandId, result, {ErrorKind::Conflict, textOr(records->front(), "message"), {}, 0});
    awaitAnswer(commandId, result, attemptsLeft - 1);
}

void ClientActions::finish(const QString &commandId, ClientActionResult result, const Error &error)
{
    result.error = error;
    // The component clears away what is left here.
    m_client->deleteRecords(m_layout.database, m_layout.commandsTable, {commandId}, this,
                            [](const Result<void> &) {});
    emit finished(result);
}

} // namespace syspulse
