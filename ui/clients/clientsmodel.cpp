// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientsmodel.h"

#include <algorithm>

#include <QSet>

namespace syspulse {

namespace {

/// From this many removals in a frame on, rebuilding everything is cheaper than row after row.
constexpr qsizetype manyRemovals = 500;

} // namespace

ClientNumbers ClientsModel::numbers(const QString &id) const
{
    const auto asked = m_asked.constFind(id);
    const auto top = m_top.constFind(id);
    if (top == m_top.cend())
        return asked == m_asked.cend() ? ClientNumbers() : *asked;
    return *top;
}

bool ClientsModel::isThisWindow(const ClientSession &client) const
{
    return !m_ownClientId.isEmpty() && client.clientId == m_ownClientId;
}

bool ClientsModel::isOwn(const ClientSession &client) const
{
    // One that is not counted does not tell.
    return client.own.value_or(client.clientId.startsWith(QLatin1String("syspulse-")));
}

void ClientsModel::setOwnClientId(const QString &clientId)
{
    if (m_ownClientId == clientId)
        return;
    m_ownClientId = clientId;
    allChanged();
}

void ClientsModel::setTop(const TopClients &top)
{
    m_topError = top.source.error;
    m_top.clear();
    // Only the busiest ones have rates.
    for (const QList<ClientNumbers> *list : {&top.slowest, &top.busiest}) {
        for (const ClientNumbers &each : *list) {
            if (!each.id.isEmpty())
                m_top.insert(each.id, each);
        }
    }
    numbersChanged();
}

void ClientsModel::setNumbers(const QString &id, const ClientNumbers &numbers)
{
    if (!m_clients.contains(id))
        return;
    m_asked.insert(id, numbers);
    numbersChanged();
}

void ClientsModel::numbersChanged()
{
    if (isTraffic(m_column))
        resort();
    else if (!m_rows.isEmpty())
        emit dataChanged(index(0, MessagesIn), index(int(m_rows.size()) - 1, Lag),
                         {Qt::DisplayRole, Qt::ToolTipRole});
}

const ClientSession *ClientsModel::client(const QString &id) const
{
    const auto it = m_clients.constFind(id);
    return it == m_clients.cend() ? nullptr : &*it;
}

int ClientsModel::rowOf(const QString &id) const
{
    return int(m_rows.indexOf(id));
}

bool ClientsModel::matches(const ClientSession &client) const
{
    const auto has = [this](const QString &text) { return text.contains(m_search, Qt::CaseInsensitive); };
    return m_search.isEmpty() || has(client.clientId) || has(client.user) || has(client.address) ||
           std::any_of(client.subscriptions.cbegin(), client.subscriptions.cend(),
                       [&](const ClientSubscription &each) { return has(each.filter); });
}

/// A client with the number that it is sorted by, if it is sorted by one.
struct ClientsModel::Sorted
{
    const ClientSession *client;
    double number; ///< less than 0: not known
};

bool ClientsModel::less(const Sorted &first, const Sorted &second) const
{
    const auto order = [this](const Sorted &a, const Sorted &b) -> qint64 {
        const ClientSession &left = *a.client;
        const ClientSession &right = *b.client;
        switch (m_column) {
        case User:
            return left.user.compare(right.user, Qt::CaseInsensitive);
        case Address:
            return left.address.compare(right.address);
        case Port:
            return left.port - right.port;
        case Transport:
            return left.transport.compare(right.transport);
        case Protocol:
            return left.protocolVersion.value_or(0) - right.protocolVersion.value_or(0);
        case KeepAlive:
            return left.keepAliveSeconds - right.keepAliveSeconds;
        case Since: // by age
            return right.sinceMs - left.sinceMs;
        case MessagesIn:
        case MessagesOut:
        case Bytes:
        case Lag:
            return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
        case Subscriptions:
            return left.subscriptionCount - right.subscriptionCount;
        case Persistent:
            return int(left.persistent) - int(right.persistent);
        case Thread:
            return left.thread - right.thread;
        case ClientId:
            break;
        }
        return left.clientId.compare(right.clientId, Qt::CaseInsensitive);
    };
    const qint64 result = m_order == Qt::AscendingOrder ? order(first, second) : order(second, first);
    return result != 0 ? result < 0 : first.client->id < second.client->id;
}

void ClientsModel::sortRows()
{
    const bool byNumber = isTraffic(m_column);
    QList<Sorted> order;
    order.reserve(m_rows.size());
    for (const QString &id : std::as_const(m_rows))
        order.append({client(id), byNumber ? number(id, m_column).value_or(-1) : 0});
    std::sort(order.begin(), order.end(), [this](const Sorted &a, const Sorted &b) { return less(a, b); });
    m_rows.clear();
    for (const Sorted &each : std::as_const(order))
        m_rows.append(each.client->id);
}

void ClientsModel::resort()
{
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QStringList ids;
    for (const QModelIndex &index : before)
        ids.append(m_rows.at(index.row()));
    sortRows();
    QHash<QString, int> rows;
    if (!ids.isEmpty()) {
        for (int row = 0; row < int(m_rows.size()); ++row)
            rows.insert(m_rows.at(row), row);
    }
    for (qsizetype i = 0; i < ids.size(); ++i)
        changePersistentIndex(before.at(i), index(rows.value(ids.at(i)), before.at(i).column()));
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void ClientsModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return;
    m_column = Column(column);
    m_order = order;
    resort();
}

void ClientsModel::removeRowsOf(const QSet<QString> &ids)
{
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (!ids.contains(m_rows.at(row)))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
}

void ClientsModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    for (const ClientSession &each : std::as_const(m_clients)) {
        if (matches(each))
            m_rows.append(each.id);
    }
    sortRows();
    endResetModel();
}

