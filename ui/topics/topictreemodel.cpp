// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/topictreemodel.h"

#include <algorithm>
#include <numeric>

#include <QSet>

#include "core/base/plaintext.h"
#include "ui/base/rowruns.h"
#include "ui/base/text.h"
#include "ui/topics/topicsmodel.h"

namespace syspulse {

namespace {

/// More stretches of siblings than this are brought together before they are removed, as in the list.
constexpr qsizetype maxTreeRemovals = 8;

QString parentPath(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    return slash < 0 ? QString() : path.left(slash);
}

} // namespace

TopicTreeModel::TopicTreeModel(TopicsModel &topics, QObject *parent)
    : QAbstractItemModel(parent)
    , m_topics(topics)
    , m_root(std::make_unique<Node>())
{
    insertTopics(0, topics.rowCount() - 1);
    connect(&topics, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { insertTopics(first, last); });
    connect(&topics, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { removeTopics(first, last); });
    connect(&topics, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &from, const QModelIndex &to, const QList<int> &roles) {
                changeTopics(from.row(), to.row(), roles);
            });
}

TopicTreeModel::~TopicTreeModel() = default;

const TopicTreeModel::Node *TopicTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.constInternalPointer()) : m_root.get();
}

QModelIndex TopicTreeModel::indexOf(const Node *node, int column) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, column, node);
}

QModelIndex TopicTreeModel::indexOf(const QString &path) const
{
    const Node *node = m_nodes.value(path);
    return node == nullptr ? QModelIndex() : indexOf(node);
}

int TopicTreeModel::topicsBelow(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    return node->topics - int(node->topic);
}

QModelIndex TopicTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent)->children.at(size_t(row)).get());
}

QModelIndex TopicTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(nodeAt(child)->parent) : QModelIndex();
}

int TopicTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeAt(parent)->children.size());
}

int TopicTreeModel::columnCount(const QModelIndex &) const
{
    return m_topics.columnCount();
}

QVariant TopicTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_topics.headerData(section, orientation, role);
}

QVariant TopicTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeAt(index);
    if (!node.topic)
        return branchData(node, index.column(), role);
    if (index.column() == TopicsModel::Topic) {
        if (role == Qt::DisplayRole || role == TopicsModel::SortRole)
            return oneLine(node.name);
    }
    return m_topics.index(m_topics.rowOf(node.path), index.column()).data(role);
}

QVariant TopicTreeModel::branchData(const Node &node, int column, int role) const
{
    switch (role) {
    case TopicsModel::TopicRole:
        return node.path;
    case TopicsModel::BranchRole:
        return true;
    case TopicsModel::UnavailableRole:
    case TopicsModel::StaleRole:
        return false;
    default:
        break;
    }
    if (column != TopicsModel::Topic)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        //: a level of the topics and how many topics are below it
        return tr("%1 (%2)").arg(oneLine(node.name), QString::number(node.topics));
    case Qt::AccessibleTextRole:
        return tr("%1, topics below: %2").arg(oneLine(node.name), QString::number(node.topics));
    case Qt::ToolTipRole:
        return plainToolTip(cutText(node.path, 1000));
    case TopicsModel::SortRole:
        return oneLine(node.name);
    default:
        return {};
    }
}

QString TopicTreeModel::topicAt(int row) const
{
    return m_topics.at(row).topic;
}

void TopicTreeModel::insertTopics(int first, int last)
{
    QStringList siblings;
    const auto flush = [&] {
        if (!siblings.isEmpty())
            append(branch(parentPath(siblings.constFirst())), siblings);
        siblings.clear();
    };
    for (int row = first; row <= last; ++row) {
        const QString topic = topicAt(row);
        if (!siblings.isEmpty() && parentPath(siblings.constFirst()) != parentPath(topic))
            flush();
        if (Node *node = m_nodes.value(topic)) {
            // A branch so far.
            node->topic = true;
            count(node, 1);
            emit dataChanged(indexOf(node), indexOf(node, columnCount() - 1));
        } else {
            siblings.append(topic);
        }
    }
    flush();
}

TopicTreeModel::Node *TopicTreeModel::branch(const QString &path)
{
    if (path.isEmpty())
        return m_root.get();
    if (Node *node = m_nodes.value(path))
        return node;
    Node *parent = branch(parentPath(path));
    const int row = int(parent->children.size());
    beginInsertRows(indexOf(parent), row, row);
    auto node = std::make_unique<Node>();
    node->path = path;
    node->name = path.mid(path.lastIndexOf(QLatin1Char('/')) + 1);
    node->parent = parent;
    node->row = row;
    m_nodes.insert(path, node.get());
    parent->children.push_back(std::move(node));
    endInsertRows();
    return m_nodes.value(path);
}

