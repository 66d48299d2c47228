// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertengine.h"

#include <algorithm>
#include <cmath>

namespace syspulse {

AlertEvent alertEventOf(AlertEventKind kind, qint64 timeMs, const AlertRule &rule, const AlertStatus &status)
{
    AlertEvent event{kind, timeMs, rule, status.value};
    // What a newer version keeps with its rules is not part of what happened.
    event.rule.unknown.clear();
    event.awaySinceMs = status.awaySinceMs;
    return event;
}

AlertEngine::AlertEngine(const Clock &clock)
    : m_clock(clock)
{}

QList<AlertEvent> AlertEngine::setRules(const QList<AlertRule> &rules)
{
    QList<AlertEvent> events;
    QHash<QString, Track> kept;
    for (const AlertRule &rule : m_rules) {
        const Track track = m_tracks.value(rule.id);
        const auto same = std::find_if(rules.cbegin(), rules.cend(), [&](const AlertRule &other) {
            return other.id == rule.id && watchesTheSame(other, rule);
        });
        if (same != rules.cend())
            kept.insert(rule.id, track);
        else if (track.status.state == AlertState::Firing)
            events.append(alertEventOf(AlertEventKind::Ended, m_clock.nowMs(), rule, track.status));
    }
    m_rules = rules;
    m_tracks = kept;
    return events;
}

void AlertEngine::resume(const QString &id, qint64 sinceMs)
{
    AlertStatus &status = m_tracks[id].status;
    status.state = AlertState::Firing;
    status.sinceMs = sinceMs;
}

QList<AlertEvent> AlertEngine::stop()
{
    QList<AlertEvent> events;
    for (const AlertRule &rule : std::as_const(m_rules)) {
        const AlertStatus status = this->status(rule.id);
        if (status.state == AlertState::Firing)
            events.append(alertEventOf(AlertEventKind::Ended, m_clock.nowMs(), rule, status));
    }
    m_tracks.clear();
    m_lookedMs.reset();
    return events;
}

const AlertRule *AlertEngine::rule(const QString &id) const
{
    const auto it = std::find_if(m_rules.cbegin(), m_rules.cend(),
                                 [&id](const AlertRule &rule) { return rule.id == id; });
    return it == m_rules.cend() ? nullptr : &*it;
}

QList<AlertRule> AlertEngine::firing() const
{
    QList<AlertRule> list;
    for (const AlertRule &rule : m_rules) {
        if (status(rule.id).state == AlertState::Firing)
            list.append(rule);
    }
    return list;
}

QList<AlertEvent> AlertEngine::evaluate(const Look &look)
{
    const qint64 nowMs = m_clock.monotonicMs();
    const qint64 stepMs = m_lookedMs ? std::max<qint64>(0, nowMs - *m_lookedMs) : 0;
    m_lookedMs = nowMs;
    QList<AlertEvent> events;
    for (const AlertRule &rule : std::as_const(m_rules)) {
        if (!rule.enabled)
            continue;
        Track &track = m_tracks[rule.id];
        if (stepMs > maxStepMs) {
            track.status.heldMs = 0;
            if (track.status.state == AlertState::Pending)
                track.status.state = AlertState::Normal;
        }
        if (track.status.state == AlertState::Off)
            track.status.state = AlertState::Normal;
        const auto kind = judge(rule, track, look(rule), stepMs > maxStepMs ? 0 : stepMs);
        if (kind)
            events.append(alertEventOf(*kind, m_clock.nowMs(), rule, track.status));
    }
    return events;
}

void AlertEngine::follow(Track &track, const AlertSample &sample) const
{
    const bool usable = sample.number && std::isfinite(*sample.number);
    if (sample.hasRate)
        track.rate = sample.rate;
    if (track.seen && sample.stampMs == track.time.stampMs) {
        track.number = usable ? sample.number : std::nullopt;
        return;
    }
    if (!sample.hasRate)
        track.rate.reset();
    const SampleTime time{sample.stampMs, m_clock.monotonicMs(), sample.ageMs.value_or(0)};
    const std::optional<qint64> elapsedMs = elapsedBetween(track.time, time);
    if (!sample.hasRate && usable && track.number && elapsedMs &&
        !(sample.counter && *sample.number < *track.number))
        track.rate = (*sample.number - *track.number) * 1000.0 / double(*elapsedMs);
    track.number = usable ? sample.number : std::nullopt;
    track.time = time;
    track.seen = true;
}

std::optional<AlertEventKind> AlertEngine::judge(const AlertRule &rule, Track &track,
                                                 const AlertSample &sample, qint64 stepMs) const
{
    AlertStatus &status = track.status;
    const bool newer = track.seen && sample.stampMs != 0 && sample.stampMs != track.time.stampMs;
    follow(track, sample);
    if (rule.condition == AlertCondition::NoData)
        return judgeSilence(rule, track, sample, newer, stepMs);

    status.value = isRate(rule.condition) ? track.rate : track.number;
    status.known = sample.current && status.value;
    status.awaySinceMs = sample.awaySinceMs;
    if (!status.known) {
        // Nobody can say that the condition has held all the time.
        if (status.state == AlertState::Pending)
            status.state = AlertState::Normal;
        return std::nullopt;
    }
    const bool above = isAbove(rule.condition);
    if (status.state == AlertState::Firing) {
        const bool over = above ? *status.value <= endOf(rule) : *status.value >= endOf(rule);
        if (!over)
            return std::nullopt;
        status.state = AlertState::Normal;
        return AlertEventKind::Cleared;
    }
    const bool holds = above ? *status.value > rule.threshold : *status.value < rule.threshold;
    if (!holds) {
        status.state = AlertState::Normal;
        return std::nullopt;
    }
    status.heldMs = status.state == AlertState::Pending ? status.heldMs + stepMs : 0;
    if (status.heldMs < rule.forSeconds * 1000) {
        status.state = AlertState::Pending;
        return std::nullopt;
    }
    status.state = AlertState::Firing;
    status.sinceMs = m_clock.nowMs();
    return AlertEventKind::Fired;
}

std::optional<AlertEventKind> AlertEngine::judgeSilence(const AlertRule &rule, Track &track,
                                                        const AlertSample &sample, bool newer,
                                                        qint64 stepMs) const
{
    AlertStatus &status = track.status;
    const qint64 forMs = rule.forSeconds * 1000;
    status.value = track.number;
    status.known = true;
    // The time that was watched counts beside the age, which is not known before the first value.
    status.heldMs = newer ? 0 : status.heldMs + stepMs;
    const bool old = sample.ageMs && *sample.ageMs >= forMs;
    if (status.state == AlertState::Firing) {
        if (!newer || old)
            return std::nullopt;
        status.state = AlertState::Normal;
        return AlertEventKind::Cleared;
    }
    if (!(old || status.heldMs >= forMs) || status.heldMs < std::min(forMs, settleMs))
        return std::nullopt;
    status.state = AlertState::Firing;
    status.sinceMs = m_clock.nowMs();
    return AlertEventKind::Fired;
}

} // namespace syspulse
