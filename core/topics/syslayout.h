// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace syspulse {

/// Names of what SysPulse owns on an instance.
struct SysLayout
{
    QString database = QStringLiteral("data");
    QString table = QStringLiteral("sys");
    QString stateTable = QStringLiteral("sys_control"); ///< checkpoint, lease, install marker; not exported
    QString formerStateTable = QStringLiteral("sys_state"); ///< where they were until component 2.0
    QString sessionsTable = QStringLiteral("sys_sessions"); ///< connected clients; exported
    QString threadsTable = QStringLiteral("sys_threads");   ///< event counters per worker; not exported
    QString commandsTable = QStringLiteral("sys_commands"); ///< requests to the component; not exported
    /// The busiest and the slowest clients, who connects too often, and the busiest topics, a record for each
    /// worker.
    QString clientsTopTable = QStringLiteral("sys_clients_top");
    QString stormsTable = QStringLiteral("sys_storms");
    QString topicsTopTable = QStringLiteral("sys_topics_top");
    QString tracesTable = QStringLiteral("sys_traces"); ///< traces of single clients; not exported
    /// Of the table "sys", where no record has it: what the canary publishes goes there and is not kept.
    QString canaryId = QStringLiteral("syspulse_canary");
    QString project = QStringLiteral("syspulse"); ///< the component

    /// The MQTT topic of the record @p id of @p table; without an id, what all of them begin with.
    static QString topicOf(const QString &table, const QString &id = {})
    {
        return table + QLatin1Char('/') + id;
    }
    /// The MQTT filter for all records of @p table.
    static QString filterOf(const QString &table) { return topicOf(table, QStringLiteral("#")); }

    /// All tables that the component makes, the one with the install marker last.
    QStringList tables() const
    {
        return {table,          sessionsTable, threadsTable,  clientsTopTable, stormsTable,
                topicsTopTable, tracesTable,   commandsTable, stateTable};
    }
    /// Those of any version, in the order in which they are removed.
    QStringList tablesOfAnyVersion() const { return QStringList{formerStateTable} + tables(); }
};

} // namespace syspulse
