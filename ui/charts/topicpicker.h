// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace syspulse {

class LiveStore;

/// Lets the user choose one of the topics that have a number.
class TopicPicker : public QDialog
{
    Q_OBJECT

public:
    TopicPicker(const LiveStore &store, const QString &title, QWidget *parent = nullptr);

signals:
    void topicChosen(const QString &topic);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void choose();

    QLineEdit *m_filter;
    QListWidget *m_list;
    QPushButton *m_add;
};

} // namespace syspulse
