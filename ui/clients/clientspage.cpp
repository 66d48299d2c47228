// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientspage.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/session/livestore.h"
#include "core/session/session.h"
#include "ui/base/banner.h"
#include "ui/base/changeguard.h"
#include "ui/base/filteredit.h"
#include "ui/base/itemviews.h"
#include "ui/base/messagepane.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"
#include "ui/clients/clientdetails.h"
#include "ui/clients/clientsmodel.h"
#include "ui/clients/orphanedsessionspane.h"
#include "ui/clients/refusedloginspane.h"

namespace syspulse {

namespace {

QString nameOf(const QString &clientId)
{
    return clientId.isEmpty() ? ClientsPage::tr("(no client ID)") : oneLine(clientId, 80);
}

} // namespace

ClientsPage::ClientsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new ClientsModel(context.format, this))
    , m_banner(new Banner(QStringLiteral("clientsNotice")))
    , m_stack(new QStackedWidget)
    , m_pane(new MessagePane(QStringLiteral("clientsPane")))
    , m_tabs(new QTabWidget)
    , m_search(filterEdit(QStringLiteral("clientSearch"),
                          tr("Search client ID, user, address or subscription"), tr("Search clients")))
    , m_count(plainLabel(QStringLiteral("clientCount")))
    , m_empty(paragraph(QStringLiteral("clientsEmpty")))
    , m_table(new QTableView)
    , m_details(new ClientDetails)
    , m_refresh(new QPushButton(tr("R&efresh")))
    , m_disconnect(new QPushButton(tr("D&isconnect client…")))
    , m_refused(new RefusedLoginsPane(context))
    , m_orphaned(new OrphanedSessionsPane(context))
{
    setObjectName(QStringLiteral("clientsPage"));
    m_tabs->setObjectName(QStringLiteral("clientTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeConnected(), tr("Connected"));
    m_tabs->addTab(m_refused, tr("Refused logins"));
    m_tabs->addTab(m_orphaned, tr("Orphaned sessions"));
    m_stack->addWidget(m_tabs);
    m_stack->addWidget(m_pane);
    m_banner->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 8);
    layout->setSpacing(10);
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);
    makeActions();
    listen();
    refresh();
}

QWidget *ClientsPage::makeConnected()
{
    m_table->setObjectName(QStringLiteral("clientTable"));
    m_table->setAccessibleName(tr("Connected clients"));
    m_table->setModel(m_model);
    styleTable(m_table, {34, 20, 22, 12, 16, 16, 13, 8});
    m_table->sortByColumn(ClientsModel::ClientId, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_disconnect->setObjectName(QStringLiteral("clientDisconnect"));
    m_refresh->setObjectName(QStringLiteral("clientRefresh"));
    //: F5 is a key
    m_refresh->setToolTip(tr("Asks for refused logins and orphaned sessions now (F5). The list of connected "
                             "clients is always current."));

    auto *bar = new QHBoxLayout;
    bar->setSpacing(12);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_count);
    bar->addWidget(m_refresh);
    bar->addWidget(m_disconnect);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addLayout(bar);
    layout->addWidget(m_empty);
    layout->addWidget(splitter, 1);
    return box;
}

void ClientsPage::makeActions()
{
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *cut = new QAction(themedIcon(QStringLiteral("disconnect")), tr("D&isconnect client…"), m_table);
    cut->setObjectName(QStringLiteral("disconnectClient"));
    cut->setShortcut(QKeySequence::Delete);
    cut->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(cut);
    connect(cut, &QAction::triggered, this, &ClientsPage::askDisconnect);
    connect(m_disconnect, &QPushButton::clicked, this, &ClientsPage::askDisconnect);

    auto *again = new QAction(this);
    again->setObjectName(QStringLiteral("refreshClients"));
    again->setShortcut(QKeySequence::Refresh);
    again->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(again);
    connect(again, &QAction::triggered, this,
            [this] { context().session.request<&SessionClients::refreshClients>(); });
    connect(m_refresh, &QPushButton::clicked, again, &QAction::trigger);
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(find);
    connect(find, &QAction::triggered, this, [this] {
        m_tabs->setCurrentIndex(0);
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
}

void ClientsPage::listen()
{
    const Session &session = context().session;
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setSearch(text);
        restoreSelection();
        refreshConnected();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                m_selected = current.data(ClientsModel::IdRole).toString();
                refreshConnected();
            });
    connect(&session.clients(), &SessionClients::clientsArrived, this, [this](const ClientsFrame &frame) {
        const QString selected = m_selected;
        m_model->apply(frame);
        m_selected = m_model->client(selected) != nullptr ? selected : QString();
        if (m_selected.isEmpty()) // the view has moved on to a neighbour
            m_table->setCurrentIndex({});
        scheduleRefresh();
    });
    connect(&session.clients(), &SessionClients::clientsStatusChanged, this,
            [this](const ClientsStatus &status) {
                m_known |= status.state == ClientsState::Live;
                m_interruptedMs = status.state == ClientsState::Interrupted ? context().clock.nowMs() : 0;
                scheduleRefresh();
            });
    connect(&session.connection(), &SessionConnection::stateChanged, this, [this](SessionState state) {
        if (state == SessionState::Connected && isVisible())
            context().session.request<&SessionClients::watchClients>(true);
        scheduleRefresh();
    });
    connect(&context().store, &LiveStore::cleared, this, [this] {
        m_known = false;
        m_model->apply({true, {}, {}});
        m_refused->clear();
        m_orphaned->clear();
    });
    connect(&session.connection(), &SessionConnection::clockOffsetChanged, this,
            [this](qint64 offsetMs) { m_clockOffsetMs = offsetMs; });
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
        m_banner->say(Severity::Info, tr("Removing the session of %1…").arg(nameOf(clientId)));
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

bool ClientsPage::isLive() const
{
    return context().session.isConnected() && context().session.clientsStatus().state == ClientsState::Live;
}

const ClientSession *ClientsPage::shownClient() const
{
    return m_model->rowOf(m_selected) < 0 ? nullptr : m_model->client(m_selected);
}

void ClientsPage::showEvent(QShowEvent *event)
{
    if (context().session.isConnected())
        context().session.request<&SessionClients::watchClients>(true);
    Page::showEvent(event);
}

void ClientsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    context().session.request<&SessionClients::watchClients>(false);
    m_banner->hide();
}

