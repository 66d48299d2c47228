// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/recordids.h"

#include "core/topics/catalogue.h"
#include "core/topics/systopics.h"

namespace syspulse {

namespace {

QString idOfVersion(IdStyle style)
{
    const auto topic = TopicName::parse(systopics::version);
    const auto id = topic ? TopicMapper(style).recordId(*topic) : Result<QString>(QString());
    return id.value_or(QString());
}

} // namespace

QStringList idsThatTellTheStyle()
{
    static const QStringList ids{idOfVersion(IdStyle::Flat), idOfVersion(IdStyle::Hierarchical)};
    return ids;
}

std::optional<IdStyle> styleOfRecords(const QStringList &ids)
{
    const QStringList telling = idsThatTellTheStyle();
    if (ids.contains(telling.at(1)))
        return IdStyle::Hierarchical;
    return ids.contains(telling.at(0)) ? std::optional(IdStyle::Flat) : std::nullopt;
}

RecordIds recordIdsIn(IdStyle style, const QHash<QString, QString> &stored)
{
    RecordIds result{style, stored, {}};
    const TopicMapper mapper(style);
    const TopicMapper other(style == IdStyle::Flat ? IdStyle::Hierarchical : IdStyle::Flat);
    for (auto it = stored.cbegin(); it != stored.cend(); ++it) {
        const auto topic = other.topic(it.key(), it.value());
        if (!topic || !describeTopic(topic->text()))
            continue;
        const auto id = mapper.recordId(*topic);
        if (!id || *id == it.key())
            continue;
        result.outdated.append(it.key());
        result.topics.remove(it.key());
        result.topics.insert(*id, topic->text());
    }
    return result;
}

} // namespace syspulse
