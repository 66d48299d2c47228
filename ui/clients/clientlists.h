// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/clients/clienttypes.h"
#include "core/units/unitformatter.h"

namespace syspulse {

/// The newest refused logins, newest first.
class RefusedLoginsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, User, ClientId, Address, Transport, columnCountValue };

    explicit RefusedLoginsModel(const UnitFormatter &format, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void set(const QList<RefusedLogin> &list);

private:
    const UnitFormatter m_format;
    QList<RefusedLogin> m_list;
};

/// The persistent sessions whose clients are away, as the server lists them.
class OrphanedSessionsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { ClientId, Subscriptions, WaitingSince, columnCountValue };

    explicit OrphanedSessionsModel(const UnitFormatter &format, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void set(const QList<OrphanedSession> &list);
    const OrphanedSession &at(int row) const { return m_list.at(row); }
    /// What is lost when the session in @p row is removed, as whole sentences.
    QString lossText(int row) const;
    /// The row of @p clientId; negative when there is none.
    int rowOf(const QString &clientId) const;

private:
    const UnitFormatter m_format;
    QList<OrphanedSession> m_list;
};

} // namespace syspulse