void ClientsPage::refresh()
{
    refreshPane();
    m_model->setOutdated(!isLive());
    m_model->setNow(context().clock.nowMs() + m_clockOffsetMs);
    restoreSelection();
    refreshConnected();
    m_refused->refreshChart();
    m_orphaned->refresh();
    m_refresh->setEnabled(context().session.isConnected());
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
    } else if (!m_known) {
        m_pane->say(QStringLiteral("clients"), tr("Waiting for the list of clients"),
                    tr("It shows as soon as the broker has sent it."));
    } else {
        m_stack->setCurrentWidget(m_tabs);
        return;
    }
    m_stack->setCurrentWidget(m_pane);
}

void ClientsPage::restoreSelection()
{
    const int row = m_selected.isEmpty() ? -1 : m_model->rowOf(m_selected);
    if (row >= 0 && m_table->currentIndex().row() != row)
        m_table->selectRow(row);
}

void ClientsPage::refreshConnected()
{
    const UnitFormatter &format = context().format;
    const QString total = format.number(m_model->total(), NumberStyle::Full);
    m_tabs->setTabText(0, tr("Connected (%1)").arg(total));
    //: %1 of %2 clients are shown
    setTextIfChanged(
        m_count, tr("%1 of %2 clients").arg(format.number(m_model->rowCount(), NumberStyle::Full), total));
    QString empty;
    if (!isLive() && m_interruptedMs > 0) {
        //: %1 is an age such as 12 s ago
        empty = tr("The link to the broker was lost %1. The list may be out of date.")
                    .arg(format.age(context().clock.nowMs() - m_interruptedMs));
    } else if (m_model->total() == 0) {
        empty = tr("Nobody is connected. SysPulse's own connections are listed too while they are open.");
    } else if (m_model->rowCount() == 0) {
        empty = tr("No client matches the search.");
    }
    setTextIfChanged(m_empty, empty);
    m_empty->setVisible(!empty.isEmpty());
    const ClientSession *client = shownClient();
    m_details->showClient(client, format);
    const QString readOnly = readOnlyReason(context());
    m_disconnect->setEnabled(isLive() && client != nullptr && readOnly.isEmpty());
    m_disconnect->setToolTip(readOnly);
}

void ClientsPage::askDisconnect()
{
    const ClientSession *client = shownClient();
    if (client == nullptr || !isLive() || !readOnlyReason(context()).isEmpty())
        return;
    const QString name = nameOf(client->clientId);
    QString text = tr("The server closes the connection of %1 (user %2, from %3). The client may connect "
                      "again by itself.")
                       .arg(name, client->user.isEmpty() ? tr("anonymous") : oneLine(client->user, 80),
                            client->address.isEmpty() ? tr("unknown address") : oneLine(client->address, 80));
    if (client->persistent)
        text += QLatin1Char(' ') + tr("Its persistent session and its subscriptions stay.");
    text = withReminder(context(), text);
    context().prompts.confirm(this, {tr("Disconnect this client?"), text, tr("&Disconnect")},
                              [this, id = client->id, name](bool confirmed) {
                                  if (!confirmed)
                                      return;
                                  m_banner->say(Severity::Info, tr("Disconnecting %1…").arg(name));
                                  context().session.request<&SessionClients::disconnectClient>(id);
                              });
}

void ClientsPage::takeResult(const ClientActionResult &result)
{
    const QString done = result.action == ClientAction::Disconnect ? tr("The client was disconnected.")
                                                                   : tr("The session was removed.");
    if (result.error.message.isEmpty())
        m_banner->say(Severity::Ok, done);
    else
        m_banner->say(Severity::Error, describe(result.error));
}

} // namespace syspulse
