// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"

#include <optional>

#include <QString>
#include <QStringList>

namespace syspulse {

/// The body of the operation @p name, without anything else.
Json operation(const char *name);

/// The same of an operation on a table.
Json tableOperation(const char *name, const QString &database, const QString &table);

/// The body that asks for @p attributes of all records of @p table, at most @p limit.
Json allRecords(const QString &database, const QString &table, const QStringList &attributes,
                std::optional<int> limit);

Json textArray(const QStringList &texts);

/// The member of @p body that should name what the operation is for, and does not; nothing where all do.
/// HarperDB takes a target that is missing for all there are: each file of a component, each record of a
/// table.
std::optional<QString> missingTarget(const Json &body);
std::optional<QString> missingTarget(const OrderedJson &body);

} // namespace syspulse
