// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/harper/httpoperations.h"
#include "core/harper/operationtypes.h"
#include "core/harper/recordandothers.h"
#include "core/metrics/analyticsrow.h"

namespace syspulse {

/// Typed calls to HarperDB's operations API (`POST /` with JSON), one method per operation that we use.
///
/// Every call returns at once; the answer reaches @p done on the thread of this object, once, unless @p
/// context has died meanwhile: then it dies quietly and the request is aborted. Every call has a timeout, can
/// be cancelled through its handle, and fails with one Error type (see HttpOperations). One that does not say
/// what it is for (an empty name of a table, an empty id) is not sent and fails with ErrorKind::Local.
class OperationsClient : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Callback = std::function<void(const Result<T> &)>;

    explicit OperationsClient(const HarperEndpoint &endpoint, QObject *parent = nullptr);

    const HarperEndpoint &endpoint() const { return m_http.endpoint(); }

    /// Makes the next call use a connection of its own: a kept one may lead to a worker that is about to end.
    void dropIdleConnections() { m_http.dropIdleConnections(); }

signals:
    /// See HttpOperations::serverTimeSeen(). Whoever needs the offset between the clocks gets it from here
    /// for every user, and again with every answer.
    void serverTimeSeen(qint64 dateMs, qint64 tookMs);

public:
    CallHandle userInfo(QObject *context, Callback<UserInfo> done);
    /// The version of the server, for example "4.7.29".
    CallHandle version(QObject *context, Callback<QString> done);
    CallHandle configuration(QObject *context, Callback<ServerConfiguration> done);
    /// @p attributes: parts of `system_information`; asking for all costs the server about 0.3 s.
    CallHandle systemInformation(const QStringList &attributes, QObject *context,
                                 Callback<SystemInformation> done);
    /// Not on servers older than 4.5 (ErrorKind::Server).
    CallHandle status(QObject *context, Callback<ServerStatus> done);

    /// Errors in the server's log since @p fromMs (its clock), the oldest first, at most 100. Super user
    /// only.
    CallHandle loggedErrors(qint64 fromMs, QObject *context, Callback<QList<ServerLogEntry>> done);
    /// What is in the last @p bytes of the server's log, the newest first. Super user only.
    CallHandle newestLog(int bytes, QObject *context, Callback<QList<ServerLogEntry>> done);

    CallHandle components(QObject *context, Callback<QList<ComponentInfo>> done);
    /// The text of a component's file, or nothing where there is no such file.
    CallHandle componentFile(const QString &project, const QString &file, QObject *context,
                             Callback<std::optional<QByteArray>> done);
    CallHandle setComponentFile(const QString &project, const QString &file, const QByteArray &content,
                                QObject *context, Callback<void> done);
    CallHandle dropComponent(const QString &project, QObject *context, Callback<void> done);
    /// One file of a component; a file that is not there is not an error.
    CallHandle dropComponentFile(const QString &project, const QString &file, QObject *context,
                                 Callback<void> done);
    /// Restarts the worker threads; answers with a job id (empty on servers that give none).
    CallHandle restartWorkers(QObject *context, Callback<QString> done);

    /// Nothing where the database or table does not exist.
    CallHandle describeTable(const QString &database, const QString &table, QObject *context,
                             Callback<std::optional<TableInfo>> done);
    /// A table or database that is not there counts as dropped.
    CallHandle dropTable(const QString &database, const QString &table, QObject *context,
                         Callback<void> done);
    /// All its tables; nothing where the database does not exist.
    CallHandle describeDatabase(const QString &database, QObject *context,
                                Callback<std::optional<DatabaseInfo>> done);
    /// Their names alone; nothing where the database does not exist.
    CallHandle tableNames(const QString &database, QObject *context,
                          Callback<std::optional<QStringList>> done);
    CallHandle dropDatabase(const QString &database, QObject *context, Callback<void> done);

    /// All roles, and all users with theirs. Super user only, as the three that follow.
    CallHandle roles(QObject *context, Callback<QList<RoleInfo>> done);
    CallHandle roleHolders(QObject *context, Callback<QList<RoleHolder>> done);
    /// Fails where there is a role of that name.
    CallHandle addRole(const QString &name, const OrderedJson &permission, QObject *context,
                       Callback<void> done);
    /// Gives @p role other rights, in place of all that it has.
    CallHandle alterRole(const RoleInfo &role, const OrderedJson &permission, QObject *context,
                         Callback<void> done);
    /// Fails where an active user has the role.
    CallHandle dropRole(const QString &id, QObject *context, Callback<void> done);

    /// Writes @p records (a JSON array of objects with unique, non-empty ids) in one transaction. The order
    /// of their members is kept: subscribers see it.
    CallHandle upsert(const QString &database, const QString &table, const OrderedJson &records,
                      QObject *context, Callback<void> done);
    /// The records with these @p ids that exist, as a JSON array.
    CallHandle recordsById(const QString &database, const QString &table, const QStringList &ids,
                           QObject *context, Callback<Json> done);
    CallHandle deleteRecords(const QString &database, const QString &table, const QStringList &ids,
                             QObject *context, Callback<void> done);
    /// At most @p limit records, as a JSON array with the attributes @p attributes.
    CallHandle records(const QString &database, const QString &table, const QStringList &attributes,
                       int limit, QObject *context, Callback<Json> done);

    /// The same, for thousands of records: @p take gets one after the other, so that they are never all there
    /// as JSON. @p done gets how many there were.
    CallHandle eachRecord(const QString &database, const QString &table, const QStringList &attributes,
                          int limit, QObject *context, std::function<void(const Json &)> take,
                          Callback<qsizetype> done);

    /// One record of a table and all of another one, in one answer: an object with "record", which is null
    /// where there is none, and "others".
    CallHandle recordAndOthers(const RecordAndOthers &wanted, QObject *context, Callback<Json> done);

    /// Rows of raw analytics with an id above @p afterId and, where it is given, below @p beforeId,
    /// ascending, at most @p limit. Super user only.
    CallHandle rawAnalytics(double afterId, std::optional<double> beforeId, int limit, QObject *context,
                            Callback<QList<AnalyticsRow>> done);
    CallHandle rawAnalytics(double afterId, int limit, QObject *context, Callback<QList<AnalyticsRow>> done)
    {
        return rawAnalytics(afterId, std::nullopt, limit, context, std::move(done));
    }
    /// Aggregated rows of @p metric made in [@p fromMs, @p toMs], as kept for about a year; of "bytes-..."
    /// those of MQTT. Not on servers older than 4.5 (ErrorKind::Server).
    CallHandle aggregates(const QString &metric, qint64 fromMs, qint64 toMs, QObject *context,
                          Callback<QList<AggregateRow>> done);
    /// Ids of the persistent MQTT sessions.
    CallHandle durableSessions(QObject *context, Callback<QStringList> done);
    /// Client ids of the records of @p table whose "persistent" is true, at most @p limit.
    CallHandle persistentClients(const QString &database, const QString &table, int limit, QObject *context,
                                 Callback<QStringList> done);

private:
    template <typename Body, typename Done>
    CallHandle send(const Body &body, QObject *context, Done done);
    template <typename T, typename Body, typename Decode>
    CallHandle call(const Body &body, QObject *context, Callback<T> done, Decode decode);
    /// For answers that are too large to make JSON of all that is in them.
    template <typename T>
    CallHandle callForText(const Json &body, QObject *context, Callback<T> done,
                           std::function<Result<T>(const QByteArray &)> decode);

    HttpOperations m_http;
};

} // namespace syspulse
