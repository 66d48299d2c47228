// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "core/clients/clienttypes.h"
#include "core/units/unitformatter.h"
#include "ui/base/rowsmodel.h"

namespace syspulse {

/// The connected clients that match a search, sorted; rows are ids of records. Filters and sorts itself: a
/// frame of changes costs one sort, where a proxy would move row after row.
class ClientsModel : public RowsModel<QString>
{
    Q_OBJECT

public:
    enum Column { ClientId, User, Address, Transport, Since, Subscriptions, Persistent, Thread };
    enum Role { IdRole = Qt::UserRole };

    explicit ClientsModel(const UnitFormatter &format, QObject *parent = nullptr);

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

protected:
    QVariant cell(const QString &id, int column, int role) const override;

private:
    bool matches(const ClientSession &client) const;
    bool less(const ClientSession &a, const ClientSession &b) const;
    void resort();
    void removeRowsOf(const QSet<QString> &ids);
    void rebuild();

    const UnitFormatter m_format;
    QHash<QString, ClientSession> m_clients;
    QString m_search;
    Column m_column = ClientId;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    bool m_outdated = false;
    qint64 m_nowMs = 0;
};

} // namespace syspulse
