// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QWidget>

#include "core/clients/clienttypes.h"
#include "ui/base/page.h"

namespace syspulse {

class OrphanedSessionsModel;

/// Persistent sessions whose clients are away, and their removal.
class OrphanedSessionsPane : public QWidget
{
    Q_OBJECT

public:
    explicit OrphanedSessionsPane(const PageContext &context, QWidget *parent = nullptr);

    void take(const OrphanedSessions &sessions);
    /// Nothing is known any more.
    void clear();
    /// Enables what can be done now.
    void refresh();

signals:
    /// Their number as text; empty while nothing is known.
    void totalChanged(const QString &total);
    /// The user has confirmed.
    void removeConfirmed(const QString &clientId);

private:
    void askRemove();

    PageContext m_context;
    OrphanedSessionsModel *m_model;
    QLabel *m_text;
    QTableView *m_table;
    QPushButton *m_remove;
    QAction *m_action; ///< what the button does
};

} // namespace syspulse
