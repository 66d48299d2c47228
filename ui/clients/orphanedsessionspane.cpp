// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/orphanedsessionspane.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/session/session.h"
#include "ui/base/changeguard.h"
#include "ui/base/itemviews.h"
#include "ui/base/names.h"
#include "ui/base/prompts.h"
#include "ui/base/roomycolumn.h"
#include "ui/base/rowsmodel.h"
#include "ui/base/text.h"

namespace syspulse {

/// The persistent sessions whose clients are away, as the server lists them.
class OrphanedSessionsModel final : public RowsModel<OrphanedSession>
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::OrphanedSessionsModel)

public:
    OrphanedSessionsModel(const UnitFormatter &format, QObject *parent)
        : RowsModel(parent)
        , m_format(format)
    {
        setColumns(
            {{tr("Client ID"), [](const OrphanedSession &session) { return clientIdText(session.clientId); }},
             {tr("Subscriptions"),
              [format](const OrphanedSession &session) {
                  return format.number(double(session.subscriptions.size()), NumberStyle::Full);
              },
              Align::Right},
             {tr("Waiting since"), [format](const OrphanedSession &session) {
                  return session.waitingSinceMs > 0 ? format.dateTime(session.waitingSinceMs) : unknownText();
              }}});
    }

    /// What is lost when the session in @p row is removed, as whole sentences.
    QString lossText(int row) const;
    /// The row of @p clientId; negative when there is none.
    int rowOf(const QString &clientId) const
    {
        return find([&clientId](const OrphanedSession &session) { return session.clientId == clientId; });
    }

private:
    const UnitFormatter m_format;
};

QString OrphanedSessionsModel::lossText(int row) const
{
    constexpr int listed = 5;
    const OrphanedSession &session = at(row);
    QStringList filters;
    for (const ClientSubscription &each : session.subscriptions.mid(0, listed))
        filters.append(oneLine(each.filter, 80));
    if (session.subscriptions.size() > listed)
        filters.append(tr("and %1 more").arg(session.subscriptions.size() - listed));
    const QString since = session.waitingSinceMs > 0 ? m_format.dateTime(session.waitingSinceMs)
                                                     : tr("a time that is not known");
    //: client id, number of subscriptions, list of them, date and time
    return tr("The session of %1 is deleted for good. Lost are its subscriptions (%2): %3; and the messages "
              "that wait for the client since %4.")
        .arg(clientIdText(session.clientId, 80), QString::number(session.subscriptions.size()),
             filters.isEmpty() ? tr("none") : filters.join(QStringLiteral(", ")), since);
}

OrphanedSessionsPane::OrphanedSessionsPane(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new OrphanedSessionsModel(context.format, this))
    , m_text(paragraph(QStringLiteral("orphanedText")))
    , m_table(new QTableView)
    , m_remove(new QPushButton(tr("Re&move session…")))
{
    m_table->setObjectName(QStringLiteral("orphanedTable"));
    m_table->setAccessibleName(tr("Orphaned sessions"));
    m_table->setModel(m_model);
    styleTable(m_table, {44, 16, 25});
    new RoomyColumn(m_table, 0, 90, 25);
    m_remove->setObjectName(QStringLiteral("orphanedRemove"));
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_text, 1);
    bar->addWidget(m_remove, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    m_action =
        addTableAction(m_table, QStringLiteral("removeOrphaned"), m_remove->text(), QKeySequence::Delete);
    connect(m_action, &QAction::triggered, this, &OrphanedSessionsPane::askRemove);
    connect(m_remove, &QPushButton::clicked, m_action, &QAction::trigger);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &OrphanedSessionsPane::refresh);
    // At once: a key must not do what the profile has just forbidden.
    connect(&context.session, &Session::profileChanged, this, &OrphanedSessionsPane::refresh);
    refresh();
}

void OrphanedSessionsPane::take(const OrphanedSessions &sessions)
{
    const int before = m_table->currentIndex().row();
    const QString selected = before >= 0 ? m_model->at(before).clientId : QString();
    m_model->set(sessions.list);
    if (const int row = before >= 0 ? m_model->rowOf(selected) : -1; row >= 0)
        m_table->selectRow(row);
    const bool known = sessions.error.message.isEmpty();
    QString text = known ? tr("Persistent sessions whose clients are not connected. The server keeps "
                              "them, and messages for them, until they return.")
                         : describe(sessions.error);
    if (sessions.cutAt > 0)
        //: %1 is a large number
        text += QLatin1Char(' ') + tr("Only %1 sessions were looked at: the server has more.")
                                       .arg(m_context.format.number(sessions.cutAt, NumberStyle::Full));
    setTextIfChanged(m_text, text);
    emit totalChanged(known ? m_context.format.number(double(sessions.list.size()), NumberStyle::Full)
                            : unknownText());
    refresh();
}

void OrphanedSessionsPane::clear()
{
    m_model->set({});
    m_text->clear();
    emit totalChanged({});
    refresh();
}

void OrphanedSessionsPane::refresh()
{
    const QString readOnly = readOnlyReason(m_context);
    m_remove->setEnabled(m_context.session.isReachable() && m_table->currentIndex().isValid() &&
                         readOnly.isEmpty());
    m_remove->setToolTip(readOnly);
    m_action->setEnabled(m_remove->isEnabled());
}

void OrphanedSessionsPane::askRemove()
{
    const int row = m_table->currentIndex().row();
    if (row < 0)
        return;
    const QString clientId = m_model->at(row).clientId;
    const QString text = withReminder(m_context, m_model->lossText(row));
    m_context.prompts.confirm(this, {tr("Remove this session?"), text, tr("&Remove")},
                              [this, clientId](bool confirmed) {
                                  if (confirmed)
                                      emit removeConfirmed(clientId);
                              });
}

} // namespace syspulse
