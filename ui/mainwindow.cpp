// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include <QApplication>
#include <QCloseEvent>
#include <QEvent>
#include <QMenuBar>
#include <QScrollBar>
#include <QStatusBar>
#include <QUrl>
#include <QVBoxLayout>

#include "core/harper/httpoperations.h"
#include "core/settings/preferences.h"
#include "ui/aboutdialog.h"
#include "ui/appearancemenu.h"
#include "ui/banner.h"
#include "ui/changeguard.h"
#include "ui/clientspage.h"
#include "ui/connectdialog.h"
#include "ui/diagnostics.h"
#include "ui/headerbar.h"
#include "ui/helpmenu.h"
#include "ui/languagemenu.h"
#include "ui/linkstatus.h"
#include "ui/logpage.h"
#include "ui/navigationdelegate.h"
#include "ui/overviewpage.h"
#include "ui/sessioncontroller.h"
#include "ui/settingsdialog.h"
#include "ui/setuppage.h"
#include "ui/text.h"
#include "ui/themedicon.h"
#include "ui/topicspage.h"
#include "ui/tray.h"
#include "ui/traypresence.h"
#include "ui/updaterpage.h"

namespace syspulse {

MainWindow::MainWindow(SessionController &session, const WindowServices &services,
                       std::unique_ptr<Prompts> prompts, QWidget *parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_services(services)
    , m_prompts(prompts ? std::move(prompts) : std::make_unique<DialogPrompts>())
    , m_store(session, m_clock, &services.history)
    , m_header(new HeaderBar(session))
    , m_banner(new Banner(QStringLiteral("linkBanner")))
    , m_navigation(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_status(plainLabel(QStringLiteral("statusText")))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationIcon());
    setMinimumSize(960, 600);
    resize(1280, 800);

    makePages();
    makeNavigation();
    makeMenus();

    auto *bannerBox = new QWidget;
    auto *bannerLayout = new QVBoxLayout(bannerBox);
    bannerLayout->setContentsMargins(14, 0, 14, 0);
    bannerLayout->addWidget(m_banner);
    auto *left = new QVBoxLayout;
    left->setContentsMargins(0, 8, 0, 0);
    left->addWidget(m_navigation);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_header);
    right->addWidget(bannerBox);
    right->addWidget(m_stack, 1);
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

    connect(m_stack, &QStackedWidget::currentChanged, this, &MainWindow::updateLink);
    listen();
    m_second.setInterval(1000);
    m_second.start();
    m_trayPresence = std::make_unique<TrayPresence>(services.tray, services.preferences, session, m_store);
    connect(&m_second, &QTimer::timeout, m_trayPresence.get(), &TrayPresence::refresh);
    connect(&services.tray, &Tray::openRequested, this, &MainWindow::open);
    connect(&services.tray, &Tray::quitRequested, this, &MainWindow::quit);
    m_geometryChanged.setSingleShot(true);
    m_geometryChanged.setInterval(500);
    connect(&m_geometryChanged, &QTimer::timeout, this, &MainWindow::keepGeometry);
    if (services.preferences.isLoaded())
        usePreferences();
    else
        connect(&services.preferences, &PreferenceStore::loaded, this, &MainWindow::usePreferences);
    connect(&services.preferences, &PreferenceStore::noticed, &m_session, &SessionController::logged);
    connect(&services.history, &HistoryStore::noticed, &m_session, &SessionController::logged);
    connect(&services.history, &HistoryStore::failed, &m_session,
            [this](const Error &error) { emit m_session.logged(describe(error)); });
    updateLink();
    updateTitle();
}

MainWindow::~MainWindow() = default;

void MainWindow::makePages()
{
    m_stack->setObjectName(QStringLiteral("pages"));
    const PageContext context{m_session,
                              m_store,
                              *m_prompts,
                              m_clock,
                              UnitFormatter(),
                              m_services.state,
                              m_services.preferences,
                              m_services.tray};
    auto *overview = new OverviewPage(context);
    m_pages = {overview,
               new TopicsPage(context),
               new ClientsPage(context),
               new UpdaterPage(context),
               new SetupPage(context),
               new LogPage(context)};
    for (Page *page : std::as_const(m_pages)) {
        m_stack->addWidget(page);
        connect(page, &Page::setupRequested, this, [this] { showPage(PageId::Setup); });
        connect(page, &Page::updaterRequested, this, [this] { showPage(PageId::Updater); });
        connect(page, &Page::connectRequested, this, &MainWindow::openConnectDialog);
        connect(page, &Page::retryRequested, this, &MainWindow::reconnect);
        connect(page, &Page::chartRequested, this, [this, overview](const QString &topic) {
            overview->addChart(topic);
            showPage(PageId::Overview);
        });
        connect(&m_second, &QTimer::timeout, page, &Page::tick);
    }
}

