// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/topicviews.h"

#include <QAction>
#include <QHeaderView>
#include <QScopedValueRollback>

#include "core/session/livestore.h"
#include "core/topics/catalogue.h"
#include "ui/base/itemviews.h"
#include "ui/base/trenddelegate.h"
#include "ui/topics/topicsmodel.h"
#include "ui/topics/topictreemodel.h"

namespace syspulse {

namespace {

QString pathOf(const QModelIndex &index)
{
    return index.data(TopicsModel::TopicRole).toString();
}

/// Of a counter its change per second.
TrendDelegate *trendDelegate(const LiveStore &store, QObject *parent)
{
    return new TrendDelegate(
        [&store](const QModelIndex &index) {
            const QString topic = index.data(TopicsModel::TopicRole).toString();
            const TopicValue *value = store.value(topic);
            if (value == nullptr || !value->number)
                return TrendDelegate::Trend();
            const std::optional<MetricDescription> description = describeTopic(topic);
            // The course of an uptime says nothing.
            if (description && description->unit == Unit::Seconds)
                return TrendDelegate::Trend();
            const bool counter = description ? description->kind == MetricKind::Counter
                                             : value->kind == kindName(MetricKind::Counter);
            return TrendDelegate::Trend{&store, topic, [&store, topic, counter](qint64 fromMs, qint64 toMs) {
                                            return counter ? store.ratePoints(topic, fromMs, toMs)
                                                           : store.points(topic, fromMs, toMs);
                                        }};
        },
        parent);
}

} // namespace

TopicViews::TopicViews(TopicsModel &model, const LiveStore &store, QWidget *parent)
    : QStackedWidget(parent)
    , m_model(model)
    , m_treeModel(new TopicTreeModel(model, this))
    , m_treeProxy(new TopicsProxy(this))
    , m_listProxy(new TopicsProxy(this))
    , m_tree(new QTreeView)
    , m_list(new QTableView)
    , m_expanded{QStringLiteral("$SYS"), QStringLiteral("$SYS/broker")}
{
    setObjectName(QStringLiteral("topicViews"));
    makeTree(store);
    makeList(store);
    addWidget(m_tree);
    addWidget(m_list);
    for (const QAbstractItemView *each :
         {static_cast<QAbstractItemView *>(m_tree), static_cast<QAbstractItemView *>(m_list)})
        connect(each->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this, each] {
            if (each == view())
                emit currentChanged();
        });
    connect(m_listProxy, &QAbstractItemModel::rowsInserted, this, &TopicViews::shownTopicsChanged);
    connect(m_listProxy, &QAbstractItemModel::rowsRemoved, this, &TopicViews::shownTopicsChanged);
    connect(m_treeProxy, &QAbstractItemModel::rowsInserted, this, &TopicViews::expandInserted);
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (!m_filtered && !m_following)
            m_expanded.insert(pathOf(index));
    });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_filtered && !m_following)
            m_expanded.remove(pathOf(index));
    });
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const QModelIndex first = index.siblingAtColumn(0);
        if (m_treeProxy->hasChildren(first))
            m_tree->setExpanded(first, !m_tree->isExpanded(first));
    });
    showExpansion();
}

