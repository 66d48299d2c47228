// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/harper/httpoperations.h"
#include "tests/unit/fakehttpserver.h"

#include <map>
#include <set>

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QEvent>
#include <QRegularExpression>
#include <QTimer>

namespace syspulse {

/// This machine's clock; the wall clock and the monotonic one are moved one by one.
class MovedClock final : public Clock
{
public:
    qint64 nowMs() const override { return wall; }
    qint64 monotonicMs() const override { return monotonic; }
    void pass(qint64 ms)
    {
        wall += ms;
        monotonic += ms;
    }
    qint64 wall = 1'800'000'000'000;
    qint64 monotonic = 5'000'000;
};

/// Waits for @p condition while events are handled as they come; QTest::qWaitFor() sleeps in between, which
/// takes long where client and server live in one thread.
template <typename Condition>
bool waitUntil(Condition condition, int timeoutMs = 60000)
{
    QElapsedTimer elapsed;
    elapsed.start();
    QTimer wake;
    wake.start(1000);
    while (!condition()) {
        if (elapsed.hasExpired(timeoutMs))
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

/// As much of a HarperDB as an updater sees: tables in memory, clocks that can be set, and answers that can
/// be held back and given in any order. It acts as HarperDB 4.7.29 does, so raw analytics get their ids from
/// a clock that never goes back, while their times are those of the wall clock.
class FakeHarper
{
public:
    using Table = std::map<std::string, Json>;

    struct Write
    {
        QString user; ///< who wrote
        std::string table;
        qint64 upMs = 0; ///< when
        QStringList ids;
    };

    FakeHarper()
    {
        http.closeAfterAnswer = false;
        http.answer = [this](const FakeHttpServer::Request &request, int number) {
            const Json body = *parseJson(request.body);
            const QString user = userOf(request.head);
            if (holds && holds(body, user, number))
                return QByteArray();
            return perform(body, user);
        };
    }

    HarperEndpoint endpoint(const QString &user = QStringLiteral("admin")) const
    {
        HarperEndpoint result;
        result.url = http.url();
        result.user = user;
        result.password = Secret(u"x");
        result.timeoutMs = timeoutMs;
        return result;
    }

    /// The answer to a request that was held back, made now: its changes happen at this moment.
    void answerHeld(int number) { http.send(number, answerTo(number)); }
    /// Carries a request out that was held back; who asked is not told yet.
    QByteArray answerTo(int number)
    {
        const FakeHttpServer::Request &request = http.requests.at(number);
        return perform(*parseJson(request.body), userOf(request.head));
    }

    void pass(qint64 ms)
    {
        wall += ms;
        up += ms;
    }
    /// A report of thread 1 about @p packets published to it, made now.
    void traffic(qint64 packets)
    {
        const Json entry{{"metric", "bytes-received"}, {"type", "mqtt"},   {"method", "publish"},
                         {"path", "orders"},           {"count", packets}, {"mean", 10}};
        const double id = std::max(double(wall) + 2, lastId + 0.000488);
        lastId = idsFollowTheWall ? double(wall) + 2 : id;
        rows.append(Json{{"id", lastId},
                         {"time", wall},
                         {"period", 1000.5},
                         {"threadId", 1},
                         {"metrics", Json::array({entry})}});
    }
    /// The server process starts now.
    void boot()
    {
        bootWall = wall;
        startedUp = up;
        lastId = 0;
    }

    Json value(const char *id) const
    {
        const auto table = tables.find("sys");
        if (table == tables.end() || !table->second.contains(id))
            return nullptr;
        return table->second.at(id)["value"];
    }
    Json field(const char *id, const char *name) const
    {
        const auto table = tables.find("sys");
        return table == tables.end() || !table->second.contains(id) ? Json() : table->second.at(id)[name];
    }

    FakeHttpServer http;
    /// Whether a request gets no answer for now.
    std::function<bool(const Json &, const QString &user, int number)> holds;
    /// What happens before a request is carried out; a non-empty text is the answer instead.
    std::function<QByteArray(const Json &, const QString &user)> instead;

    std::map<std::string, Table> tables;
    std::set<std::string> absent{"sys_state"}; ///< tables that do not exist; all others do
    QList<Write> writes;                       ///< of "sys"
    QStringList fallen;                        ///< totals that were written smaller than before
    QList<Json> rows;
    qint64 wall = 1'800'000'000'000;
    qint64 up = 90'000'000; ///< of the server's machine; nobody can set it
    qint64 bootWall = wall - 600'000;
    qint64 startedUp = up - 600'000;
    double lastId = 0;
    bool idsFollowTheWall = false; ///< as no HarperDB known does
    bool tellsUptime = true;
    bool tellsStatus = true; ///< false: as HarperDB 4.4
    int timeoutMs = 15000;

private:
    static QString userOf(const QByteArray &head)
    {
        const qsizetype at = head.indexOf("Basic ");
        const QByteArray login = QByteArray::fromBase64(head.mid(at + 6, head.indexOf('\r', at) - at - 6));
        return QString::fromUtf8(login.left(login.indexOf(':')));
    }

    static QByteArray reply(const Json &json)
    {
        return FakeHttpServer::reply(200, dumpJson(json)).replace("Connection: close\r\n", "");
    }

    QByteArray perform(const Json &body, const QString &user)
    {
        if (instead) {
            if (const QByteArray bytes = instead(body, user); !bytes.isEmpty())
                return bytes;
        }
        const std::string operation = body["operation"];
        const std::string table = body.value("table", std::string());
        if (operation == "get_configuration")
            return reply({{"http", Json::object()}});
        if (operation == "registration_info")
            return reply({{"version", "4.7.29"}});
        if (operation == "get_status")
            return status();
        if (operation == "system_information")
            return reply(system());
        if (absent.contains(table) && operation != "sql")
            return FakeHttpServer::reply(operation == "upsert" ? 400 : 404,
                                         "{\"error\":\"Table 'data." + QByteArray::fromStdString(table) +
                                             "' does not exist\"}")
                .replace("Connection: close\r\n", "");
        if (operation == "upsert")
            return upsert(table, body, user);
        if (operation == "delete") {
            for (const Json &id : body["ids"])
                tables[table].erase(id.get<std::string>());
            return reply({{"message", "deleted"}});
        }
        if (operation == "search_by_id") {
            Json found = Json::array();
            for (const Json &id : body["ids"]) {
                if (const auto it = tables[table].find(id); it != tables[table].end())
                    found.push_back(it->second);
            }
            return reply(found);
        }
        if (operation == "sql")
            return reply(joined(QString::fromStdString(body["sql"])));
        if (table == "hdb_raw_analytics")
            return reply(rawRows(body));
        Json all = Json::array();
        if (operation == "search_by_value") {
            for (const auto &[id, record] : tables[table])
                all.push_back(record);
        }
        return reply(all);
    }

    QByteArray status() const
    {
        if (!tellsStatus)
            return FakeHttpServer::reply(400, R"({"error":"Operation 'get_status' not found"})");
        const Json mqtt{{"name", "mqtt"},
                        {"status", "healthy"},
                        {"lastChecked", {{"main", bootWall}, {"workers", Json::object()}}}};
        return reply({{"componentStatus", Json::array({mqtt})}});
    }

    Json system() const
    {
        Json time{{"current", wall}, {"timezone", "UTC+0000"}};
        if (tellsUptime)
            time["uptime"] = double(up) / 1000;
        const QString started = QDateTime::fromMSecsSinceEpoch(wall - (up - startedUp), Qt::UTC)
                                    .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        return {{"time", time},
                {"threads", {{{"threadId", 1}, {"name", "http"}}}},
                {"harperdb_processes", {{"core", {{{"started", started.toStdString()}}}}}}};
    }

    /// What RecordAndOthers asks for.
    Json joined(const QString &statement) const
    {
        static const QRegularExpression form(QStringLiteral(
            "FROM `data`.`(\\w+)` AS a FULL OUTER JOIN `data`.`(\\w+)` AS b .*a.`id` = '(\\w+)'"));
        const QRegularExpressionMatch names = form.match(statement);
        Json found = Json::array();
        const auto add = [&](const std::string &prefix, const Json &record) {
            Json row{{"a_id", nullptr}, {"b_id", nullptr}};
            for (const auto &[name, value] : record.items())
                row[prefix + name] = value;
            found.push_back(row);
        };
        const auto tableOf = [&](int number) {
            const auto it = tables.find(names.captured(number).toStdString());
            return it == tables.end() ? Table() : it->second;
        };
        const Table first = tableOf(1);
        if (const auto it = first.find(names.captured(3).toStdString()); it != first.end())
            add("a_", it->second);
        for (const auto &[id, record] : tableOf(2))
            add("b_", record);
        return found;
    }

    Json rawRows(const Json &body) const
    {
        Json found = Json::array();
        QList<Json> ordered = rows;
        std::sort(ordered.begin(), ordered.end(),
                  [](const Json &a, const Json &b) { return a["id"] < b["id"]; });
        for (const Json &row : std::as_const(ordered)) {
            bool wanted = true;
            for (const Json &condition : body["conditions"]) {
                const double bound = condition["search_value"];
                wanted = wanted &&
                         (condition["search_type"] == "greater_than" ? row["id"] > bound : row["id"] < bound);
            }
            if (wanted && found.size() < body.value("limit", 1000000u))
                found.push_back(row);
        }
        return found;
    }

    QByteArray upsert(const std::string &table, const Json &body, const QString &user)
    {
        Write write{user, table, up, {}};
        for (const Json &record : body["records"]) {
            const std::string id = record["id"];
            Json &stored = tables[table][id];
            const bool total = record.value("kind", std::string()) == "counter";
            if (total && stored.is_object() && stored["value"].is_number() &&
                record["value"] < stored["value"])
                fallen.append(QString::fromStdString(id));
            if (!stored.is_object())
                stored = Json::object();
            stored.update(record);
            write.ids.append(QString::fromStdString(id));
        }
        if (table == "sys")
            writes.append(write);
        return reply({{"message", "upserted"}, {"upserted_hashes", body["records"].size()}});
    }
};

} // namespace syspulse
