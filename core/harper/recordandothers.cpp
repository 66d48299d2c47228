// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/harper/recordandothers.h"

#include "core/base/json.h"

namespace syspulse {

namespace {

/// "a" and "b": the two tables. A column is named after its table, for both have some of the same name.
QString columnsOf(const QString &alias, const QStringList &attributes)
{
    QStringList columns;
    for (const QString &attribute : attributes)
        columns.append(QStringLiteral("%1.`%2` AS `%1_%2`").arg(alias, attribute));
    return columns.join(QStringLiteral(", "));
}

Json recordFrom(const Json &row, const char *prefix, const QStringList &attributes)
{
    Json record = Json::object();
    for (const QString &attribute : attributes) {
        const std::string name = toUtf8String(attribute);
        if (const Json *value = member(row, (prefix + name).c_str()))
            record[name] = *value;
    }
    return record;
}

QStringList withId(const QStringList &attributes)
{
    return QStringList{QStringLiteral("id")} + attributes;
}

} // namespace

QString RecordAndOthers::statement() const
{
    return QStringLiteral(
               "SELECT %1, %2 FROM `%3`.`%4` AS a FULL OUTER JOIN `%3`.`%5` AS b ON a.`id` = b.`id` "
               "WHERE a.`id` = '%6' OR b.`id` IS NOT NULL")
        .arg(columnsOf(QStringLiteral("a"), withId(attributes)),
             columnsOf(QStringLiteral("b"), withId(otherAttributes)), database, table, otherTable, id);
}

Json RecordAndOthers::decode(const Json &rows) const
{
    Json result{{"record", nullptr}, {"others", Json::array()}};
    for (const Json &row : rows) {
        if (!textOr(row, "b_id").isEmpty())
            result["others"].push_back(recordFrom(row, "b_", withId(otherAttributes)));
        else if (textOr(row, "a_id") == id)
            result["record"] = recordFrom(row, "a_", withId(attributes));
    }
    return result;
}

} // namespace syspulse
