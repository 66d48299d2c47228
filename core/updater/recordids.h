// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QStringList>

#include "core/topics/topicmapper.h"

namespace syspulse {

/// The ids of the records that are on a server, and what is to become of them.
struct RecordIds
{
    IdStyle style = IdStyle::Flat;
    QHash<QString, QString> topics; ///< by id; of records in the other style by the id they will have
    QStringList outdated;           ///< ids in the other style: to be removed when the new ones are written
};

/// The ids of the record that tells the style, since each updater writes it: one for each style.
QStringList idsThatTellTheStyle();
/// The style of the records with @p ids; nothing where there are none yet. Of a change of the style that was
/// interrupted both are there: that counts as hierarchical.
std::optional<IdStyle> styleOfRecords(const QStringList &ids);

/// @p stored: topics by id, as on the server. @p style: the one to have.
RecordIds recordIdsIn(IdStyle style, const QHash<QString, QString> &stored);

} // namespace syspulse
