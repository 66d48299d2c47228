// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/base/result.h"

#include <QList>
#include <QString>

namespace syspulse {

/// What an alert rule looks for.
enum class AlertCondition {
    ValueAbove,
    ValueBelow,
    RateAbove, ///< change per second
    RateBelow,
    NoData,          ///< nothing newer has come for a while
    Unreachable,     ///< the instance does not answer; has no topic
    CertificateEnds, ///< fewer days than the threshold are left of a certificate; has no topic
    ClientAway,      ///< no client is connected whose ID matches; has no topic
};

/// How much an alert matters.
enum class AlertSeverity {
    Information, ///< good to know
    Warning,     ///< somebody should look
    Critical,    ///< somebody must look now
};

/// When the user wants to be notified about a metric.
struct AlertRule
{
    QString id;   ///< unique and stable; made by AlertRuleStore
    QString name; ///< as the user wrote it; may be empty
    /// Which of the suggestions this is, whose name is that of AlertTexts as long as it has no other one.
    QString suggestion;
    bool enabled = true;
    AlertSeverity severity = AlertSeverity::Warning;
    QString topic;    ///< empty where the condition is not about one, see hasTopic()
    QString client{}; ///< of ClientAway: see matchesClient()
    AlertCondition condition = AlertCondition::ValueAbove;
    double threshold = 0;  ///< in the unit of the metric, or that per second; nothing to NoData
    double hysteresis = 0; ///< how far past the threshold a value must come back to end the alert
    qint64 forSeconds = 0; ///< how long the condition must hold; for NoData the age
    QByteArray unknown;    ///< members that a newer version wrote, as membersBeyond() gives them

    bool operator==(const AlertRule &) const = default;
};

/// Bounds, so that a foreign file cannot make the program unusable.
inline constexpr qsizetype maxAlertRules = 200;
inline constexpr qsizetype maxAlertName = 100;
inline constexpr qsizetype maxAlertTopic = 500;
inline constexpr qsizetype maxAlertClient = 300;
inline constexpr qint64 maxAlertSeconds = 7 * 24 * 3600;

/// The suggestions, as files call them.
inline constexpr QLatin1String notCurrentSuggestion("notCurrent");
inline constexpr QLatin1String failedLoginsSuggestion("failedLogins");
inline constexpr QLatin1String noClientsSuggestion("noClients");
inline constexpr QLatin1String unevenWorkersSuggestion("unevenWorkers");
inline constexpr QLatin1String busyWorkerSuggestion("busyWorker");
inline constexpr QLatin1String fullHeapSuggestion("fullHeap");
inline constexpr QLatin1String slowSubscribersSuggestion("slowSubscribers");
inline constexpr QLatin1String longQueueSuggestion("longQueue");
inline constexpr QLatin1String connectionStormSuggestion("connectionStorm");
inline constexpr QLatin1String flappingClientsSuggestion("flappingClients");
inline constexpr QLatin1String duplicateClientsSuggestion("duplicateClients");
inline constexpr QLatin1String refusedPublishesSuggestion("refusedPublishes");
inline constexpr QLatin1String manyClientsSuggestion("manyClients");
inline constexpr QLatin1String certificateSuggestion("certificate");
inline constexpr QLatin1String refusedSubscriptionsSuggestion("refusedSubscriptions");

/// The id of the rule that each instance has from the start; it can be changed and turned off, and not be
/// removed.
inline constexpr QLatin1String unreachableRuleId("unreachable");
/// @p kept with the rules that every instance has, as they are where @p kept does not have them.
QList<AlertRule> withBuiltInRules(const QList<AlertRule> &kept);

/// Whether both fire and end at the same moments; names, ids and the severity do not count.
bool watchesTheSame(const AlertRule &a, const AlertRule &b);

/// Whether a rule with @p condition is about a topic.
bool hasTopic(AlertCondition condition);
/// Whether it is about clients.
bool hasClient(AlertCondition condition);
/// Whether it has a threshold.
bool hasThreshold(AlertCondition condition);
/// Whether it has to hold for a while, and a value has to come back some way.
bool hasDuration(AlertCondition condition);
bool isRate(AlertCondition condition);
bool isAbove(AlertCondition condition);
/// The value at which an alert of @p rule ends, or past it.
double endOf(const AlertRule &rule);

/// Stable name for files.
QString alertConditionName(AlertCondition condition);
std::optional<AlertCondition> alertConditionOf(const QString &name);

/// Stable name for files and messages: information, warning, critical.
QString alertSeverityName(AlertSeverity severity);
std::optional<AlertSeverity> alertSeverityOf(const QString &name);
/// The greatest severity among @p rules; Information where there are none.
AlertSeverity worstSeverity(const QList<AlertRule> &rules);

Json alertRuleToJson(const AlertRule &rule);
/// Says which member is not understood. The id may be missing.
Result<AlertRule> alertRuleFromJson(const Json &json);

} // namespace syspulse
