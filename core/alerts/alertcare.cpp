// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertmonitor.h"

#include "core/base/plaintext.h"

#include <algorithm>
#include <utility>

// What is done about alerts: kept, told, shown, and silenced.
namespace syspulse {

namespace {

/// Whether the alert of a rule is over, as far as @p status can say.
bool isOver(const AlertStatus &status)
{
    return status.state == AlertState::Normal && status.known;
}

} // namespace

bool AlertMonitor::isLoud(const QString &id) const
{
    return !m_inMaintenance && status(id).state == AlertState::Firing && silence(id) == nullptr;
}

QList<AlertRule> AlertMonitor::loud() const
{
    QList<AlertRule> rules = m_engine.firing();
    rules.removeIf([this](const AlertRule &rule) { return !isLoud(rule.id); });
    return rules;
}

void AlertMonitor::acknowledge(const QStringList &ids, const QString &reason)
{
    AlertSilence silence;
    silence.kind = SilenceKind::Acknowledged;
    silence.reason = reason;
    for (const QString &id : ids) {
        silence.ruleId = id;
        if (status(id).state == AlertState::Firing)
            say(silence);
    }
}

void AlertMonitor::snooze(const QStringList &ids, qint64 forMs, const QString &reason)
{
    AlertSilence silence;
    silence.kind = SilenceKind::Snoozed;
    silence.untilMs = m_clock.nowMs() + std::clamp<qint64>(forMs, 1000, maxSnoozeMs);
    silence.reason = reason;
    for (const QString &id : ids) {
        silence.ruleId = id;
        say(silence);
    }
}

void AlertMonitor::say(const AlertSilence &said)
{
    const AlertRule *rule = m_engine.rule(said.ruleId);
    if (rule == nullptr || !isWatching())
        return;
    AlertSilence silence = said;
    silence.sinceMs = m_clock.nowMs();
    silence.reason = cutText(said.reason.trimmed(), maxSilenceReason);
    AlertEvent event = alertEventOf(silence.kind == SilenceKind::Snoozed ? AlertEventKind::Snoozed
                                                                         : AlertEventKind::Acknowledged,
                                    silence.sinceMs, *rule, status(silence.ruleId));
    event.reason = silence.reason;
    event.untilMs = silence.untilMs;
    m_log.add({event});
    AlertMemory memory = m_memory.memory();
    memory.put(silence);
    m_memory.set(memory);
}

void AlertMonitor::endSilence(const QString &id)
{
    AlertMemory memory = m_memory.memory();
    if (memory.removeSilence(id))
        m_memory.set(memory);
}

void AlertMonitor::setMaintenance(const Maintenance &maintenance)
{
    AlertMemory memory = m_memory.memory();
    memory.maintenance = maintenance;
    m_memory.set(memory);
}

qint64 AlertMonitor::maintenanceEndMs() const
{
    return maintenance().endMs(m_clock.nowMs(), localUtcOffset);
}

void AlertMonitor::resume()
{
    bool resumed = false;
    for (const OpenAlert &alert : m_memory.memory().open) {
        const AlertRule *rule = m_engine.rule(alert.rule.id);
        const AlertStatus status = m_engine.status(alert.rule.id);
        const bool unjudged =
            status.state == AlertState::Off || (status.state != AlertState::Firing && !status.known);
        if (rule == nullptr || !watchesTheSame(*rule, alert.rule) || !unjudged)
            continue;
        m_engine.resume(alert.rule.id, alert.sinceMs);
        resumed = true;
    }
    if (resumed)
        emit changed();
}

void AlertMonitor::settle()
{
    const bool was = std::exchange(m_inMaintenance, maintenanceEndMs() > 0);
    AlertMemory memory = m_memory.memory();
    QList<AlertEvent> log;
    QList<AlertMessage> messages;
    // Until it is known who is on duty, nobody would tell what is due again.
    if (m_onDuty || m_duty.holder() == AlertDuty::Holder::Elsewhere) {
        endSilences(memory);
        wake(memory);
    }
    if (m_onDuty) {
        noteEnds(memory, log, messages);
        noteBeginnings(memory, log);
        if (!m_inMaintenance)
            tellDue(memory, messages);
    }
    show(memory);
    m_log.add(log);
    m_memory.set(memory);
    m_notices.keepOnly([this](const QString &rule) { return isLoud(rule); });
    for (const AlertMessage &message : std::as_const(messages))
        emit told(message);
    if (was != m_inMaintenance)
        emit changed();
}

void AlertMonitor::endSilences(AlertMemory &memory)
{
    const qint64 nowMs = m_clock.nowMs();
    const qint64 monotonicMs = m_clock.monotonicMs();
    memory.silences.removeIf([&](const AlertSilence &silence) {
        if (m_engine.rule(silence.ruleId) == nullptr)
            return true;
        if (silence.kind == SilenceKind::Acknowledged)
            return isOver(status(silence.ruleId));
        // Measured from when it was first seen: setting the clock neither ends nor prolongs it.
        SnoozeEnd &end = m_snoozeEnds[silence.ruleId];
        if (end.untilMs != silence.untilMs) {
            const qint64 leftMs =
                std::clamp<qint64>(silence.untilMs - nowMs, 0, silence.untilMs - silence.sinceMs);
            end = {silence.untilMs, monotonicMs + leftMs};
        }
        return end.endMs <= monotonicMs;
    });
}

/// What was snoozed when this was looked at last, and is not any longer, is due again.
void AlertMonitor::wake(AlertMemory &memory)
{
    for (auto it = m_snoozeEnds.begin(); it != m_snoozeEnds.end();) {
        const AlertSilence *silence = memory.silence(it.key());
        if (silence != nullptr && silence->kind == SilenceKind::Snoozed) {
            ++it;
            continue;
        }
        if (silence == nullptr) {
            memory.shown.removeAll(it.key());
            for (OpenAlert &alert : memory.open)
                alert.due = alert.due || (m_onDuty && alert.rule.id == it.key());
        }
        it = m_snoozeEnds.erase(it);
    }
}

void AlertMonitor::noteEnds(AlertMemory &memory, QList<AlertEvent> &log, QList<AlertMessage> &messages) const
{
    const auto end = [&](const OpenAlert &alert) {
        const AlertRule *rule = m_engine.rule(alert.rule.id);
        const bool watched = rule != nullptr && watchesTheSame(*rule, alert.rule);
        const AlertStatus status = m_engine.status(alert.rule.id);
        if (watched && !isOver(status))
            return false;
        // Of a rule that is not watched any more nothing is known.
        AlertEvent event = watched ? alertEventOf(AlertEventKind::Cleared, m_clock.nowMs(), *rule, status)
                                   : alertEventOf(AlertEventKind::Ended, m_clock.nowMs(), alert.rule, {});
        event.maintenance = m_inMaintenance;
        log.append(event);
        if (alert.told)
            messages.append(messageOf(event, alert.sinceMs));
        memory.shown.removeAll(alert.rule.id);
        return true;
    };
    memory.open.removeIf(end);
}

void AlertMonitor::noteBeginnings(AlertMemory &memory, QList<AlertEvent> &log) const
{
    const QList<AlertRule> firing = m_engine.firing();
    for (const AlertRule &rule : firing) {
        if (memory.openAlert(rule.id) != nullptr)
            continue;
        const AlertStatus status = m_engine.status(rule.id);
        AlertEvent event = alertEventOf(AlertEventKind::Fired, status.sinceMs, rule, status);
        event.maintenance = m_inMaintenance;
        log.append(event);
        memory.open.append({event.rule, status.sinceMs, false, true});
    }
}

void AlertMonitor::tellDue(AlertMemory &memory, QList<AlertMessage> &messages) const
{
    for (OpenAlert &alert : memory.open) {
        const AlertStatus status = m_engine.status(alert.rule.id);
        if (!alert.due || status.state != AlertState::Firing || memory.silence(alert.rule.id) != nullptr)
            continue;
        alert.due = false;
        alert.told = true;
        const AlertRule *rule = m_engine.rule(alert.rule.id);
        const AlertEvent event = alertEventOf(AlertEventKind::Fired, m_clock.nowMs(),
                                              rule != nullptr ? *rule : alert.rule, status);
        messages.append(messageOf(event, alert.sinceMs));
    }
}

void AlertMonitor::show(AlertMemory &memory)
{
    QList<AlertRule> fired;
    memory.shown.removeIf(
        [this](const QString &id) { return m_engine.rule(id) == nullptr || isOver(status(id)); });
    for (const AlertRule &rule : m_engine.firing()) {
        if (memory.silence(rule.id) == nullptr && !memory.shown.contains(rule.id))
            fired.append(rule);
    }
    if (!fired.isEmpty() && !m_inMaintenance && m_notices.canShow()) {
        for (const AlertRule &rule : std::as_const(fired))
            memory.shown.append(rule.id);
        m_notices.show(m_key, instanceName(), fired, [this](const QString &id) { return status(id); });
    }
}

} // namespace syspulse
