// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alerttexts.h"

#include <algorithm>

#include "core/base/plaintext.h"

// What is said of how alerts are doing.
namespace syspulse {

QString AlertTexts::state(const AlertRule &rule, const AlertStatus &status, const AlertSilence *silence,
                          bool inMaintenance) const
{
    QString state = plainState(rule, status);
    if (inMaintenance && status.state == AlertState::Firing)
        //: state of an alert while its instance is worked on
        state = tr("%1, in maintenance").arg(state);
    if (silence == nullptr)
        return state;
    const QString reason = oneLine(silence->reason, maxSilenceReason);
    if (silence->kind == SilenceKind::Acknowledged)
        //: state of an alert, and why somebody need not be told again
        return reason.isEmpty() ? tr("%1, acknowledged").arg(state)
                                : tr("%1, acknowledged: %2").arg(state, reason);
    const QString until = m_format.dateTime(silence->untilMs);
    //: state of an alert, a time, and why nobody is told until then
    return reason.isEmpty() ? tr("%1, snoozed until %2").arg(state, until)
                            : tr("%1, snoozed until %2: %3").arg(state, until, reason);
}

QString AlertTexts::remark(const AlertEvent &event) const
{
    const QString reason = oneLine(event.reason, maxSilenceReason);
    if (event.maintenance)
        return tr("in maintenance");
    if (event.kind != AlertEventKind::Snoozed)
        return reason;
    const QString until = m_format.dateTime(event.untilMs);
    //: a time, and why nobody is told of an alert until then
    return reason.isEmpty() ? tr("until %1").arg(until) : tr("until %1: %2").arg(until, reason);
}

QString AlertTexts::plainState(const AlertRule &rule, const AlertStatus &status) const
{
    switch (status.state) {
    case AlertState::Off:
        return rule.enabled ? tr("Not watched") : tr("Off");
    case AlertState::Normal:
        if (status.known)
            return tr("OK");
        if (hasClient(rule.condition))
            return tr("It is not known who is connected");
        return status.value ? tr("Value not current") : tr("Value not known");
    case AlertState::Pending:
        //: two durations: how long a condition has held, and how long it must hold
        return tr("Waiting, %1 of %2")
            .arg(m_format.duration(status.heldMs / 1000 * 1000), m_format.duration(rule.forSeconds * 1000));
    case AlertState::Firing: {
        const QString since = m_format.timeOfDay(status.sinceMs);
        if (!status.known && hasClient(rule.condition))
            return tr("Firing since %1, it is not known who is connected").arg(since);
        return status.known ? tr("Firing since %1").arg(since)
                            : tr("Firing since %1, value not current").arg(since);
    }
    }
    return {};
}

QString AlertTexts::severityName(AlertSeverity severity)
{
    switch (severity) {
    case AlertSeverity::Information:
        //: severity of an alert
        return tr("Information");
    case AlertSeverity::Warning:
        //: severity of an alert
        return tr("Warning");
    case AlertSeverity::Critical:
        //: severity of an alert
        return tr("Critical");
    }
    return {};
}

Severity AlertTexts::severity(AlertSeverity severity)
{
    switch (severity) {
    case AlertSeverity::Information:
        return Severity::Info;
    case AlertSeverity::Warning:
        return Severity::Warning;
    case AlertSeverity::Critical:
        return Severity::Error;
    }
    return Severity::Neutral;
}

Severity AlertTexts::severity(const AlertRule &rule, const AlertStatus &status)
{
    switch (status.state) {
    case AlertState::Off:
        return Severity::Neutral;
    case AlertState::Normal:
        return status.known ? Severity::Ok : Severity::Neutral;
    case AlertState::Pending:
        return std::min(severity(rule.severity), Severity::Warning);
    case AlertState::Firing:
        return severity(rule.severity);
    }
    return Severity::Neutral;
}

QString AlertTexts::event(AlertEventKind kind)
{
    switch (kind) {
    case AlertEventKind::Fired:
        return tr("Fired");
    case AlertEventKind::Cleared:
        return tr("Cleared");
    case AlertEventKind::Ended:
        return tr("No longer watched");
    case AlertEventKind::Acknowledged:
        return tr("Acknowledged");
    case AlertEventKind::Snoozed:
        return tr("Snoozed");
    }
    return {};
}

} // namespace syspulse
