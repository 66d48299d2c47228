// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientspage.h"

#include <QAction>
#include <QPointer>
#include <QVBoxLayout>

#include "core/session/linkstatus.h"
#include "core/session/livestore.h"
#include "core/session/session.h"
#include "ui/base/messagepane.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"
#include "ui/base/toast.h"
#include "ui/clients/connectedpane.h"
#include "ui/clients/diarypane.h"
#include "ui/clients/orphanedsessionspane.h"
#include "ui/clients/refusedloginspane.h"

namespace syspulse {

ClientsPage::ClientsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_notice(new Toast(QStringLiteral("clientsNotice")))
    , m_stack(new QStackedWidget)
    , m_pane(new MessagePane(QStringLiteral("clientsPane")))
    , m_tabs(new QTabWidget)
    , m_connected(new ConnectedPane(context))
    , m_refused(new RefusedLoginsPane(context))
    , m_orphaned(new OrphanedSessionsPane(context))
    , m_diary(new DiaryPane(context))
{
    setObjectName(QStringLiteral("clientsPage"));
    m_tabs->setObjectName(QStringLiteral("clientTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_connected, tr("Connected"));
    m_tabs->addTab(m_refused, tr("Refused logins"));
    m_tabs->addTab(m_orphaned, tr("Orphaned sessions"));
    m_tabs->addTab(m_diary, tr("Diary"));
    m_stack->addWidget(m_tabs);
    m_stack->addWidget(m_pane);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 8);
    layout->setSpacing(10);
    layout->addWidget(m_stack, 1);
    m_notice->putOver(this);
    makeActions();
    listen();
    refresh();
}

void ClientsPage::makeActions()
{
    auto *again = new QAction(this);
    again->setObjectName(QStringLiteral("refreshClients"));
    again->setShortcut(QKeySequence::Refresh);
    again->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(again);
    connect(again, &QAction::triggered, m_connected, &ConnectedPane::refreshNow);
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(find);
    connect(find, &QAction::triggered, this, [this] {
        m_tabs->setCurrentIndex(0);
        m_connected->focusSearch();
    });
}

void ClientsPage::watch(bool on)
{
    const Session &session = context().session;
    session.request<&SessionClients::watchClients>(on);
    session.request<&SessionBroker::watchBroker>(on ? BrokerViews(BrokerView::Clients) : BrokerViews());
}

void ClientsPage::listen()
{
    const Session &session = context().session;
    connect(m_connected, &ConnectedPane::totalChanged, this, &ClientsPage::scheduleRefresh);
    const auto say = [this](Severity severity, const QString &text) { m_notice->tell(severity, text); };
    connect(m_connected, &ConnectedPane::noticed, m_notice, say);
    connect(m_diary, &DiaryPane::noticed, m_notice, say);
    connect(m_diary, &DiaryPane::settingsRequested, this, &Page::diarySettingsRequested);
    connect(m_connected, &ConnectedPane::refreshRequested, this, [this] {
        context().session.request<&SessionClients::refreshClients>();
        context().session.request<&SessionBroker::refreshBroker>();
    });
    connect(&session.clients(), &SessionClients::clientsStatusChanged, this,
            [this](const ClientsStatus &status) {
                m_known |= status.state == ClientsState::Live;
                scheduleRefresh();
            });
    connect(&session.connection(), &SessionConnection::stateChanged, this, [this](SessionState state) {
        if (state == SessionState::Connected && isVisible())
            watch(true);
        scheduleRefresh();
    });
    connect(&session.connection(), &SessionConnection::reachChanged, this, &ClientsPage::scheduleRefresh);
    connect(&context().store, &LiveStore::cleared, this, [this] {
        m_known = false;
        m_connected->clear();
        m_refused->clear();
        m_orphaned->clear();
        m_diary->clear();
    });
    connect(&session.clients(), &SessionClients::refusedLoginsChanged, m_refused, &RefusedLoginsPane::take);
    connect(&session.clients(), &SessionClients::orphanedSessionsChanged, m_orphaned,
            &OrphanedSessionsPane::take);
    connect(m_refused, &RefusedLoginsPane::totalChanged, this, [this](const QString &total) {
        //: %1 is a number
        m_tabs->setTabText(1, total.isEmpty() ? tr("Refused logins") : tr("Refused logins (%1)").arg(total));
    });
    connect(m_orphaned, &OrphanedSessionsPane::totalChanged, this, [this](const QString &total) {
        m_tabs->setTabText(
            //: %1 is a number
            2, total.isEmpty() ? tr("Orphaned sessions") : tr("Orphaned sessions (%1)").arg(total));
    });
    connect(m_orphaned, &OrphanedSessionsPane::removeConfirmed, this, [this](const QString &clientId) {
        m_notice->tell(Severity::Info, tr("Removing the session of %1…").arg(oneLine(clientId, 80)));
        context().session.request<&SessionClients::removeOrphanedSession>(clientId);
    });
    connect(&session.clients(), &SessionClients::clientActionFinished, this, &ClientsPage::takeResult);
    connect(m_pane, &MessagePane::actionTriggered, this, [this] {
        if (context().session.isConnected())
            emit setupRequested();
        else
            emit connectRequested();
    });
}

void ClientsPage::showEvent(QShowEvent *event)
{
    if (context().session.isConnected())
        watch(true);
    Page::showEvent(event);
}

void ClientsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    watch(false);
    m_notice->hide();
}

void ClientsPage::refresh()
{
    refreshPane();
    m_connected->refresh();
    m_tabs->setTabText(
        //: %1 is a number
        0, tr("Connected (%1)").arg(context().format.number(m_connected->total(), NumberStyle::Full)));
    m_refused->refreshChart();
    m_orphaned->refresh();
    m_diary->refresh();
}

void ClientsPage::refreshPane()
{
    const ClientsStatus &status = context().session.clientsStatus();
    if (!context().session.isConnected() && !m_known) {
        m_pane->say(QStringLiteral("connect"), tr("Not connected"),
                    tr("Connect to an instance to see who uses its broker."), tr("C&onnect…"));
    } else if (status.state == ClientsState::Refused) {
        m_pane->say(QStringLiteral("warning"), tr("The list of clients cannot be read"),
                    describe(status.error), tr("Open &Setup"));
    } else if (!m_known && !context().session.isReachable()) {
        m_pane->say(QStringLiteral("warning"), LinkStatus::awayText(context().session.reach()),
                    tr("The list of clients is read as soon as the instance answers again."));
    } else if (!m_known) {
        m_pane->say(QStringLiteral("clients"), tr("Waiting for the list of clients"),
                    tr("It shows as soon as the broker has sent it."));
    } else {
        m_stack->setCurrentWidget(m_tabs);
        return;
    }
    m_stack->setCurrentWidget(m_pane);
}

QList<Command> ClientsPage::clientsNamed(const QString &typed, const QString &group,
                                         const std::function<void()> &show)
{
    const auto showList = [this, show] {
        show();
        m_tabs->setCurrentWidget(m_connected);
    };
    QList<Command> list = m_connected->clientsNamed(typed, group, showList);
    const auto search = [page = QPointer(this), text = typed.trimmed(), showList] {
        if (!page)
            return;
        showList();
        page->m_connected->search(text);
    };
    list.append({QStringLiteral("clients/search"),
                 //: %1 is what was typed
                 tr("Search the clients for \"%1\"").arg(oneLine(typed.trimmed(), 60)),
                 group,
                 {},
                 themedIcon(QStringLiteral("search")),
                 true,
                 {},
                 search,
                 true});
    return list;
}

void ClientsPage::takeResult(const ClientActionResult &result)
{
    if (result.action != ClientAction::RemoveSession)
        return;
    if (result.error.message.isEmpty())
        m_notice->tell(Severity::Ok, tr("The session was removed."));
    else
        m_notice->tell(Severity::Error, describe(result.error));
}

} // namespace syspulse
