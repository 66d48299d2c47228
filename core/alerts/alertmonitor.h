// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertduty.h"
#include "core/alerts/alertengine.h"
#include "core/alerts/alertlog.h"
#include "core/alerts/alertmessage.h"
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
///
/// Several programs may watch the same rules: each shows its own user what fires, but only the one on duty
/// (see AlertDuty) writes the log and tells() what is to be sent. One that takes over tells what it saw in
/// the seconds before and what the log does not have. What the user acknowledges or snoozes on the desktop is
/// sent all the same: others may rely on it.
class AlertMonitor : public QObject
{
    Q_OBJECT

public:
    /// How long a snoozed alert is silent.
    static constexpr qint64 snoozeMs = 3600 * 1000;
    /// How long what another program has to tell is remembered, for the case that it ends before.
    static constexpr qint64 handOverMs = 10'000;
    /// How often the files are looked at that other programs change.
    static constexpr int refreshSeconds = 5;

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
    /// Whether it is for this program to tell.
    bool isOnDuty() const { return m_duty.holder() == AlertDuty::Holder::Us; }

    /// Judges the rules now; happens by itself each second and when values come.
    void evaluate();

signals:
    /// Rules were loaded or changed, or alerts began or ended.
    void changed();
    /// The user wants to see what a notice was about; @p activationToken as in Notifier.
    void showRequested(const QString &activationToken);
    /// An alert has begun or ended, and it is for this program to send that on. Not where it ended because
    /// nobody looks any longer: then the condition may still hold.
    void told(const syspulse::AlertMessage &message);

private:
    /// What happened while another program was on duty, or nobody knew who is.
    struct Untold
    {
        AlertMessage message;
        AlertEvent event;
        qint64 seenMs = 0; ///< our monotonic clock
        bool logged = false;
    };

    void tick();
    void watch();
    void rest();
    void take(const QList<AlertEvent> &events);
    /// Has @p events sent, or keeps them for the case that it becomes our duty.
    void pass(const QList<AlertEvent> &events);
    void tellUntold();
    /// Name of the profile, else the address; one line.
    QString instanceName() const;
    AlertMessage messageOf(const AlertEvent &event) const;
    bool isInLog(const AlertEvent &event) const;
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
    AlertDuty m_duty;
    QList<Untold> m_untold;
    QTimer m_second;
    int m_ticks = 0;
    QHash<QString, QStringList> m_notices;   ///< ids of the notices that are shown -> ids of their rules
    QHash<QString, qint64> m_snoozedUntilMs; ///< by id of the rule, on the monotonic clock
    QString m_key;                           ///< of the instance whose rules are watched
    bool m_watching = false;                 ///< an instance is connected, or its connection was lost
};

} // namespace syspulse
