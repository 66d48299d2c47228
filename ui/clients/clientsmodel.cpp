// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientsmodel.h"

#include <algorithm>

#include <QGuiApplication>
#include <QSet>

#include "ui/base/theme.h"

namespace syspulse {

namespace {

/// From this many removals in a frame on, rebuilding everything is cheaper than row after row.
constexpr qsizetype manyRemovals = 500;

} // namespace

ClientsModel::ClientsModel(const UnitFormatter &format, QObject *parent)
    : RowsModel(parent)
    , m_format(format)
{
    setColumns({{tr("Client ID"),
                 [this](const QString &id) {
                     const QString &clientId = client(id)->clientId;
                     return clientId.isEmpty() ? tr("(none)") : oneLine(clientId);
                 }},
                {tr("User"),
                 [this](const QString &id) {
                     const QString &user = client(id)->user;
                     return user.isEmpty() ? tr("(anonymous)") : oneLine(user);
                 }},
                {tr("Address"),
                 [this](const QString &id) {
                     const QString &address = client(id)->address;
                     return address.isEmpty() ? unknownText() : oneLine(address);
                 }},
                {tr("Transport"),
                 [this](const QString &id) { return oneLine(client(id)->transport, 20).toUpper(); }},
                {tr("Connected"),
                 [this](const QString &id) {
                     const qint64 sinceMs = client(id)->sinceMs;
                     return sinceMs > 0 ? m_format.age(std::max<qint64>(0, m_nowMs - sinceMs))
                                        : unknownText();
                 }},
                {tr("Subscriptions"),
                 [this](const QString &id) {
                     return m_format.number(client(id)->subscriptionCount, NumberStyle::Full);
                 },
                 Align::Right},
                {tr("Persistent"),
                 [this](const QString &id) { return client(id)->persistent ? tr("Yes") : tr("No"); }},
                // A name made of digits, and the last column is too wide to align it right.
                {tr("Thread"), [this](const QString &id) {
                     return m_format.number(client(id)->thread, NumberStyle::Full);
                 }}});
}

QVariant ClientsModel::cell(const QString &id, int column, int role) const
{
    if (role == IdRole)
        return id;
    if (role == Qt::ToolTipRole && column == Since && client(id)->sinceMs > 0)
        return m_format.dateTime(client(id)->sinceMs);
    if (role == Qt::ForegroundRole && m_outdated)
        return themeColors(QGuiApplication::palette()).stale;
    return RowsModel::cell(id, column, role);
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
