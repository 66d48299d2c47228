// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include <QHash>
#include <QList>

namespace syspulse {

/// Puts the entries that were changed between @p base and @p here into @p there, which is what another
/// program has made of @p base. @p keyOf gives what an entry is known by. An entry that was added or changed
/// here wins over what was done to it there; one that was removed here goes; everything else is as it is
/// there.
template <typename Entry, typename KeyOf>
QList<Entry> mergeEntries(const QList<Entry> &base, const QList<Entry> &here, const QList<Entry> &there,
                          KeyOf keyOf)
{
    if (there == base)
        return here;
    using Key = decltype(keyOf(std::declval<const Entry &>()));
    const auto indexed = [&keyOf](const QList<Entry> &list) {
        QHash<Key, qsizetype> places;
        for (qsizetype i = 0; i < list.size(); ++i)
            places.insert(keyOf(list.at(i)), i);
        return places;
    };
    const QHash<Key, qsizetype> inBase = indexed(base);
    const QHash<Key, qsizetype> inHere = indexed(here);
    QList<Entry> merged = there;
    merged.removeIf([&](const Entry &entry) {
        const Key key = keyOf(entry);
        return inBase.contains(key) && !inHere.contains(key);
    });
    QHash<Key, qsizetype> inMerged = indexed(merged);
    for (qsizetype i = 0; i < here.size(); ++i) {
        const Entry &entry = here.at(i);
        const Key key = keyOf(entry);
        const qsizetype known = inBase.value(key, -1);
        if (known >= 0 && base.at(known) == entry)
            continue; // not changed here
        if (const auto it = inMerged.constFind(key); it != inMerged.constEnd()) {
            merged[*it] = entry;
            continue;
        }
        // Behind the one that it stands behind here.
        const qsizetype place = i == 0 ? 0 : inMerged.value(keyOf(here.at(i - 1)), merged.size() - 1) + 1;
        merged.insert(place, entry);
        inMerged = indexed(merged);
    }
    return merged;
}

/// The same for one value: the one from here where it was changed here.
template <typename Value>
const Value &mergeValue(const Value &base, const Value &here, const Value &there)
{
    return here == base ? there : here;
}

} // namespace syspulse
