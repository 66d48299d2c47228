// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/setupnote.h"

#include "core/base/enumtable.h"
#include "core/base/json.h"

namespace syspulse {

namespace {

using Database = SetupNote::Database;

constexpr auto databases = enumTable<Database>(
    {{Database::Found, "found"}, {Database::Intended, "intended"}, {Database::Made, "made"}});

} // namespace

QString SetupNote::fileName()
{
    return QStringLiteral("syspulse-setup.json");
}

QByteArray SetupNote::toJson() const
{
    return dumpJson(OrderedJson{{"owner", "SysPulse"}, {"database", toUtf8String(databases.name(database))}});
}

SetupNote SetupNote::fromJson(const QByteArray &text)
{
    SetupNote note;
    const auto json = parseJson(text);
    if (json)
        note.database = databases.find(textOr(*json, "database")).value_or(Database::Found);
    return note;
}

} // namespace syspulse
