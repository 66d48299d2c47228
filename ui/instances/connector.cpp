// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/connector.h"

#include "core/profiles/profilesecrets.h"
#include "core/profiles/profilestore.h"
#include "ui/instances/instances.h"

namespace syspulse {

Connector::Connector(Instances &instances, const KnownPlaces &places, QWidget *window)
    : QObject(window)
    , m_instances(instances)
    , m_places(places)
    , m_window(window)
{}

Connector::~Connector() = default;

Instance *Connector::idleInstance()
{
    if (m_current != nullptr && !m_current->isActive())
        return m_current;
    for (Instance *instance : m_instances.all()) {
        if (!instance->wasUsed())
            return instance;
    }
    return m_instances.add();
}

void Connector::connectTo(const ConnectionSettings &settings, const Profile &profile)
{
    Instance *instance = m_instances.ofProfile(profile.id);
    if (instance == nullptr)
        instance = idleInstance();
    emit showRequested(instance);
    instance->connectTo(settings, profile);
}

void Connector::connectProfile(const QString &id, bool show)
{
    if (m_places.profiles.find(id) == nullptr)
        return;
    if (Instance *known = m_instances.ofProfile(id); known != nullptr && known->wasUsed()) {
        if (!known->isActive())
            known->reconnect();
        if (show)
            emit showRequested(known);
        return;
    }
    readSettings(m_places.secrets, *m_places.profiles.find(id), this,
                 [this, id, show](const Result<std::optional<ConnectionSettings>> &settings) {
                     // Without a password only the person can go on.
                     if (settings && *settings)
                         connectComplete(id, show, **settings);
                     else
                         openDialog(idleInstance(), id);
                 });
}

void Connector::connectComplete(const QString &id, bool show, const ConnectionSettings &settings)
{
    // The keychain may take its time, and much may have happened meanwhile.
    const Profile *profile = m_places.profiles.find(id);
    if (profile == nullptr || m_instances.ofProfile(id) != nullptr)
        return;
    Instance *instance = idleInstance();
    instance->connectTo(settings, *profile);
    if (show)
        emit showRequested(instance);
}

void Connector::ask()
{
    askFor(idleInstance());
}

void Connector::askFor(Instance *instance)
{
    openDialog(instance, instance->session().profile().id);
}

void Connector::openDialog(Instance *instance, const QString &profileId)
{
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    m_dialog = new ConnectDialog(instance->session(), m_places, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->chooseProfile(profileId);
    // Those of a profile that was not used yet come with it.
    if (instance->wasUsed() && instance->session().profile().id == profileId)
        m_dialog->setSettings(instance->settings());
    connect(m_dialog, &ConnectDialog::connectRequested, instance,
            [this, instance](const ConnectionSettings &settings) { connectAsEntered(instance, settings); });
    connect(m_dialog, &QDialog::accepted, instance, [this, instance] { emit showRequested(instance); });
    connect(m_dialog, &QDialog::rejected, instance, [this, instance] {
        // One that was made for the dialog alone goes with it.
        if (!instance->wasUsed() && m_instances.all().size() > 1)
            m_instances.remove(instance);
    });
    m_dialog->open();
}

void Connector::connectAsEntered(Instance *instance, const ConnectionSettings &settings)
{
    const Profile profile = m_dialog->profile();
    Instance *known = m_instances.ofProfile(profile.id);
    if (known != nullptr && known != instance && known->isActive()) {
        // It is connected already: two sessions of one profile would compete for the updater's lease.
        m_dialog->reject();
        emit showRequested(known);
        return;
    }
    instance->connectTo(settings, profile);
}

} // namespace syspulse
