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

    /// Before all topics, what the canary measures as a whole; nothing where none of it has a number.
    void offerCanary();

signals:
    void topicChosen(const QString &topic);
    void canaryChosen();

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
