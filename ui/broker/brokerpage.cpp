// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/brokerpage.h"

#include <QVBoxLayout>

#include "core/session/session.h"
#include "ui/base/toast.h"
#include "ui/broker/hottopicspane.h"
#include "ui/broker/refusedpane.h"
#include "ui/broker/slowpane.h"
#include "ui/broker/stormspane.h"
#include "ui/broker/workerspane.h"

namespace syspulse {

namespace {

/// What each tab shows, in the order of the tabs.
constexpr BrokerView viewsOfTabs[] = {BrokerView::Workers, BrokerView::Clients, BrokerView::Storms,
                                      BrokerView::Topics, BrokerView::Topics};

} // namespace

BrokerPage::BrokerPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_tabs(new QTabWidget)
    , m_workers(new WorkersPane(context))
    , m_slow(new SlowPane(context))
    , m_storms(new StormsPane(context))
    , m_topics(new HotTopicsPane(context))
    , m_refused(new RefusedPane(context))
    , m_notice(new Toast(QStringLiteral("brokerNotice")))
{
    setObjectName(QStringLiteral("brokerPage"));
    m_tabs->setObjectName(QStringLiteral("brokerTabs"));
    m_tabs->setDocumentMode(true);
    add(m_workers, tr("Workers"));
    add(m_slow, tr("Slow subscribers"));
    add(m_storms, tr("Storms"));
    add(m_topics, tr("Hot topics"));
    add(m_refused, tr("Refused packets"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->addWidget(m_tabs, 1);
    m_notice->putOver(this);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        m_notice->hide();
        watch();
        scheduleRefresh();
    });
    connectSession();
}

void BrokerPage::add(BrokerTab *tab, const QString &title)
{
    m_tabs->addTab(tab, title);
    connect(tab, &BrokerTab::setupRequested, this, &BrokerPage::setupRequested);
    connect(tab, &BrokerTab::connectRequested, this, &BrokerPage::connectRequested);
    connect(tab, &BrokerTab::noticed, this, [this](const QString &text, bool failed) {
        m_notice->tell(failed ? Severity::Error : Severity::Ok, text);
    });
}

void BrokerPage::connectSession()
{
    const SessionBroker &broker = context().session.broker();
    connect(&broker, &SessionBroker::workersChanged, this,
            [this](const WorkersReport &report) { m_workers->take(report); });
    connect(&broker, &SessionBroker::topClientsChanged, this,
            [this](const TopClients &clients) { m_slow->take(clients); });
    connect(&broker, &SessionBroker::stormsChanged, this,
            [this](const Storms &storms) { m_storms->take(storms); });
    connect(&broker, &SessionBroker::topTopicsChanged, this, [this](const TopTopics &topics) {
        m_topics->take(topics);
        m_refused->take(topics);
    });
    connect(&context().session.connection(), &SessionConnection::stateChanged, this,
            [this](SessionState state) {
                if (state == SessionState::Connecting) {
                    // It may be another instance, or another run of the same broker.
                    for (int i = 0; i < m_tabs->count(); ++i)
                        static_cast<BrokerTab *>(m_tabs->widget(i))->clear();
                }
                m_watched = {};
                watch();
                scheduleRefresh();
            });
    connect(&context().session.connection(), &SessionConnection::reachChanged, this,
            &BrokerPage::scheduleRefresh);
}

void BrokerPage::watch()
{
    BrokerViews wanted;
    if (isVisible() && context().session.isConnected())
        wanted = viewsOfTabs[m_tabs->currentIndex()];
    if (wanted == m_watched)
        return;
    m_watched = wanted;
    context().session.request<&SessionBroker::watchBroker>(wanted);
}

void BrokerPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    watch();
}

void BrokerPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    watch();
}

void BrokerPage::refresh()
{
    static_cast<BrokerTab *>(m_tabs->currentWidget())->refresh();
}

} // namespace syspulse
