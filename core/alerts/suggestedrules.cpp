// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/suggestedrules.h"

#include "core/topics/systopics.h"

#include <algorithm>
#include <cmath>

namespace syspulse {

namespace {

AlertRule suggested(QLatin1String suggestion, AlertSeverity severity, QLatin1String topic,
                    AlertCondition condition, double threshold, double hysteresis, qint64 forSeconds)
{
    AlertRule rule;
    rule.suggestion = suggestion;
    rule.severity = severity;
    rule.topic = topic;
    rule.condition = condition;
    rule.threshold = threshold;
    rule.hysteresis = hysteresis;
    rule.forSeconds = forSeconds;
    return rule;
}

/// @p factor times what is usual of @p topic, rounded up to two digits; 0 where that is not known.
double aboveUsual(QLatin1String topic, const RecentMaximum &maximum, double factor)
{
    const double usual = maximum ? maximum(topic).value_or(0) : 0;
    if (!(usual > 0) || !std::isfinite(usual))
        return 0;
    const double digits = std::pow(10, std::max(0.0, std::floor(std::log10(usual * factor)) - 1));
    return std::ceil(usual * factor / digits) * digits;
}

} // namespace

QList<AlertRule> suggestedRules(int intervalSeconds, const RecentMaximum &maximum)
{
    constexpr auto above = AlertCondition::ValueAbove;
    constexpr auto rising = AlertCondition::RateAbove;
    constexpr auto information = AlertSeverity::Information;
    constexpr auto warning = AlertSeverity::Warning;
    constexpr auto critical = AlertSeverity::Critical;
    const qint64 silence = std::clamp<qint64>(3LL * intervalSeconds, 60, maxAlertSeconds);
    const double storm = std::max(100.0, aboveUsual(systopics::connectionsPeak, maximum, 3));
    const double queue = std::max(1000.0, aboveUsual(systopics::clientsQueue, maximum, 2));
    const double crowd = aboveUsual(systopics::clientsConnected, maximum, 1.5);
    QList<AlertRule> rules{
        suggested(notCurrentSuggestion, warning, systopics::heartbeat, AlertCondition::NoData, 0, 0, silence),
        suggested(failedLoginsSuggestion, warning, systopics::loginsFailed, rising, 0.1, 0.05, 60),
        suggested(noClientsSuggestion, critical, systopics::clientsConnected, AlertCondition::ValueBelow, 1,
                  0, 60),
        // Clients spread only when they connect: after a restart of one worker it takes a while.
        suggested(unevenWorkersSuggestion, information, systopics::workersImbalance, above, 1.75, 0.25, 600),
        suggested(busyWorkerSuggestion, warning, systopics::workersUtilization, above, 85, 10, 60),
        suggested(fullHeapSuggestion, critical, systopics::workersHeap, above, 80, 10, 60),
        suggested(slowSubscribersSuggestion, warning, systopics::clientsLagging, above, 0, 0, 60),
        suggested(longQueueSuggestion, warning, systopics::clientsQueue, above, queue, queue / 2, 30),
        suggested(connectionStormSuggestion, warning, systopics::connectionsPeak, above, storm, storm / 2, 0),
        suggested(flappingClientsSuggestion, information, systopics::clientsFlapping, above, 0, 0, 30),
        suggested(duplicateClientsSuggestion, warning, systopics::clientsDuplicates, above, 0, 0, 60),
        suggested(certificateSuggestion, warning, QLatin1String(), AlertCondition::CertificateEnds, 14, 0, 0),
        suggested(refusedPublishesSuggestion, information, systopics::publishesRefused, rising, 0.1, 0.05,
                  60),
        suggested(refusedSubscriptionsSuggestion, information, systopics::subscriptionsRefused, rising, 0.1,
                  0.05, 60),
    };
    if (crowd > 0)
        rules.append(suggested(manyClientsSuggestion, warning, systopics::clientsConnected, above, crowd,
                               std::floor(crowd / 10), 60));
    return rules;
}

} // namespace syspulse
