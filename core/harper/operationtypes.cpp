// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/operationtypes.h"

#include "core/base/bounded.h"
#include "core/base/json.h"
#include "core/base/plaintext.h"
#include "core/base/product.h"
#include "core/base/rawanalytics.h"
#include "core/base/utf8.h"

#include <QCoreApplication>

namespace syspulse {

namespace {

Unexpected<Error> notHarper(const char *operation)
{
    return failure(ErrorKind::Protocol,
                   QCoreApplication::translate("Operations",
                                               "The server's answer to \"%1\" is not in HarperDB's form. "
                                               "Check that the address is that of an operations API.")
                       .arg(QLatin1String(operation)));
}

/// A port as a number, or as the text "9925" or "127.0.0.1:9925": the configuration takes both forms.
quint16 portAt(const Json &object, const char *key)
{
    qint64 port = integerAt(object, key).value_or(0);
    if (const auto text = textAt(object, key))
        port = text->section(QLatin1Char(':'), -1).toLongLong();
    return port > 0 && port <= 65535 ? quint16(port) : quint16(0);
}

const Json &memberOrNull(const Json &object, const char *key)
{
    static const Json null;
    const Json *found = member(object, key);
    return found ? *found : null;
}

// An error that the server has turned into JSON, which leaves the message out where it is the engine's own.
QString causeOf(const Json &entry)
{
    const Json &error = memberOrNull(entry, "error");
    if (error.is_string())
        return textOr(entry, "error");
    const QString message = textOr(error, "message");
    if (!message.isEmpty())
        return message;
    const Json &cause = memberOrNull(error, "cause");
    QStringList parts{textOr(error, "name"), textOr(error, "filePath"), textOr(cause, "code"),
                      textOr(cause, "url")};
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

} // namespace

const ComponentStatus *ServerStatus::find(const QString &name) const
{
    for (const ComponentStatus &component : components) {
        if (component.name == name)
            return &component;
    }
    return nullptr;
}

std::optional<qint64> ServerStatus::bootMs() const
{
    const ComponentStatus *mqtt = find(QStringLiteral("mqtt"));
    return mqtt ? mqtt->mainCheckedMs : std::nullopt;
}

bool componentLoaded(const ServerStatus &status, const QString &component, double afterMs, qsizetype workers,
                     const QStringList &parts)
{
    const QString stem = component + QLatin1Char('.');
    bool found = false;
    for (const ComponentStatus &part : status.components) {
        if (part.name != component && !part.name.startsWith(stem))
            continue;
        if (part.name != component && !parts.isEmpty() && !parts.contains(part.name.mid(stem.size())))
            continue;
        // A component that failed in its YAML is "healthy" with no worker at all.
        if (part.status != QLatin1String("healthy") ||
            part.workerCheckedMs.size() < qMax<qsizetype>(1, workers))
            return false;
        for (const double checkedMs : part.workerCheckedMs) {
            if (checkedMs <= afterMs)
                return false;
        }
        found = true;
    }
    return found;
}

Result<UserInfo> decodeUserInfo(const Json &json)
{
    const auto name = textAt(json, "username");
    const Json *role = member(json, "role");
    if (!name || !role)
        return notHarper("user_info");
    UserInfo info;
    info.username = *name;
    info.role = textOr(*role, "role");
    const Json &permission = memberOrNull(*role, "permission");
    info.superUser = boolAt(permission, "super_user").value_or(false);
    for (const Json &operation : memberOrNull(permission, "operations")) {
        if (operation.is_string())
            info.operations.append(textFromUtf8(operation.get<std::string>()));
    }
    return info;
}

Result<ServerConfiguration> decodeConfiguration(const Json &json)
{
    if (!json.is_object() || !json.contains("http"))
        return notHarper("get_configuration");
    ServerConfiguration configuration;
    const Json &http = memberOrNull(json, "http");
    configuration.httpPort = portAt(http, "port");
    configuration.httpSecurePort = portAt(http, "securePort");
    const Json &network = memberOrNull(memberOrNull(json, "mqtt"), "network");
    configuration.mqttPort = portAt(network, "port");
    configuration.mqttSecurePort = portAt(network, "securePort");
    const Json &threads = memberOrNull(json, "threads");
    const double count = threads.is_number() ? threads.get<double>() : numberAt(threads, "count").value_or(1);
    configuration.threads = count >= 1 && count < 10000 ? int(count) : 1;
    const double period = numberAt(memberOrNull(json, "analytics"), "aggregatePeriod").value_or(60);
    configuration.analyticsPeriodSeconds = period >= -1 && period < 1e6 ? int(period) : 60;
    const double raw = numberAt(memberOrNull(json, "analytics"), "rawRetentionMs").value_or(-1);
    if (raw >= 0 && raw < 1e15)
        configuration.rawRetentionMs = qint64(raw);
    configuration.storageEngine = textOr(memberOrNull(json, "storage"), "engine").toLower();
    configuration.auditRetention = textOr(memberOrNull(json, "logging"), "auditRetention");
    return configuration;
}

qint64 ServerConfiguration::reliableRawMs() const
{
    if (rawRetentionMs.value_or(0) == 0)
        return usualRawAnalyticsMs;
    // What may be pruned while it is being read, as with the hour of HarperDB 4.
    constexpr qint64 marginMs = 5 * 60 * 1000;
    return std::min(*rawRetentionMs - std::min(marginMs, *rawRetentionMs / 4), usualRawAnalyticsMs);
}

StorageEngine storageEngineOf(const ServerConfiguration &configuration, const QString &version)
{
    return isHarper5(version) && configuration.storageEngine != QLatin1String("lmdb") ? StorageEngine::RocksDb
                                                                                      : StorageEngine::Lmdb;
}

Result<SystemInformation> decodeSystemInformation(const Json &json)
{
    if (!json.is_object())
        return notHarper("system_information");
    SystemInformation information;
    information.serverTimeMs = integerAt(memberOrNull(json, "time"), "current");
    const double uptime = numberAt(memberOrNull(json, "time"), "uptime").value_or(0);
    if (uptime > 0 && uptime < 1e11)
        information.uptimeMs = qint64(uptime * 1000);
    for (const Json &thread : memberOrNull(json, "threads")) {
        const auto id = integerAt(thread, "threadId");
        if (id && textOr(thread, "name") == QLatin1String("http"))
            information.threadIds.append(boundedInt(*id));
    }
    const Json &core = memberOrNull(memberOrNull(json, "harperdb_processes"), "core");
    if (core.is_array() && !core.empty()) {
        // The text has no zone; the caller asked for "time" too, whose zone offset applies.
        QDateTime started =
            QDateTime::fromString(textOr(core.front(), "started"), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        started.setTimeSpec(Qt::UTC);
        const QString zone = textOr(memberOrNull(json, "time"), "timezone"); // "UTC+0200"
        const int offset = zone.mid(3).toInt();
        if (started.isValid())
            information.startedMs =
                started.toMSecsSinceEpoch() - (offset / 100 * 60 + offset % 100) * 60000LL;
    }
    return information;
}

Result<ServerStatus> decodeStatus(const Json &json)
{
    const Json *components = member(json, "componentStatus");
    if (!components || !components->is_array())
        return notHarper("get_status");
    ServerStatus status;
    status.restartRequired = boolAt(json, "restartRequired").value_or(false);
    for (const Json &entry : *components) {
        ComponentStatus component;
        component.name = textOr(entry, "name");
        component.status = textOr(entry, "status");
        QStringList texts{textOr(entry, "latestMessage"), causeOf(entry)};
        texts.removeAll(QString());
        component.message = texts.join(QStringLiteral(": "));
        const Json &checked = memberOrNull(entry, "lastChecked");
        component.mainCheckedMs = integerAt(checked, "main");
        const Json &workers = memberOrNull(checked, "workers");
        if (workers.is_object()) {
            for (const auto &[index, time] : workers.items()) {
                if (time.is_number())
                    component.workerCheckedMs.insert(textFromUtf8(index), time.get<double>());
            }
        }
        status.components.append(std::move(component));
    }
    return status;
}

Result<QList<ServerLogEntry>> decodeLog(const Json &json)
{
    if (!json.is_array())
        return notHarper("read_log");
    constexpr qsizetype longestWord = 100;
    constexpr qsizetype longestMessage = 4000;
    constexpr qsizetype mostTags = 10;
    QList<ServerLogEntry> entries;
    for (const Json &each : json) {
        const auto message = textAt(each, "message");
        if (!message)
            continue;
        const QDateTime time = QDateTime::fromString(textOr(each, "timestamp"), Qt::ISODateWithMs);
        ServerLogEntry entry;
        entry.timeMs = time.isValid() ? time.toMSecsSinceEpoch() : 0;
        entry.thread = cutText(textOr(each, "thread"), longestWord);
        entry.level = cutText(textOr(each, "level"), longestWord);
        for (const Json &tag : memberOrNull(each, "tags")) {
            if (tag.is_string() && entry.tags.size() < mostTags)
                entry.tags.append(cutText(textFromUtf8(tag.get<std::string>()), longestWord));
        }
        // The server itself trims the last one only.
        entry.message = cutText(message->trimmed(), longestMessage);
        entries.append(entry);
    }
    return entries;
}

Result<QList<ComponentInfo>> decodeComponents(const Json &json)
{
    const Json *entries = member(json, "entries");
    if (!entries || !entries->is_array())
        return notHarper("get_components");
    QList<ComponentInfo> components;
    for (const Json &entry : *entries) {
        ComponentInfo component;
        component.name = textOr(entry, "name");
        const Json &status = memberOrNull(entry, "status");
        component.status = textOr(status, "status");
        component.message = textOr(status, "message");
        for (const Json &file : memberOrNull(entry, "entries")) {
            if (!file.is_object())
                continue;
            const QString name = textOr(file, "name");
            const bool isFolder = file.contains("entries");
            (isFolder ? component.folders : component.files).append(name);
            if (!isFolder)
                component.stamps.insert(name, {textOr(file, "mtime"), integerAt(file, "size").value_or(-1)});
        }
        components.append(std::move(component));
    }
    return components;
}

Result<TableInfo> decodeTable(const Json &json)
{
    const auto name = textAt(json, "name");
    if (!name)
        return notHarper("describe_table");
    TableInfo table;
    table.database = textOr(json, "schema");
    table.table = *name;
    table.primaryKey = textOr(json, "hash_attribute");
    table.recordCount = integerAt(json, "record_count").value_or(0);
    for (const Json &attribute : memberOrNull(json, "attributes"))
        table.attributes.append(textOr(attribute, "attribute"));
    return table;
}

Result<DatabaseInfo> decodeDatabase(const Json &json)
{
    if (!json.is_object())
        return notHarper("describe_database");
    DatabaseInfo tables;
    for (const auto &[name, description] : json.items()) {
        const Result<TableInfo> table = decodeTable(description);
        tables.insert(textFromUtf8(name), table ? std::optional(*table) : std::nullopt);
    }
    return tables;
}

// What is not understood here must not pass for "there is none": a role would be made or removed on that
// word.
Result<QList<RoleInfo>> decodeRoles(const Json &json)
{
    if (!json.is_array())
        return notHarper("list_roles");
    QList<RoleInfo> roles;
    for (const Json &entry : json) {
        const auto id = textAt(entry, "id");
        const auto name = textAt(entry, "role");
        if (!id || !name)
            return notHarper("list_roles");
        RoleInfo role{*id, *name, {}, {}};
        if (const Json *permission = member(entry, "permission"))
            role.permission = dumpJson(*permission);
        if (const Json *created = member(entry, "__createdtime__");
            created != nullptr && created->is_number())
            role.created = dumpJson(*created);
        roles.append(role);
    }
    return roles;
}

Result<QList<RoleHolder>> decodeRoleHolders(const Json &json)
{
    if (!json.is_array())
        return notHarper("list_users");
    QList<RoleHolder> holders;
    for (const Json &entry : json) {
        const auto user = textAt(entry, "username");
        if (!user)
            return notHarper("list_users");
        RoleHolder holder{*user, {}};
        // The role itself, as a rule; its id on servers that do not look it up.
        if (const Json *role = member(entry, "role"); role != nullptr && role->is_object())
            holder.roles = {textOr(*role, "id"), textOr(*role, "role")};
        else
            holder.roles = {textOr(entry, "role")};
        holder.roles.removeAll(QString());
        holders.append(holder);
    }
    return holders;
}

} // namespace syspulse