void TopicTreeModel::append(Node *parent, const QStringList &topics)
{
    const int first = int(parent->children.size());
    beginInsertRows(indexOf(parent), first, first + int(topics.size()) - 1);
    for (const QString &topic : topics) {
        auto node = std::make_unique<Node>();
        node->path = topic;
        node->name = topic.mid(topic.lastIndexOf(QLatin1Char('/')) + 1);
        node->parent = parent;
        node->row = int(parent->children.size());
        node->topic = true;
        node->topics = 1;
        m_nodes.insert(topic, node.get());
        parent->children.push_back(std::move(node));
    }
    endInsertRows();
    count(parent, int(topics.size()));
}

void TopicTreeModel::count(Node *node, int change)
{
    for (; node != m_root.get(); node = node->parent) {
        node->topics += change;
        emit dataChanged(indexOf(node), indexOf(node));
    }
}

void TopicTreeModel::removeTopics(int first, int last)
{
    QSet<Node *> changed;
    QList<Node *> empty;
    for (int row = first; row <= last; ++row) {
        Node *node = m_nodes.value(topicAt(row));
        if (node == nullptr)
            continue;
        node->topic = false;
        empty.append(node);
        for (Node *each = node; each != m_root.get(); each = each->parent) {
            --each->topics;
            changed.insert(each);
        }
    }
    QHash<Node *, QList<int>> gone; // rows by parent
    QSet<const Node *> seen;
    for (Node *node : std::as_const(empty)) {
        if (node->topics > 0)
            continue; // a branch from now on
        while (node->parent != m_root.get() && node->parent->topics == 0)
            node = node->parent;
        if (seen.contains(node))
            continue;
        seen.insert(node);
        gone[node->parent].append(node->row);
    }
    for (const Node *node : std::as_const(changed)) {
        if (node->topics > 0)
            emit dataChanged(indexOf(node), indexOf(node, columnCount() - 1));
    }
    qsizetype removals = 0;
    for (const QList<int> &rows : std::as_const(gone))
        removals += rowRuns(rows).size();
    if (removals > gone.size() + maxTreeRemovals)
        moveToEnd(gone);
    for (auto it = gone.cbegin(); it != gone.cend(); ++it) {
        const RowRuns runs = rowRuns(*it);
        for (auto run = runs.crbegin(); run != runs.crend(); ++run)
            removeChildren(it.key(), run->first, run->second);
    }
}

void TopicTreeModel::moveToEnd(QHash<Node *, QList<int>> &rows)
{
    QList<QPersistentModelIndex> parents;
    for (auto it = rows.cbegin(); it != rows.cend(); ++it)
        parents.append(indexOf(it.key()));
    emit layoutAboutToBeChanged(parents);
    for (auto it = rows.begin(); it != rows.end(); ++it) {
        auto &children = it.key()->children;
        for (const int row : std::as_const(*it))
            children.at(size_t(row))->row = -1;
        std::stable_partition(children.begin(), children.end(),
                              [](const std::unique_ptr<Node> &child) { return child->row >= 0; });
        for (size_t i = 0; i < children.size(); ++i)
            children.at(i)->row = int(i);
        const int first = int(children.size()) - int(it->size());
        std::iota(it->begin(), it->end(), first);
    }
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &index : before)
        after.append(indexOf(nodeAt(index), index.column()));
    changePersistentIndexList(before, after);
    emit layoutChanged(parents);
}

void TopicTreeModel::removeChildren(Node *parent, int first, int last)
{
    beginRemoveRows(indexOf(parent), first, last);
    auto &children = parent->children;
    for (int row = first; row <= last; ++row)
        forget(*children.at(size_t(row)));
    children.erase(children.begin() + first, children.begin() + last + 1);
    for (size_t i = size_t(first); i < children.size(); ++i)
        children.at(i)->row = int(i);
    endRemoveRows();
}

void TopicTreeModel::forget(const Node &node)
{
    m_nodes.remove(node.path);
    for (const std::unique_ptr<Node> &child : node.children)
        forget(*child);
}

void TopicTreeModel::changeTopics(int first, int last, const QList<int> &roles)
{
    // One signal for each parent.
    QHash<const Node *, std::pair<int, int>> spans;
    for (int row = first; row <= last; ++row) {
        const Node *node = m_nodes.value(topicAt(row));
        if (node == nullptr)
            continue;
        const auto it = spans.find(node->parent);
        if (it == spans.end())
            spans.insert(node->parent, {node->row, node->row});
        else
            *it = {std::min(it->first, node->row), std::max(it->second, node->row)};
    }
    for (auto it = spans.cbegin(); it != spans.cend(); ++it) {
        const auto &children = it.key()->children;
        emit dataChanged(indexOf(children.at(size_t(it->first)).get()),
                         indexOf(children.at(size_t(it->second)).get(), columnCount() - 1), roles);
    }
}

} // namespace syspulse
