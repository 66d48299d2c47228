// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QSet>
#include <QTableView>

#include "ui/page.h"
#include "ui/topicsproxy.h"

namespace syspulse {

class TopicDetails;
class TopicsModel;

/// All topics as a table with a filter, and the details of the selected one.
class TopicsPage : public Page
{
    Q_OBJECT

public:
    explicit TopicsPage(const PageContext &context, QWidget *parent = nullptr);

    QString currentTopic() const;

protected:
    void refresh() override;

private:
    void makeTable();
    void makeActions();
    void applyFilter(const QString &text);
    void refreshDetails();
    void updateCount();
    void copy(const QString &text);

    TopicsModel *m_model;
    TopicsProxy *m_proxy;
    QLineEdit *m_filter;
    QCheckBox *m_unavailable;
    QLabel *m_count;
    QTableView *m_table;
    TopicDetails *m_details;
    QSet<QString> m_pending; ///< changed since the model was last brought up to date
};

} // namespace syspulse
