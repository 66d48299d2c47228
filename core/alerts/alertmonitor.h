// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertengine.h"
#include "core/alerts/alertlog.h"
#include "core/alerts/alertrulestore.h"
#include "core/alerts/alerttexts.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace syspulse {

class LiveStore;
class Notifier;
class Session;

/// Watches the values of one instance for its alert rules, with or without a window, and notifies the user.
/// Changes nothing on the instance.
class AlertMonitor : public QObject
{
    Q_OBJECT

public:
    /// How long a snoozed alert is silent.
    static constexpr qint64 snoozeMs = 3600 * 1000;

    /// All must outlive the monitor.
    AlertMonitor(const Session &session, const LiveStore &store, const Clock &clock, StateStore &state,
                 Notifier &notifier, const UnitFormatter &format = UnitFormatter(),
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
    /// The user wants to see what a notice was about; @p activationToken as in Notifier.
    void showRequested(const QString &activationToken);

private:
    void watch();
    void rest();
    void take(const QList<AlertEvent> &events);
    void notify(const QList<AlertRule> &fired);
    /// Takes away the notices whose alerts have all ended.
    void withdrawEnded();
    void snooze(const QString &notice);
    /// Says again what still fires after it was snoozed.
    void wake();
    AlertSample sample(const QString &topic) const;

    const Session &m_session;
    const LiveStore &m_store;
    const Clock &m_clock;
    Notifier &m_notifier;
    AlertTexts m_texts;
    AlertRuleStore m_rules;
    AlertLog m_log;
    AlertEngine m_engine;
    QTimer m_second;
    QHash<QString, QStringList> m_notices;   ///< ids of the notices that are shown -> ids of their rules
    QHash<QString, qint64> m_snoozedUntilMs; ///< by id of the rule, on the monotonic clock
    QString m_key;                           ///< of the instance whose rules are watched
    bool m_watching = false;                 ///< an instance is connected, or its connection was lost
};

} // namespace syspulse
