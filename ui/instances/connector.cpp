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
{
    connect(&instances, &Instances::added, this, [this](Instance *instance) {
        connect(&instance->updater(), &UpdaterControl::startedBySetup, this,
                [this, instance] { keepUpdating(instance); });
        connect(&instance->updater(), &UpdaterControl::canaryChosen, this,
                [this, instance](bool canary) { keepCanary(instance, canary); });
    });
}

Connector::~Connector() = default;

void Connector::changeProfile(const Instance &instance, const std::function<void(Profile &)> &change)
{
    const Profile *known = m_places.profiles.find(instance.session().profile().id);
    if (known == nullptr)
        return;
    Profile profile = *known;
    change(profile);
    if (profile != *known)
        m_places.profiles.put(profile);
}

void Connector::keepUpdating(Instance *instance)
{
    changeProfile(*instance, [](Profile &profile) { profile.startUpdater = true; });
}

void Connector::keepCanary(Instance *instance, bool canary)
{
    changeProfile(*instance, [canary](Profile &profile) { profile.canary = canary; });
}

void Connector::chooseDiary(Instance *instance, bool on)
{
    Profile profile = instance->session().profile();
    profile.diary = on;
    instance->session().setProfile(profile);
    changeProfile(*instance, [on](Profile &kept) { kept.diary = on; });
}

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

Instance *Connector::instanceFor(const QString &profileId)
{
    Instance *known = m_instances.ofProfile(profileId);
    return known != nullptr ? known : idleInstance();
}

void Connector::connectProfile(const QString &id, bool show)
{
    const Profile *profile = m_places.profiles.find(id);
    if (profile == nullptr)
        return;
    if (Instance *known = m_instances.ofProfile(id); known != nullptr && known->isActive()) {
        if (show)
            emit showRequested(known);
        return;
    }
    readSettings(m_places.secrets, *profile, this,
                 [this, id, show, asked = *profile](const Result<std::optional<ConnectionSettings>> &stored) {
                     // The keychain may take its time, and much may have happened meanwhile.
                     const Profile *current = m_places.profiles.find(id);
                     if (current == nullptr)
                         return;
                     if (settingsOf(*current) != settingsOf(asked)) {
                         connectProfile(id, show); // the answer is for another server or user
                         return;
                     }
                     std::optional<ConnectionSettings> settings;
                     if (stored && *stored)
                         settings = **stored;
                     else if (const Instance *known = m_instances.ofProfile(id))
                         settings = withSecretsOf(known->settings(), *current);
                     // Without a password only the user can go on.
                     if (settings)
                         connectComplete(id, show, *settings);
                     else
                         openDialog(instanceFor(id), id);
                 });
}

void Connector::connectComplete(const QString &id, bool show, const ConnectionSettings &settings)
{
    Instance *instance = instanceFor(id);
    if (!instance->isActive())
        instance->connectTo(settings, *m_places.profiles.find(id));
    if (show)
        emit showRequested(instance);
}

void Connector::reconnect(Instance *instance)
{
    const QString id = instance->session().profile().id;
    if (!instance->wasUsed())
        askFor(instance);
    else if (m_places.profiles.find(id) != nullptr)
        connectProfile(id, false);
    else
        instance->reconnect();
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
    // The profile may have been edited since it was used; then only what it does not keep comes from there.
    if (instance->wasUsed() && instance->session().profile().id == profileId) {
        const Profile *profile = m_places.profiles.find(profileId);
        const std::optional<ConnectionSettings> settings =
            profile == nullptr ? instance->settings() : withSecretsOf(instance->settings(), *profile);
        if (settings)
            m_dialog->setSettings(*settings);
    }
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
    if (known != nullptr && known != instance) {
        if (known->isActive()) {
            m_dialog->reject();
            emit showRequested(known);
            return;
        }
        // What it worked with goes on here.
        m_instances.remove(known);
    }
    instance->connectTo(settings, profile);
}

} // namespace syspulse
