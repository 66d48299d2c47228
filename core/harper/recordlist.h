// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/harper/httpoperations.h"

#include <QStringList>

namespace syspulse {

/// The error for an answer that should be a list of records and is none.
Unexpected<Error> notRecords();

/// Hands a list of records on to @p done as it came: there may be thousands, which are not copied.
HttpOperations::Done checkedList(HttpOperations::Done done);

/// Calls @p take with each record of the list that @p text is, and says how many there were. Makes JSON of
/// one at a time where JsonTape reads the text.
Result<qsizetype> forEachRecord(const QByteArray &text, const std::function<void(const Json &)> &take);

/// The member @p key of each record in @p json.
Result<QStringList> textsOf(const Json &json, const char *key);

} // namespace syspulse
