// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/seenbysession.h"

namespace syspulse::test {

SeenBySession::SeenBySession()
{
    const auto on = [this](auto &part, auto signal, auto then) {
        QObject::connect(&part, signal, &session, then);
    };
    on(session.connection(), &SessionConnection::stateChanged, [this](SessionState is) { state = is; });
    on(session.connection(), &SessionConnection::infoChanged, [this](const InstanceInfo &is) { info = is; });
    on(session.connection(), &SessionConnection::valuesArrived, [this](const ValuesFrame &frame) {
        for (const TopicValue &value : frame.values)
            topics.insert(value.topic);
    });
    on(session.clients(), &SessionClients::clientsStatusChanged,
       [this](const ClientsStatus &is) { clients = is; });
    on(session.clients(), &SessionClients::clientsArrived, [this](const ClientsFrame &frame) {
        for (const ClientSession &client : frame.changed)
            clientIds.append(client.clientId);
    });
    on(session.clients(), &SessionClients::refusedLoginsChanged,
       [this](const RefusedLogins &are) { logins = are; });
    on(session.broker(), &SessionBroker::workersChanged,
       [this](const WorkersReport &report) { views[BrokerView::Workers] = report.source.error; });
    on(session.broker(), &SessionBroker::topClientsChanged,
       [this](const TopClients &report) { views[BrokerView::Clients] = report.source.error; });
    on(session.broker(), &SessionBroker::stormsChanged,
       [this](const Storms &report) { views[BrokerView::Storms] = report.source.error; });
    on(session.broker(), &SessionBroker::topTopicsChanged,
       [this](const TopTopics &report) { views[BrokerView::Topics] = report.source.error; });
}

} // namespace syspulse::test
