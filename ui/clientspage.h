// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTabWidget>

#include "core/clients/clienttypes.h"
#include "ui/page.h"

namespace syspulse {

class Banner;
class ChartPanel;
class ClientDetails;
class ClientsModel;
class MessagePane;
class OrphanedSessionsModel;
class RefusedLoginsModel;

/// Who is connected, whose login was refused, and which persistent sessions wait for their clients. Has the
/// session watch the clients only while it is shown.
class ClientsPage : public Page
{
    Q_OBJECT

public:
    explicit ClientsPage(const PageContext &context, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeConnected();
    QWidget *makeRefused();
    QWidget *makeOrphaned();
    void makeActions();
    void listen();
    void refreshPane();
    void refreshConnected();
    void takeRefused(const RefusedLogins &logins);
    void takeOrphaned(const OrphanedSessions &sessions);
    void takeResult(const ClientActionResult &result);
    void restoreSelection();
    void askDisconnect();
    void askRemove();
    bool isLive() const;
    /// The selected client; nullptr: none, or the search hides it.
    const ClientSession *shownClient() const;

    ClientsModel *m_model;
    RefusedLoginsModel *m_refusedModel;
    OrphanedSessionsModel *m_orphanedModel;
    Banner *m_banner;
    QStackedWidget *m_stack;
    MessagePane *m_pane;
    QTabWidget *m_tabs;
    QLineEdit *m_search;
    QLabel *m_count;
    QLabel *m_empty;
    QTableView *m_table;
    ClientDetails *m_details;
    QPushButton *m_disconnect;
    QLabel *m_refusedText;
    QTableView *m_refusedTable;
    ChartPanel *m_chart;
    QLabel *m_orphanedText;
    QTableView *m_orphanedTable;
    QPushButton *m_remove;
    QString m_selected; ///< record id; kept while the model is built anew
    qint64 m_clockOffsetMs = 0;
    qint64 m_interruptedMs = 0; ///< this machine's clock; 0: not interrupted
    bool m_known = false;       ///< a list has been complete since the connection began
};

} // namespace syspulse
