// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <limits>

#include <QList>
#include <QSet>
#include <QUuid>

namespace syspulse {

/// An id for the entry @p entry at @p place of a file that gives it none, or one that another has: the same
/// each time that the file is read, or the entry would be another one.
inline QString idOfEntry(const Json &entry, qsizetype place)
{
    return QUuid::createUuidV5(QUuid(), QByteArray::number(place) + dumpJson(entry))
        .toString(QUuid::WithoutBraces);
}

/// The list @p key of the versioned file @p json, whose version is put into @p version. @p noList and
/// @p badVersion say what is wrong where it has none of these.
inline Result<const Json *> entriesIn(const Json &json, const char *key, qint64 &version,
                                      const QString &noList, const QString &badVersion)
{
    const Json *list = member(json, key);
    if (list == nullptr || !list->is_array())
        return failure(ErrorKind::Local, noList);
    if (!takeInteger(json, "version", 0, std::numeric_limits<int>::max(), version))
        return failure(ErrorKind::Local, badVersion);
    return list;
}

/// The entries of @p list, each with an id of its own. @p read makes one of JSON; what it does not
/// understand, and what is beyond @p most, is left out, and @p leftOut told why, with @p tooMany for the
/// latter.
template <typename Entry, typename LeftOut>
QList<Entry> readEntries(const Json &list, Result<Entry> (*read)(const Json &), qsizetype most,
                         const QString &tooMany, LeftOut leftOut)
{
    QList<Entry> entries;
    QSet<QString> ids;
    for (const Json &json : list) {
        Result<Entry> entry = read(json);
        if (entry && entries.size() >= most)
            entry = failure(ErrorKind::Local, tooMany);
        if (!entry) {
            leftOut(entry.error().message);
            continue;
        }
        if (entry->id.isEmpty() || ids.contains(entry->id))
            entry->id = idOfEntry(json, entries.size());
        ids.insert(entry->id);
        entries.append(*entry);
    }
    return entries;
}

/// The file that entriesIn() and readEntries() read. @p unknown: its members that a newer version wrote.
template <typename Entry>
QByteArray writeEntries(const char *key, int version, const QByteArray &unknown, const QList<Entry> &entries,
                        Json (*write)(const Entry &))
{
    Json list = Json::array();
    for (const Entry &entry : entries)
        list.push_back(write(entry));
    Json json = keptMembers(unknown);
    json["version"] = version;
    json[key] = std::move(list);
    return dumpJson(OrderedJson(json), 2) + '\n';
}

} // namespace syspulse
