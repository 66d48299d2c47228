// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/testhttp.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace syspulse::test {

// What somebody may try who is logged in, in the words of HarperDB's operations API.

QJsonObject operation(const char *name, const QJsonObject &more = {});
/// An operation on a table; @p place: database and table, with a dot.
QJsonObject onTable(const char *name, const QString &place, QJsonObject more = {});
/// What a role may do with a table.
QJsonObject tableRights(bool read, bool write);

/// What to say of an answer that should have been another one.
QByteArray told(const QJsonObject &body, const HttpReply &reply);
/// Whether @p wanted comes from @p path of the HTTP port of this computer to who asks with @p login (user,
/// colon, password) and @p headers, each with its end of line, for something that goes on.
bool comes(quint16 port, const QString &login, const QByteArray &path, const QByteArray &headers,
           const QByteArray &wanted);

/// Each way to read @p place.
QList<QJsonObject> readsOf(const QString &place);
/// Each way to change it, the record "1" or what it is made of.
QList<QJsonObject> writesTo(const QString &place);
/// What is for super users: to look at the server, and to change it, its component, users and roles. @p user
/// of the role @p role is who tries.
QList<QJsonObject> superUserOperations(const QString &user, const QString &role);

} // namespace syspulse::test
