// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/connectedpane.h"

#include <QAction>
#include <QHeaderView>
#include <QSet>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/session/session.h"
#include "ui/base/barlayout.h"
#include "ui/base/changeguard.h"
#include "ui/base/filteredit.h"
#include "ui/base/itemviews.h"
#include "ui/base/roomycolumn.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"
#include "ui/clients/clientcolumns.h"
#include "ui/clients/clientdetails.h"
#include "ui/clients/clientsmodel.h"
#include "ui/clients/clienttimeline.h"

namespace syspulse {

namespace {

/// Whoever goes through the list with the arrow keys does not ask for every client on the way.
constexpr int describeAfterMs = 400;

} // namespace

ConnectedPane::ConnectedPane(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new ClientsModel(context.format, this))
    , m_search(filterEdit(QStringLiteral("clientSearch"),
                          tr("Search client ID, user, address or subscription"), tr("Search clients")))
    , m_count(plainLabel(QStringLiteral("clientCount")))
    , m_empty(paragraph(QStringLiteral("clientsEmpty")))
    , m_table(new QTableView)
    , m_details(new ClientDetails(context.format))
    , m_timeline(new ClientTimeline(QStringLiteral("clientDiary"), context))
    , m_refresh(new QPushButton(tr("R&efresh")))
    , m_trace(new QPushButton(tr("&Trace…")))
    , m_disconnect(new QPushButton(tr("D&isconnect…")))
{
    m_table->setObjectName(QStringLiteral("clientTable"));
    m_table->setAccessibleName(tr("Connected clients"));
    m_table->setModel(m_model);
    styleTable(m_table, {24, 12, 15, 7, 10, 6, 11, 11, 7, 7, 10, 10, 15, 10, 6});
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    new ClientColumns(m_table, context.preferences, this);
    new RoomyColumn(m_table, ClientsModel::ClientId, 64, 6);
    m_table->sortByColumn(ClientsModel::ClientId, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_describe.setSingleShot(true);
    m_describe.setInterval(describeAfterMs);

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addLayout(makeBar());
    layout->addWidget(m_empty);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_timeline);
    m_timeline->setBlankWithoutClient();
    listen();
}

QLayout *ConnectedPane::makeBar()
{
    m_refresh->setObjectName(QStringLiteral("clientRefresh"));
    //: F5 is a key
    m_refresh->setToolTip(tr("Asks for refused logins, orphaned sessions and the numbers of the selected "
                             "client now (F5). The list of connected clients is always current."));
    m_trace->setObjectName(QStringLiteral("clientTrace"));
    m_disconnect->setObjectName(QStringLiteral("clientDisconnect"));
    QAction *trace = addTableAction(m_table, QStringLiteral("traceClient"), tr("&Trace packets…"));
    trace->setIcon(themedIcon(QStringLiteral("topics")));
    connect(trace, &QAction::triggered, this, &ConnectedPane::openTrace);
    QAction *cut =
        addTableAction(m_table, QStringLiteral("disconnectClient"), tr("D&isconnect…"), QKeySequence::Delete);
    cut->setIcon(themedIcon(QStringLiteral("disconnect")));
    connect(cut, &QAction::triggered, this, &ConnectedPane::askDisconnect);
    connect(m_trace, &QPushButton::clicked, trace, &QAction::trigger);
    connect(m_disconnect, &QPushButton::clicked, cut, &QAction::trigger);
    connect(m_refresh, &QPushButton::clicked, this, &ConnectedPane::refreshNow);

    auto *bar = new BarLayout(m_search);
    bar->addWidget(m_count);
    bar->addWidget(m_refresh);
    bar->addWidget(m_trace);
    bar->addWidget(m_disconnect);
    return bar;
}

void ConnectedPane::listen()
{
    const Session &session = m_context.session;
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setSearch(text);
        showSelected();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ConnectedPane::takeSelection);
    // The view forgets the selection then, and tells nobody.
    connect(m_model, &QAbstractItemModel::modelReset, this, &ConnectedPane::restoreSelection);
    connect(&session.clients(), &SessionClients::clientsArrived, this, [this](const ClientsFrame &frame) {
        const QStringList before = m_selected;
        m_model->apply(frame);
        QStringList left;
        for (const QString &id : before) {
            if (m_model->client(id) != nullptr)
                left.append(id);
        }
        m_selected = left;
        if (m_selected.isEmpty()) // the view has moved on to a neighbour
            m_table->setCurrentIndex({});
        emit totalChanged();
    });
    connect(&session.clients(), &SessionClients::clientsStatusChanged, this,
            [this](const ClientsStatus &status) {
                m_interruptedMs = status.state == ClientsState::Interrupted ? m_context.clock.nowMs() : 0;
            });
    connect(&session.broker(), &SessionBroker::topClientsChanged, m_model, &ClientsModel::setTop);
    connect(&session.broker(), &SessionBroker::topClientsChanged, this, &ConnectedPane::showSelected);
    connect(&session.clients(), &SessionClients::clientDescribed, this,
            [this](const QString &id, const ClientNumbers &numbers, const Error &error) {
                if (error.message.isEmpty())
                    m_model->setNumbers(id, numbers);
                if (id == m_described)
                    m_describeError = error;
                showSelected();
            });
    connect(&session.clients(), &SessionClients::clientActionFinished, this, &ConnectedPane::takeResult);
    connect(&session.connection(), &SessionConnection::infoChanged, this,
            [this](const InstanceInfo &info) { m_model->setOwnClientId(info.mqttClientId); });
    connect(&session.connection(), &SessionConnection::clockOffsetChanged, this,
            [this](qint64 offsetMs) { m_clockOffsetMs = offsetMs; });
    connect(&m_describe, &QTimer::timeout, this, &ConnectedPane::describeSelected);
    m_model->setOwnClientId(session.info().mqttClientId);
}

