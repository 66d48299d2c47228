// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/topicsproxy.h"

#include "ui/topics/topicsmodel.h"

namespace syspulse {

TopicsProxy::TopicsProxy(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(TopicsModel::SortRole);
    setDynamicSortFilter(true);
    // A branch is shown for the topics below it.
    setRecursiveFilteringEnabled(true);
}

void TopicsProxy::setFilterText(const QString &text)
{
    m_text = text.trimmed();
    m_filter.reset();
    if (m_text.contains(QLatin1Char('+')) || m_text.contains(QLatin1Char('#'))) {
        if (Result<TopicFilter> filter = TopicFilter::parse(m_text))
            m_filter = *filter;
    }
    invalidateRowsFilter();
}

void TopicsProxy::setUnavailableShown(bool shown)
{
    m_unavailableShown = shown;
    invalidateRowsFilter();
}

bool TopicsProxy::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, TopicsModel::Topic, sourceParent);
    if (index.data(TopicsModel::BranchRole).toBool())
        return false;
    if (!m_unavailableShown && index.data(TopicsModel::UnavailableRole).toBool())
        return false;
    if (m_text.isEmpty())
        return true;
    const QString topic = index.data(TopicsModel::TopicRole).toString();
    if (m_filter) {
        const Result<TopicName> name = TopicName::parse(topic);
        return name && m_filter->matches(*name);
    }
    if (topic.contains(m_text, Qt::CaseInsensitive))
        return true;
    return index.siblingAtColumn(TopicsModel::Description)
        .data()
        .toString()
        .contains(m_text, Qt::CaseInsensitive);
}

void TopicsProxy::setSourceModel(QAbstractItemModel *model)
{
    // Before the proxy itself hears of a change, and sorts by it.
    const auto forget = [this] { m_keys.clear(); };
    connect(model, &QAbstractItemModel::dataChanged, this, forget);
    connect(model, &QAbstractItemModel::rowsInserted, this, forget);
    connect(model, &QAbstractItemModel::rowsRemoved, this, forget);
    connect(model, &QAbstractItemModel::layoutChanged, this, forget);
    connect(model, &QAbstractItemModel::modelReset, this, forget);
    QSortFilterProxyModel::setSourceModel(model);
}

void TopicsProxy::sort(int column, Qt::SortOrder order)
{
    m_keys.clear();
    QSortFilterProxyModel::sort(column, order);
}

const TopicsProxy::SortKey &TopicsProxy::keyOf(const QModelIndex &index) const
{
    // Of trees the node, of lists the row.
    const std::pair place(index.internalId(), index.row());
    const auto known = m_keys.constFind(place);
    if (known != m_keys.cend())
        return *known;
    const QVariant value = index.data(sortRole());
    SortKey key;
    if (value.typeId() == QMetaType::Double)
        key = {0, value.toDouble()};
    else if (value.isValid())
        key = {1, 0, QCollator::defaultSortKey(value.toString())};
    return *m_keys.insert(place, key);
}

bool TopicsProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    keyOf(left); // may move the others when it is new
    const SortKey &b = keyOf(right);
    const SortKey &a = keyOf(left);
    if (a.rank != b.rank) {
        // Unknown values stay last in both directions.
        const bool less = a.rank < b.rank;
        const bool unknown = a.rank == 2 || b.rank == 2;
        return unknown && sortOrder() == Qt::DescendingOrder ? !less : less;
    }
    if (a.rank != 1)
        return a.number < b.number;
    return *a.text < *b.text;
}

} // namespace syspulse
