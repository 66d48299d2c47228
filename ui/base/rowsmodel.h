// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <functional>

#include <QAbstractTableModel>

#include "ui/base/text.h"

namespace syspulse {

/// A list of rows as a table whose columns are declared once, in the order of the model's own enum. What goes
/// beyond texts, tool tips and alignment is answered by cell().
template <typename Row>
class RowsModel : public QAbstractTableModel
{
public:
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_columns.size());
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= int(m_columns.size()))
            return {};
        if (role == Qt::TextAlignmentRole)
            return alignment(section);
        return role == Qt::DisplayRole ? QVariant(m_columns.at(section).title) : QVariant();
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        return cell(m_rows.at(index.row()), index.column(), role);
    }

    const Row &at(int row) const { return m_rows.at(row); }
    /// Shows @p rows; selection and scroll position survive only where nothing changed.
    void set(const QList<Row> &rows)
    {
        if (m_rows != rows)
            reset(rows);
    }

protected:
    enum class Align { Left, Right };

    struct TableColumn
    {
        QString title;
        std::function<QString(const Row &)> text;
        Align align = Align::Left; ///< numbers stand at the right
    };

    explicit RowsModel(QObject *parent)
        : QAbstractTableModel(parent)
    {}

    void setColumns(QList<TableColumn> columns) { m_columns = std::move(columns); }
    QString text(const Row &row, int column) const { return m_columns.at(column).text(row); }

    virtual QVariant cell(const Row &row, int column, int role) const
    {
        switch (role) {
        case Qt::DisplayRole:
            return text(row, column);
        case Qt::ToolTipRole:
            return plainToolTip(text(row, column));
        case Qt::TextAlignmentRole:
            return alignment(column);
        default:
            return {};
        }
    }

    /// All cells may have changed.
    void allChanged()
    {
        if (!m_rows.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    void reset(const QList<Row> &rows)
    {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    /// Where @p same says of each pair that it is the same thing, only the values are taken over, so that
    /// selection and scroll position survive.
    template <typename Same>
    void update(const QList<Row> &rows, Same same)
    {
        if (!std::equal(rows.cbegin(), rows.cend(), m_rows.cbegin(), m_rows.cend(), same)) {
            reset(rows);
            return;
        }
        m_rows = rows;
        allChanged();
    }
    /// The first row of which @p matches holds; -1 when there is none.
    template <typename Matches>
    int find(Matches matches) const
    {
        const auto it = std::find_if(m_rows.cbegin(), m_rows.cend(), matches);
        return it == m_rows.cend() ? -1 : int(it - m_rows.cbegin());
    }

    QList<Row> m_rows; ///< changed only between the announcements that a model owes its views

private:
    QVariant alignment(int column) const
    {
        return m_columns.at(column).align == Align::Right ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                                          : QVariant();
    }

    QList<TableColumn> m_columns;
};

} // namespace syspulse
