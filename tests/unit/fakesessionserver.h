// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/profiles/connectionsettings.h"
#include "tests/unit/fakehttpserver.h"

#include <functional>
#include <optional>

#include <QDateTime>
#include <QLocale>
#include <QMap>

namespace syspulse {

/// As much of HarperDB as a session with an updater needs. Keeps what is written.
class FakeSessionServer
{
public:
    FakeSessionServer()
    {
        server.answer = [this](const FakeHttpServer::Request &request, int number) {
            const auto body = parseJson(request.body);
            const QString operation = body ? textOr(*body, "operation") : QString();
            operations.append(operation);
            // Of an earlier version is nothing there.
            const bool former = body && textOr(*body, "table") == QLatin1String("sys_state");
            const QByteArray bytes =
                former ? FakeHttpServer::reply(404, R"({"error":"Table 'data.sys_state' does not exist"})",
                                               dateHeader())
                       : FakeHttpServer::reply(200, body ? answerTo(operation, *body) : "{}", dateHeader());
            if (hold && body && hold(operation, *body)) {
                held.insert(number, bytes);
                return QByteArray();
            }
            return bytes;
        };
    }

    ConnectionSettings settings() const
    {
        ConnectionSettings settings;
        settings.url = server.url().toString();
        settings.user = QStringLiteral("admin");
        settings.password = Secret(u"secret");
        settings.mqttPort = 1; // nobody listens
        return settings;
    }

    /// When the lease that is stored ends: 0 when it was given back, nothing when it was never taken.
    std::optional<qint64> leaseEnd() const
    {
        const auto lease = records.constFind(QStringLiteral("sys_control/lease"));
        return lease == records.cend() ? std::nullopt : integerAt(*parseJson(*lease), "expires");
    }

    /// Sends the answers that were held back.
    void letGo()
    {
        hold = nullptr;
        for (auto it = held.cbegin(); it != held.cend(); ++it)
            server.send(it.key(), *it);
        held.clear();
    }

    /// Whether a request writes the lease, and gives it back.
    static bool givesBack(const QString &operation, const Json &body)
    {
        const Json *list = member(body, "records");
        if (operation != QLatin1String("upsert") || list == nullptr)
            return false;
        for (const Json &record : *list) {
            if (textOr(record, "id") == QLatin1String("lease") && integerAt(record, "expires") == 0)
                return true;
        }
        return false;
    }

    FakeHttpServer server;
    std::function<bool(const QString &operation, const Json &body)> hold;
    QMap<int, QByteArray> held;
    QStringList operations;
    QMap<QString, QByteArray> records; ///< by table and id
    bool superUser = true;
    int analyticsPeriod = -1; ///< s; negative: none are kept
    QByteArray analytics = "[]";
    qint64 aheadMs = 0; ///< its clock, before this machine's

private:
    QByteArray dateHeader() const
    {
        const QDateTime now = QDateTime::currentDateTimeUtc().addMSecs(aheadMs);
        return "Date: " +
               QLocale::c().toString(now, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toLatin1() +
               "\r\n";
    }

    QByteArray answerTo(const QString &operation, const Json &body)
    {
        if (operation == QLatin1String("user_info"))
            return superUser
                       ? R"({"username":"admin","role":{"role":"super_user","permission":{"super_user":true}}})"
                       : R"({"username":"admin","role":{"role":"reader","permission":{"super_user":false}}})";
        if (operation == QLatin1String("registration_info"))
            return R"({"registered":false,"version":"4.7.29"})";
        if (operation == QLatin1String("get_configuration"))
            return R"({"http":{"port":9926},"mqtt":{"network":{"port":1883}},"threads":1,)"
                   R"("analytics":{"aggregatePeriod":)" +
                   QByteArray::number(analyticsPeriod) + "}}";
        if (operation == QLatin1String("get_analytics"))
            return analytics;
        if (operation == QLatin1String("system_information"))
            return R"({"time":{"current":)" +
                   QByteArray::number(QDateTime::currentMSecsSinceEpoch() + aheadMs) +
                   R"(},"threads":[{"threadId":1,"name":"http"}],"harperdb_processes":)"
                   R"({"core":[{"started":"2026-11-25 10:00:00","pid":10}]}})";
        if (operation == QLatin1String("get_status"))
            return R"({"componentStatus":[{"name":"mqtt","status":"healthy","message":"",)"
                   R"("lastChecked":{"main":1795600000000,"workers":{"0":1000}}}]})";
        if (operation == QLatin1String("upsert")) {
            const QString table = textOr(body, "table");
            for (const Json &record : *member(body, "records"))
                records.insert(table + QLatin1Char('/') + textOr(record, "id"), dumpJson(record));
            return R"({"message":"upserted"})";
        }
        if (operation == QLatin1String("search_by_value")) {
            const QString table = textOr(body, "table") + QLatin1Char('/');
            Json found = Json::array();
            for (auto it = records.cbegin(); it != records.cend(); ++it) {
                if (it.key().startsWith(table))
                    found.push_back(*parseJson(*it));
            }
            return dumpJson(found);
        }
        if (operation == QLatin1String("delete")) {
            const Json *ids = member(body, "ids");
            if (ids == nullptr)
                ids = member(body, "hash_values");
            for (const Json &id : ids != nullptr ? *ids : Json::array())
                records.remove(textOr(body, "table") + QLatin1Char('/') +
                               QString::fromStdString(id.get<std::string>()));
            return R"({"message":"deleted"})";
        }
        if (operation == QLatin1String("search_by_id")) {
            Json found = Json::array();
            const Json *ids = member(body, "ids");
            if (ids == nullptr)
                ids = member(body, "hash_values");
            for (const Json &id : ids != nullptr ? *ids : Json::array()) {
                const QString key =
                    textOr(body, "table") + QLatin1Char('/') + QString::fromStdString(id.get<std::string>());
                if (records.contains(key))
                    found.push_back(*parseJson(records.value(key)));
            }
            return dumpJson(found);
        }
        return "[]";
    }
};

} // namespace syspulse
