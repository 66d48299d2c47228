// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientlists.h"

#include "ui/base/text.h"

namespace syspulse {

RefusedLoginsModel::RefusedLoginsModel(const UnitFormatter &format, QObject *parent)
    : QAbstractTableModel(parent)
    , m_format(format)
{}

int RefusedLoginsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_list.size());
}

int RefusedLoginsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountValue;
}

QVariant RefusedLoginsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Time:
        return tr("Time");
    case User:
        return tr("User name given");
    case ClientId:
        return tr("Client ID");
    case Address:
        return tr("Address");
    case Transport:
        return tr("Transport");
    case columnCountValue:
        break;
    }
    return {};
}

QVariant RefusedLoginsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::ToolTipRole)
        return plainToolTip(data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole)
        return {};
    const RefusedLogin &login = m_list.at(index.row());
    switch (Column(index.column())) {
    case Time:
        return login.timeMs > 0 ? m_format.dateTime(login.timeMs) : unknownText();
    case User:
        return login.user.isEmpty() ? tr("(none)") : oneLine(login.user);
    case ClientId:
        return login.clientId.isEmpty() ? tr("(none)") : oneLine(login.clientId);
    case Address:
        return login.address.isEmpty() ? unknownText() : oneLine(login.address);
    case Transport:
        return oneLine(login.transport, 20).toUpper();
    case columnCountValue:
        break;
    }
    return {};
}

void RefusedLoginsModel::set(const QList<RefusedLogin> &list)
{
    if (m_list == list)
        return;
    beginResetModel();
    m_list = list;
    endResetModel();
}

OrphanedSessionsModel::OrphanedSessionsModel(const UnitFormatter &format, QObject *parent)
    : QAbstractTableModel(parent)
    , m_format(format)
{}

int OrphanedSessionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_list.size());
}

int OrphanedSessionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountValue;
}

QVariant OrphanedSessionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Subscriptions)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case ClientId:
        return tr("Client ID");
    case Subscriptions:
        return tr("Subscriptions");
    case WaitingSince:
        return tr("Waiting since");
    case columnCountValue:
        break;
    }
    return {};
}

QVariant OrphanedSessionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == Subscriptions)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return plainToolTip(data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole)
        return {};
    const OrphanedSession &session = m_list.at(index.row());
    switch (Column(index.column())) {
    case ClientId:
        return session.clientId.isEmpty() ? tr("(none)") : oneLine(session.clientId);
    case Subscriptions:
        return m_format.number(double(session.subscriptions.size()), NumberStyle::Full);
    case WaitingSince:
        return session.waitingSinceMs > 0 ? m_format.dateTime(session.waitingSinceMs) : unknownText();
    case columnCountValue:
        break;
    }
    return {};
}

void OrphanedSessionsModel::set(const QList<OrphanedSession> &list)
{
    if (m_list == list)
        return;
    beginResetModel();
    m_list = list;
    endResetModel();
}

QString OrphanedSessionsModel::lossText(int row) const
{
    constexpr int listed = 5;
    const OrphanedSession &session = m_list.at(row);
    QStringList filters;
    for (const ClientSubscription &each : session.subscriptions.mid(0, listed))
        filters.append(oneLine(each.filter, 80));
    if (session.subscriptions.size() > listed)
        filters.append(tr("and %1 more").arg(session.subscriptions.size() - listed));
    const QString since = session.waitingSinceMs > 0 ? m_format.dateTime(session.waitingSinceMs)
                                                     : tr("a time that is not known");
    //: client id, number of subscriptions, list of them, date and time
    return tr("The session of %1 is deleted for good. Lost are its subscriptions (%2): %3; and the messages "
              "that wait for the client since %4.")
        .arg(session.clientId.isEmpty() ? tr("(no client ID)") : oneLine(session.clientId, 80),
             QString::number(session.subscriptions.size()),
             filters.isEmpty() ? tr("none") : filters.join(QStringLiteral(", ")), since);
}

int OrphanedSessionsModel::rowOf(const QString &clientId) const
{
    for (int row = 0; row < int(m_list.size()); ++row) {
        if (m_list.at(row).clientId == clientId)
            return row;
    }
    return -1;
}

} // namespace syspulse
