// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientsmodel.h"

#include <algorithm>
#include <tuple>

#include <QSet>

#include "ui/base/rowruns.h"

namespace syspulse {

namespace {

/// From this many removals in a frame on, rebuilding everything is cheaper than row after row.
constexpr qsizetype manyRemovals = 500;

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

bool ClientsModel::matches(const ClientSession &client) const
{
    const auto has = [this](const QString &text) { return text.contains(m_search, Qt::CaseInsensitive); };
    return m_search.isEmpty() || has(client.clientId) || has(client.user) || has(client.address) ||
           client.subscriptions.contain(m_search);
}

void ClientsModel::removeRowsAt(const QList<int> &rows)
{
    // From the end, so that those still to be removed keep their numbers.
    const RowRuns runs = rowRuns(rows);
    for (auto run = runs.crbegin(); run != runs.crend(); ++run) {
        beginRemoveRows({}, run->first, run->second);
        m_rows.remove(run->first, run->second - run->first + 1);
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
    QList<int> gone;
    const auto goes = [&](const QString &id) {
        if (const int row = rowOf(id); row >= 0)
            gone.append(row);
    };
    for (const QString &id : frame.removed)
        goes(id);
    for (const ClientSession &each : frame.changed) {
        if (!matches(each))
            goes(each.id);
    }
    removeRowsAt(gone);
    takeChanges(frame);
}

void ClientsModel::takeChanges(const ClientsFrame &frame)
{
    const bool many = frame.changed.size() > manyMoves;
    QSet<QString> seen = many ? QSet<QString>(m_rows.cbegin(), m_rows.cend()) : QSet<QString>();
    QList<int> moved;
    QList<int> same;
    QStringList fresh;
    for (auto each = frame.changed.crbegin(); each != frame.changed.crend(); ++each) {
        if (seen.contains(each->id))
            continue; // the last one counts
        seen.insert(each->id);
        if (!matches(*each))
            continue;
        // Where it stands is found by what it was.
        const int row = many ? -1 : rowOf(each->id);
        if (row < 0)
            fresh.append(each->id);
        else
            (keyOf(*client(each->id)) == keyOf(*each) ? same : moved).append(row);
    }
    for (const ClientSession &each : frame.changed)
        m_clients.insert(each.id, each);
    for (const QString &id : frame.removed) {
        m_clients.remove(id);
        m_asked.remove(id);
    }
    fresh.removeIf([this](const QString &id) { return !m_clients.contains(id); });
    if (!fresh.isEmpty()) {
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(fresh.size()) - 1);
        m_rows.append(fresh);
        endInsertRows();
        for (int row = first; row < int(m_rows.size()); ++row)
            moved.append(row);
    }
    // Views redraw all after a change of layout.
    if (many)
        resort();
    else if (!moved.isEmpty())
        place(moved);
    else if (!same.isEmpty())
        tellChanged(same);
}

void ClientsModel::tellChanged(QList<int> rows)
{
    std::sort(rows.begin(), rows.end());
    emit dataChanged(index(rows.constFirst(), 0), index(rows.constLast(), columnCount() - 1));
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
