// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/roleprobes.h"

#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>

namespace syspulse::test {

namespace {

QString text(const char *words)
{
    return QString::fromLatin1(words);
}

/// A condition that every record satisfies.
QJsonArray any(const QJsonValue &least)
{
    return {QJsonObject{{text("search_attribute"), text("id")},
                        {text("search_type"), text("greater_than")},
                        {text("search_value"), least}}};
}

const QJsonArray all{QStringLiteral("*")};

} // namespace

QJsonObject operation(const char *name, const QJsonObject &more)
{
    QJsonObject body = more;
    body.insert(text("operation"), text(name));
    return body;
}

QJsonObject onTable(const char *name, const QString &place, QJsonObject more)
{
    more.insert(text("database"), place.section(u'.', 0, 0));
    more.insert(text("table"), place.section(u'.', 1));
    return operation(name, more);
}

QJsonObject tableRights(bool read, bool write)
{
    return {{text("read"), read},
            {text("insert"), write},
            {text("update"), write},
            {text("delete"), write},
            {text("attribute_permissions"), QJsonArray()}};
}

QByteArray told(const QJsonObject &body, const HttpReply &reply)
{
    return QJsonDocument(body).toJson(QJsonDocument::Compact) + " gave " + QByteArray::number(reply.status) +
           ' ' + reply.body;
}

bool comes(quint16 port, const QString &login, const QByteArray &path, const QByteArray &headers,
           const QByteArray &wanted)
{
    QTcpSocket socket;
    socket.connectToHost(text("127.0.0.1"), port);
    if (!becomesTrue([&] { return socket.state() == QAbstractSocket::ConnectedState; }))
        return false;
    socket.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " +
                 login.toLatin1().toBase64() + "\r\n" + headers + "\r\n");
    QByteArray received;
    const bool came = becomesTrue([&] { return (received += socket.readAll()).contains(wanted); });
    if (!came)
        qWarning("%s", received.left(500).constData());
    return came;
}

QList<QJsonObject> readsOf(const QString &place)
{
    return {
        onTable("search_by_id", place, {{text("ids"), QJsonArray{text("1")}}, {text("get_attributes"), all}}),
        onTable("search_by_value", place,
                {{text("search_attribute"), text("id")},
                 {text("search_value"), text("*")},
                 {text("get_attributes"), all}}),
        onTable("search_by_conditions", place,
                {{text("conditions"), any(text("0"))}, {text("get_attributes"), all}}),
        operation("sql", {{text("sql"), text("SELECT * FROM %1").arg(place)}})};
}

QList<QJsonObject> writesTo(const QString &place)
{
    const QJsonArray records{QJsonObject{{text("id"), text("1")}, {text("value"), 13}}};
    const auto sql = [&place](const char *statement) {
        return operation("sql", {{text("sql"), text(statement).arg(place)}});
    };
    return {onTable("insert", place, {{text("records"), records}}),
            onTable("update", place, {{text("records"), records}}),
            onTable("upsert", place, {{text("records"), records}}),
            onTable("delete", place, {{text("ids"), QJsonArray{text("1"), text("broker_version")}}}),
            onTable("csv_data_load", place,
                    {{text("action"), text("upsert")}, {text("data"), text("id,value\n1,13\n")}}),
            onTable("create_attribute", place, {{text("attribute"), text("more")}}),
            onTable("drop_attribute", place, {{text("attribute"), text("value")}}),
            onTable("drop_table", place),
            sql("INSERT INTO %1 (id) VALUES ('1')"),
            sql("UPDATE %1 SET id = '2' WHERE id = '1'"),
            sql("DELETE FROM %1 WHERE id = '1'")};
}

QList<QJsonObject> superUserOperations(const QString &user, const QString &role)
{
    const QJsonObject superUser{{text("super_user"), true}};
    const auto ofComponent = [](const char *name, QJsonObject more = {}) {
        more.insert(text("project"), text("syspulse"));
        return operation(name, more);
    };
    const auto ofUser = [](const char *name, const QString &whose, QJsonObject more = {}) {
        more.insert(text("username"), whose);
        return operation(name, more);
    };
    return {
        operation("get_configuration"),
        operation("set_configuration", {{text("http_timeout"), 5}}),
        operation("system_information", {{text("attributes"), QJsonArray{text("time")}}}),
        operation("read_log"),
        operation("get_components"),
        ofComponent("get_component_file", {{text("file"), text("config.yaml")}}),
        ofComponent("set_component_file",
                    {{text("file"), text("config.yaml")}, {text("payload"), text("x")}}),
        ofComponent("drop_component"),
        ofComponent("package_component"),
        ofComponent("deploy_component", {{text("payload"), text("x")}}),
        operation("restart"),
        operation("restart_service", {{text("service"), text("http_workers")}}),
        operation("list_users"),
        ofUser("add_user", text("eve"),
               {{text("role"), text("super_user")}, {text("password"), text("p")}, {text("active"), true}}),
        ofUser("alter_user", user, {{text("role"), text("super_user")}}),
        ofUser("drop_user", user),
        operation("list_roles"),
        operation("add_role", {{text("role"), text("eve")}, {text("permission"), superUser}}),
        operation("alter_role", {{text("id"), role}, {text("role"), role}, {text("permission"), superUser}}),
        operation("drop_role", {{text("id"), role}}),
        operation("create_database", {{text("database"), text("mine")}}),
        operation("drop_database", {{text("database"), text("data")}}),
        onTable("create_table", text("data.more"), {{text("primary_key"), text("id")}}),
        onTable("read_audit_log", text("data.sys_commands")),
        onTable("delete_audit_logs_before", text("data.sys"), {{text("timestamp"), 1}}),
        operation("list_certificates"),
        operation("export_local", {{text("path"), text("/tmp")},
                                   {text("filename"), text("x")},
                                   {text("format"), text("json")},
                                   {text("search_operation"), readsOf(text("data.sys")).at(1)}})};
}

} // namespace syspulse::test
