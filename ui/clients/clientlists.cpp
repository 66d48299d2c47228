// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clients/clientlists.h"

namespace syspulse {

RefusedLoginsModel::RefusedLoginsModel(const UnitFormatter &format, QObject *parent)
    : RowsModel(parent)
{
    setColumns({{tr("Time"),
                 [format](const RefusedLogin &login) {
                     return login.timeMs > 0 ? format.dateTime(login.timeMs) : unknownText();
                 }},
                {tr("User name given"),
                 [](const RefusedLogin &login) {
                     return login.user.isEmpty() ? tr("(none)") : oneLine(login.user);
                 }},
                {tr("Client ID"),
                 [](const RefusedLogin &login) {
                     return login.clientId.isEmpty() ? tr("(none)") : oneLine(login.clientId);
                 }},
                {tr("Address"),
                 [](const RefusedLogin &login) {
                     return login.address.isEmpty() ? unknownText() : oneLine(login.address);
                 }},
                {tr("Transport"),
                 [](const RefusedLogin &login) { return oneLine(login.transport, 20).toUpper(); }}});
}

OrphanedSessionsModel::OrphanedSessionsModel(const UnitFormatter &format, QObject *parent)
    : RowsModel(parent)
    , m_format(format)
{
    setColumns({{tr("Client ID"),
                 [](const OrphanedSession &session) {
                     return session.clientId.isEmpty() ? tr("(none)") : oneLine(session.clientId);
                 }},
                {tr("Subscriptions"),
                 [format](const OrphanedSession &session) {
                     return format.number(double(session.subscriptions.size()), NumberStyle::Full);
                 },
                 Align::Right},
                {tr("Waiting since"), [format](const OrphanedSession &session) {
                     return session.waitingSinceMs > 0 ? format.dateTime(session.waitingSinceMs)
                                                       : unknownText();
                 }}});
}

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
        .arg(session.clientId.isEmpty() ? tr("(no client ID)") : oneLine(session.clientId, 80),
             QString::number(session.subscriptions.size()),
             filters.isEmpty() ? tr("none") : filters.join(QStringLiteral(", ")), since);
}

int OrphanedSessionsModel::rowOf(const QString &clientId) const
{
    return find([&clientId](const OrphanedSession &session) { return session.clientId == clientId; });
}

} // namespace syspulse
