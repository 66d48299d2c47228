// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QCloseEvent>
#include <QEvent>
#include <QMenuBar>
#include <QStatusBar>
#include <QVBoxLayout>

#include "core/profiles/profilestore.h"
#include "core/settings/preferences.h"
#include "core/settings/statestore.h"
#include "ui/base/banner.h"
#include "ui/base/bannerdock.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"
#include "ui/base/tray.h"
#include "ui/instances/connector.h"
#include "ui/instances/instancespage.h"
#include "ui/instances/instancetabs.h"
#include "ui/window/commandpalette.h"
#include "ui/window/mainmenus.h"
#include "ui/window/navigation.h"
#include "ui/window/settingsdialog.h"
#include "ui/window/traypresence.h"
#include "ui/window/windowcommands.h"

namespace syspulse {

static constexpr QLatin1String instancesPageName("Instances");
/// A window that nobody paints, because it is covered, is completed nevertheless.
static constexpr int paintedAfterMs = 1000;

MainWindow::MainWindow(const WindowServices &services, std::unique_ptr<Prompts> prompts, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_prompts(prompts ? std::move(prompts) : std::make_unique<DialogPrompts>())
    , m_delivery(services.state, services.secrets, m_clock)
    , m_instances(services.makeSession,
                  {m_clock, services.history, services.state, services.notifier, m_delivery})
    , m_quitGuard(m_instances, *m_prompts)
    , m_connector(
          new Connector(m_instances, {services.state, services.profiles, services.secrets, *m_prompts}, this))
    , m_tabs(new InstanceTabs(m_instances))
    , m_navigation(new Navigation)
    , m_stack(new QStackedWidget)
    , m_notice(new Banner(QStringLiteral("programNotice")))
    , m_status(plainLabel(QStringLiteral("statusText")))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationIcon());
    setMinimumSize(960, 600);
    resize(1280, 800);
    m_stack->setObjectName(QStringLiteral("views"));

    if (services.pagesMade == PagesMade::AfterFirstPicture)
        m_making.start(paintedAfterMs);
    connect(&m_making, &QTimer::timeout, this, &MainWindow::makeNextPage);
    makeInstancesPage();
    makeMenus();
    connect(m_navigation, &Navigation::instancesChosen, this, &MainWindow::showInstances);
    connect(m_navigation, &Navigation::pageChosen, this, &MainWindow::showPage);
    connect(m_connector, &Connector::showRequested, this, &MainWindow::showInstance);
    connect(&m_instances, &Instances::added, this, &MainWindow::addView);
    connect(&m_instances, &Instances::removed, this, &MainWindow::removeView);
    connect(m_tabs, &InstanceTabs::chosen, this, &MainWindow::showInstance);
    connect(m_tabs, &InstanceTabs::closeRequested, this, &MainWindow::askClose);
    connect(m_stack, &QStackedWidget::currentChanged, this, &MainWindow::followView);
    showInstance(m_instances.add());

    auto *left = new QVBoxLayout;
    left->setContentsMargins(0, 8, 0, 0);
    left->addWidget(m_navigation);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_tabs);
    m_dock = new BannerDock(m_stack, {m_notice});
    connect(m_stack, &QStackedWidget::currentChanged, m_dock, &BannerDock::settle);
    right->addWidget(m_dock, 1);
    auto *central = new QWidget;
    auto *layout = new QHBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(left);
    layout->addLayout(right, 1);
    setCentralWidget(central);
    statusBar()->setSizeGripEnabled(false);
    m_status->setContentsMargins(8, 0, 0, 2);
    statusBar()->addWidget(m_status, 1);

    m_trayPresence = std::make_unique<TrayPresence>(services.tray, services.preferences, m_instances);
    connect(m_trayPresence.get(), &TrayPresence::windowNeeded, this, [this] {
        if (!m_quitting)
            open();
    });
    connect(&services.tray, &Tray::openRequested, this, [this] { open(); });
    connect(&services.tray, &Tray::quitRequested, this, &MainWindow::askQuit);
    connectNotices();
    connect(&m_second, &QTimer::timeout, this, &MainWindow::tick);
    m_second.start(1000);
    m_geometryChanged.setSingleShot(true);
    m_geometryChanged.setInterval(500);
    connect(&m_geometryChanged, &QTimer::timeout, this, &MainWindow::keepGeometry);
    if (services.preferences.isLoaded())
        usePreferences();
    else
        connect(&services.preferences, &PreferenceStore::loaded, this, &MainWindow::usePreferences);
    updateTitle();
}

MainWindow::~MainWindow()
{
    // The pages look at the instances, which are members and would go first.
    m_trayPresence.reset();
    delete takeCentralWidget();
}

