// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>
#include <QPointer>

#include "core/profiles/profile.h"
#include "ui/connect/connectdialog.h"

namespace syspulse {

class Instance;
class Instances;

/// Brings instances to life: from a profile with a known password at once, otherwise through the dialog that
/// asks. Decides which instance of the program is used for it.
class Connector : public QObject
{
    Q_OBJECT

public:
    /// @p window is the parent of dialogs. All must outlive the object.
    Connector(Instances &instances, const KnownPlaces &places, QWidget *window);
    ~Connector() override;

    /// The instance that the user looks at; it is used again once it is not connected.
    void setCurrent(Instance *instance) { m_current = instance; }

    /// Connects as if @p settings had been entered in the dialog, and has the instance shown.
    void connectTo(const ConnectionSettings &settings, const Profile &profile);
    /// Connects the profile @p id as it is now, asking for what is missing, and has it shown where @p show. A
    /// profile has one session at most: two would compete for the updater's lease.
    void connectProfile(const QString &id, bool show);
    /// Connects @p instance again, by its profile as it is now where it has one.
    void reconnect(Instance *instance);
    /// Asks where to connect.
    void ask();
    /// The same for @p instance, which is connected then.
    void askFor(Instance *instance);

    /// The user wants a diary of the clients of @p instance, or none any more, which its profile keeps.
    void chooseDiary(Instance *instance, bool on);

signals:
    void showRequested(syspulse::Instance *instance);

private:
    /// Stores what @p change makes of the profile of @p instance, if it has one that is stored.
    void changeProfile(const Instance &instance, const std::function<void(Profile &)> &change);
    void keepCanary(Instance *instance, bool canary);
    /// Who sets an instance up wants its values current tomorrow as well.
    void keepUpdating(Instance *instance);
    /// One that is not used for anything else: the current one, another, or a new one.
    Instance *idleInstance();
    void connectComplete(const QString &id, bool show, const ConnectionSettings &settings);
    /// The instance that works with the profile @p id, or one that is not used for anything else.
    Instance *instanceFor(const QString &profileId);
    void openDialog(Instance *instance, const QString &profileId);
    void connectAsEntered(Instance *instance, const ConnectionSettings &settings);

    Instances &m_instances;
    KnownPlaces m_places;
    QWidget *m_window;
    QPointer<Instance> m_current;
    QPointer<ConnectDialog> m_dialog;
};

} // namespace syspulse
