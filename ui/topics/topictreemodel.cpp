// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/topictreemodel.h"

#include <QSet>

#include "ui/base/text.h"
#include "ui/topics/topicsmodel.h"

namespace syspulse {

namespace {

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
        return tr("%1 (%2)").arg(oneLine(node.name)).arg(node.topics);
    case Qt::AccessibleTextRole:
        return tr("%1, topics below: %2").arg(oneLine(node.name)).arg(node.topics);
    case Qt::ToolTipRole:
        return plainToolTip(node.path.left(1000));
    case TopicsModel::SortRole:
        return oneLine(node.name);
    default:
        return {};
    }
}

QString TopicTreeModel::topicAt(int row) const
{
    return m_topics.index(row, TopicsModel::Topic).data(TopicsModel::TopicRole).toString();
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
    // From the end, so that the rows of siblings need no renumbering.
    for (int row = last; row >= first; --row) {
        Node *node = m_nodes.value(topicAt(row));
        if (node == nullptr)
            continue;
        node->topic = false;
        count(node, -1);
        if (!node->children.empty()) {
            emit dataChanged(indexOf(node), indexOf(node, columnCount() - 1));
            continue;
        }
        while (node->parent != m_root.get() && node->parent->topics == 0)
            node = node->parent;
        removeNode(node);
    }
}

void TopicTreeModel::removeNode(Node *node)
{
    Node *parent = node->parent;
    const int row = node->row;
    beginRemoveRows(indexOf(parent), row, row);
    for (Node *inner = node; inner != nullptr;
         inner = inner->children.empty() ? nullptr : inner->children.front().get())
        m_nodes.remove(inner->path);
    parent->children.erase(parent->children.begin() + row);
    for (size_t i = size_t(row); i < parent->children.size(); ++i)
        parent->children.at(i)->row = int(i);
    endRemoveRows();
}

void TopicTreeModel::changeTopics(int first, int last, const QList<int> &roles)
{
    if (last - first < 4) {
        for (int row = first; row <= last; ++row) {
            if (const Node *node = m_nodes.value(topicAt(row)))
                emit dataChanged(indexOf(node), indexOf(node, columnCount() - 1), roles);
        }
        return;
    }
    // One signal for each parent.
    QSet<const Node *> parents;
    for (int row = first; row <= last; ++row) {
        if (const Node *node = m_nodes.value(topicAt(row)))
            parents.insert(node->parent);
    }
    for (const Node *parent : std::as_const(parents))
        emit dataChanged(indexOf(parent->children.front().get()),
                         indexOf(parent->children.back().get(), columnCount() - 1), roles);
}

} // namespace syspulse
