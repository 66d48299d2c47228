// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPointer>

#include "core/session/autonotes.h"
#include "core/session/livestore.h"
#include "core/session/session.h"
#include "ui/base/changeguard.h"
#include "ui/base/names.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"
#include "ui/clients/connectedpane.h"
#include "ui/clients/tracedialog.h"

// What can be done with the selected clients.
namespace syspulse {

namespace {

constexpr qsizetype namedInQuestions = 5;
/// Nobody reads on; the search of the page finds the rest.
constexpr int foundClients = 20;
constexpr qsizetype longestName = 120;

} // namespace

void ConnectedPane::askDisconnect()
{
    const QList<const ClientSession *> clients = selected();
    if (clients.isEmpty() || !isLive() || !readOnlyReason(m_context).isEmpty())
        return;
    if (clients.size() > maxDisconnects) {
        emit noticed(Severity::Error,
                     tr("At most %1 clients can be disconnected at once.").arg(maxDisconnects));
        return;
    }
    QMap<QString, QString> ids;
    QStringList names;
    bool persistent = false;
    for (const ClientSession *each : clients) {
        ids.insert(each->id, clientIdText(each->clientId, 80));
        persistent = persistent || each->persistent;
        if (names.size() < namedInQuestions)
            names.append(clientIdText(each->clientId, 80));
    }
    const ClientSession &first = *clients.constFirst();
    QString title = tr("Disconnect this client?");
    QString text;
    if (clients.size() == 1) {
        text =
            tr("The server closes the connection of %1 (user %2, from %3). The client may connect again by "
               "itself.")
                .arg(names.constFirst(), first.user.isEmpty() ? tr("anonymous") : oneLine(first.user, 80),
                     first.address.isEmpty() ? tr("unknown address") : oneLine(first.address, 80));
        if (persistent)
            text += QLatin1Char(' ') + tr("Its persistent session and its subscriptions stay.");
    } else {
        const int more = int(clients.size() - names.size());
        QString list = names.join(QStringLiteral(", "));
        if (more > 0)
            //: %1 is a list of names
            list = tr("%1 and %n more", "", more).arg(list);
        title = tr("Disconnect %n clients?", "", int(clients.size()));
        text = tr("The server closes the connections of %1. The clients may connect again by themselves.")
                   .arg(list);
        if (persistent)
            text += QLatin1Char(' ') + tr("Persistent sessions and their subscriptions stay.");
    }
    m_context.prompts.confirm(this, {title, withReminder(m_context, text), tr("&Disconnect")},
                              [this, ids, name = names.constFirst()](bool confirmed) {
                                  if (!confirmed)
                                      return;
                                  emit noticed(Severity::Info,
                                               ids.size() == 1
                                                   ? tr("Disconnecting %1…").arg(name)
                                                   : tr("Disconnecting %n clients…", "", int(ids.size())));
                                  disconnectAll(ids);
                              });
}

void ConnectedPane::disconnectAll(const QMap<QString, QString> &clients)
{
    m_disconnects = {clients.keys(), clients, {}, int(clients.size()), {}, 0};
    for (const QString &id : std::as_const(m_disconnects.waiting))
        m_context.session.request<&SessionClients::disconnectClient>(id);
}

void ConnectedPane::takeResult(const ClientActionResult &result)
{
    if (result.action != ClientAction::Disconnect)
        return;
    Disconnects &all = m_disconnects;
    const bool awaited = all.waiting.removeOne(result.target);
    if (!result.error.message.isEmpty()) {
        ++all.failed;
        if (all.error.message.isEmpty())
            all.error = result.error;
    } else if (awaited) {
        all.gone.append(all.names.value(result.target));
    }
    if (awaited && !all.waiting.isEmpty())
        return;
    AutoNotes::noteDisconnected(m_context.store.notes(), m_context.clock, all.gone);
    if (all.failed == 0)
        emit noticed(Severity::Ok, all.asked > 1 ? tr("%n clients were disconnected.", "", all.asked)
                                                 : tr("The client was disconnected."));
    else if (all.asked > 1)
        //: %1 of %2 clients, %3 is an error
        emit noticed(Severity::Error, tr("%1 of %2 clients could not be disconnected. %3")
                                          .arg(all.failed)
                                          .arg(all.asked)
                                          .arg(describe(all.error)));
    else
        emit noticed(Severity::Error, describe(all.error));
    all = {};
}

void ConnectedPane::openTrace()
{
    const QList<const ClientSession *> clients = selected();
    if (clients.size() != 1 || !m_trace->isEnabled())
        return;
    auto *dialog = new TraceDialog(m_context, *clients.constFirst(), this);
    dialog->show();
}

QList<Command> ConnectedPane::clientsNamed(const QString &typed, const QString &group,
                                           const std::function<void()> &show)
{
    QStringList words = typed.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    // "client pump" looks for a client called pump.
    words.removeIf([group = group.toLower()](const QString &word) { return group.contains(word); });
    const QIcon icon = themedIcon(QStringLiteral("clients"));
    QList<Command> list;
    for (const QString &id : m_model->clientsNamed(words, foundClients)) {
        const QString name = clientIdText(m_model->client(id)->clientId, longestName);
        const auto run = [pane = QPointer(this), id, show] {
            if (!pane)
                return;
            show();
            pane->showClient(id);
        };
        list.append({QStringLiteral("client/") + id, name, group, {}, icon, true, {}, run, true});
    }
    return list;
}

void ConnectedPane::showClient(const QString &id)
{
    if (m_model->rowOf(id) < 0)
        m_search->clear();
    const int row = m_model->rowOf(id);
    if (row < 0)
        return;
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0));
    m_table->setFocus(Qt::OtherFocusReason);
}

void ConnectedPane::search(const QString &text)
{
    m_search->setText(text);
    focusSearch();
}

} // namespace syspulse
