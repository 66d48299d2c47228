// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"

#include <QString>
#include <QStringList>

namespace syspulse {

/// One record of a table and all records of another one of the same database. HarperDB has an operation for
/// several tables only in SQL. The names are ours: none needs escaping.
struct RecordAndOthers
{
    QString database;
    QString table;
    QString id;
    QStringList attributes; ///< of the record, beside its id
    QString otherTable;
    QStringList otherAttributes;

    QString statement() const;
    /// @p rows: the answer, an array; see OperationsClient::recordAndOthers().
    Json decode(const Json &rows) const;
};

} // namespace syspulse
