// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QAbstractItemModel>
#include <QHash>

namespace syspulse {

class TopicsModel;

/// The topics of a TopicsModel as a tree of their levels, with the same columns and roles. Holds the shape of
/// the tree and nothing else: all data stays in the flat model, whose changes are passed on row by row, never
/// as a reset, so expansion, selection and scroll position survive. A level that is not a topic itself is a
/// branch (TopicsModel::BranchRole) and shows how many topics are below it.
class TopicTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    /// @p topics must outlive the tree.
    explicit TopicTreeModel(TopicsModel &topics, QObject *parent = nullptr);
    ~TopicTreeModel() override;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The first column of the topic or branch @p path; invalid where there is none.
    QModelIndex indexOf(const QString &path) const;
    /// How many topics are below @p index, itself not counted.
    int topicsBelow(const QModelIndex &index) const;

private:
    struct Node
    {
        QString path; ///< all levels down to this one
        QString name; ///< its own level
        Node *parent = nullptr;
        int row = 0; ///< among its siblings
        bool topic = false;
        int topics = 0; ///< in the subtree, itself included
        std::vector<std::unique_ptr<Node>> children;
    };

    const Node *nodeAt(const QModelIndex &index) const;
    QModelIndex indexOf(const Node *node, int column = 0) const;
    QVariant branchData(const Node &node, int column, int role) const;
    QString topicAt(int row) const;

    /// Adds the topics of the rows @p first to @p last, those of one parent at once.
    void insertTopics(int first, int last);
    void removeTopics(int first, int last);
    void changeTopics(int first, int last, const QList<int> &roles);
    Node *branch(const QString &path);
    void append(Node *parent, const QStringList &topics);
    /// Brings the children in @p rows together behind their siblings, and says where they stand then.
    void moveToEnd(QHash<Node *, QList<int>> &rows);
    void removeChildren(Node *parent, int first, int last);
    /// Forgets the paths of @p node and all below it.
    void forget(const Node &node);
    void count(Node *node, int change);

    TopicsModel &m_topics;
    const std::unique_ptr<Node> m_root;
    QHash<QString, Node *> m_nodes; ///< by path
};

} // namespace syspulse
