// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/operationcalls.h"

#include "core/base/utf8.h"
#include "core/harper/notthere.h"
#include "core/harper/recordlist.h"

#include <QDateTime>

namespace syspulse {

namespace {

template <typename T>
std::function<void(const Result<T> &)>
missingAsNothing(std::function<void(const Result<std::optional<T>> &)> done)
{
    return [done = std::move(done)](const Result<T> &result) {
        if (result)
            done(std::optional<T>(*result));
        else if (saysNotThere(result.error()))
            done(std::optional<T>());
        else
            done(Unexpected<Error>{result.error()});
    };
}

/// What is gone already was dropped.
std::function<void(const Result<void> &)> missingAsDropped(std::function<void(const Result<void> &)> done)
{
    return [done = std::move(done)](const Result<void> &result) {
        done(!result && saysNotThere(result.error()) ? Result<void>() : result);
    };
}

} // namespace

OperationsClient::OperationsClient(const HarperEndpoint &endpoint, QObject *parent)
    : QObject(parent)
    , m_http(endpoint, this)
{
    connect(&m_http, &HttpOperations::serverTimeSeen, this, &OperationsClient::serverTimeSeen);
}

CallHandle OperationsClient::userInfo(QObject *context, Callback<UserInfo> done)
{
    return call<UserInfo>(operation("user_info"), context, std::move(done), decodeUserInfo);
}

CallHandle OperationsClient::version(QObject *context, Callback<QString> done)
{
    // Harper 5 is about to drop the operation; a server without it is of that line.
    const auto orNewer = [done = std::move(done)](const Result<QString> &version) {
        const bool dropped = !version && saysUnknownOperation(version.error());
        done(dropped ? Result<QString>(QStringLiteral("5")) : version);
    };
    return call<QString>(
        operation("registration_info"), context, orNewer, [](const Json &json) -> Result<QString> {
            const auto version = textAt(json, "version");
            if (!version)
                return failure(ErrorKind::Protocol,
                               tr("The server does not tell its version. Is this a HarperDB?"));
            return *version;
        });
}

CallHandle OperationsClient::configuration(QObject *context, Callback<ServerConfiguration> done)
{
    return call<ServerConfiguration>(operation("get_configuration"), context, std::move(done),
                                     decodeConfiguration);
}

CallHandle OperationsClient::systemInformation(const QStringList &attributes, QObject *context,
                                               Callback<SystemInformation> done)
{
    Json body = operation("system_information");
    body["attributes"] = textArray(attributes);
    return call<SystemInformation>(body, context, std::move(done), decodeSystemInformation);
}

CallHandle OperationsClient::status(QObject *context, Callback<ServerStatus> done)
{
    return call<ServerStatus>(operation("get_status"), context, std::move(done), decodeStatus);
}

CallHandle OperationsClient::loggedErrors(qint64 fromMs, QObject *context,
                                          Callback<QList<ServerLogEntry>> done)
{
    Json body = operation("read_log");
    body["level"] = "error";
    body["from"] = toUtf8String(QDateTime::fromMSecsSinceEpoch(fromMs, Qt::UTC).toString(Qt::ISODateWithMs));
    body["order"] = "asc";
    body["limit"] = 100;
    return call<QList<ServerLogEntry>>(body, context, std::move(done), decodeLog);
}

CallHandle OperationsClient::newestLog(int bytes, QObject *context, Callback<QList<ServerLogEntry>> done)
{
    // The server goes back 200 bytes for each of "limit" entries and 5 more, and ends once it has as many as
    // that: where entries are shorter, those that are missing are the newest. It never has exactly one and a
    // half, so it goes on to the end.
    Json body = operation("read_log");
    body["order"] = "desc";
    body["limit"] = std::max(1, bytes / 200 - 5) + 0.5;
    return call<QList<ServerLogEntry>>(body, context, std::move(done), decodeLog);
}

CallHandle OperationsClient::components(QObject *context, Callback<QList<ComponentInfo>> done)
{
    return call<QList<ComponentInfo>>(operation("get_components"), context, std::move(done),
                                      decodeComponents);
}

CallHandle OperationsClient::componentFile(const QString &project, const QString &file, QObject *context,
                                           Callback<std::optional<QByteArray>> done)
{
    Json body = operation("get_component_file");
    body["project"] = toUtf8String(project);
    body["file"] = toUtf8String(file);
    return call<QByteArray>(
        body, context, missingAsNothing<QByteArray>(std::move(done)),
        [](const Json &json) -> Result<QByteArray> { return textOr(json, "message").toUtf8(); });
}

CallHandle OperationsClient::setComponentFile(const QString &project, const QString &file,
                                              const QByteArray &content, QObject *context,
                                              Callback<void> done)
{
    Json body = operation("set_component_file");
    body["project"] = toUtf8String(project);
    body["file"] = toUtf8String(file);
    body["payload"] = content.toStdString();
    return call<void>(body, context, std::move(done), noResult);
}

CallHandle OperationsClient::dropComponent(const QString &project, QObject *context, Callback<void> done)
{
    Json body = operation("drop_component");
    body["project"] = toUtf8String(project);
    return call<void>(body, context, std::move(done), noResult);
}

CallHandle OperationsClient::dropComponentFile(const QString &project, const QString &file, QObject *context,
                                               Callback<void> done)
{
    Json body = operation("drop_component");
    body["project"] = toUtf8String(project);
    body["file"] = toUtf8String(file);
    return call<void>(body, context, std::move(done), noResult);
}

CallHandle OperationsClient::restartWorkers(QObject *context, Callback<QString> done)
{
    Json body = operation("restart_service");
    body["service"] = "http_workers";
    return call<QString>(body, context, std::move(done),
                         [](const Json &json) -> Result<QString> { return textOr(json, "job_id"); });
}

CallHandle OperationsClient::describeTable(const QString &database, const QString &table, QObject *context,
                                           Callback<std::optional<TableInfo>> done)
{
    return call<TableInfo>(tableOperation("describe_table", database, table), context,
                           missingAsNothing<TableInfo>(std::move(done)), decodeTable);
}

CallHandle OperationsClient::dropTable(const QString &database, const QString &table, QObject *context,
                                       Callback<void> done)
{
    return call<void>(tableOperation("drop_table", database, table), context,
                      missingAsDropped(std::move(done)), noResult);
}

CallHandle OperationsClient::describeDatabase(const QString &database, QObject *context,
                                              Callback<std::optional<DatabaseInfo>> done)
{
    Json body = operation("describe_database");
    body["database"] = toUtf8String(database);
    return call<DatabaseInfo>(body, context, missingAsNothing<DatabaseInfo>(std::move(done)), decodeDatabase);
}

CallHandle OperationsClient::tableNames(const QString &database, QObject *context,
                                        Callback<std::optional<QStringList>> done)
{
    Json body = operation("describe_database");
    body["database"] = toUtf8String(database);
    return call<QStringList>(body, context, missingAsNothing<QStringList>(std::move(done)),
                             [](const Json &json) -> Result<QStringList> {
                                 if (!json.is_object())
                                     return failure(ErrorKind::Protocol,
                                                    tr("The server did not answer with a list of tables."));
                                 QStringList names;
                                 for (const auto &[name, table] : json.items())
                                     names.append(textFromUtf8(name));
                                 return names;
                             });
}

CallHandle OperationsClient::dropDatabase(const QString &database, QObject *context, Callback<void> done)
{
    Json body = operation("drop_database");
    body["database"] = toUtf8String(database);
    return call<void>(body, context, missingAsDropped(std::move(done)), noResult);
}

CallHandle OperationsClient::upsert(const QString &database, const QString &table, const OrderedJson &records,
                                    QObject *context, Callback<void> done)
{
    OrderedJson body;
    body["operation"] = "upsert";
    body["database"] = toUtf8String(database);
    body["table"] = toUtf8String(table);
    body["records"] = records;
    return call<void>(body, context, std::move(done), noResult);
}

CallHandle OperationsClient::recordsById(const QString &database, const QString &table,
                                         const QStringList &ids, QObject *context, Callback<Json> done)
{
    Json body = tableOperation("search_by_id", database, table);
    body["ids"] = textArray(ids);
    body["get_attributes"] = textArray({QStringLiteral("*")});
    return send(body, context, checkedList(std::move(done)));
}

CallHandle OperationsClient::deleteRecords(const QString &database, const QString &table,
                                           const QStringList &ids, QObject *context, Callback<void> done)
{
    Json body = tableOperation("delete", database, table);
    body["ids"] = textArray(ids);
    return call<void>(body, context, std::move(done), noResult);
}

CallHandle OperationsClient::records(const QString &database, const QString &table,
                                     const QStringList &attributes, int limit, QObject *context,
                                     Callback<Json> done)
{
    return send(allRecords(database, table, attributes, limit), context, checkedList(std::move(done)));
}

CallHandle OperationsClient::eachRecord(const QString &database, const QString &table,
                                        const QStringList &attributes, int limit, QObject *context,
                                        std::function<void(const Json &)> take, Callback<qsizetype> done)
{
    return callForText<qsizetype>(
        allRecords(database, table, attributes, limit), context, std::move(done),
        [take = std::move(take)](const QByteArray &text) { return forEachRecord(text, take); });
}

CallHandle OperationsClient::recordAndOthers(const RecordAndOthers &wanted, QObject *context,
                                             Callback<Json> done)
{
    Json body = operation("sql");
    body["sql"] = toUtf8String(wanted.statement());
    return call<Json>(body, context, std::move(done), [wanted](const Json &rows) -> Result<Json> {
        if (!rows.is_array())
            return notRecords();
        return wanted.decode(rows);
    });
}

CallHandle OperationsClient::rawAnalytics(double afterId, std::optional<double> beforeId, int limit,
                                          QObject *context, Callback<QList<AnalyticsRow>> done)
{
    Json body =
        tableOperation("search_by_conditions", QStringLiteral("system"), QStringLiteral("hdb_raw_analytics"));
    body["conditions"] = Json::array(
        {{{"search_attribute", "id"}, {"search_type", "greater_than"}, {"search_value", afterId}}});
    if (beforeId)
        body["conditions"].push_back(
            {{"search_attribute", "id"}, {"search_type", "less_than"}, {"search_value", *beforeId}});
    body["get_attributes"] = textArray({QStringLiteral("*")});
    body["limit"] = limit;
    return callForText<QList<AnalyticsRow>>(body, context, std::move(done),
                                            [](const QByteArray &text) { return decodeAnalyticsRows(text); });
}

CallHandle OperationsClient::aggregates(const QString &metric, qint64 fromMs, qint64 toMs, QObject *context,
                                        Callback<QList<AggregateRow>> done)
{
    Json body = operation("get_analytics");
    body["metric"] = toUtf8String(metric);
    body["start_time"] = fromMs;
    body["end_time"] = toMs;
    // Percentiles are most of a row, and rows of other protocols most of the rows.
    body["get_attributes"] = {"id",   "time",  "period", "metric", "path",       "method",
                              "type", "count", "total",  "mean",   "connections"};
    if (metric.startsWith(QLatin1String("bytes-")))
        body["conditions"] =
            Json::array({{{"attribute", "type"}, {"comparator", "equals"}, {"value", "mqtt"}}});
    return callForText<QList<AggregateRow>>(body, context, std::move(done),
                                            [](const QByteArray &text) { return decodeAggregateRows(text); });
}

CallHandle OperationsClient::durableSessions(QObject *context, Callback<QStringList> done)
{
    const Json body = allRecords(QStringLiteral("system"), QStringLiteral("hdb_durable_session"),
                                 {QStringLiteral("id")}, std::nullopt);
    return call<QStringList>(body, context, std::move(done),
                             [](const Json &json) { return textsOf(json, "id"); });
}

CallHandle OperationsClient::persistentClients(const QString &database, const QString &table, int limit,
                                               QObject *context, Callback<QStringList> done)
{
    Json body = tableOperation("search_by_conditions", database, table);
    body["conditions"] = Json::array(
        {{{"search_attribute", "persistent"}, {"search_type", "equals"}, {"search_value", true}}});
    body["get_attributes"] = textArray({QStringLiteral("client")});
    body["limit"] = limit;
    return call<QStringList>(body, context, std::move(done),
                             [](const Json &json) { return textsOf(json, "client"); });
}

} // namespace syspulse
