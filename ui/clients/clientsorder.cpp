// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientsmodel.h"

#include <algorithm>
#include <bit>

// The order of the rows of a ClientsModel.
namespace syspulse {

namespace {

/// What fits into packed().
constexpr qsizetype packedLength = 8;

/// The beginning of @p text as a number that sorts alike, without regard to the case of ASCII; equal ones
/// need a look at the texts. With very many clients these are too far apart in memory to be looked at in each
/// comparison.
quint64 packed(QStringView text, bool folds)
{
    constexpr quint64 tooLarge = 0xFF; // for a byte; what follows does not count then
    quint64 number = 0;
    int free = 64;
    for (qsizetype i = 0; i < text.size() && free > 0; ++i) {
        free -= 8;
        quint64 character = std::min<quint64>(text.at(i).unicode(), tooLarge);
        if (folds && character >= 'A' && character <= 'Z')
            character += 'a' - 'A';
        number |= character << free;
        if (character == tooLarge)
            break;
    }
    return number;
}

/// Numbers that sort as @p number does.
quint64 packed(double number)
{
    constexpr quint64 sign = 1ULL << 63;
    const auto bits = std::bit_cast<quint64>(number + 0.0); // -0 is 0
    return (bits & sign) != 0 ? ~bits : bits | sign;
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

/// And without the character 0, which stands for an end in packed().
bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar character) { return character.unicode() > 0 && character.unicode() < 0x80; });
}

} // namespace

bool ClientsModel::isSortedByText() const
{
    return m_column == ClientId || m_column == User || m_column == Address || m_column == Transport;
}

bool ClientsModel::foldsText() const
{
    return m_column == ClientId || m_column == User;
}

const QString &ClientsModel::plainText(const ClientSession &client) const
{
    return m_column == ClientId  ? client.clientId
           : m_column == User    ? client.user
           : m_column == Address ? client.address
                                 : client.transport;
}

QString ClientsModel::sortText(const ClientSession &client) const
{
    if (!isSortedByText())
        return {};
    return foldsText() ? plainText(client).toCaseFolded() : plainText(client);
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

QList<ClientsModel::Sorted> ClientsModel::sortedKeys() const
{
    QList<Sorted> order;
    order.reserve(m_rows.size());
    if (m_rows.size() == m_clients.size()) { // each has a row: they need not be looked up
        for (const ClientSession &each : m_clients)
            order.append({0, &each, true});
    } else {
        for (const QString &id : m_rows)
            order.append({0, client(id), true});
    }
    const bool ascending = m_order == Qt::AscendingOrder;
    const auto keyed = [ascending](quint64 number) { return ascending ? number : ~number; };
    if (!isSortedByText()) {
        for (Sorted &each : order)
            each.key = keyed(packed(sortNumber(*each.client)));
        return order;
    }
    QList<QStringView> texts;
    texts.reserve(order.size());
    for (const Sorted &each : std::as_const(order))
        texts.append(plainText(*each.client));
    QStringList folded; // what the views of texts look at then
    qsizetype begin = commonStart(texts);
    const bool isPlain = !foldsText() || std::all_of(texts.cbegin(), texts.cend(), [begin](QStringView text) {
        return isAscii(text.first(std::min(text.size(), begin + packedLength)));
    });
    if (!isPlain) {
        for (QStringView &text : texts) {
            folded.append(text.toString().toCaseFolded());
            text = folded.constLast();
        }
        begin = commonStart(texts);
    }
    for (qsizetype i = 0; i < order.size(); ++i) {
        const QStringView rest = texts.at(i).sliced(begin);
        order[i].key = keyed(packed(rest, foldsText()));
        order[i].isAll = rest.size() <= packedLength && isAscii(rest);
    }
    return order;
}

void ClientsModel::sortEqualKeys(QList<Sorted>::iterator begin, QList<Sorted>::iterator end) const
{
    struct Full
    {
        QString text;
        quint64 idStart;
        Sorted sorted;
    };
    const bool ascending = m_order == Qt::AscendingOrder;
    const bool byText = std::any_of(begin, end, [](const Sorted &each) { return !each.isAll; });
    QList<QStringView> ids;
    for (auto each = begin; each != end; ++each)
        ids.append(each->client->id);
    const qsizetype idsBegin = commonStart(ids);
    QList<Full> all;
    all.reserve(ids.size());
    for (auto each = begin; each != end; ++each)
        all.append({byText ? sortText(*each->client) : QString(),
                    packed(ids.at(all.size()).sliced(idsBegin), false), *each});
    std::sort(all.begin(), all.end(), [ascending](const Full &a, const Full &b) {
        if (const int result = a.text.compare(b.text); result != 0)
            return (result < 0) == ascending;
        return a.idStart != b.idStart ? a.idStart < b.idStart : a.sorted.client->id < b.sorted.client->id;
    });
    std::transform(all.cbegin(), all.cend(), begin, [](const Full &each) { return each.sorted; });
}

void ClientsModel::sortRows()
{
    QList<Sorted> order = sortedKeys();
    std::sort(order.begin(), order.end(), [](const Sorted &a, const Sorted &b) { return a.key < b.key; });
    for (auto begin = order.begin(); begin != order.end();) {
        auto end = begin + 1;
        while (end != order.end() && end->key == begin->key)
            ++end;
        if (end - begin > 1)
            sortEqualKeys(begin, end);
        begin = end;
    }
    m_rows.clear();
    m_rows.reserve(order.size());
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
