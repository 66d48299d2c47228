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

bool TopicsProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(sortRole());
    const QVariant b = right.data(sortRole());
    const auto rank = [](const QVariant &value) {
        return !value.isValid() ? 2 : value.typeId() == QMetaType::Double ? 0 : 1;
    };
    if (rank(a) != rank(b)) {
        // Unknown values stay last in both directions.
        const bool less = rank(a) < rank(b);
        const bool unknown = !a.isValid() || !b.isValid();
        return unknown && sortOrder() == Qt::DescendingOrder ? !less : less;
    }
    if (rank(a) == 0)
        return a.toDouble() < b.toDouble();
    return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
}

} // namespace syspulse
