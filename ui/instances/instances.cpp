// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instances.h"

#include <algorithm>

#include <QTimer>

namespace syspulse {

namespace {

/// Whether nothing of @p session is left on the server: no lease, no subscription.
bool hasEnded(const Session &session)
{
    return session.state() == SessionState::Disconnected || session.state() == SessionState::Failed;
}

} // namespace

Instances::Instances(MakeSession makeSession, const InstanceServices &services, QObject *parent)
    : QObject(parent)
    , m_makeSession(std::move(makeSession))
    , m_services(services)
{}

Instances::~Instances() = default;

Instance *Instances::ofProfile(const QString &id) const
{
    const auto it = std::find_if(m_all.begin(), m_all.end(), [&id](const Instance *instance) {
        return !id.isEmpty() && instance->session().profile().id == id;
    });
    return it == m_all.end() ? nullptr : *it;
}

int Instances::connectedCount() const
{
    return int(std::count_if(m_all.begin(), m_all.end(),
                             [](const Instance *instance) { return instance->session().isReachable(); }));
}

void Instances::refreshNotes()
{
    for (Instance *instance : std::as_const(m_all))
        instance->store().notes().refresh();
}

Instance *Instances::add()
{
    auto *instance = new Instance(m_makeSession(), m_services, this);
    m_all.append(instance);
    emit added(instance);
    return instance;
}

void Instances::remove(Instance *instance)
{
    if (!m_all.removeOne(instance))
        return;
    emit removed(instance);
    if (hasEnded(instance->session())) {
        instance->deleteLater();
        return;
    }
    connect(&instance->session().connection(), &SessionConnection::stateChanged, instance, [instance] {
        if (hasEnded(instance->session()))
            instance->deleteLater();
    });
    QTimer::singleShot(farewellMs, instance, &QObject::deleteLater);
    instance->session().request<&SessionConnection::disconnectFrom>();
}

bool Instances::anyConnected() const
{
    const QList<Instance *> known = findChildren<Instance *>(QString(), Qt::FindDirectChildrenOnly);
    return std::any_of(known.begin(), known.end(),
                       [](const Instance *instance) { return !hasEnded(instance->session()); });
}

void Instances::disconnectAll()
{
    if (!anyConnected()) {
        emit allDisconnected();
        return;
    }
    auto *farewell = new QTimer(this);
    const auto finish = [this, farewell] {
        // The last of them may say more than once that it is gone.
        if (!farewell->isActive())
            return;
        farewell->stop();
        farewell->deleteLater();
        emit allDisconnected();
    };
    const QList<Instance *> known = findChildren<Instance *>(QString(), Qt::FindDirectChildrenOnly);
    for (const Instance *instance : known) {
        connect(
            &instance->session().connection(), &SessionConnection::stateChanged, farewell,
            [this, finish] {
                if (!anyConnected())
                    finish();
            },
            Qt::QueuedConnection);
        if (!hasEnded(instance->session()))
            instance->session().request<&SessionConnection::disconnectFrom>();
    }
    connect(farewell, &QTimer::timeout, this, finish);
    farewell->start(farewellMs);
}

} // namespace syspulse