void MainWindow::makeNavigation()
{
    struct Entry
    {
        QString icon;
        QString text;
    };
    const Entry entries[] = {
        {QStringLiteral("overview"), tr("Overview")}, {QStringLiteral("topics"), tr("Topics")},
        {QStringLiteral("clients"), tr("Clients")},   {QStringLiteral("updater"), tr("Updater")},
        {QStringLiteral("setup"), tr("Setup")},       {QStringLiteral("log"), tr("Log")}};
    m_navigation->setObjectName(QStringLiteral("navigation"));
    m_navigation->setAccessibleName(tr("Pages"));
    m_navigation->setItemDelegate(new NavigationDelegate(m_navigation));
    m_navigation->setFixedWidth(172);
    m_navigation->setFrameShape(QFrame::NoFrame);
    m_navigation->setIconSize(QSize(20, 20));
    m_navigation->viewport()->setAutoFillBackground(false);
    m_navigation->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_navigation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const Entry &entry : entries)
        m_navigation->addItem(new QListWidgetItem(themedIcon(entry.icon), entry.text));
    connect(m_navigation, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    m_navigation->setCurrentRow(0);
}

void MainWindow::makeMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    QAction *connectAction = file->addAction(themedIcon(QStringLiteral("connect")), tr("&Connect…"), this,
                                             &MainWindow::openConnectDialog);
    connectAction->setObjectName(QStringLiteral("connectAction"));
    connectAction->setShortcut(QKeySequence::New);
    QAction *disconnectAction = file->addAction(themedIcon(QStringLiteral("disconnect")), tr("&Disconnect"),
                                                this, [this] { m_session.disconnectFrom(); });
    disconnectAction->setObjectName(QStringLiteral("disconnectAction"));
    file->addSeparator();
    QAction *settings = file->addAction(tr("&Settings…"), this, [this] {
        (new SettingsDialog(m_services.preferences, m_services.history.file(), this))->open();
    });
    settings->setObjectName(QStringLiteral("settingsAction"));
    settings->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma));
    file->addSeparator();
    QAction *quit = file->addAction(tr("&Quit"), this, &MainWindow::quit);
    quit->setShortcut(QKeySequence::Quit);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    for (int i = 0; i < m_navigation->count(); ++i) {
        const QListWidgetItem *item = m_navigation->item(i);
        QAction *action =
            view->addAction(item->icon(), item->text(), this, [this, i] { showPage(PageId(i)); });
        action->setObjectName(QStringLiteral("showPage%1").arg(i + 1));
        action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i)));
    }
    view->addSeparator();
    m_appearance = new AppearanceMenu(m_services.preferences, view);
    view->addMenu(m_appearance);
    view->addMenu(new LanguageMenu(m_services.preferences, view));

    auto *help = new HelpMenu(m_commands, this);
    menuBar()->addMenu(help);
    connect(help, &HelpMenu::aboutRequested, this, &MainWindow::showAbout);
    connect(help, &HelpMenu::firstStepsRequested, m_pages.constFirst(),
            [this, overview = qobject_cast<OverviewPage *>(m_pages.constFirst())] {
                showPage(PageId::Overview);
                overview->showFirstSteps();
            });
    m_commands.add([this] { return commandsOfMenus(menuBar()->actions()); });
    m_commands.add(
        [this] { return commandsOfButtons(*m_stack->currentWidget(), m_navigation->currentItem()->text()); });
}

void MainWindow::listen()
{
    connect(m_header, &HeaderBar::connectRequested, this, &MainWindow::openConnectDialog);
    connect(m_header, &HeaderBar::disconnectRequested, this, [this] { m_session.disconnectFrom(); });
    connect(m_banner, &Banner::actionTriggered, this, &MainWindow::followBanner);
    connect(&m_second, &QTimer::timeout, this, &MainWindow::updateLink);
    connect(&m_second, &QTimer::timeout, this, &MainWindow::updateStatus);
    connect(&m_session, &SessionController::updaterStatusChanged, this, &MainWindow::updateLink);
    connect(&m_session, &SessionController::stateChanged, this, &MainWindow::updateLink);
    connect(&m_session, &SessionController::mqttStateChanged, this, &MainWindow::updateLink);
    connect(&m_session, &SessionController::infoChanged, this, &MainWindow::updateTitle);
    connect(&m_session, &SessionController::profileChanged, this, &MainWindow::updateTitle);
    connect(&m_store, &LiveStore::cleared, this, &MainWindow::updateLink);
}

