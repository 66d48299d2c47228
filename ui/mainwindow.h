// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QLabel>
#include <QListWidget>
#include <QMainWindow>
#include <QPointer>
#include <QStackedWidget>
#include <QTimer>

#include "core/base/clock.h"
#include "core/profiles/profile.h"
#include "core/session/instancesession.h"
#include "ui/livestore.h"
#include "ui/prompts.h"
#include "ui/theme.h"

class QActionGroup;

namespace syspulse {

class Banner;
class ConnectDialog;
class HeaderBar;
class Page;
class ProfileStore;
class SecretStore;
class SessionController;
class StateStore;

/// The window of one instance: navigation, pages, and the state of the links over all of them.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// All must outlive the window. Without @p prompts questions are asked with dialogs.
    MainWindow(SessionController &session, StateStore &state, ProfileStore &profiles, SecretStore &secrets,
               std::unique_ptr<Prompts> prompts = nullptr, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Connects as if @p settings had been entered in the dialog.
    void connectTo(const ConnectionSettings &settings, const Profile &profile = {});

    void setAppearance(Appearance appearance);

protected:
    bool event(QEvent *event) override;

private:
    enum class PageId { Overview, Topics, Clients, Updater, Setup, Log };

    void makePages();
    void makeNavigation();
    void makeMenus();
    QAction *addAppearance(QActionGroup *group, const QString &name, const QString &text,
                           Appearance appearance);
    void listen();
    void showPage(PageId page);
    void openConnectDialog();
    void reconnect();
    void followBanner();
    void showAbout();
    void updateLink();
    void updateStatus();
    void updateTitle();

    SessionController &m_session;
    StateStore &m_state;
    ProfileStore &m_profiles;
    SecretStore &m_secrets;
    std::unique_ptr<Prompts> m_prompts;
    SystemClock m_clock;
    LiveStore m_store;
    ConnectionSettings m_settings; ///< the last ones used; in memory only
    Appearance m_appearance = Appearance::System;
    HeaderBar *m_header;
    Banner *m_banner;
    QListWidget *m_navigation;
    QStackedWidget *m_stack;
    QLabel *m_status;
    QList<Page *> m_pages; ///< by PageId
    QPointer<ConnectDialog> m_connectDialog;
    QTimer m_second;
};

} // namespace syspulse
