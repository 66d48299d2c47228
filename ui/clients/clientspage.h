// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTabWidget>

#include "core/clients/clienttypes.h"
#include "ui/base/page.h"

namespace syspulse {

class Banner;
class ClientDetails;
class ClientsModel;
class MessagePane;
class OrphanedSessionsPane;
class RefusedLoginsPane;

/// Who is connected, whose login was refused, and which persistent sessions wait for their clients. Has the
/// session watch the clients only while it is shown.
class ClientsPage final : public Page
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
    void makeActions();
    void listen();
    void refreshPane();
    void refreshConnected();
    void takeResult(const ClientActionResult &result);
    void restoreSelection();
    void askDisconnect();
    bool isLive() const;
    /// The selected client; nullptr: none, or the search hides it.
    const ClientSession *shownClient() const;

    ClientsModel *m_model;
    Banner *m_banner;
    QStackedWidget *m_stack;
    MessagePane *m_pane;
    QTabWidget *m_tabs;
    QLineEdit *m_search;
    QLabel *m_count;
    QLabel *m_empty;
    QTableView *m_table;
    ClientDetails *m_details;
    QPushButton *m_refresh;
    QPushButton *m_disconnect;
    RefusedLoginsPane *m_refused;
    OrphanedSessionsPane *m_orphaned;
    QString m_selected; ///< record id; kept while the model is rebuilt
    qint64 m_clockOffsetMs = 0;
    qint64 m_interruptedMs = 0; ///< this machine's clock; 0: not interrupted
    bool m_known = false;       ///< a list has been complete since the connection began
};

} // namespace syspulse
