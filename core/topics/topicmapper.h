// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topics/topicname.h"

#include <QHash>

namespace syspulse {

/// How the record id of a topic is written.
enum class IdStyle {
    Flat,        ///< "broker_clients_connected": the default; safe on tables made by very old servers
    Hierarchical ///< "broker/clients/connected"
};

/// Maps "$SYS/..." topics to record ids of the table "sys" and back.
///
/// The flat form cannot be reversed by its text, since a level may itself contain "_": the way back goes
/// through the catalogue, then through the record's own "topic", never by guessing.
class TopicMapper
{
public:
    explicit TopicMapper(IdStyle style = IdStyle::Flat);

    IdStyle style() const { return m_style; }

    /// How @p id is written. An id of a single level is the same in both styles, and counts as flat.
    static IdStyle styleOf(const QString &id);

    /// The record id of @p topic. Refuses (ErrorKind::Protocol) topics outside "$SYS/", empty levels, and
    /// dots, which HarperDB does not allow in a topic.
    Result<QString> recordId(const TopicName &topic) const;

    /// The topic of the record @p id, whose own field "topic" says @p recordTopic (may be empty).
    /// Refuses a @p recordTopic that does not map to @p id: record contents are untrusted.
    Result<TopicName> topic(const QString &id, const QString &recordTopic = {}) const;

private:
    IdStyle m_style;
    QHash<QString, QString> m_catalogueTopics; ///< id -> topic
};

} // namespace syspulse
