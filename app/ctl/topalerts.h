// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/toppage.h"
#include "core/alerts/alertmemorystore.h"
#include "core/alerts/alertrulestore.h"
#include "core/settings/statestore.h"

#include <QTimer>

namespace syspulse {

/// The alerts of one instance that the window or "syspulsectl run" has last seen firing, for "top", which
/// judges nothing itself.
class TopAlerts : public QObject
{
    Q_OBJECT

public:
    /// @p key and @p address: as for alertsKey().
    explicit TopAlerts(const QString &key, const QString &address = {}, QObject *parent = nullptr);

    /// The worst first; nothing until the files were read.
    std::optional<QList<TopAlert>> alerts() const;

signals:
    void changed();

private:
    StateStore m_state;
    AlertRuleStore m_rules;
    AlertMemoryStore m_memory;
    QTimer m_look;
};

} // namespace syspulse
