// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>
#include <QTabWidget>

#include "core/clients/clienttypes.h"
#include "ui/base/page.h"

namespace syspulse {

class Banner;
class ConnectedPane;
class DiaryPane;
class MessagePane;
class OrphanedSessionsPane;
class RefusedLoginsPane;

/// Who is connected, whose login was refused, which persistent sessions wait for their clients, and the diary
/// of who came and went. Has the session watch the clients only while it is shown; the diary goes on.
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
    void makeActions();
    void listen();
    /// Starts or ends what is received only while somebody looks.
    void watch(bool on);
    void refreshPane();
    void takeResult(const ClientActionResult &result);

    Banner *m_banner;
    QStackedWidget *m_stack;
    MessagePane *m_pane;
    QTabWidget *m_tabs;
    ConnectedPane *m_connected;
    RefusedLoginsPane *m_refused;
    OrphanedSessionsPane *m_orphaned;
    DiaryPane *m_diary;
    bool m_known = false; ///< a list has been complete since the connection began
};

} // namespace syspulse
