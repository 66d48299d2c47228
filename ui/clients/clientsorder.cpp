// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientsmodel.h"

#include <algorithm>

// The order of the rows of a ClientsModel.
namespace syspulse {

namespace {

/// The beginning of @p text as a number that sorts alike; equal ones need a look at the texts. With very many
/// clients these are too far apart in memory to be looked at in each comparison.
quint64 packed(QStringView text)
{
    constexpr quint64 tooLarge = 0xFF; // for a byte; what follows does not count then
    quint64 number = 0;
    int free = 64;
    for (qsizetype i = 0; i < text.size() && free > 0; ++i) {
        free -= 8;
        const quint64 character = std::min<quint64>(text.at(i).unicode(), tooLarge);
        number |= character << free;
        if (character == tooLarge)
            break;
    }
    return number;
}

/// How many characters all @p texts begin with.
qsizetype commonStart(const QList<QStringView> &texts)
{
    qsizetype common = texts.isEmpty() ? 0 : texts.constFirst().size();
    for (const QStringView text : texts) {
        const QStringView first = texts.constFirst().first(std::min(common, text.size()));
        common = std::mismatch(first.begin(), first.end(), text.begin()).first - first.begin();
    }
    return common;
}

} // namespace

bool ClientsModel::isSortedByText() const
{
    return m_column == ClientId || m_column == User || m_column == Address || m_column == Transport;
}

QString ClientsModel::sortText(const ClientSession &client) const
{
    switch (m_column) {
    case ClientId:
        return client.clientId.toCaseFolded();
    case User:
        return client.user.toCaseFolded();
    case Address:
        return client.address;
    case Transport:
        return client.transport;
    default:
        return {};
    }
}

ClientsModel::SortKey ClientsModel::keyOf(const ClientSession &client) const
{
    return {isSortedByText() ? 0 : sortNumber(client), sortText(client), client.id};
}

bool ClientsModel::isBefore(const SortKey &a, const SortKey &b) const
{
    const bool ascending = m_order == Qt::AscendingOrder;
    if (a.number != b.number)
        return (a.number < b.number) == ascending;
    if (const int result = a.text.compare(b.text); result != 0)
        return (result < 0) == ascending;
    return a.id < b.id;
}

int ClientsModel::placeFor(const SortKey &key) const
{
    const auto place = std::lower_bound(
        m_rows.cbegin(), m_rows.cend(), key,
        [this](const QString &id, const SortKey &wanted) { return isBefore(keyOf(*client(id)), wanted); });
    return int(place - m_rows.cbegin());
}

int ClientsModel::rowOf(const QString &id) const
{
    const ClientSession *each = client(id);
    if (each == nullptr || !matches(*each))
        return -1;
    const int row = placeFor(keyOf(*each));
    return row < int(m_rows.size()) && m_rows.at(row) == id ? row : -1;
}

/// A client with what it is sorted by, which is found once and not with each comparison.
struct ClientsModel::Sorted
{
    const ClientSession *client;
    QStringView text;
    double number = 0;     ///< less than 0: not known
    quint64 textStart = 0; ///< of packed(), behind what all have in common
    quint64 idStart = 0;   ///< the same of the record's id
};

double ClientsModel::sortNumber(const ClientSession &client) const
{
    switch (m_column) {
    case Port:
        return client.port;
    case Protocol:
        return client.protocolVersion.value_or(0);
    case KeepAlive:
        return client.keepAliveSeconds;
    case Since: // by age
        return double(-client.sinceMs);
    case MessagesIn:
    case MessagesOut:
    case Bytes:
    case Lag:
        return number(client.id, m_column).value_or(-1);
    case Subscriptions:
        return client.subscriptionCount;
    case Persistent:
        return client.persistent ? 1 : 0;
    case Thread:
        return client.thread;
    case ClientId:
    case User:
    case Address:
    case Transport:
        break;
    }
    return 0;
}

void ClientsModel::sortRows()
{
    const bool byText = isSortedByText();
    QList<Sorted> order;
    order.reserve(m_rows.size());
    QStringList folded; // what the views of texts look at
    folded.reserve(byText ? m_rows.size() : 0);
    QList<QStringView> texts;
    QList<QStringView> ids;
    for (const QString &id : std::as_const(m_rows)) {
        const ClientSession &each = *client(id);
        Sorted sorted{&each, {}, byText ? 0 : sortNumber(each)};
        if (byText) {
            folded.append(sortText(each));
            sorted.text = folded.constLast();
        }
        order.append(sorted);
        texts.append(sorted.text);
        ids.append(each.id);
    }
    const qsizetype textsBegin = commonStart(texts);
    const qsizetype idsBegin = commonStart(ids);
    for (qsizetype i = 0; i < order.size(); ++i) {
        order[i].textStart = packed(texts.at(i).sliced(textsBegin));
        order[i].idStart = packed(ids.at(i).sliced(idsBegin));
    }
    const bool ascending = m_order == Qt::AscendingOrder;
    std::sort(order.begin(), order.end(), [ascending](const Sorted &a, const Sorted &b) {
        if (a.number != b.number)
            return (a.number < b.number) == ascending;
        if (a.textStart != b.textStart)
            return (a.textStart < b.textStart) == ascending;
        if (const int result = a.text.compare(b.text); result != 0)
            return (result < 0) == ascending;
        return a.idStart != b.idStart ? a.idStart < b.idStart : a.client->id < b.client->id;
    });
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

void ClientsModel::place(QList<int> rows)
{
    if (rows.size() > manyMoves)
        return resort();
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    std::sort(rows.begin(), rows.end());
    QList<SortKey> keys;
    for (const int row : std::as_const(rows))
        keys.append(keyOf(*client(m_rows.at(row))));
    const QList<SortKey> before = keys;
    std::sort(keys.begin(), keys.end(),
              [this](const SortKey &a, const SortKey &b) { return isBefore(a, b); });
    // The others stay in their order; each of those that moved belongs before one of them.
    takeOut(rows);
    const int others = int(m_rows.size());
    QList<int> places;
    for (const SortKey &key : std::as_const(keys))
        places.append(placeFor(key));
    m_rows.resize(others + keys.size());
    for (int to = int(m_rows.size()), from = others, i = int(keys.size()) - 1; i >= 0; --i) {
        while (from > places.at(i))
            m_rows.swapItemsAt(--to, --from);
        m_rows[--to] = keys.at(i).id;
    }
    const QModelIndexList stood = persistentIndexList();
    QModelIndexList stand;
    for (const QModelIndex &index : stood) {
        const auto moved = std::lower_bound(rows.cbegin(), rows.cend(), index.row());
        const auto number = moved - rows.cbegin();
        int row = 0;
        if (moved != rows.cend() && *moved == index.row()) {
            const auto key = std::find(keys.cbegin(), keys.cend(), before.at(number)) - keys.cbegin();
            row = places.at(key) + int(key);
        } else {
            const int other = index.row() - int(number);
            row = other + int(std::upper_bound(places.cbegin(), places.cend(), other) - places.cbegin());
        }
        stand.append(this->index(row, index.column()));
    }
    changePersistentIndexList(stood, stand);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void ClientsModel::takeOut(const QList<int> &rows)
{
    auto next = rows.cbegin();
    int to = rows.constFirst();
    for (int from = to; from < int(m_rows.size()); ++from) {
        if (next != rows.cend() && *next == from)
            ++next;
        else
            m_rows.swapItemsAt(to++, from);
    }
    m_rows.resize(to);
}

} // namespace syspulse