void MainWindow::showPage(PageId page)
{
    m_navigation->setCurrentRow(int(page));
}

void MainWindow::connectTo(const ConnectionSettings &settings, const Profile &profile)
{
    m_session.setProfile(profile);
    if (settings.url != m_settings.url)
        m_store.clear();
    m_settings = settings;
    updateTitle();
    m_session.connectTo(settings);
}

void MainWindow::reconnect()
{
    if (m_settings.url.isEmpty())
        openConnectDialog();
    else
        m_session.connectTo(m_settings);
}

void MainWindow::followBanner()
{
    const auto notice = LinkStatus::notice(m_session, m_store);
    if (notice && notice->startsUpdater)
        confirmChange(m_pages.constFirst()->context(), this,
                      tr("The updater on this machine starts to write."),
                      [this] { m_session.startUpdater(m_store.intervalSeconds()); });
    else
        reconnect();
}

void MainWindow::openConnectDialog()
{
    if (m_connectDialog) {
        m_connectDialog->raise();
        m_connectDialog->activateWindow();
        return;
    }
    m_connectDialog = new ConnectDialog(
        m_session, {m_services.state, m_services.profiles, m_services.secrets, *m_prompts}, this);
    m_connectDialog->setAttribute(Qt::WA_DeleteOnClose);
    m_connectDialog->chooseProfile(m_session.profile().id);
    m_connectDialog->setSettings(m_settings);
    connect(m_connectDialog, &ConnectDialog::connectRequested, this,
            [this](const ConnectionSettings &settings) { connectTo(settings, m_connectDialog->profile()); });
    m_connectDialog->open();
}

void MainWindow::showAbout()
{
    const DiagnosticsSources sources{m_session, m_store, m_services.secrets, m_services.tray};
    (new AboutDialog(sources, this))->open();
}

void MainWindow::updateLink()
{
    // The overview says the same in the middle of the page while it has nothing else to show.
    const auto notice = LinkStatus::notice(m_session, m_store);
    const bool said = m_store.isEmpty() && m_stack->currentIndex() == int(PageId::Overview);
    if (notice && !said)
        m_banner->say(notice->severity, notice->text, notice->action);
    else
        m_banner->hide();
    m_banner->parentWidget()->layout()->setContentsMargins(14, m_banner->isHidden() ? 0 : 12, 14, 0);
}

void MainWindow::updateStatus()
{
    const UnitFormatter format;
    QString text;
    const auto age = m_store.ageMs(QStringLiteral("$SYS/broker/syspulse/updater/heartbeat"));
    if (age) {
        //: number of values, age such as 4 s ago, duration such as 10 s
        text = tr("%1 values, last updated %2, every %3")
                   .arg(format.locale().toString(m_store.topicCount()), format.age(*age),
                        format.duration(m_store.intervalSeconds() * 1000LL));
    }
    setTextIfChanged(m_status, text);
}

void MainWindow::updateTitle()
{
    QString address = QUrl(m_session.info().url).authority();
    if (const Result<QUrl> typed = parseInstanceUrl(m_settings.url); typed && !m_session.isConnected())
        address = typed->authority();
    m_header->setAddress(address);
    const QString name = oneLine(m_session.profile().name, 60);
    setWindowTitle(address.isEmpty() ? tr("SysPulse")
                                     //: %1 is host:port, or the name of a profile
                                     : tr("SysPulse — %1").arg(name.isEmpty() ? address : name));
}

void MainWindow::usePreferences()
{
    const Preferences &preferences = m_services.preferences.values();
    if (!preferences.windowGeometry.isEmpty())
        restoreGeometry(preferences.windowGeometry);
    const auto limit = [this] { m_services.history.setLimits(m_services.preferences.values().history); };
    connect(&m_services.preferences, &PreferenceStore::changed, this, limit);
    limit();
}

void MainWindow::keepGeometry()
{
    m_services.preferences.change(
        [this](Preferences &preferences) { preferences.windowGeometry = saveGeometry(); });
}

void MainWindow::open()
{
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
    QMainWindow::closeEvent(event);
    emit quitRequested();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (isVisible())
        m_geometryChanged.start();
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    QMainWindow::moveEvent(event);
    if (isVisible())
        m_geometryChanged.start();
}

void MainWindow::setAppearance(Appearance appearance)
{
    m_appearance->setAppearance(appearance);
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::ThemeChange)
        m_appearance->followSystem();
    return QMainWindow::event(event);
}

} // namespace syspulse
