// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertevent.h"
#include "core/base/clock.h"
#include "core/base/sampletime.h"

#include <functional>

#include <QHash>

namespace syspulse {

/// What is known at a moment of what a rule is about. Of Unreachable the number is 1 while the instance does
/// not answer, and 0 while it does; of ClientAway 1 while no client that matches is connected, else 0.
struct AlertSample
{
    std::optional<double> number;
    bool current = false;        ///< recent enough to be taken for the value now
    bool counter = false;        ///< a smaller number means that it started again
    qint64 stampMs = 0;          ///< when the value was right, server's clock; 0: there is no value
    std::optional<qint64> ageMs; ///< of the value
    /// Whether the change per second is the one that follows, rather than made of the numbers and their
    /// times.
    bool hasRate = false;
    std::optional<double> rate = std::nullopt;
    std::optional<qint64> awaySinceMs = std::nullopt; ///< of ClientAway, see AlertStatus
};

enum class AlertState {
    Off,     ///< disabled, or nothing is watched
    Normal,  ///< the condition does not hold
    Pending, ///< it holds, but not yet for long enough
    Firing,
};

/// How a rule is doing.
struct AlertStatus
{
    AlertState state = AlertState::Off;
    bool known = false;          ///< the condition could be judged; if not, the state is the last one
    qint64 sinceMs = 0;          ///< when the alert began to fire
    qint64 heldMs = 0;           ///< how long the condition has held
    std::optional<double> value; ///< what the condition is about: value or change per second
    /// Of ClientAway: when the last client that matches has gone, this machine's clock; nothing where nobody
    /// has seen it.
    std::optional<qint64> awaySinceMs = std::nullopt;

    bool operator==(const AlertStatus &) const = default;
};

/// What is to be said about @p rule at @p timeMs, as @p status has it.
AlertEvent alertEventOf(AlertEventKind kind, qint64 timeMs, const AlertRule &rule, const AlertStatus &status);

/// Judges rules. Pure: it sees what it is shown, at the times that the clock tells, and never flaps: an alert
/// ends only past the hysteresis, and a value that is not current neither begins nor ends one. Durations are
/// measured on the monotonic clock: setting a clock neither fires nor delays anything.
class AlertEngine
{
public:
    /// Between two looks that are further apart nobody knows what happened (the computer slept): durations
    /// start again.
    static constexpr qint64 maxStepMs = 10'000;
    /// A value that was too old when it was first seen gets this long to be followed by a newer one.
    static constexpr qint64 settleMs = 30'000;

    using Look = std::function<AlertSample(const AlertRule &rule)>;

    /// @p clock must outlive the engine.
    explicit AlertEngine(const Clock &clock);

    /// From now on these rules. What a changed or removed rule had firing ends.
    QList<AlertEvent> setRules(const QList<AlertRule> &rules);
    /// To be called each second, and when values came.
    QList<AlertEvent> evaluate(const Look &look);
    /// The alert of the rule @p id has begun at @p sinceMs and not ended, as was seen before. Goes on until
    /// its end is seen.
    void resume(const QString &id, qint64 sinceMs);
    /// Nothing is watched until the next evaluate().
    QList<AlertEvent> stop();

    const QList<AlertRule> &rules() const { return m_rules; }
    /// nullptr where there is no rule @p id; valid until the next setRules().
    const AlertRule *rule(const QString &id) const;
    AlertStatus status(const QString &id) const { return m_tracks.value(id).status; }
    /// The rules that fire, in their order.
    QList<AlertRule> firing() const;

private:
    struct Track
    {
        AlertStatus status;
        bool seen = false; ///< looked at once
        SampleTime time;
        std::optional<double> number; ///< at that time
        std::optional<double> rate;   ///< of the last step to it
    };

    void follow(Track &track, const AlertSample &sample) const;
    std::optional<AlertEventKind> judge(const AlertRule &rule, Track &track, const AlertSample &sample,
                                        qint64 stepMs) const;
    std::optional<AlertEventKind> judgeSilence(const AlertRule &rule, Track &track, const AlertSample &sample,
                                               bool newer, qint64 stepMs) const;

    const Clock &m_clock;
    QList<AlertRule> m_rules;
    QHash<QString, Track> m_tracks;   ///< by id of the rule
    std::optional<qint64> m_lookedMs; ///< on the monotonic clock
};

} // namespace syspulse