void MainWindow::makeInstancesPage()
{
    m_instancesPage =
        new InstancesPage(m_services.profiles, m_instances, m_services.preferences, UnitFormatter());
    m_stack->addWidget(m_instancesPage);
    connect(m_instancesPage, &InstancesPage::openRequested, this, &MainWindow::showInstance);
    connect(m_instancesPage, &InstancesPage::connectRequested, m_connector, &Connector::connectProfile);
    connect(m_instancesPage, &InstancesPage::disconnectRequested, this, [](Instance *i) { i->leave(); });
    connect(m_instancesPage, &InstancesPage::newRequested, m_connector, &Connector::ask);
}

void MainWindow::makeMenus()
{
    m_menus = new MainMenus(*menuBar(), *m_navigation, m_services.preferences);
    connect(m_menus, &MainMenus::connectRequested, m_connector, &Connector::ask);
    connect(m_menus, &MainMenus::disconnectRequested, this, [this] { current().leave(); });
    connect(m_menus, &MainMenus::closeRequested, this, [this] { askClose(&current()); });
    connect(m_menus, &MainMenus::reportRequested, this, &MainWindow::openReport);
    connect(m_menus, &MainMenus::noteRequested, this, [this] { currentView()->writeNote(); });
    connect(m_menus, &MainMenus::settingsRequested, this, &MainWindow::openSettings);
    connect(m_menus, &MainMenus::quitRequested, this, &MainWindow::askQuit);
    connect(m_menus, &MainMenus::pageRequested, m_navigation,
            [this](int row) { m_navigation->setCurrentRow(row); });
    connect(m_menus, &MainMenus::instanceRequested, this, &MainWindow::showNextInstance);
    connect(m_menus, &MainMenus::commandsRequested, this,
            [this] { CommandPalette::openOver(this, m_commands); });
    connect(m_menus, &MainMenus::aboutRequested, this, &MainWindow::showAbout);
    connect(m_menus, &MainMenus::firstStepsRequested, this, [this] {
        showPage(int(InstanceView::PageId::Overview));
        currentView()->showFirstSteps();
    });
    addWindowCommands(m_commands, {*menuBar(), *m_stack, *m_navigation, m_instances, m_services.profiles,
                                   *m_connector, [this](Instance *instance) { showInstance(instance); }});
}

void MainWindow::addView(Instance *instance)
{
    auto *view = new InstanceView(*instance, {instance->session(), instance->store(), *m_prompts, m_clock,
                                              UnitFormatter(), m_services.state, m_services.preferences,
                                              m_services.tray, instance->updater(), &instance->alerts()});
    if (isComplete())
        view->complete();
    m_stack->addWidget(view);
    connect(view, &InstanceView::completed, this, [this, view] {
        if (view == currentView())
            m_menus->showView(view);
    });
    connect(view, &InstanceView::pageChanged, this, &MainWindow::followView);
    connect(view, &InstanceView::connectRequested, this, [this, instance] { m_connector->askFor(instance); });
    connect(view, &InstanceView::reconnectRequested, this,
            [this, instance] { m_connector->reconnect(instance); });
    connect(view, &InstanceView::diarySettingsRequested, this, [this] { openSettings()->focusDiary(); });
    connect(instance, &Instance::titleChanged, this, &MainWindow::updateTitle);
    connect(instance, &Instance::alertsRequested, this, [this, instance](const QString &activationToken) {
        showInstance(instance);
        showPage(int(InstanceView::PageId::Alerts));
        open(activationToken);
    });
    connect(&instance->alerts(), &AlertMonitor::changed, view, [this, instance] {
        if (instance == m_current)
            showAlertCount();
    });
}

void MainWindow::connectNotices()
{
    connect(m_notice, &Banner::actionTriggered, m_notice, &QWidget::hide);
    const auto showError = [this](const Error &error) { showNotice(describe(error)); };
    connect(&m_services.state, &StateStore::failed, this, showError);
    connect(&m_services.profiles, &ProfileStore::noticed, this, &MainWindow::showNotice);
    connect(&m_services.preferences, &PreferenceStore::noticed, this, &MainWindow::showNotice);
    connect(&m_delivery, &AlertDelivery::noticed, this, &MainWindow::showNotice);
    connect(&m_services.history, &HistoryStore::noticed, this, &MainWindow::showNotice);
    connect(&m_services.history, &HistoryStore::failed, this, showError);
    if (const QString &earlier = m_services.profiles.notice(); !earlier.isEmpty())
        showNotice(earlier);
}

void MainWindow::showNotice(const QString &text)
{
    m_notice->say(Severity::Warning, text, tr("Dismiss"));
    for (Instance *instance : m_instances.all()) {
        viewOf(instance)->complete(); // its log among them
        emit instance->session().connection().logged(LogLevel::Warning, text);
    }
}

