// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include "core/base/loglevel.h"
#include "ui/base/rowsmodel.h"

namespace syspulse {

/// What LogView asks a model of entries for, beside the texts of its cells.
enum LogRole {
    LogLevelRole = Qt::UserRole, ///< int of a LogLevel
    LogTextRole,                 ///< all that the entry says
    LogLineRole,                 ///< the entry as one line of a file
    LogTimeRole,                 ///< ms since the epoch on this machine's clock; nothing where not known
};

/// The name of @p level for people.
QString logLevelText(LogLevel level);
/// The colour for @p level where @p column is one that shows it; nothing for information.
QVariant logLevelColor(LogLevel level);

/// The entries of a log, oldest first. New ones come at the end and old ones go at the front, so that the
/// selection of a view stays where it is.
template <typename Row>
class LogRows : public RowsModel<Row>
{
    using Base = RowsModel<Row>;

public:
    using Base::Base;

protected:
    void append(const QList<Row> &rows)
    {
        if (rows.isEmpty())
            return;
        const int first = Base::rowCount();
        Base::beginInsertRows({}, first, first + int(rows.size()) - 1);
        Base::m_rows += rows;
        Base::endInsertRows();
    }
    void dropFirst(qsizetype count)
    {
        if (count <= 0)
            return;
        Base::beginRemoveRows({}, 0, int(count) - 1);
        Base::m_rows.remove(0, count);
        Base::endRemoveRows();
    }
};

} // namespace syspulse
