// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/harper/operationsclient.h"
#include "core/topics/syslayout.h"
#include "tests/unit/fakehttpserver.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QMap>
#include <QSet>
#include <QTimer>

/// Waits until @p condition holds; false when it does not within a minute. Looks after each event:
/// QTest::qWaitFor() sleeps for 10 ms in between, and a setup is hundreds of events.
template <typename Condition>
bool holdsSoon(Condition condition)
{
    QTimer limit;
    limit.setSingleShot(true);
    limit.start(60000);
    while (!condition()) {
        if (!limit.isActive())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return true;
}

/// As much of HarperDB as setting up and undoing need, in the words of 4.7.29: files of one component, one
/// database, its tables and records, roles and users. A restart of the workers makes the tables.
class FakeSetupServer
{
public:
    FakeSetupServer()
    {
        http.answer = [this](const FakeHttpServer::Request &request, int number) {
            const auto body = syspulse::parseJson(request.body);
            const QString operation = body ? syspulse::textOr(*body, "operation") : QString();
            operations.append(operation);
            bodies.append(request.body);
            if (instead) {
                if (const auto bytes = instead(operation, number))
                    return *bytes;
            }
            const QByteArray text = body ? answerTo(operation, *body) : QByteArrayLiteral("{}");
            const int status = std::exchange(m_status, 200);
            return FakeHttpServer::reply(status, text);
        };
    }

    syspulse::HarperEndpoint endpoint(int timeoutMs = 15000) const
    {
        syspulse::HarperEndpoint endpoint;
        endpoint.url = http.url();
        endpoint.user = QStringLiteral("admin");
        endpoint.password = Secret(u"secret");
        endpoint.timeoutMs = timeoutMs;
        return endpoint;
    }

    FakeHttpServer http;
    /// Bytes to answer with in place of the server's own answer; empty bytes: no answer at all.
    std::function<std::optional<QByteArray>(const QString &operation, int number)> instead;
    QStringList operations;
    QList<QByteArray> bodies;

    QMap<QString, QByteArray> files;
    QMap<QString, QString> changed; ///< when files were, where that matters
    int thread = 1;                 ///< id of its only worker
    bool folder = false;            ///< of the component
    bool loaded = false;
    bool database = false;
    bool listsRecords = false; ///< all of a table; it says that there are none otherwise
    QSet<QString> tables;
    QMap<QString, QByteArray> records; ///< by table and id

    struct Role
    {
        QByteArray permission;
        int created = 0;
    };
    QMap<QString, Role> roles;    ///< by name, which is the id too; beside that of the super user
    QMap<QString, QString> users; ///< names of their roles

    /// Takes over what is on @p other.
    void copyFrom(const FakeSetupServer &other)
    {
        files = other.files;
        folder = other.folder;
        loaded = other.loaded;
        database = other.database;
        tables = other.tables;
        records = other.records;
        roles = other.roles;
        users = other.users;
    }

private:
    using Json = syspulse::Json;

    QByteArray missing(const QByteArray &words, int status = 404)
    {
        m_status = status;
        return "{\"error\":\"" + words + "\"}";
    }

    QByteArray missingTable(const QString &table)
    {
        if (!database)
            return missing("database 'data' does not exist");
        return missing("Table 'data." + table.toUtf8() + "' does not exist");
    }

    QByteArray answerTo(const QString &operation, const Json &body)
    {
        using namespace syspulse;
        if (operation == QLatin1String("user_info"))
            return R"({"username":"admin","role":{"role":"super_user","permission":{"super_user":true}}})";
        if (operation == QLatin1String("registration_info"))
            return R"({"registered":false,"version":"4.7.29"})";
        if (operation == QLatin1String("get_configuration"))
            return R"({"http":{"port":null},"mqtt":{"network":{"port":1883}},"threads":1,)"
                   R"("analytics":{"aggregatePeriod":-1}})";
        if (operation == QLatin1String("system_information"))
            return R"({"time":{"current":)" + QByteArray::number(QDateTime::currentMSecsSinceEpoch()) +
                   R"(},"threads":[{"threadId":)" + QByteArray::number(thread) + R"(,"name":"http"}]})";
        if (operation == QLatin1String("get_status"))
            return status();
        if (operation == QLatin1String("read_log"))
            return "[]";
        if (operation == QLatin1String("restart_service")) {
            restart();
            return R"({"message":"Restarting http_workers","job_id":"j"})";
        }
        if (operation.contains(QLatin1String("component")))
            return component(operation, body);
        if (operation.contains(QLatin1String("role")) || operation == QLatin1String("list_users"))
            return ofRoles(operation, body);
        if (operation.endsWith(QLatin1String("database")))
            return wholeDatabase(operation);
        return ofTable(operation, body);
    }

    void restart()
    {
        ++thread;
        loaded =
            files.contains(QStringLiteral("schema.graphql")) && files.contains(QStringLiteral("config.yaml"));
        if (!loaded)
            return;
        database = true;
        for (const QString &table : syspulse::SysLayout().tables())
            tables.insert(table);
    }

    QByteArray status() const
    {
        const QByteArray now = QByteArray::number(QDateTime::currentMSecsSinceEpoch() + 1000);
        const auto part = [&now](const QByteArray &name) -> QByteArray {
            return R"({"name":")" + name + R"(","status":"healthy","message":"","lastChecked":{"main":)" +
                   now + R"(,"workers":{"0":)" + now + "}}}";
        };
        return R"({"componentStatus":[)" + part("mqtt") + (loaded ? "," + part("syspulse") : QByteArray()) +
               "]}";
    }

    QByteArray component(const QString &operation, const Json &body)
    {
        using namespace syspulse;
        const QString file = textOr(body, "file");
        if (operation == QLatin1String("get_components")) {
            if (!folder)
                return R"({"name":"components","entries":[]})";
            QByteArrayList entries;
            for (auto it = files.cbegin(); it != files.cend(); ++it)
                entries.append(R"({"name":")" + it.key().toUtf8() + R"(","mtime":")" +
                               changed.value(it.key(), QStringLiteral("at first")).toUtf8() + R"(","size":)" +
                               QByteArray::number(it->size()) + '}');
            return R"({"name":"components","entries":[{"name":"syspulse","entries":[)" + entries.join(',') +
                   "]}]}";
        }
        if (operation == QLatin1String("get_component_file")) {
            if (!files.contains(file))
                return missing("Component file not found 'syspulse/" + file.toUtf8() + "'", 500);
            return dumpJson(Json{{"message", files.value(file).toStdString()}});
        }
        if (operation == QLatin1String("set_component_file")) {
            folder = true;
            files.insert(file, textOr(body, "payload").toUtf8());
        } else if (file.isEmpty()) { // drop_component
            files.clear();
            folder = false;
        } else {
            files.remove(file);
        }
        return R"({"message":"done"})";
    }

    QByteArray ofRoles(const QString &operation, const Json &body)
    {
        using namespace syspulse;
        const auto named = [](const QString &name) {
            return Json{{"id", toUtf8String(name)}, {"role", toUtf8String(name)}};
        };
        Json all = Json::array();
        if (operation == QLatin1String("list_users")) {
            for (auto it = users.cbegin(); it != users.cend(); ++it)
                all.push_back({{"username", toUtf8String(it.key())}, {"active", true}, {"role", named(*it)}});
            return dumpJson(all);
        }
        if (operation == QLatin1String("list_roles")) {
            all.push_back(named(QStringLiteral("super_user")));
            for (auto it = roles.cbegin(); it != roles.cend(); ++it) {
                all.push_back(named(it.key()));
                all.back()["permission"] = *parseJson(it->permission);
                all.back()["__createdtime__"] = it->created;
            }
            return dumpJson(all);
        }
        const bool adds = operation == QLatin1String("add_role");
        const QString name = textOr(body, adds ? "role" : "id");
        if (adds && roles.contains(name))
            return missing("A role with name '" + name.toUtf8() + "' already exists", 409);
        if (!adds && !roles.contains(name))
            return missing("Role not found");
        if (operation == QLatin1String("drop_role")) {
            if (users.values().contains(name))
                return missing("Cannot drop role as it has active user(s) tied to this role", 409);
            roles.remove(name);
            return R"({"message":"done"})";
        }
        for (const auto &[table, rights] : body["permission"]["data"]["tables"].items()) {
            if (!tables.contains(QString::fromStdString(table)))
                return missing("Errors in the role permissions JSON provided", 400);
        }
        if (adds)
            roles[name].created = ++m_clock;
        roles[name].permission = dumpJson(body["permission"]);
        return dumpJson(body);
    }

    QByteArray wholeDatabase(const QString &operation)
    {
        if (!database)
            return missing("database 'data' does not exist");
        if (operation == QLatin1String("drop_database")) {
            database = false;
            tables.clear();
            return R"({"message":"done"})";
        }
        QByteArrayList described;
        for (const QString &table : std::as_const(tables))
            described.append('"' + table.toUtf8() + "\":" + description(table));
        return '{' + described.join(',') + '}';
    }

    static QByteArray description(const QString &table)
    {
        return R"({"schema":"data","name":")" + table.toUtf8() +
               R"(","hash_attribute":"id","record_count":0,"attributes":[]})";
    }

    QByteArray allOf(const QString &table) const
    {
        QByteArrayList found;
        for (auto it = records.cbegin(); it != records.cend(); ++it) {
            if (it.key().startsWith(table + QLatin1Char('/')))
                found.append(*it);
        }
        return '[' + found.join(',') + ']';
    }

    QByteArray ofTable(const QString &operation, const Json &body)
    {
        using namespace syspulse;
        const QString table = textOr(body, "table");
        if (textOr(body, "database") == QLatin1String("system"))
            return "[]";
        if (!tables.contains(table))
            return missingTable(table);
        if (operation == QLatin1String("describe_table"))
            return description(table);
        if (operation == QLatin1String("drop_table"))
            tables.remove(table);
        if (operation == QLatin1String("upsert")) {
            for (const Json &record : *member(body, "records"))
                records.insert(table + QLatin1Char('/') + textOr(record, "id"), dumpJson(record));
        }
        if (operation == QLatin1String("delete")) {
            for (const Json &id : *member(body, "ids"))
                records.remove(table + QLatin1Char('/') + QString::fromStdString(id.get<std::string>()));
        }
        if (operation == QLatin1String("search_by_value") && listsRecords)
            return allOf(table);
        if (operation != QLatin1String("search_by_id"))
            return operation.startsWith(QLatin1String("search")) ? "[]" : R"({"message":"done"})";
        Json found = Json::array();
        for (const Json &id : *member(body, "ids")) {
            const QString key = table + QLatin1Char('/') + QString::fromStdString(id.get<std::string>());
            if (records.contains(key))
                found.push_back(*parseJson(records.value(key)));
        }
        return dumpJson(found);
    }

    int m_status = 200;
    int m_clock = 0; ///< of what it makes
};
