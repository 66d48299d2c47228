// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/base/result.h"
#include "core/harper/serverlogentry.h"

#include <optional>

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QMap>
#include <QMetaType>
#include <QString>

namespace syspulse {

/// Answer of `user_info`.
struct UserInfo
{
    QString username;
    QString role;
    bool superUser = false;
    /// Operations, or groups of them, that the role names; from Harper 5 on, and only where it does.
    QStringList operations = {};
};

/// What keeps the records on disk.
enum class StorageEngine { Lmdb, RocksDb };

/// The part of `get_configuration` that we use. A port of 0 is off.
struct ServerConfiguration
{
    quint16 httpPort = 0;
    quint16 httpSecurePort = 0;
    quint16 mqttPort = 0;
    quint16 mqttSecurePort = 0;
    int threads = 1;
    int analyticsPeriodSeconds = 60; ///< negative: analytics are off
    QString auditRetention;          ///< as written, for example "3d"; empty when not told
    /// How long raw analytics are kept; 0: for ever; nothing where it cannot be set, and then for an hour.
    std::optional<qint64> rawRetentionMs = std::nullopt;
    /// How far back raw analytics can be relied on. A longer time than usual is not made use of: what is
    /// older is read as one-minute sums, which are far fewer rows.
    qint64 reliableRawMs() const;
    QString storageEngine; ///< "rocksdb" or "lmdb"; empty where it cannot be chosen, or was not
};

/// What a server of @p version uses with this configuration: LMDB before Harper 5, from then on RocksDB
/// unless LMDB was chosen.
StorageEngine storageEngineOf(const ServerConfiguration &configuration, const QString &version);

/// The part of `system_information` that we use; absent where it was not asked for.
struct SystemInformation
{
    std::optional<qint64> serverTimeMs; ///< the server's clock
    std::optional<qint64> uptimeMs;     ///< since the server's machine was started; never set
    QList<int> threadIds;               ///< live HTTP worker threads
    std::optional<qint64> startedMs;    ///< start of the server process, 1 s resolution
};

/// One line of `get_status`: a part of a component.
struct ComponentStatus
{
    QString name;    ///< "<project>.<part>", or the name of a built-in component
    QString status;  ///< "healthy", "error", ...
    QString message; ///< why it is not healthy: what the server says, and the error as far as it tells
    QHash<QString, double> workerCheckedMs; ///< worker index -> when it loaded the part
    std::optional<qint64> mainCheckedMs;    ///< when the main thread loaded it
};

/// Answer of `get_status`.
struct ServerStatus
{
    QList<ComponentStatus> components;
    bool restartRequired = false;

    const ComponentStatus *find(const QString &name) const;
    /// When the main thread of the server loaded its MQTT part: fixed for one run of the server process.
    std::optional<qint64> bootMs() const;
};

/// Whether every part of @p component (its own name or "<component>.<part>") is healthy and was loaded by at
/// least @p workers, one of them in any case, and by all of them after @p afterMs (the server's clock, ms).
/// With @p parts only these count: the status keeps those of an earlier configuration, which are never loaded
/// again.
bool componentLoaded(const ServerStatus &status, const QString &component, double afterMs,
                     qsizetype workers = 1, const QStringList &parts = {});

/// What is told of a file without reading it. An edit changes it.
struct FileStamp
{
    QString changed; ///< when, in the server's words; empty where it does not tell
    qint64 size = -1;

    bool operator==(const FileStamp &) const = default;
};

/// One project of `get_components`.
struct ComponentInfo
{
    QString name;
    QString status;
    QString message;
    QStringList files;               ///< names of its files
    QStringList folders;             ///< names of its folders
    QMap<QString, FileStamp> stamps; ///< of its files
};

/// One table of `describe_table`.
struct TableInfo
{
    QString database;
    QString table;
    QString primaryKey;
    QStringList attributes;
    qint64 recordCount = 0;
};

/// One role of `list_roles`.
struct RoleInfo
{
    QString id;
    QString name;
    QByteArray permission; ///< JSON text, the members in alphabetical order
    QByteArray created;    ///< when, in the server's terms; empty where it does not tell
};

/// One user of `list_users`, as far as it concerns roles.
struct RoleHolder
{
    QString user;
    QStringList roles; ///< id and name of the role that the user has
};

/// The tables of a database, by name; nothing where the server does not describe one as in describe_table.
using DatabaseInfo = QMap<QString, std::optional<TableInfo>>;

/// The decoders never throw; an answer without the required parts is ErrorKind::Protocol.
Result<UserInfo> decodeUserInfo(const Json &json);
Result<ServerConfiguration> decodeConfiguration(const Json &json);
Result<SystemInformation> decodeSystemInformation(const Json &json);
Result<ServerStatus> decodeStatus(const Json &json);
/// In the order of the answer.
Result<QList<ServerLogEntry>> decodeLog(const Json &json);
Result<QList<ComponentInfo>> decodeComponents(const Json &json);
Result<TableInfo> decodeTable(const Json &json);
Result<DatabaseInfo> decodeDatabase(const Json &json);
Result<QList<RoleInfo>> decodeRoles(const Json &json);
Result<QList<RoleHolder>> decodeRoleHolders(const Json &json);

} // namespace syspulse
