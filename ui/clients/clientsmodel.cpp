// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientsmodel.h"

#include <algorithm>
#include <tuple>

#include <QSet>

namespace syspulse {

namespace {

/// From this many removals in a frame on, rebuilding everything is cheaper than row after row.
constexpr qsizetype manyRemovals = 500;

/// The beginning of @p text as a number that sorts alike; equal ones need a look at the texts. With very many
/// clients these are too far apart in memory to be looked at in each comparison.
quint64 packed(QStringView text)
{
    quint64 number = 0;
    for (qsizetype i = 0; i < 8; ++i)
        number = number << 8 | (i < text.size() ? std::min<quint64>(text.at(i).unicode(), 0xFF) : 0);
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

const ClientNumbers *ClientsModel::known(const QString &id) const
{
    if (const auto top = m_top.constFind(id); top != m_top.cend())
        return &*top;
    const auto asked = m_asked.constFind(id);
    return asked == m_asked.cend() ? nullptr : &*asked;
}

ClientNumbers ClientsModel::numbers(const QString &id) const
{
    const ClientNumbers *const numbers = known(id);
    return numbers == nullptr ? ClientNumbers() : *numbers;
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

QStringList ClientsModel::clientsNamed(const QStringList &words, int most) const
{
    struct Named
    {
        bool later; ///< does not begin with the first word
        QString name;
        QString id;
    };
    QList<Named> named;
    for (const ClientSession &each : m_clients) {
        const QString name = each.clientId.toLower();
        const bool fits = std::all_of(words.cbegin(), words.cend(),
                                      [&name](const QString &word) { return name.contains(word); });
        if (fits && !words.isEmpty())
            named.append({!name.startsWith(words.constFirst()), name, each.id});
    }
    const auto end = named.begin() + std::min<qsizetype>(most, named.size());
    std::partial_sort(named.begin(), end, named.end(), [](const Named &a, const Named &b) {
        return std::tie(a.later, a.name, a.id) < std::tie(b.later, b.name, b.id);
    });
    QStringList ids;
    for (auto it = named.begin(); it != end; ++it)
        ids.append(it->id);
    return ids;
}

int ClientsModel::rowOf(const QString &id) const
{
    return int(m_rows.indexOf(id));
}

bool ClientsModel::matches(const ClientSession &client) const
{
    const auto has = [this](const QString &text) { return text.contains(m_search, Qt::CaseInsensitive); };
    return m_search.isEmpty() || has(client.clientId) || has(client.user) || has(client.address) ||
           client.subscriptions.contain(m_search);
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
    const bool byText =
        m_column == ClientId || m_column == User || m_column == Address || m_column == Transport;
    QList<Sorted> order;
    order.reserve(m_rows.size());
    QStringList folded; // what the views of texts look at
    folded.reserve(m_rows.size());
    QList<QStringView> texts;
    QList<QStringView> ids;
    for (const QString &id : std::as_const(m_rows)) {
        const ClientSession &each = *client(id);
        Sorted sorted{&each, {}, byText ? 0 : sortNumber(each)};
        if (m_column == Address) {
            sorted.text = each.address;
        } else if (m_column == Transport) {
            sorted.text = each.transport;
        } else if (byText) {
            folded.append((m_column == User ? each.user : each.clientId).toCaseFolded());
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
