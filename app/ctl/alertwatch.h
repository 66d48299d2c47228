// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertdelivery.h"
#include "core/alerts/alertrulestore.h"
#include "core/base/clock.h"
#include "core/profiles/profile.h"
#include "core/session/connectionsettings.h"
#include "core/settings/statestore.h"

#include <memory>

#include <QTimer>

namespace syspulse {

class SecretStore;

/// Watches an instance for the window's alert rules while "syspulsectl run" keeps it current, or tries to,
/// and sends what happens by the window's channels. Rules and channels may change meanwhile; while there is
/// nothing to watch or nobody to tell, there is no further connection to the instance.
class AlertWatch : public QObject
{
    Q_OBJECT

public:
    /// @p profile: one without an id for an instance that is not kept. @p address: as InstanceInfo::name()
    /// tells it.
    AlertWatch(const ConnectionSettings &settings, const Profile &profile, const QString &address,
               QObject *parent = nullptr);
    ~AlertWatch() override;

signals:
    /// For the user: an alert was lost, or something is wrong with a file.
    void noticed(const QString &text);

private:
    struct Watched;

    /// Begins or ends to watch, whichever the files say.
    void follow();
    void begin();
    void reconnect();

    const ConnectionSettings m_settings;
    const Profile m_profile;
    const QString m_address;
    const SystemClock m_clock;
    StateStore m_state;
    std::unique_ptr<SecretStore> m_secrets;
    AlertDelivery m_delivery;
    AlertRuleStore m_rules;
    QTimer m_look;
    QTimer m_retry;
    int m_failures = 0;
    std::unique_ptr<Watched> m_watched; ///< while there are rules and channels
};

} // namespace syspulse
