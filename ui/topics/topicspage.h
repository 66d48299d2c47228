// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QSet>

#include "ui/base/page.h"

namespace syspulse {

class RangeButton;
class TopicDetails;
class TopicViews;
class TopicsModel;

/// All topics as a tree or as a list with a filter, and the details of the selected one.
class TopicsPage final : public Page
{
    Q_OBJECT

public:
    explicit TopicsPage(const PageContext &context, QWidget *parent = nullptr);

    /// Makes @p topic the current one, whatever is filtered.
    void showTopic(const QString &topic);

protected:
    void refresh() override;

private:
    QLayout *makeBar();
    QAction *addViewAction(const QString &name, const char *icon, const QString &text,
                           const QKeySequence &keys);
    void makeActions();
    void updateActions();
    void loadLayout();
    void showAsTree(bool tree);
    void refreshDetails();
    void updateCount();
    void copy(const QString &text);

    TopicsModel *m_model;
    TopicViews *m_views;
    QLineEdit *m_filter;
    QCheckBox *m_unavailable;
    QLabel *m_count;
    RangeButton *m_asTree;
    RangeButton *m_asList;
    TopicDetails *m_details;
    QAction *m_copyTopic = nullptr;
    QAction *m_copyValue = nullptr;
    QAction *m_copyCommand = nullptr;
    QAction *m_chart = nullptr;
    QAction *m_alert = nullptr;
    QSet<QString> m_pending; ///< changed since the model was last brought up to date
};

} // namespace syspulse
