// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clientsreader.h"

#include "core/base/json.h"
#include "core/clients/clientrecords.h"
#include "core/harper/notthere.h"

namespace syspulse {

namespace {

constexpr int maxThreads = 1000;

} // namespace

ClientsReader::ClientsReader(OperationsClient *client, const SysLayout &layout)
    : m_client(client)
    , m_layout(layout)
{}

Error ClientsReader::explained(const Error &error) const
{
    if (!saysNotThere(error))
        return error;
    return {ErrorKind::Conflict,
            tr("Nothing is known about clients: the component is not installed, or is one from before 1.1.0. "
               "Set the instance up first."),
            error.detail, error.httpStatus};
}

void ClientsReader::clients(QObject *context, std::function<void(const Result<QList<ClientSession>> &)> done)
{
    m_client->records(m_layout.database, m_layout.sessionsTable, {QStringLiteral("*")}, maxClients, context,
                      [this, done = std::move(done)](const Result<Json> &records) {
                          if (!records)
                              return done(Unexpected<Error>{explained(records.error())});
                          QList<ClientSession> clients;
                          for (const Json &record : *records) {
                              if (const auto client = decodeClient(record))
                                  clients.append(*client);
                          }
                          done(clients);
                      });
}

void ClientsReader::refusedLogins(QObject *context, std::function<void(const RefusedLogins &)> done)
{
    m_client->records(m_layout.database, m_layout.threadsTable, {QStringLiteral("*")}, maxThreads, context,
                      [this, done = std::move(done)](const Result<Json> &threads) {
                          RefusedLogins logins;
                          if (threads)
                              logins = decodeRefusedLogins(*threads);
                          else
                              logins.error = explained(threads.error());
                          done(logins);
                      });
}

void ClientsReader::orphanedSessions(const QSet<QString> &connected, QObject *context,
                                     std::function<void(const OrphanedSessions &)> done)
{
    m_client->records(QStringLiteral("system"), QStringLiteral("hdb_durable_session"),
                      {QStringLiteral("id"), QStringLiteral("subscriptions")}, maxClients, context,
                      [connected, done = std::move(done)](const Result<Json> &records) {
                          done(records ? decodeOrphanedSessions(*records, connected)
                                       : OrphanedSessions{{}, records.error()});
                      });
}

void ClientsReader::orphanedSessions(QObject *context, std::function<void(const OrphanedSessions &)> done)
{
    m_client->persistentClients(m_layout.database, m_layout.sessionsTable, maxClients, context,
                                [this, context, done = std::move(done)](const Result<QStringList> &clients) {
                                    if (clients)
                                        orphanedSessions(QSet<QString>(clients->cbegin(), clients->cend()),
                                                         context, done);
                                    else
                                        done({{}, explained(clients.error())});
                                });
}

} // namespace syspulse
