// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/suggestedrules.h"

#include "core/topics/systopics.h"

#include <algorithm>

namespace syspulse {

namespace {

AlertRule suggested(QLatin1String suggestion, QLatin1String topic, AlertCondition condition, double threshold,
                    double hysteresis, qint64 forSeconds)
{
    AlertRule rule;
    rule.suggestion = suggestion;
    rule.topic = topic;
    rule.condition = condition;
    rule.threshold = threshold;
    rule.hysteresis = hysteresis;
    rule.forSeconds = forSeconds;
    return rule;
}

} // namespace

QList<AlertRule> suggestedRules(int intervalSeconds)
{
    constexpr auto above = AlertCondition::ValueAbove;
    constexpr auto rising = AlertCondition::RateAbove;
    const qint64 silence = std::clamp<qint64>(3LL * intervalSeconds, 60, maxAlertSeconds);
    return {
        suggested(notCurrentSuggestion, systopics::heartbeat, AlertCondition::NoData, 0, 0, silence),
        suggested(failedLoginsSuggestion, systopics::loginsFailed, rising, 0.1, 0.05, 60),
        suggested(noClientsSuggestion, systopics::clientsConnected, AlertCondition::ValueBelow, 1, 0, 60),
        // Clients spread only when they connect: after a restart of one worker it takes a while.
        suggested(unevenWorkersSuggestion, systopics::workersImbalance, above, 1.75, 0.25, 600),
        suggested(busyWorkerSuggestion, systopics::workersUtilization, above, 85, 10, 60),
        suggested(fullHeapSuggestion, systopics::workersHeap, above, 80, 10, 60),
        suggested(slowSubscribersSuggestion, systopics::clientsLagging, above, 0, 0, 60),
        suggested(longQueueSuggestion, systopics::clientsQueue, above, 1000, 500, 30),
        suggested(connectionStormSuggestion, systopics::connectionsPeak, above, 100, 50, 0),
        suggested(flappingClientsSuggestion, systopics::clientsFlapping, above, 0, 0, 30),
        suggested(duplicateClientsSuggestion, systopics::clientsDuplicates, above, 0, 0, 60),
        suggested(refusedPublishesSuggestion, systopics::publishesRefused, rising, 0.1, 0.05, 60),
        suggested(refusedSubscriptionsSuggestion, systopics::subscriptionsRefused, rising, 0.1, 0.05, 60),
    };
}

} // namespace syspulse
