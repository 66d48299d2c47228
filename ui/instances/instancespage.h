// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>

#include "ui/base/primarybutton.h"
#include "ui/instances/instancesmodel.h"

namespace syspulse {

class MessagePane;

/// All instances at a glance, a row each, and what can be done with the chosen one.
class InstancesPage : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive the page.
    InstancesPage(const ProfileStore &profiles, const Instances &instances,
                  const PreferenceStore &preferences, const UnitFormatter &format, QWidget *parent = nullptr);

    /// Called each second while the page can be seen.
    void tick();

signals:
    /// The user wants to see the pages of @p instance.
    void openRequested(syspulse::Instance *instance);
    /// The user wants to work with the profile @p id, and to see its pages where @p open.
    void connectRequested(const QString &id, bool open);
    void disconnectRequested(syspulse::Instance *instance);
    void newRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeContent();
    int currentRow() const;
    /// Opens what is connected; connects what is not, and opens that too where @p open.
    void useCurrent(bool open);
    void disconnectCurrent();
    void keepSelection();
    void restoreSelection();
    void updateButtons();
    void updateTotals();

    const Instances &m_instances;
    InstancesModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QStackedWidget *m_stack;
    MessagePane *m_empty;
    QLineEdit *m_filter;
    QLabel *m_totals;
    QTableView *m_table;
    PrimaryButton *m_open;
    QPushButton *m_disconnect;
    QPushButton *m_new;
    QAction *m_openAction = nullptr;
    QAction *m_disconnectAction = nullptr;
    QAction *m_copyAction = nullptr;
    QString m_selectedProfile;
    const Instance *m_selectedInstance = nullptr; ///< to be compared only
};

} // namespace syspulse
