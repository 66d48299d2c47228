// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>
#include <QTabWidget>

#include "core/clients/clienttypes.h"
#include "ui/base/commands.h"
#include "ui/base/page.h"

namespace syspulse {

class ConnectedPane;
class DiaryPane;
class MessagePane;
class OrphanedSessionsPane;
class RefusedLoginsPane;
class Toast;

/// Who is connected, whose login was refused, which persistent sessions wait for their clients, and the diary
/// of who came and went. Has the session watch the clients only while it is shown; the diary goes on.
class ClientsPage final : public Page
{
    Q_OBJECT

public:
    explicit ClientsPage(const PageContext &context, QWidget *parent = nullptr);

    /// Commands for what is @p typed, grouped under @p group: each of a few clients with such an id, and the
    /// search of the page, which finds more, also before the list has been read. @p show brings the page into
    /// view.
    QList<Command> clientsNamed(const QString &typed, const QString &group,
                                const std::function<void()> &show);

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

    Toast *m_notice;
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
