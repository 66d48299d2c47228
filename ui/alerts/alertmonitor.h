// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "core/alerts/alertengine.h"
#include "core/alerts/alertlog.h"
#include "core/alerts/alertrulestore.h"
#include "ui/alerts/alerttexts.h"

namespace syspulse {

class LiveStore;
class SessionController;
class Tray;

/// Watches the values of one instance for its alert rules, whether or not a window is shown. Changes nothing
/// on the instance.
class AlertMonitor : public QObject
{
    Q_OBJECT

public:
    /// All must outlive the monitor.
    AlertMonitor(const SessionController &session, const LiveStore &store, const Clock &clock,
                 StateStore &state, Tray &tray, const UnitFormatter &format = UnitFormatter(),
                 QObject *parent = nullptr);
    /// Notes in the log what fires no longer because nobody watches.
    ~AlertMonitor() override;

    AlertRuleStore &rules() { return m_rules; }
    AlertLog &log() { return m_log; }
    const AlertTexts &texts() const { return m_texts; }

    AlertStatus status(const QString &id) const { return m_engine.status(id); }
    QList<AlertRule> firing() const { return m_engine.firing(); }

    /// Judges the rules now; happens by itself each second and when values come.
    void evaluate();

signals:
    /// Rules were loaded or changed, or alerts began or ended.
    void changed();

private:
    void watch();
    void rest();
    void take(const QList<AlertEvent> &events);
    void notify(const QList<AlertEvent> &fired);
    AlertSample sample(const QString &topic) const;

    const SessionController &m_session;
    const LiveStore &m_store;
    Tray &m_tray;
    AlertTexts m_texts;
    AlertRuleStore m_rules;
    AlertLog m_log;
    AlertEngine m_engine;
    QTimer m_second;
    QString m_key;           ///< of the instance whose rules are watched
    bool m_watching = false; ///< an instance is connected, or its connection was lost
};

} // namespace syspulse
