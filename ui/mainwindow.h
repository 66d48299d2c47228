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
#include "ui/commands.h"
#include "ui/livestore.h"
#include "ui/prompts.h"
#include "ui/theme.h"

namespace syspulse {

class AppearanceMenu;
class Banner;
class ConnectDialog;
class HeaderBar;
class HistoryStore;
class Page;
class PreferenceStore;
class ProfileStore;
class SecretStore;
class SessionController;
class StateStore;
class Tray;
class TrayPresence;

/// What the window keeps and where; all of it outlives the window.
struct WindowServices
{
    StateStore &state;
    ProfileStore &profiles;
    SecretStore &secrets;
    PreferenceStore &preferences;
    HistoryStore &history;
    Tray &tray;
};

/// The window of one instance: navigation, pages, and the state of the links over all of them.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// @p session must outlive the window. Without @p prompts questions are asked with dialogs.
    MainWindow(SessionController &session, const WindowServices &services,
               std::unique_ptr<Prompts> prompts = nullptr, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Connects as if @p settings had been entered in the dialog.
    void connectTo(const ConnectionSettings &settings, const Profile &profile = {});

    void setAppearance(Appearance appearance);

    /// Ends the program, whatever closing the window means.
    void quit();

signals:
    /// The window has closed for good.
    void quitRequested();

protected:
    bool event(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void moveEvent(QMoveEvent *event) override;

private:
    enum class PageId { Overview, Topics, Clients, Updater, Setup, Log };

    void makePages();
    void makeNavigation();
    void makeMenus();
    void listen();
    void showPage(PageId page);
    void openConnectDialog();
    void reconnect();
    void followBanner();
    void showAbout();
    void updateLink();
    void updateStatus();
    void updateTitle();
    void usePreferences();
    void keepGeometry();
    void open();

    SessionController &m_session;
    WindowServices m_services;
    std::unique_ptr<Prompts> m_prompts;
    SystemClock m_clock;
    LiveStore m_store;
    ConnectionSettings m_settings; ///< the last ones used; in memory only
    AppearanceMenu *m_appearance = nullptr;
    CommandRegistry m_commands;
    bool m_quitting = false;
    HeaderBar *m_header;
    Banner *m_banner;
    QListWidget *m_navigation;
    QStackedWidget *m_stack;
    QLabel *m_status;
    QList<Page *> m_pages; ///< by PageId
    QPointer<ConnectDialog> m_connectDialog;
    QTimer m_second;
    QTimer m_geometryChanged; ///< a drag of the window becomes one write
    std::unique_ptr<TrayPresence> m_trayPresence;
};

} // namespace syspulse
