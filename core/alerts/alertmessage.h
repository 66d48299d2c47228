// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertevent.h"

namespace syspulse {

class AlertTexts;
struct TopicValue;

/// What is told about an alert outside this machine: plain data, so that it can wait in a queue.
struct AlertMessage
{
    enum class State { Fired, Resolved, Test };

    State state = State::Fired;
    /// Of Resolved: nobody watches any longer (the rule was changed or removed), so that the condition may
    /// still hold.
    bool unwatched = false;
    QString instance; ///< name of the profile, else host:port
    QString address;  ///< host:port of the operations API, without credentials
    AlertRule rule;
    QString ruleName;            ///< as the window shows it; one line
    std::optional<double> value; ///< as the condition sees it: value or change per second
    QString unit;                ///< of the value and the threshold, for example "clients" or "messages/s"
    QString source;              ///< of the value, as in its record; empty: not known
    QString quality;             ///< the same
    std::optional<qint64> ageMs; ///< of the value
    qint64 sinceMs = 0;          ///< when the alert began, this machine's clock; 0: not known
    qint64 awaySinceMs = 0;      ///< see AlertStatus; 0: not known, or not about a client
    qint64 timeMs = 0;           ///< of what is told, this machine's clock
    QString text;                ///< what happened, a sentence
    QString advice;              ///< what to do; may be empty

    /// "Alert: Too many clients (Plant 7)", on one line.
    QString title() const;

    bool operator==(const AlertMessage &) const = default;
};

/// Which instance a message is about.
struct AlertOrigin
{
    QString instance;
    QString address;
};

/// What to tell of @p event. @p value is the newest one of the rule's topic, or nullptr, and @p ageMs its
/// age; @p sinceMs tells when the alert began.
AlertMessage alertMessage(const AlertEvent &event, const AlertOrigin &origin, const AlertTexts &texts,
                          const TopicValue *value, std::optional<qint64> ageMs, qint64 sinceMs);

/// A message that only shows that a channel works; @p timeMs on this machine's clock.
AlertMessage alertTestMessage(qint64 timeMs);

/// Stable name: "fired", "resolved" or "test".
QString alertMessageStateName(AlertMessage::State state);

/// @p message as JSON text. The members are stable; later versions only add some. What is not known is null.
QByteArray alertMessageJson(const AlertMessage &message);

} // namespace syspulse