void TopicViews::makeTree(const LiveStore &store)
{
    m_treeProxy->setSourceModel(m_treeModel);
    m_tree->setObjectName(QStringLiteral("topicTree"));
    m_tree->setAccessibleName(tr("Topics"));
    m_tree->setModel(m_treeProxy);
    styleTree(m_tree, {36, 25, 12, 11, 14, 10, 10, 12});
    m_tree->setItemDelegateForColumn(TopicsModel::Trend, trendDelegate(store, m_tree));
    // Activation does it, by double click and by Enter alike.
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->header()->setSortIndicatorClearable(true);
    m_tree->sortByColumn(-1, Qt::AscendingOrder);
    m_tree->setSortingEnabled(true);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void TopicViews::makeList(const LiveStore &store)
{
    m_listProxy->setSourceModel(&m_model);
    m_list->setObjectName(QStringLiteral("topicTable"));
    m_list->setAccessibleName(tr("Topics"));
    m_list->setModel(m_listProxy);
    styleTable(m_list, {40, 25, 12, 11, 14, 10, 10, 12});
    m_list->setItemDelegateForColumn(TopicsModel::Trend, trendDelegate(store, m_list));
    m_list->horizontalHeader()->setSortIndicatorClearable(true);
    // Unsorted is the order of the catalogue, in which topics belong together.
    m_list->sortByColumn(-1, Qt::AscendingOrder);
    m_list->setSortingEnabled(true);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
}

QAbstractItemView *TopicViews::view() const
{
    return isTree() ? static_cast<QAbstractItemView *>(m_tree) : m_list;
}

bool TopicViews::isTree() const
{
    return currentWidget() == m_tree;
}

void TopicViews::setTree(bool tree)
{
    if (tree == isTree())
        return;
    const QString topic = currentTopic();
    const bool focus = view()->hasFocus();
    setCurrentWidget(tree ? static_cast<QWidget *>(m_tree) : m_list);
    if (!topic.isEmpty())
        select(topic);
    if (focus)
        view()->setFocus();
    emit currentChanged();
}

void TopicViews::select(const QString &path)
{
    const QModelIndex index =
        isTree() ? m_treeProxy->mapFromSource(m_treeModel->indexOf(path))
                 : m_listProxy->mapFromSource(m_model.index(m_model.rowOf(path), TopicsModel::Topic));
    view()->setCurrentIndex(index);
    if (index.isValid())
        view()->scrollTo(index);
}

TopicViews::Current TopicViews::current() const
{
    const QModelIndex index = view()->currentIndex();
    Current current{pathOf(index), index.data(TopicsModel::BranchRole).toBool(), 0};
    if (isTree() && index.isValid())
        current.topicsBelow = m_treeModel->topicsBelow(m_treeProxy->mapToSource(index));
    return current;
}

QString TopicViews::currentTopic() const
{
    const Current now = current();
    return now.branch ? QString() : now.path;
}

void TopicViews::refreshAges()
{
    // No change of the models: what is not seen need not be told to filters and orders.
    view()->viewport()->update();
}

void TopicViews::addViewAction(QAction *action)
{
    m_tree->addAction(action);
    m_list->addAction(action);
}

void TopicViews::setFilterText(const QString &text)
{
    m_filtered = !text.trimmed().isEmpty();
    m_listProxy->setFilterText(text);
    m_treeProxy->setFilterText(text);
    showExpansion();
    emit shownTopicsChanged();
}

void TopicViews::setUnavailableShown(bool shown)
{
    m_listProxy->setUnavailableShown(shown);
    m_treeProxy->setUnavailableShown(shown);
    emit shownTopicsChanged();
}

void TopicViews::showExpansion()
{
    const QScopedValueRollback following(m_following, true);
    if (m_filtered) {
        m_tree->expandAll();
        return;
    }
    m_tree->collapseAll();
    for (const QString &path : std::as_const(m_expanded))
        m_tree->expand(m_treeProxy->mapFromSource(m_treeModel->indexOf(path)));
    if (const QModelIndex index = m_tree->currentIndex(); index.isValid())
        m_tree->scrollTo(index);
}

void TopicViews::expandInserted(const QModelIndex &parent, int first, int last)
{
    const QScopedValueRollback following(m_following, true);
    // A parent that had no children before is opened with them.
    if (parent.isValid() && isWantedOpen(parent))
        m_tree->expand(parent);
    for (int row = first; row <= last; ++row)
        expandWanted(m_treeProxy->index(row, 0, parent));
}

bool TopicViews::isWantedOpen(const QModelIndex &index) const
{
    return m_filtered || m_expanded.contains(pathOf(index));
}

void TopicViews::expandWanted(const QModelIndex &index)
{
    // The proxy keeps something of each row whose rows are counted.
    if (!m_treeProxy->hasChildren(index) || !isWantedOpen(index))
        return;
    m_tree->expand(index);
    for (int row = 0, children = m_treeProxy->rowCount(index); row < children; ++row)
        expandWanted(m_treeProxy->index(row, 0, index));
}

} // namespace syspulse
