// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientsmodel.h"

#include <algorithm>

#include <QGuiApplication>
#include <QSet>

#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

/// From this many removals in a frame on, rebuilding everything is cheaper than row after row.
constexpr qsizetype manyRemovals = 500;

/// The thread is a name made of digits, and the last column is too wide to align it right.
bool isNumeric(int column)
{
    return column == ClientsModel::Subscriptions;
}

} // namespace

ClientsModel::ClientsModel(const UnitFormatter &format, QObject *parent)
    : QAbstractTableModel(parent)
    , m_format(format)
{}

int ClientsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ClientsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountValue;
}

QVariant ClientsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCountValue)
        return {};
    if (role == Qt::TextAlignmentRole && isNumeric(section))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case ClientId:
        return tr("Client ID");
    case User:
        return tr("User");
    case Address:
        return tr("Address");
    case Transport:
        return tr("Transport");
    case Since:
        return tr("Connected");
    case Subscriptions:
        return tr("Subscriptions");
    case Persistent:
        return tr("Persistent");
    case Thread:
        return tr("Thread");
    case columnCountValue:
        break;
    }
    return {};
}

QVariant ClientsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QString &id = m_rows.at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case IdRole:
        return id;
    case Qt::DisplayRole:
        return text(*client(id), column);
    case Qt::ToolTipRole:
        if (column == Since && client(id)->sinceMs > 0)
            return m_format.dateTime(client(id)->sinceMs);
        return plainToolTip(text(*client(id), column));
    case Qt::TextAlignmentRole:
        if (isNumeric(column))
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::ForegroundRole:
        if (m_outdated)
            return themeColors(QGuiApplication::palette()).stale;
        return {};
    default:
        return {};
    }
}

QString ClientsModel::text(const ClientSession &client, Column column) const
{
    switch (column) {
    case ClientId:
        return client.clientId.isEmpty() ? tr("(none)") : oneLine(client.clientId);
    case User:
        return client.user.isEmpty() ? tr("(anonymous)") : oneLine(client.user);
    case Address:
        return client.address.isEmpty() ? unknownText() : oneLine(client.address);
    case Transport:
        return oneLine(client.transport, 20).toUpper();
    case Since:
        return client.sinceMs > 0 ? m_format.age(std::max<qint64>(0, m_nowMs - client.sinceMs))
                                  : unknownText();
    case Subscriptions:
        return m_format.number(client.subscriptionCount, NumberStyle::Full);
    case Persistent:
        return client.persistent ? tr("Yes") : tr("No");
    case Thread:
        return m_format.number(client.thread, NumberStyle::Full);
    case columnCountValue:
        break;
    }
    return {};
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

bool ClientsModel::less(const ClientSession &a, const ClientSession &b) const
{
    const auto order = [this](const ClientSession &left, const ClientSession &right) -> qint64 {
        switch (m_column) {
        case User:
            return left.user.compare(right.user, Qt::CaseInsensitive);
        case Address:
            return left.address.compare(right.address);
        case Transport:
            return left.transport.compare(right.transport);
        case Since: // by age
            return right.sinceMs - left.sinceMs;
        case Subscriptions:
            return left.subscriptionCount - right.subscriptionCount;
        case Persistent:
            return int(left.persistent) - int(right.persistent);
        case Thread:
            return left.thread - right.thread;
        case ClientId:
        case columnCountValue:
            break;
        }
        return left.clientId.compare(right.clientId, Qt::CaseInsensitive);
    };
    const qint64 result = m_order == Qt::AscendingOrder ? order(a, b) : order(b, a);
    return result != 0 ? result < 0 : a.id < b.id;
}

void ClientsModel::resort()
{
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QStringList ids;
    for (const QModelIndex &index : before)
        ids.append(m_rows.at(index.row()));
    QList<const ClientSession *> order;
    order.reserve(m_rows.size());
    for (const QString &id : std::as_const(m_rows))
        order.append(client(id));
    std::sort(order.begin(), order.end(),
              [this](const ClientSession *a, const ClientSession *b) { return less(*a, *b); });
    m_rows.clear();
    for (const ClientSession *each : std::as_const(order))
        m_rows.append(each->id);
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
    if (column < 0 || column >= columnCountValue)
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

void ClientsModel::reset()
{
    beginResetModel();
    m_rows.clear();
    for (const ClientSession &each : std::as_const(m_clients)) {
        if (matches(each))
            m_rows.append(each.id);
    }
    std::sort(m_rows.begin(), m_rows.end(),
              [this](const QString &a, const QString &b) { return less(*client(a), *client(b)); });
    endResetModel();
}

void ClientsModel::apply(const ClientsFrame &frame)
{
    if (frame.reset || frame.removed.size() > manyRemovals) {
        if (frame.reset)
            m_clients.clear();
        for (const ClientSession &each : frame.changed)
            m_clients.insert(each.id, each);
        for (const QString &id : frame.removed)
            m_clients.remove(id);
        reset();
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
    for (const QString &id : frame.removed)
        m_clients.remove(id);
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
    reset();
}

void ClientsModel::setOutdated(bool outdated)
{
    if (m_outdated == outdated)
        return;
    m_outdated = outdated;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, columnCountValue - 1),
                         {Qt::ForegroundRole});
}

void ClientsModel::setNow(qint64 serverNowMs)
{
    m_nowMs = serverNowMs;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, Since), index(int(m_rows.size()) - 1, Since), {Qt::DisplayRole});
}

} // namespace syspulse
