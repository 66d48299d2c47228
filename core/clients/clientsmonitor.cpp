// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clients/clientsmonitor.h"

#include "core/base/json.h"
#include "core/clients/clientrecords.h"

namespace syspulse {

namespace {

constexpr int frameMs = 100;
constexpr int pollMs = 5000;
/// The broker sends what is there before it grants the subscription; this long after the last of it all is
/// told.
constexpr int settleMs = 500;
constexpr qint64 longestSettleMs = 5000;
/// Users, nodes and the like that many clients have in common.
constexpr qsizetype maxTexts = 10000;

} // namespace

ClientsMonitor::ClientsMonitor(OperationsClient *client, MqttClient *mqtt, const SysLayout &layout,
                               QObject *parent, int bound)
    : QObject(parent)
    , m_mqtt(mqtt)
    , m_layout(layout)
    , m_reader(client, layout, bound)
    , m_actions(client, layout)
{
    connect(&m_actions, &ClientActions::finished, this, [this](const ClientActionResult &result) {
        emit actionFinished(result);
        refresh();
    });
    connect(&m_actions, &ClientActions::described, this, &ClientsMonitor::described);
    m_frame.setSingleShot(true);
    m_frame.setInterval(frameMs);
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    m_poll.setInterval(pollMs);
    connect(&m_frame, &QTimer::timeout, this, &ClientsMonitor::sendFrame);
    connect(&m_settle, &QTimer::timeout, this, &ClientsMonitor::settled);
    connect(&m_poll, &QTimer::timeout, this, &ClientsMonitor::poll);
    connect(m_mqtt, &MqttClient::stateChanged, this, &ClientsMonitor::mqttStateChanged);
    connect(m_mqtt, &MqttClient::messagesReceived, this, &ClientsMonitor::take);
    connect(m_mqtt, &MqttClient::subscriptionGranted, this, [this](const QString &granted) {
        if (granted != filter() || m_state == ClientsState::Off)
            return;
        m_granted.start();
        m_settle.start();
    });
    connect(m_mqtt, &MqttClient::subscriptionRefused, this, [this](const QString &refused) {
        if (refused == filter() && m_state != ClientsState::Off)
            setState(ClientsState::Refused,
                     {ErrorKind::Permission,
                      tr("The list of clients is not readable: the component is not installed or is an older "
                         "one (see Setup), or this user may not read the table %1.%2.")
                          .arg(m_layout.database, m_layout.sessionsTable),
                      {},
                      0});
    });
}

static Error mqttIsDown()
{
    return {ErrorKind::Network, ClientsMonitor::tr("The MQTT connection is down."), {}, 0};
}

void ClientsMonitor::setState(ClientsState state, const Error &error)
{
    m_state = state;
    emit statusChanged({state, error, m_cut ? m_reader.bound() : 0});
}

void ClientsMonitor::watch(bool on)
{
    if (on == (m_state != ClientsState::Off))
        return;
    if (on) {
        begin(m_known.isEmpty());
        m_poll.start();
        poll();
    } else {
        m_mqtt->removeFilter(filter());
        m_poll.stop();
        m_settle.stop();
        m_frame.stop();
        sendFrame(); // who has gone is told by nobody else
        setState(ClientsState::Off);
    }
}

void ClientsMonitor::follow()
{
    if (m_state == ClientsState::Off)
        begin(true);
}

void ClientsMonitor::begin(bool anew)
{
    if (anew) {
        m_known.clear();
        m_persistent.clear();
    }
    for (bool &told : m_known)
        told = false;
    m_texts.clear();
    m_changed.clear();
    m_removed.clear();
    m_cut = false;
    // One that comes up later says so.
    const MqttClient::State link = m_mqtt->state();
    const bool comes = link == MqttClient::State::Connecting && anew;
    if (link == MqttClient::State::Connected || comes)
        setState(ClientsState::Waiting);
    else
        setState(ClientsState::Interrupted, mqttIsDown());
    if (anew)
        emit framed({true, {}, {}});
    m_mqtt->addFilter(filter());
}

void ClientsMonitor::refresh()
{
    if (m_state != ClientsState::Off)
        poll();
}

void ClientsMonitor::resubscribe()
{
    if (m_state == ClientsState::Off)
        return;
    const bool polls = m_poll.isActive();
    watch(false);
    if (polls)
        watch(true);
    else
        follow();
}

void ClientsMonitor::mqttStateChanged(MqttClient::State state)
{
    if (m_state == ClientsState::Off)
        return;
    m_settle.stop();
    if (state == MqttClient::State::Connected) {
        // Deletions may have been missed: clients not announced again are gone.
        for (bool &told : m_known)
            told = false;
        m_cut = false;
        setState(ClientsState::Waiting);
    } else if (m_state == ClientsState::Live || m_state == ClientsState::Waiting) {
        setState(ClientsState::Interrupted, mqttIsDown());
    }
}

void ClientsMonitor::shareText(QString &text)
{
    const auto known = m_texts.constFind(text);
    if (known != m_texts.cend()) {
        text = *known;
        return;
    }
    if (m_texts.size() >= maxTexts)
        m_texts.clear();
    m_texts.insert(text);
}

void ClientsMonitor::take(const QList<MqttMessage> &messages)
{
    if (m_state == ClientsState::Off)
        return;
    const QString prefix = SysLayout::topicOf(m_layout.sessionsTable);
    for (const MqttMessage &message : messages) {
        if (!message.topic.startsWith(prefix))
            continue;
        const QString id = message.topic.mid(prefix.size());
        const auto json = parseJson(message.payload);
        if (!json)
            continue;
        if (json->is_null()) { // the record was deleted
            m_persistent.remove(id);
            m_changed.remove(id);
            if (m_known.remove(id) > 0)
                m_removed.append(id);
        } else if (auto client = decodeClient(*json); client && client->id == id) {
            if (!m_known.contains(id) && m_known.size() >= m_reader.bound()) {
                if (!std::exchange(m_cut, true) && m_state == ClientsState::Live)
                    setState(ClientsState::Live);
                continue;
            }
            for (QString *text : {&client->user, &client->transport, &client->node, &client->boot})
                shareText(*text);
            m_known.insert(client->id, true);
            m_changed.insert(client->id, *client);
            if (client->persistent)
                m_persistent.insert(client->id, client->clientId);
            else
                m_persistent.remove(id);
        }
        // A broker with much coming and going is never quiet, so there is an end to waiting for it.
        if (m_settle.isActive() && m_granted.elapsed() < longestSettleMs)
            m_settle.start();
    }
    if ((!m_changed.isEmpty() || !m_removed.isEmpty()) && !m_frame.isActive())
        m_frame.start();
}

void ClientsMonitor::settled()
{
    for (auto it = m_known.begin(); it != m_known.end();) {
        if (it.value()) {
            ++it;
            continue;
        }
        m_removed.append(it.key());
        m_persistent.remove(it.key());
        it = m_known.erase(it);
    }
    sendFrame();
    setState(ClientsState::Live);
}

void ClientsMonitor::sendFrame()
{
    if (m_changed.isEmpty() && m_removed.isEmpty())
        return;
    // Removed first and announced again: then it is there.
    ClientsFrame frame{false, m_changed.values(), {}};
    for (const QString &id : std::as_const(m_removed)) {
        if (!m_changed.contains(id))
            frame.removed.append(id);
    }
    m_changed.clear();
    m_removed.clear();
    emit framed(frame);
}

void ClientsMonitor::poll()
{
    // A server that is slower than the polls must not be asked ever more at once.
    if (m_polling) {
        m_pollAgain = true;
        return;
    }
    m_polling = true;
    m_pollAgain = false;
    m_reader.refusedLogins(this, [this](const RefusedLogins &logins) {
        emit refusedLoginsChanged(logins);
        const auto done = [this](const OrphanedSessions &sessions) {
            emit orphanedSessionsChanged(sessions);
            m_polling = false;
            if (m_pollAgain && m_state != ClientsState::Off)
                poll();
        };
        // A session must not be called orphaned because its client is not listed.
        if (m_state != ClientsState::Live || m_cut)
            return m_reader.orphanedSessions(this, done);
        const QList<QString> clients = m_persistent.values();
        m_reader.orphanedSessions(QSet<QString>(clients.cbegin(), clients.cend()), this, done);
    });
}

void ClientsMonitor::perform(ClientAction action, const QString &target)
{
    m_actions.perform(action, target);
}

void ClientsMonitor::describe(const QString &id)
{
    m_actions.describe(id);
}

} // namespace syspulse
