// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QStackedWidget>
#include <QTableView>
#include <QTreeView>

#include "ui/topics/topicsproxy.h"

namespace syspulse {

class LiveStore;
class TopicTreeModel;
class TopicsModel;

/// All topics as a tree or as a list, with one filter and one current topic for both. What is expanded in the
/// tree is kept while a filter shows everything that it finds.
class TopicViews : public QStackedWidget
{
    Q_OBJECT

public:
    /// What is current in the view that is shown.
    struct Current
    {
        QString path;        ///< a topic or a branch; empty: nothing
        bool branch = false; ///< no topic itself
        int topicsBelow = 0;
    };

    TopicViews(TopicsModel &model, const LiveStore &store, QWidget *parent = nullptr);

    bool isTree() const;
    /// Shows the tree or the list; the current topic stays the same.
    void setTree(bool tree);
    void setFilterText(const QString &text);
    void setUnavailableShown(bool shown);

    Current current() const;
    /// The topic that is current; empty for a branch.
    QString currentTopic() const;
    /// Makes the topic or branch @p path the current one, where it passes the filter.
    void select(const QString &path);
    /// Time has passed: ages and what is stale are drawn anew.
    void refreshAges();
    /// How many topics pass the filter.
    int shownTopics() const { return m_listProxy->rowCount(); }
    /// Adds @p action to the context menus and shortcuts of both views.
    void addViewAction(QAction *action);

signals:
    void currentChanged();
    void shownTopicsChanged();

private:
    void makeTree(const LiveStore &store);
    void makeList(const LiveStore &store);
    QAbstractItemView *view() const;
    void expandInserted(const QModelIndex &parent, int first, int last);
    bool isWantedOpen(const QModelIndex &index) const;
    void expandWanted(const QModelIndex &index);
    void showExpansion();

    TopicsModel &m_model;
    TopicTreeModel *m_treeModel;
    TopicsProxy *m_treeProxy;
    TopicsProxy *m_listProxy;
    QTreeView *m_tree;
    QTableView *m_list;
    QSet<QString> m_expanded; ///< paths, while nothing is filtered
    bool m_filtered = false;
    bool m_following = false; ///< expansion changes not made by the user
};

} // namespace syspulse
