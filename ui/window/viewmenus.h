// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QAbstractButton;
class QAction;
class QMenu;
class QMenuBar;

namespace syspulse {

class InstanceView;

/// The menus of what can be done with the instance that is shown, whichever of its pages is. They do what the
/// buttons of the pages do, and say the same.
class ViewMenus : public QObject
{
    Q_OBJECT

public:
    /// Adds the menus to @p bar, which must outlive the object.
    explicit ViewMenus(QMenuBar &bar);

    /// What is offered is that of @p view from now on.
    void show(InstanceView *view);
    /// Says what the buttons say now. Called by itself when a menu opens.
    void refresh();

signals:
    /// What was chosen is to be seen on the page in @p row of the navigation.
    void pageRequested(int row);

private:
    struct Entry
    {
        QAction *action;
        QPointer<QAbstractButton> button;
        bool isChart;
    };

    /// Offers what is on the pages of the view, which are made for it where they are not there yet.
    void fill();
    void add(QMenu *menu, QAbstractButton *button, bool isChart);

    QMenu *m_updater;
    QMenu *m_charts;
    QMenu *m_ranges;
    QPointer<InstanceView> m_view;
    bool m_filled = false;
    QList<Entry> m_entries;
};

} // namespace syspulse
