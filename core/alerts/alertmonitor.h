// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertduty.h"
#include "core/alerts/alertengine.h"
#include "core/alerts/alertlog.h"
#include "core/alerts/alertmemorystore.h"
#include "core/alerts/alertmessage.h"
#include "core/alerts/alertnotices.h"
#include "core/alerts/alertrulestore.h"
#include "core/alerts/alerttexts.h"
#include "core/alerts/certificatewatch.h"
#include "core/clients/clientpresence.h"

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
/// (see AlertDuty) writes into the log what begins and ends, and tells() what is to be sent. What fires, and
/// what of it was told, shown, acknowledged or snoozed, is in a file (see AlertMemory): a program that is
/// started, or that takes over, goes on from there and repeats nothing.
///
/// An alert that is acknowledged is neither shown nor sent again before it has ended; one that is snoozed not
/// until then, when what still fires is shown and sent once more. What begins in a maintenance of the
/// instance is noted in the log and neither shown nor sent, unless it still fires afterwards. The end of an
/// alert is sent wherever its beginning was.
class AlertMonitor : public QObject
{
    Q_OBJECT

public:
    /// How long an alert is silent that is snoozed on the desktop.
    static constexpr qint64 snoozeMs = 3600 * 1000;
    /// How often the files are looked at that other programs change.
    static constexpr int refreshSeconds = 5;

    /// All must outlive the monitor.
    AlertMonitor(const Session &session, const LiveStore &store, const Clock &clock, StateStore &state,
                 Notifier &notifier, const UnitFormatter &format = UnitFormatter(),
                 QObject *parent = nullptr);
    ~AlertMonitor() override;

    /// The rules that are kept; those that every instance has need not be among them, see rule().
    AlertRuleStore &rules() { return m_rules; }
    /// The rules that are watched, those that every instance has included.
    QList<AlertRule> allRules() const { return m_engine.rules(); }
    /// Of allRules(); nullptr where there is no @p id. Valid until the rules change.
    const AlertRule *rule(const QString &id) const { return m_engine.rule(id); }
    AlertLog &log() { return m_log; }
    const AlertTexts &texts() const { return m_texts; }

    AlertStatus status(const QString &id) const { return m_engine.status(id); }
    QList<AlertRule> firing() const { return m_engine.firing(); }
    /// Those of firing() that the user is to be told of.
    QList<AlertRule> loud() const;
    /// What the user has said about the alerts of the rule @p id; nullptr: nothing. Valid until the next
    /// signal of this object.
    const AlertSilence *silence(const QString &id) const { return m_memory.memory().silence(id); }
    /// Whether the desktop tells of alerts at present. If not, the window has to.
    bool canNotify() const { return m_notices.canShow(); }
    /// Whether it is for this program to tell, and it has seen what the one before has told.
    bool isOnDuty() const { return m_onDuty; }

    /// Those of the rules @p ids that fire are known: silence until they end. @p reason may be empty.
    void acknowledge(const QStringList &ids, const QString &reason);
    /// Silence about the rules @p ids for @p forMs, up to maxSnoozeMs, whether or not they fire.
    void snooze(const QStringList &ids, qint64 forMs, const QString &reason);
    /// Takes back what was said about the rule @p id. What was snoozed and fires is told again.
    void endSilence(const QString &id);

    const Maintenance &maintenance() const { return m_memory.memory().maintenance; }
    void setMaintenance(const Maintenance &maintenance);
    /// When the maintenance ends that the instance is in, this machine's clock; 0: it is in none.
    qint64 maintenanceEndMs() const;
    /// Whether it was in one when the rules were judged last.
    bool isInMaintenance() const { return m_inMaintenance; }

    /// The instance at @p address (see instanceName()) is connected to again and again until that succeeds:
    /// watches already, so that one that does not answer from the start is told of.
    void expect(const QString &address);

    /// Judges the rules now; happens by itself each second and when values come.
    void evaluate();

signals:
    /// Rules were loaded or changed, alerts began or ended, or somebody said something about them.
    void changed();
    /// The user wants to see what a notice was about; @p activationToken as in Notifier.
    void showRequested(const QString &activationToken);
    /// An alert has begun or ended, and it is for this program to send that on. Not where it ended because
    /// nobody looks any longer: then the condition may still hold.
    void told(const syspulse::AlertMessage &message);
    /// For the user, about a file.
    void noticed(const QString &text);

private:
    struct SnoozeEnd
    {
        qint64 untilMs = 0; ///< of the silence
        qint64 endMs = 0;   ///< on the monotonic clock
    };

    void tick();
    void rest();
    void connectFiles();
    bool isWatching() const;
    /// Goes on with the alerts that another program, or this one earlier, has left.
    void resume();
    /// Whether the user is to be told of the alert of the rule @p id.
    bool isLoud(const QString &id) const;
    void take(const QList<AlertEvent> &events);
    /// Has the files say what is, tells what is to be told, and shows what is to be shown.
    void settle();
    void endSilences(AlertMemory &memory);
    void wake(AlertMemory &memory);
    void noteEnds(AlertMemory &memory, QList<AlertEvent> &log, QList<AlertMessage> &messages) const;
    void noteBeginnings(AlertMemory &memory, QList<AlertEvent> &log) const;
    void tellDue(AlertMemory &memory, QList<AlertMessage> &messages) const;
    void show(AlertMemory &memory);
    void say(const AlertSilence &silence);
    /// Name of the profile, else the address; one line.
    QString instanceName() const;
    AlertMessage messageOf(const AlertEvent &event, qint64 sinceMs) const;
    void watch(const QString &address);
    /// Whether the instance answers, as far as the session has found out.
    void followReach();
    AlertSample sample(const AlertRule &rule);
    AlertSample sampleOfClients(const QString &pattern);
    /// Has the session tell who is connected where a rule needs that.
    void followClients();

    const Session &m_session;
    const LiveStore &m_store;
    const Clock &m_clock;
    AlertTexts m_texts;
    /// Goes last: whoever takes over must find in the files what was told here.
    AlertDuty m_duty;
    AlertRuleStore m_rules;
    AlertLog m_log;
    AlertMemoryStore m_memory;
    AlertEngine m_engine;
    AlertNotices m_notices;
    CertificateWatch m_certificates;
    ClientPresence m_presence;
    QTimer m_second;
    int m_ticks = 0;
    QHash<QString, SnoozeEnd> m_snoozeEnds; ///< by id of the rule
    bool m_inMaintenance = false;
    QString m_address;          ///< host:port of the operations API
    bool m_expected = false;    ///< see expect()
    std::optional<bool> m_away; ///< the instance does not answer; nothing: nobody tries
    QString m_key;              ///< of the instance whose rules are watched
    bool m_watching = false;    ///< an instance is connected, or its connection was lost
    bool m_onDuty = false;
};

} // namespace syspulse