void MainWindow::removeView(Instance *instance)
{
    disconnect(instance, nullptr, this, nullptr);
    InstanceView *view = viewOf(instance);
    if (instance == m_current) {
        if (m_instances.all().isEmpty())
            m_instances.add();
        const bool atInstances = isInstancesPageShown();
        showInstance(m_instances.all().constLast());
        if (atInstances)
            showInstances();
    }
    // At once: it must not see its instance go.
    delete view;
}

InstanceView *MainWindow::viewOf(const Instance *instance) const
{
    for (int i = 1; i < m_stack->count(); ++i) {
        auto *view = qobject_cast<InstanceView *>(m_stack->widget(i));
        if (view != nullptr && &view->instance() == instance)
            return view;
    }
    return nullptr;
}

void MainWindow::showInstances()
{
    m_stack->setCurrentWidget(m_instancesPage);
    m_instancesPage->tick();
}

void MainWindow::showPage(int page)
{
    m_stack->setCurrentWidget(currentView());
    currentView()->showPage(InstanceView::PageId(page));
}

void MainWindow::showInstance(Instance *instance)
{
    m_current = instance;
    m_connector->setCurrent(instance);
    m_tabs->setCurrent(instance);
    m_stack->setCurrentWidget(viewOf(instance));
    followView();
    showAlertCount();
}

void MainWindow::showAlertCount()
{
    m_navigation->setCount(int(InstanceView::PageId::Alerts), int(current().alerts().loud().size()));
}

void MainWindow::showNextInstance(int step)
{
    const QList<Instance *> &all = m_instances.all();
    const qsizetype count = all.size();
    showInstance(all.at((all.indexOf(m_current) + step + count) % count));
}

void MainWindow::followView()
{
    InstanceView *view = currentView();
    if (view == nullptr)
        return;
    if (isInstancesPageShown())
        m_navigation->setInstancesCurrent();
    else
        m_navigation->setPageCurrent(int(view->currentPage()));
    m_menus->showView(view);
    updateTitle();
    tick();
}

QString MainWindow::shownPage() const
{
    if (isInstancesPageShown())
        return instancesPageName;
    return InstanceView::pageName(currentView()->currentPage());
}

void MainWindow::showPageNamed(const QString &name)
{
    if (const auto page = InstanceView::pageNamed(name))
        showPage(int(*page));
    else if (name == instancesPageName)
        showInstances();
}

void MainWindow::connectTo(const ConnectionSettings &settings, const Profile &profile)
{
    m_connector->connectTo(settings, profile);
}

void MainWindow::askClose(Instance *instance)
{
    m_quitGuard.askClose(this, instance, [this, instance] { m_instances.remove(instance); });
}

void MainWindow::tick()
{
    if (m_trayPresence)
        m_trayPresence->refresh();
    if (!isVisible())
        return;
    m_tabs->refresh();
    if (isInstancesPageShown())
        m_instancesPage->tick();
    else if (InstanceView *view = currentView())
        view->tick();
    setTextIfChanged(m_status, currentView() == nullptr ? QString() : currentView()->statusText());
}

void MainWindow::updateTitle()
{
    const QString title = m_current == nullptr ? QString() : current().title();
    setWindowTitle(title.isEmpty() ? tr("SysPulse")
                                   //: %1 is host:port, or the name of a profile
                                   : tr("SysPulse — %1").arg(title));
    emit placeChanged();
}

void MainWindow::open(const QString &activationToken)
{
    // Where Qt looks for it on Wayland.
    if (!activationToken.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activationToken.toUtf8());
    m_trayPresence->windowShown();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::quit()
{
    m_quitting = true;
    if (isVisible())
        close();
    else
        emit quitRequested();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_quitting && m_trayPresence->keepsRunning()) {
        event->ignore();
        hide();
        m_trayPresence->windowHidden();
        return;
    }
    if (!m_quitting && m_quitGuard.isNeeded()) {
        event->ignore();
        // A window that is being closed cannot be closed again.
        QMetaObject::invokeMethod(this, &MainWindow::askQuit, Qt::QueuedConnection);
        return;
    }
    QMainWindow::closeEvent(event);
    emit quitRequested();
}

void MainWindow::setAppearance(Appearance appearance)
{
    m_menus->setAppearance(appearance);
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::ThemeChange)
        m_menus->followSystem();
    if ((event->type() == QEvent::Resize || event->type() == QEvent::Move) && isVisible())
        m_geometryChanged.start();
    if (event->type() == QEvent::WindowActivate)
        m_instances.refreshNotes(); // the user may come from a terminal with syspulsectl
    const bool known = QMainWindow::event(event);
    if (event->type() == QEvent::UpdateRequest && m_making.isActive() && m_making.interval() > 0)
        m_making.start(0); // it has its first picture
    return known;
}

} // namespace syspulse
