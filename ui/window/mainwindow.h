// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QLabel>
#include <QMainWindow>
#include <QPointer>
#include <QStackedWidget>
#include <QTimer>

#include "core/base/clock.h"
#include "ui/base/commands.h"
#include "ui/base/prompts.h"
#include "ui/base/theme.h"
#include "ui/instances/instances.h"
#include "ui/window/instanceview.h"
#include "ui/window/quitguard.h"

namespace syspulse {

class Banner;
class BannerDock;
class Connector;
class InstanceTabs;
class InstancesPage;
class MainMenus;
class Navigation;
class PreferenceStore;
class ProfileStore;
class SecretStore;
class SettingsDialog;
class StateStore;
class Tray;
class TrayPresence;

/// When the pages are made that nobody sees at first.
enum class PagesMade {
    AtOnce,
    AfterFirstPicture, ///< one after another, or before they are needed
};

/// What the window works with, and what it keeps where; all of it outlives the window.
struct WindowServices
{
    Instances::MakeSession makeSession;
    StateStore &state;
    ProfileStore &profiles;
    SecretStore &secrets;
    PreferenceStore &preferences;
    HistoryStore &history;
    Tray &tray;
    Notifier &notifier;
    PagesMade pagesMade = PagesMade::AtOnce;
};

/// The window: all instances at a glance, and the pages of the one that was chosen.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// Without @p prompts questions are asked with dialogs.
    explicit MainWindow(const WindowServices &services, std::unique_ptr<Prompts> prompts = nullptr,
                        QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Whether all pages are there that are not made before they are needed.
    bool isComplete() const { return !m_making.isActive(); }

    Instances &instances() { return m_instances; }
    Connector &connector() { return *m_connector; }
    /// The one whose pages are shown, or were shown last.
    Instance &current() const { return *m_current; }

    /// Connects as if @p settings had been entered in the dialog, and shows the pages of the instance.
    void connectTo(const ConnectionSettings &settings, const Profile &profile = {});

    void setAppearance(Appearance appearance);

    /// Untranslated name of the page that is shown.
    QString shownPage() const;
    /// Shows the page with this name, of the current instance where it is one of its pages; nothing happens
    /// where there is none.
    void showPageNamed(const QString &name);

    /// Shows the window and brings it to the front; see Notifier about @p activationToken.
    void open(const QString &activationToken = {});
    /// Ends the program, whatever closing the window means.
    void quit();
    /// Asks first where an updater of this program would stop.
    void askQuit()
    {
        m_quitGuard.ask(this, [this] { quit(); });
    }

signals:
    /// The window has closed for good.
    void quitRequested();
    /// Another page or instance may be shown.
    void placeChanged();
    /// All pages are there.
    void completed();

protected:
    bool event(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void makeMenus();
    void makeInstancesPage();
    /// Makes one of the pages that are still to be made.
    void makeNextPage();
    void addView(Instance *instance);
    void removeView(Instance *instance);
    InstanceView *viewOf(const Instance *instance) const;
    InstanceView *currentView() const { return viewOf(m_current); }
    bool isInstancesPageShown() const { return m_stack->currentWidget() == m_stack->widget(0); }

    void showInstances();
    void showPage(int page);
    void showInstance(Instance *instance);
    void showNextInstance(int step);
    void showAlertCount();
    void followView();

    void connectNotices();
    /// Says @p text, which concerns the program as a whole, over every page and in every log.
    void showNotice(const QString &text);

    void askClose(Instance *instance);
    void showAbout();
    void openReport();
    SettingsDialog *openSettings();
    void tick();
    void updateTitle();
    void usePreferences();
    void keepGeometry();

    WindowServices m_services;
    std::unique_ptr<Prompts> m_prompts;
    SystemClock m_clock;
    AlertDelivery m_delivery;
    Instances m_instances;
    QuitGuard m_quitGuard;
    Connector *m_connector;
    QPointer<Instance> m_current;
    MainMenus *m_menus = nullptr;
    CommandRegistry m_commands;
    bool m_quitting = false;
    InstanceTabs *m_tabs;
    Navigation *m_navigation;
    QStackedWidget *m_stack; ///< the page of all instances, then a view for each
    Banner *m_notice;        ///< about the files of the program
    InstancesPage *m_instancesPage = nullptr;
    QLabel *m_status;
    QTimer m_second;
    QTimer m_making;          ///< of pages
    QTimer m_geometryChanged; ///< a drag of the window becomes one write
    BannerDock *m_dock = nullptr;
    std::unique_ptr<TrayPresence> m_trayPresence;
};

} // namespace syspulse
