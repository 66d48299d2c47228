// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <optional>

#include <QCollator>
#include <QHash>

#include "ui/base/rowsmodel.h"

namespace syspulse {

/// A RowsModel that sorts itself by any column, and takes over new rows with selection and scroll position
/// kept: a row is the same one as before where its id is.
template <typename Row>
class SortedRowsModel : public RowsModel<Row>
{
    using Base = RowsModel<Row>;

public:
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override
    {
        if (column < 0 || column >= Base::columnCount())
            return;
        m_column = column;
        m_order = order;
        arrange(Base::m_rows, m_ids);
    }

    /// Shows @p rows instead of those before.
    void take(const QList<Row> &rows)
    {
        const QStringList ids = uniqueIds(rows);
        const QSet<QString> wanted(ids.cbegin(), ids.cend());
        QList<Row> kept;
        QStringList keptIds;
        for (qsizetype i = 0; i < m_ids.size(); ++i) {
            if (!wanted.contains(m_ids.at(i)))
                continue;
            kept.append(Base::m_rows.at(i));
            keptIds.append(m_ids.at(i));
        }
        removeOthers(kept, keptIds);
        const QSet<QString> known(keptIds.cbegin(), keptIds.cend());
        QList<Row> fresh;
        QStringList freshIds;
        for (qsizetype i = 0; i < ids.size(); ++i) {
            if (known.contains(ids.at(i)))
                continue;
            fresh.append(rows.at(i));
            freshIds.append(ids.at(i));
        }
        if (!fresh.isEmpty()) {
            const int first = int(Base::m_rows.size());
            Base::beginInsertRows({}, first, first + int(fresh.size()) - 1);
            Base::m_rows.append(fresh);
            m_ids.append(freshIds);
            Base::endInsertRows();
        }
        arrange(rows, ids);
    }

    /// The row with @p id; -1 when there is none.
    int rowOf(const QString &id) const { return int(m_ids.indexOf(id)); }
    const QString &idAt(int row) const { return m_ids.at(row); }

protected:
    using Number = std::function<std::optional<double>(const Row &)>;

    explicit SortedRowsModel(QObject *parent)
        : Base(parent)
    {
        m_collator.setNumericMode(true);
        m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    }

    /// What tells a row from all others, as long as it is there.
    virtual QString idOf(const Row &row) const = 0;
    /// Has @p column sorted by @p number instead of by its text; what is not known comes last, whatever the
    /// order.
    void sortByNumber(int column, Number number) { m_numbers.insert(column, std::move(number)); }

private:
    QStringList uniqueIds(const QList<Row> &rows) const
    {
        QStringList ids;
        QHash<QString, int> seen;
        for (const Row &row : rows) {
            const QString id = idOf(row);
            const int before = seen[id]++;
            ids.append(before == 0 ? id : id + QChar(QChar::Null) + QString::number(before));
        }
        return ids;
    }

    void removeOthers(const QList<Row> &kept, const QStringList &keptIds)
    {
        const int count = int(m_ids.size());
        const int left = int(keptIds.size());
        if (left == count)
            return;
        const QSet<QString> known(keptIds.cbegin(), keptIds.cend());
        QList<Row> rows = kept;
        QStringList ids = keptIds;
        for (int i = 0; i < count; ++i) {
            if (known.contains(m_ids.at(i)))
                continue;
            rows.append(Base::m_rows.at(i));
            ids.append(m_ids.at(i));
        }
        place(rows, ids);
        Base::beginRemoveRows({}, left, count - 1);
        Base::m_rows.resize(left);
        m_ids.resize(left);
        Base::endRemoveRows();
    }

    /// Sorts @p rows, which are those that are there in whatever order, perhaps with other values.
    void arrange(const QList<Row> &rows, const QStringList &ids)
    {
        const QList<qsizetype> order = sorted(rows, ids);
        QList<Row> sortedRows;
        QStringList sortedIds;
        sortedRows.reserve(rows.size());
        sortedIds.reserve(rows.size());
        for (const qsizetype i : order) {
            sortedRows.append(rows.at(i));
            sortedIds.append(ids.at(i));
        }
        place(sortedRows, sortedIds);
    }

    QList<qsizetype> sorted(const QList<Row> &rows, const QStringList &ids) const
    {
        QList<qsizetype> order(rows.size());
        for (qsizetype i = 0; i < order.size(); ++i)
            order[i] = i;
        if (m_column < 0)
            return order;
        const bool descending = m_order == Qt::DescendingOrder;
        if (const Number number = m_numbers.value(m_column)) {
            // Asked once a row, not once a comparison.
            QList<double> keys;
            keys.reserve(rows.size());
            for (const Row &row : rows)
                keys.append(number(row).value_or(std::nan("")));
            std::sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) {
                const double left = keys.at(a);
                const double right = keys.at(b);
                if (std::isnan(left) != std::isnan(right))
                    return std::isnan(right);
                if (std::isnan(left) || left == right)
                    return ids.at(a) < ids.at(b);
                return descending ? left > right : left < right;
            });
            return order;
        }
        std::vector<QCollatorSortKey> keys;
        keys.reserve(size_t(rows.size()));
        for (const Row &row : rows)
            keys.push_back(m_collator.sortKey(Base::text(row, m_column)));
        std::sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) {
            const int result = keys[size_t(a)].compare(keys[size_t(b)]);
            if (result == 0)
                return ids.at(a) < ids.at(b);
            return descending ? result > 0 : result < 0;
        });
        return order;
    }

    /// Puts the rows that are there into another order, perhaps with other values.
    void place(const QList<Row> &rows, const QStringList &ids)
    {
        emit Base::layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        const QModelIndexList before = Base::persistentIndexList();
        QHash<QString, int> places;
        if (!before.isEmpty()) {
            for (int row = 0; row < int(ids.size()); ++row)
                places.insert(ids.at(row), row);
        }
        QModelIndexList after;
        for (const QModelIndex &index : before)
            after.append(Base::index(places.value(m_ids.at(index.row())), index.column()));
        Base::m_rows = rows;
        m_ids = ids;
        Base::changePersistentIndexList(before, after);
        emit Base::layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }

    QStringList m_ids; ///< of the rows
    QHash<int, Number> m_numbers;
    QCollator m_collator;
    int m_column = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace syspulse
