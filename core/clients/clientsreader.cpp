// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clientsreader.h"

#include "core/base/json.h"
#include "core/clients/clientrecords.h"
#include "core/harper/notthere.h"

#include <memory>

namespace syspulse {

namespace {

constexpr int maxThreads = 1000;

/// Whether @p records, of which one more than @p bound was asked for, are not all.
bool isCut(const Json &records, int bound)
{
    return records.size() > size_t(bound);
}

} // namespace

ClientsReader::ClientsReader(OperationsClient *client, const SysLayout &layout, int bound)
    : m_client(client)
    , m_layout(layout)
    , m_bound(bound)
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

void ClientsReader::clients(Fields fields, QObject *context,
                            std::function<void(const Result<ConnectedClients> &)> done)
{
    static const QStringList all{QStringLiteral("*")};
    static const QStringList listed{
        QStringLiteral("id"),        QStringLiteral("client"),    QStringLiteral("user"),
        QStringLiteral("address"),   QStringLiteral("transport"), QStringLiteral("since"),
        QStringLiteral("node"),      QStringLiteral("thread"),    QStringLiteral("subscription_count"),
        QStringLiteral("persistent")};
    struct Read
    {
        ConnectedClients clients;
        bool isWhole = true; ///< no subscriptions must be counted
    };
    const auto read = std::make_shared<Read>();
    const auto take = [this, read](const Json &record) {
        const auto client = decodeClient(record);
        if (!client || read->clients.list.size() >= m_bound)
            return;
        read->clients.list.append(*client);
        read->isWhole = read->isWhole && numberAt(record, "subscription_count");
    };
    m_client->eachRecord(m_layout.database, m_layout.sessionsTable, fields == Fields::All ? all : listed,
                         m_bound + 1, context, take,
                         [=, this, done = std::move(done)](const Result<qsizetype> &count) {
                             if (!count)
                                 return done(Unexpected<Error>{explained(count.error())});
                             if (fields == Fields::Listed && !read->isWhole)
                                 return clients(Fields::All, context, done);
                             read->clients.cutAt = *count > m_bound ? m_bound : 0;
                             done(read->clients);
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
                      {QStringLiteral("id"), QStringLiteral("subscriptions")}, m_bound + 1, context,
                      [this, connected, done = std::move(done)](const Result<Json> &records) {
                          if (!records)
                              return done({{}, records.error(), 0});
                          if (!isCut(*records, m_bound))
                              return done(decodeOrphanedSessions(*records, connected));
                          Json first = *records;
                          first.erase(first.begin() + m_bound, first.end());
                          OrphanedSessions sessions = decodeOrphanedSessions(first, connected);
                          sessions.cutAt = m_bound;
                          done(sessions);
                      });
}

void ClientsReader::orphanedSessions(QObject *context, std::function<void(const OrphanedSessions &)> done)
{
    m_client->persistentClients(
        m_layout.database, m_layout.sessionsTable, m_bound + 1, context,
        [this, context, done = std::move(done)](const Result<QStringList> &clients) {
            if (!clients)
                return done({{}, explained(clients.error()), 0});
            if (clients->size() > m_bound)
                return done({{},
                             {ErrorKind::Server,
                              tr("More than %1 clients with a persistent session are connected, and no more "
                                 "are read: which sessions are orphaned is not known.")
                                  .arg(m_bound),
                              {},
                              0},
                             0});
            orphanedSessions(QSet<QString>(clients->cbegin(), clients->cend()), context, done);
        });
}

} // namespace syspulse
