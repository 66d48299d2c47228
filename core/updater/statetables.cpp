// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/statetables.h"

#include "core/base/json.h"
#include "core/harper/notthere.h"

namespace syspulse {

StateTables::StateTables(OperationsClient *client, const SysLayout &layout)
    : m_client(client)
    , m_layout(layout)
{}

bool StateTables::formerIsGone(const Error &error)
{
    // Who is no super user has a role that is made once the table is gone, so that it has no rights on it.
    if (!saysNotThere(error) && !saysHidden(error))
        return false;
    m_former = false;
    return true;
}

void StateTables::read(const Reader &reader, const OperationsClient::Callback<Json> &done)
{
    reader(m_layout.stateTable, [=, this](const Result<Json> &current) {
        // Setup may be about to make it: it is looked for each time.
        if (!current && !saysNotThere(current.error()))
            return done(current);
        m_found = current ? 1 : 0;
        if (current && !m_former)
            return done(current);
        reader(m_layout.formerStateTable, [=, this](const Result<Json> &former) {
            if (!former)
                return done(formerIsGone(former.error()) ? current : former);
            m_former = true;
            ++m_found;
            Json both = current ? *current : Json::array();
            for (const Json &record : *former)
                both.push_back(record);
            done(both);
        });
    });
}

void StateTables::write(const Writer &writer, const OperationsClient::Callback<void> &done)
{
    writer(m_layout.stateTable, [=, this](const Result<void> &current) {
        if (!m_former || (!current && !saysNotThere(current.error())))
            return done(current);
        writer(m_layout.formerStateTable, [=, this](const Result<void> &former) {
            done(!former && formerIsGone(former.error()) ? current : former);
        });
    });
}

void StateTables::records(int limit, QObject *context, OperationsClient::Callback<Json> done)
{
    read(
        [=, this](const QString &table, OperationsClient::Callback<Json> then) {
            m_client->records(m_layout.database, table, {QStringLiteral("*")}, limit, context,
                              std::move(then));
        },
        done);
}

void StateTables::recordsById(const QStringList &ids, QObject *context, OperationsClient::Callback<Json> done)
{
    read(
        [=, this](const QString &table, OperationsClient::Callback<Json> then) {
            m_client->recordsById(m_layout.database, table, ids, context, std::move(then));
        },
        done);
}

void StateTables::upsert(const OrderedJson &records, QObject *context, OperationsClient::Callback<void> done)
{
    write(
        [=, this](const QString &table, OperationsClient::Callback<void> then) {
            m_client->upsert(m_layout.database, table, records, context, std::move(then));
        },
        done);
}

void StateTables::remove(const QStringList &ids, QObject *context, OperationsClient::Callback<void> done)
{
    write(
        [=, this](const QString &table, OperationsClient::Callback<void> then) {
            m_client->deleteRecords(m_layout.database, table, ids, context, std::move(then));
        },
        done);
}

} // namespace syspulse