void ClientsModel::apply(const ClientsFrame &frame)
{
    if (frame.reset || frame.removed.size() > manyRemovals) {
        if (frame.reset) {
            m_clients.clear();
            m_asked.clear();
            m_top.clear();
        }
        for (const ClientSession &each : frame.changed)
            m_clients.insert(each.id, each);
        for (const QString &id : frame.removed) {
            m_clients.remove(id);
            m_asked.remove(id);
        }
        rebuild();
        return;
    }

    // Rows go before their clients do: views may ask for the data of a row until it is gone.
    QSet<QString> gone(frame.removed.cbegin(), frame.removed.cend());
    for (const ClientSession &each : frame.changed) {
        if (!matches(each))
            gone.insert(each.id);
    }
    if (!gone.isEmpty())
        removeRowsOf(gone);
    const QSet<QString> shown(m_rows.cbegin(), m_rows.cend());
    QStringList fresh;
    for (const ClientSession &each : frame.changed) {
        const bool isNew = !shown.contains(each.id) && !fresh.contains(each.id);
        m_clients.insert(each.id, each);
        if (isNew && matches(each))
            fresh.append(each.id);
    }
    for (const QString &id : frame.removed) {
        m_clients.remove(id);
        m_asked.remove(id);
    }
    fresh.removeIf([this](const QString &id) { return !m_clients.contains(id); });
    if (!fresh.isEmpty()) {
        beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + fresh.size()) - 1);
        m_rows.append(fresh);
        endInsertRows();
    }
    // Tells views that the data changed as well: they redraw after a change of layout.
    if (!frame.changed.isEmpty())
        resort();
}

void ClientsModel::setSearch(const QString &text)
{
    if (m_search == text)
        return;
    m_search = text;
    rebuild();
}

void ClientsModel::setOutdated(bool outdated)
{
    if (m_outdated == outdated)
        return;
    m_outdated = outdated;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, columnCount() - 1), {Qt::ForegroundRole});
}

void ClientsModel::setNow(qint64 serverNowMs)
{
    m_nowMs = serverNowMs;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, Since), index(int(m_rows.size()) - 1, Since), {Qt::DisplayRole});
}

} // namespace syspulse
