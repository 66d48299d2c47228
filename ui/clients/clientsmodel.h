// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QHash>

#include "core/clients/clienttypes.h"
#include "core/units/unitformatter.h"

namespace syspulse {

/// The connected clients that match a search, sorted. Filters and sorts itself: a frame of changes costs one
/// sort, where a proxy would move row after row.
class ClientsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        ClientId,
        User,
        Address,
        Transport,
        Since,
        Subscriptions,
        Persistent,
        Thread,
        columnCountValue
    };
    enum Role { IdRole = Qt::UserRole };

    explicit ClientsModel(const UnitFormatter &format, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    void apply(const ClientsFrame &frame);
    /// Shows only clients whose id, user, address or a subscription contains @p text, whatever its case.
    void setSearch(const QString &text);
    /// Greys all rows: they may be out of date.
    void setOutdated(bool outdated);
    /// @p serverNowMs is the present time by the server's clock.
    void setNow(qint64 serverNowMs);

    /// All clients, also those that the search hides.
    int total() const { return int(m_clients.size()); }
    /// The client of record @p id, or nullptr; valid until the next change.
    const ClientSession *client(const QString &id) const;
    /// The row of record @p id; negative when it is not shown.
    int rowOf(const QString &id) const;

private:
    QString text(const ClientSession &client, Column column) const;
    bool matches(const ClientSession &client) const;
    bool less(const ClientSession &a, const ClientSession &b) const;
    void resort();
    void removeRowsOf(const QSet<QString> &ids);
    void reset();

    const UnitFormatter m_format;
    QHash<QString, ClientSession> m_clients;
    QStringList m_rows; ///< ids of those shown, in order
    QString m_search;
    Column m_column = ClientId;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    bool m_outdated = false;
    qint64 m_nowMs = 0;
};

} // namespace syspulse
