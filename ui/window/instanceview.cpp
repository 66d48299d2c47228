// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/instanceview.h"

#include <algorithm>
#include <utility>

#include <QMetaEnum>
#include <QVBoxLayout>

#include "core/session/updatercontrol.h"
#include "core/topics/systopics.h"
#include "ui/alerts/alertsilencedialog.h"
#include "ui/alerts/alertspage.h"
#include "ui/base/banner.h"
#include "ui/base/bannerdock.h"
#include "ui/base/changeguard.h"
#include "ui/broker/brokerpage.h"
#include "ui/clients/clientspage.h"
#include "ui/instances/instance.h"
#include "ui/log/logpage.h"
#include "ui/overview/overviewpage.h"
#include "ui/setup/setuppage.h"
#include "ui/topics/topicspage.h"
#include "ui/updater/updaterpage.h"
#include "ui/window/headerbar.h"

namespace syspulse {

InstanceView::InstanceView(Instance &instance, const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_instance(instance)
    , m_context(context)
    , m_header(new HeaderBar(instance.session()))
    , m_banner(new Banner(QStringLiteral("linkBanner")))
    , m_alertBanner(new Banner(QStringLiteral("alertBanner")))
    , m_stack(new QStackedWidget)
    , m_dock(new BannerDock(m_stack, {m_alertBanner, m_banner}))
{
    setObjectName(QStringLiteral("instanceView"));
    m_stack->setObjectName(QStringLiteral("pages"));
    page(PageId::Overview);

    m_alertBanner->offer(tr("Acknowle&dge…"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_dock, 1);

    const Session &session = instance.session();
    connect(&instance, &Instance::connecting, this, &InstanceView::complete);
    connect(m_header, &HeaderBar::connectRequested, this, &InstanceView::connectRequested);
    connect(m_header, &HeaderBar::disconnectRequested, this,
            [this] { m_instance.session().request<&SessionConnection::disconnectFrom>(); });
    connect(m_banner, &Banner::actionTriggered, this, &InstanceView::followBanner);
    connect(m_alertBanner, &Banner::actionTriggered, this, [this] { showPage(PageId::Alerts); });
    connect(m_alertBanner, &Banner::otherTriggered, this, &InstanceView::acknowledge);
    connect(&instance.alerts(), &AlertMonitor::changed, this, &InstanceView::updateLink);
    connect(m_stack, &QStackedWidget::currentChanged, this, &InstanceView::updateLink);
    connect(m_stack, &QStackedWidget::currentChanged, m_dock, &BannerDock::settle);
    connect(m_stack, &QStackedWidget::currentChanged, this, &InstanceView::pageChanged);
    connect(&session.updater(), &SessionUpdater::updaterStatusChanged, this, &InstanceView::updateLink);
    connect(&session.connection(), &SessionConnection::stateChanged, this, &InstanceView::updateLink);
    connect(&session.connection(), &SessionConnection::mqttStateChanged, this, &InstanceView::updateLink);
    connect(&session.connection(), &SessionConnection::reachChanged, this, &InstanceView::updateLink);
    connect(&session.connection(), &SessionConnection::infoChanged, this, &InstanceView::updateLink);
    connect(&session.setup(), &SessionSetup::planChanged, this, &InstanceView::updateLink);
    connect(&session, &Session::profileChanged, this, &InstanceView::updateLink);
    connect(&instance.store(), &LiveStore::cleared, this, &InstanceView::updateLink);
    connect(&instance, &Instance::titleChanged, this, &InstanceView::updateAddress);
    updateLink();
    updateAddress();
}

InstanceView::~InstanceView() = default;

QString InstanceView::pageName(PageId page)
{
    return QLatin1String(QMetaEnum::fromType<PageId>().valueToKey(int(page)));
}

std::optional<InstanceView::PageId> InstanceView::pageNamed(const QString &name)
{
    bool known = false;
    const int page = QMetaEnum::fromType<PageId>().keyToValue(name.toLatin1().constData(), &known);
    return known ? std::optional(PageId(page)) : std::nullopt;
}

Page *InstanceView::make(PageId id)
{
    switch (id) {
    case PageId::Overview:
        return m_overview = new OverviewPage(m_context);
    case PageId::Topics:
        return new TopicsPage(m_context);
    case PageId::Clients:
        return new ClientsPage(m_context);
    case PageId::Broker:
        return new BrokerPage(m_context);
    case PageId::Updater:
        return new UpdaterPage(m_context);
    case PageId::Setup:
        return new SetupPage(m_context);
    case PageId::Log:
        return new LogPage(m_context);
    case PageId::Alerts:
        return new AlertsPage(m_context, m_instance.alerts(), m_instance.delivery());
    }
    return nullptr;
}

Page *InstanceView::page(PageId id)
{
    Page *&page = m_pages.at(size_t(id));
    if (page == nullptr) {
        page = make(id);
        addPage(page, id);
        tellCompletion();
    }
    return page;
}

void InstanceView::addPage(Page *page, PageId id)
{
    // In their order, which is that of those who go through the widgets.
    const auto before = std::count_if(m_pages.cbegin(), m_pages.cbegin() + int(id),
                                      [](const Page *other) { return other != nullptr; });
    m_stack->insertWidget(int(before), page);
    m_dock->keepBannersLast();
    connect(page, &Page::setupRequested, this, [this] { showPage(PageId::Setup); });
    connect(page, &Page::updaterRequested, this, [this] { showPage(PageId::Updater); });
    connect(page, &Page::overviewRequested, this, [this] { showPage(PageId::Overview); });
    connect(page, &Page::connectRequested, this, &InstanceView::connectRequested);
    connect(page, &Page::diarySettingsRequested, this, &InstanceView::diarySettingsRequested);
    connect(page, &Page::retryRequested, this, &InstanceView::reconnectRequested);
    connect(page, &Page::momentChosen, m_overview, &OverviewPage::showMoment);
    connect(page, &Page::chartRequested, this, [this](const QString &topic) {
        m_overview->addChart(topic);
        showPage(PageId::Overview);
    });
    connect(page, &Page::alertRequested, this, [this](const AlertRule &rule) {
        showPage(PageId::Alerts);
        InstanceView::page<AlertsPage>(PageId::Alerts)->startRule(rule);
    });
}

bool InstanceView::isComplete() const
{
    return m_overview->isPrepared() && std::find(m_pages.cbegin(), m_pages.cend(), nullptr) == m_pages.cend();
}

void InstanceView::tellCompletion()
{
    if (!isComplete() || std::exchange(m_told, true))
        return;
    emit completed();
}

bool InstanceView::makeNext()
{
    if (!m_overview->isPrepared()) {
        m_overview->prepare();
        m_dock->keepBannersLast();
        tellCompletion();
        return true;
    }
    for (int i = 0; i < pageCount; ++i) {
        if (m_pages.at(size_t(i)) == nullptr) {
            page(PageId(i));
            return true;
        }
    }
    return false;
}

void InstanceView::complete()
{
    while (makeNext()) {
    }
}

void InstanceView::showPage(PageId id)
{
    m_stack->setCurrentWidget(page(id));
}

InstanceView::PageId InstanceView::currentPage() const
{
    const auto shown = std::find(m_pages.cbegin(), m_pages.cend(), m_stack->currentWidget());
    return PageId(shown - m_pages.cbegin());
}

void InstanceView::showTopic(const QString &topic)
{
    showPage(PageId::Topics);
    page<TopicsPage>(PageId::Topics)->showTopic(topic);
}

void InstanceView::writeNote()
{
    m_overview->writeNote();
}

QList<QAbstractButton *> InstanceView::updaterButtons()
{
    return page<UpdaterPage>(PageId::Updater)->buttons();
}

QList<QAbstractButton *> InstanceView::chartButtons()
{
    return m_overview->chartButtons();
}

QList<QAbstractButton *> InstanceView::rangeButtons()
{
    return m_overview->rangeButtons();
}

void InstanceView::refreshButtons()
{
    page<UpdaterPage>(PageId::Updater)->refreshButtons();
}

QList<Command> InstanceView::exports(const std::function<QString(PageId)> &nameOf)
{
    const auto show = [this](PageId page) { return [this, page] { showPage(page); }; };
    QList<Command> list = m_overview->exports(nameOf(PageId::Overview), show(PageId::Overview));
    for (int i = 0; i < pageCount; ++i)
        list.append(commandsOfExports(*page(PageId(i)), nameOf(PageId(i)), show(PageId(i))));
    return list;
}

QList<Command> InstanceView::clientsNamed(const QString &typed, const QString &group)
{
    return page<ClientsPage>(PageId::Clients)->clientsNamed(typed, group, [this] {
        showPage(PageId::Clients);
    });
}

void InstanceView::showFirstSteps()
{
    m_overview->showFirstSteps();
}

void InstanceView::tick()
{
    for (Page *page : m_pages) {
        if (page != nullptr)
            page->tick();
    }
    updateLink();
}

void InstanceView::followBanner()
{
    using Remedy = LinkStatus::Notice::Remedy;
    const auto notice = LinkStatus::notice(m_context.session, m_context.store);
    switch (notice ? notice->remedy : Remedy::Connect) {
    case Remedy::Connect:
        emit reconnectRequested();
        break;
    case Remedy::Settings:
        emit connectRequested();
        break;
    case Remedy::Retry:
        m_context.session.request<&SessionConnection::retryNow>();
        break;
    case Remedy::StartUpdater:
        confirmChange(m_context, this, tr("The updater on this machine starts to write."),
                      [this] { m_context.updater.start(); });
        break;
    case Remedy::Setup:
        showPage(PageId::Setup);
        break;
    case Remedy::Updater:
        showPage(PageId::Updater);
        break;
    }
}

/// Whether the page that is shown has what the banner would lead to. The updater's page says itself what
/// keeps it from starting, and leads to the setup where that is missing.
bool InstanceView::isHere(LinkStatus::Notice::Remedy remedy) const
{
    using Remedy = LinkStatus::Notice::Remedy;
    const bool onUpdater = currentPage() == PageId::Updater;
    return (remedy == Remedy::Updater && onUpdater) ||
           (remedy == Remedy::Setup && (onUpdater || currentPage() == PageId::Setup));
}

void InstanceView::updateLink()
{
    // The overview says the same in the middle of the page while it has nothing else to show.
    const auto notice = LinkStatus::notice(m_context.session, m_context.store);
    const bool said = m_context.store.isEmpty() && currentPage() == PageId::Overview;
    if (notice && !said)
        m_banner->say(notice->severity, notice->text, isHere(notice->remedy) ? QString() : notice->action);
    else
        m_banner->hide();
    updateAlerts();
}

void InstanceView::updateAlerts()
{
    const AlertMonitor &monitor = m_instance.alerts();
    const QList<AlertRule> firing = monitor.loud();
    if (firing.isEmpty() || monitor.canNotify())
        m_alertBanner->hide();
    else
        m_alertBanner->say(AlertTexts::severity(worstSeverity(firing)), monitor.texts().summary(firing),
                           tr("Sho&w alerts"));
}

void InstanceView::acknowledge()
{
    QStringList ids;
    for (const AlertRule &rule : m_instance.alerts().loud())
        ids.append(rule.id);
    if (!ids.isEmpty())
        (new AlertSilenceDialog(m_instance.alerts(), ids, this))->open();
}

void InstanceView::updateAddress()
{
    m_header->setAddress(m_instance.address());
}

QString InstanceView::statusText() const
{
    const LiveStore &store = m_context.store;
    const auto age = store.ageMs(systopics::heartbeat);
    if (!age)
        return {};
    const UnitFormatter &format = m_context.format;
    //: number of values, age such as 4 s ago, duration such as 10 s
    return tr("%1 values, last updated %2, every %3")
        .arg(format.locale().toString(store.topicCount()), format.age(*age),
             format.duration(store.intervalSeconds() * 1000LL));
}

} // namespace syspulse
