// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/componentrequests.h"

#include "core/base/json.h"

#include <QDateTime>
#include <QTimer>
#include <QUuid>

namespace syspulse {

namespace {

/// The component's words (see requests.js).
const QLatin1String notSuperUser("Only super users may ask for this.");

} // namespace

ComponentRequests::ComponentRequests(OperationsClient *client, const SysLayout &layout)
    : m_client(client)
    , m_layout(layout)
{}

void ComponentRequests::ask(const QString &action, const QString &target, const OrderedJson &options,
                            QObject *context, const Done &done)
{
    if (target.isEmpty()) {
        QMetaObject::invokeMethod(
            context,
            [done] {
                done(failure(ErrorKind::Local,
                             tr("The request does not say which client or session it is for.")));
            },
            Qt::QueuedConnection);
        return;
    }
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    OrderedJson command{{"id", toUtf8String(id)},
                        {"action", toUtf8String(action)},
                        {"target", toUtf8String(target)},
                        {"requested", QDateTime::currentMSecsSinceEpoch()}};
    if (!options.is_null())
        command["options"] = options;
    m_client->upsert(m_layout.database, m_layout.commandsTable, OrderedJson::array({command}), context,
                     [this, id, context, done](const Result<void> &written) {
                         if (written)
                             awaitAnswer(id, attempts, context, done);
                         else
                             finish(id, Unexpected<Error>{written.error()}, context, done);
                     });
}

void ComponentRequests::awaitAnswer(const QString &id, int attemptsLeft, QObject *context, const Done &done)
{
    if (attemptsLeft == 0)
        return finish(id,
                      failure(ErrorKind::Server,
                              tr("The component on the server did not answer within 10 s. Look at Setup: it "
                                 "may be an older one, or not loaded.")),
                      context, done);
    QTimer::singleShot(pollMs, context, [this, id, attemptsLeft, context, done] {
        m_client->recordsById(m_layout.database, m_layout.commandsTable, {id}, context,
                              [this, id, attemptsLeft, context, done](const Result<Json> &records) {
                                  judge(id, attemptsLeft, records, context, done);
                              });
    });
}

void ComponentRequests::judge(const QString &id, int attemptsLeft, const Result<Json> &records,
                              QObject *context, const Done &done)
{
    if (!records)
        return finish(id, records, context, done);
    if (records->empty())
        return finish(id,
                      failure(ErrorKind::Server,
                              tr("The request disappeared from the server before it was answered. The list "
                                 "shows what has happened.")),
                      context, done);
    const Json &record = records->front();
    const QString state = textOr(record, "state");
    if (state == QLatin1String("done")) {
        const Json *result = member(record, "result");
        return finish(id, result != nullptr ? *result : Json(), context, done);
    }
    if (state == QLatin1String("failed")) {
        const QString message = textOr(record, "message");
        return finish(id,
                      failure(message == notSuperUser ? ErrorKind::Permission : ErrorKind::Conflict, message),
                      context, done);
    }
    awaitAnswer(id, attemptsLeft - 1, context, done);
}

void ComponentRequests::finish(const QString &id, const Result<Json> &answer, QObject *context,
                               const Done &done)
{
    // The component clears away what is left here.
    m_client->deleteRecords(m_layout.database, m_layout.commandsTable, {id}, context,
                            [](const Result<void> &) {});
    done(answer);
}

} // namespace syspulse