bool ConnectedPane::isLive() const
{
    const Session &session = m_context.session;
    return session.isConnected() && session.clientsStatus().state == ClientsState::Live;
}

int ConnectedPane::total() const
{
    return m_model->total();
}

void ConnectedPane::clear()
{
    m_selected.clear();
    m_described.clear();
    m_disconnects = {};
    m_model->apply({true, {}, {}});
    m_model->setTop({});
}

void ConnectedPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_describe.stop();
}

void ConnectedPane::refreshNow()
{
    describeSelected();
    emit refreshRequested();
}

void ConnectedPane::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ConnectedPane::takeSelection()
{
    QStringList ids;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        ids.append(index.data(ClientsModel::IdRole).toString());
    m_selected = ids;
    const ClientSession *one = ids.size() == 1 ? m_model->client(ids.constFirst()) : nullptr;
    m_timeline->setClient(one == nullptr ? std::nullopt : std::optional(one->clientId));
    showSelected();
    if (m_selected.size() == 1 && m_selected.constFirst() != m_described)
        m_describe.start();
}

void ConnectedPane::restoreSelection()
{
    QItemSelection rows;
    for (const QString &id : std::as_const(m_selected)) {
        if (const int row = m_model->rowOf(id); row >= 0)
            rows.select(m_model->index(row, 0), m_model->index(row, m_model->columnCount() - 1));
    }
    const QStringList wanted = m_selected; // also those that the search hides
    if (!rows.isEmpty()) {
        m_table->selectionModel()->setCurrentIndex(rows.constFirst().topLeft(),
                                                   QItemSelectionModel::NoUpdate);
        m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    }
    m_selected = wanted;
}

QList<const ClientSession *> ConnectedPane::selected() const
{
    QList<const ClientSession *> list;
    const QSet<QString> wanted(m_selected.cbegin(), m_selected.cend());
    if (wanted.size() > 1) {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (wanted.contains(m_model->at(row)))
                list.append(m_model->client(m_model->at(row)));
        }
    } else if (wanted.size() == 1 && m_model->rowOf(m_selected.constFirst()) >= 0) {
        list.append(m_model->client(m_selected.constFirst()));
    }
    return list;
}

void ConnectedPane::refresh()
{
    m_model->setOutdated(!isLive());
    m_model->setNow(m_context.clock.nowMs() + m_clockOffsetMs);
    m_timeline->refresh();
    showSelected();
    m_refresh->setEnabled(m_context.session.isReachable());
}

void ConnectedPane::showSelected()
{
    const UnitFormatter &format = m_context.format;
    //: %1 of %2 clients are shown
    setTextIfChanged(m_count, tr("%1 of %2 clients")
                                  .arg(format.number(m_model->rowCount(), NumberStyle::Full),
                                       format.number(m_model->total(), NumberStyle::Full)));
    QStringList notes;
    const qint64 awayMs = m_context.session.reach().mqttAwaySinceMs;
    if (!isLive() && m_interruptedMs > 0)
        //: %1 is an age such as 12 s ago
        notes.append(tr("The link to the broker was lost %1. The list may be out of date.")
                         .arg(format.age(m_context.clock.nowMs() - (awayMs > 0 ? awayMs : m_interruptedMs))));
    else if (m_model->total() == 0 && isLive())
        notes.append(
            tr("Nobody is connected. SysPulse's own connections are listed too while they are open."));
    else if (m_model->rowCount() == 0 && m_model->total() > 0)
        notes.append(tr("No client matches the search."));
    if (const int cutAt = m_context.session.clientsStatus().cutAt; cutAt > 0)
        //: %1 is a large number
        notes.append(tr("Only %1 clients are listed: more are connected.")
                         .arg(format.number(cutAt, NumberStyle::Full)));
    setTextIfChanged(m_empty, notes.join(QLatin1Char(' ')));
    m_empty->setVisible(!notes.isEmpty());

    const QString readOnly = readOnlyReason(m_context);
    const bool allowed = m_context.session.info().superUser;
    const QList<const ClientSession *> clients = selected();
    // Once for all: very many may be selected.
    const QString why = !readOnly.isEmpty() ? readOnly
                        : !allowed          ? tr("Only super users may ask for the numbers of a client.")
                                            : m_model->whyUnknown();
    QList<ClientDetail> details;
    details.reserve(clients.size());
    for (const ClientSession *client : clients) {
        const bool failed = client->id == m_described && !m_describeError.message.isEmpty();
        details.append({client, m_model->numbers(client->id), failed ? describe(m_describeError) : why,
                        m_model->isThisWindow(*client) ? tr("SysPulse, this window")
                        : m_model->isOwn(*client)      ? tr("SysPulse")
                                                       : QString()});
    }
    m_details->showClients(details);
    const bool possible = isLive() && readOnly.isEmpty();
    m_disconnect->setEnabled(possible && !clients.isEmpty());
    m_disconnect->setToolTip(readOnly);
    m_trace->setEnabled(possible && allowed && clients.size() == 1);
    m_trace->setToolTip(!readOnly.isEmpty() ? readOnly
                        : !allowed          ? tr("Only super users may trace clients.")
                                   : tr("Lists the MQTT packets of the selected client as they pass."));
}

void ConnectedPane::describeSelected()
{
    // It is a request that is written on the server, and that only super users may make.
    if (m_selected.size() != 1 || !isLive() || !m_context.session.info().superUser ||
        !readOnlyReason(m_context).isEmpty())
        return;
    m_described = m_selected.constFirst();
    m_describeError = {};
    m_context.session.request<&SessionClients::describeClient>(m_described);
}

} // namespace syspulse
