// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/harper/operationsclient.h"
#include "core/topics/syslayout.h"

namespace syspulse {

/// Where checkpoint, lease, claims and install marker are kept. The only place that knows of two tables.
///
/// They are in SysLayout::stateTable, which is audited: on Harper 5 a table that is not loses what was
/// written last when the server is killed, and whether a table is audited cannot be changed. Components
/// before 2.1 had them in SysLayout::formerStateTable. As long as that one is there, everything is written to
/// both and read from both: an updater of an older version, which knows only the former one, sees our lease
/// and claims and is seen, and whoever goes on finds the newest checkpoint, in either direction. Setup drops
/// the former table once nobody works with it alone. From then on older updaters fail instead of writing
/// beside us.
class StateTables
{
public:
    StateTables(OperationsClient *client, const SysLayout &layout);

    /// The former table is looked for again by the next read.
    void lookAgain() { m_former = true; }
    /// Somebody has just seen whether the former table is there.
    void setFormer(bool there) { m_former = there; }
    /// Whether nothing is kept in the former table, as far as the last read has told.
    bool onlyCurrent() const { return !m_former; }
    /// How many tables the last read found.
    int found() const { return m_found; }

    /// All records of the tables that exist, at most @p limit of each, in one array. An error that says "not
    /// there" only where neither exists.
    void records(int limit, QObject *context, OperationsClient::Callback<Json> done);
    /// The records with one of @p ids, of each table that has them.
    void recordsById(const QStringList &ids, QObject *context, OperationsClient::Callback<Json> done);
    /// In each table one transaction.
    void upsert(const OrderedJson &records, QObject *context, OperationsClient::Callback<void> done);
    void remove(const QStringList &ids, QObject *context, OperationsClient::Callback<void> done);

private:
    using Reader = std::function<void(const QString &table, OperationsClient::Callback<Json> done)>;
    using Writer = std::function<void(const QString &table, OperationsClient::Callback<void> done)>;

    void read(const Reader &reader, const OperationsClient::Callback<Json> &done);
    void write(const Writer &writer, const OperationsClient::Callback<void> &done);
    /// Whether the former table is not there, or not for this user; it is not asked for again then.
    bool formerIsGone(const Error &error);

    OperationsClient *m_client;
    SysLayout m_layout;
    bool m_former = true; ///< it may be there
    int m_found = 0;
};

} // namespace syspulse
