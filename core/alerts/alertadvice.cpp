// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alerttexts.h"

#include <algorithm>
#include <iterator>

// What is said of suggested rules.
namespace syspulse {

namespace {

/// What is said of a suggested rule.
struct SuggestionTexts
{
    QLatin1String suggestion;
    const char *name;
    const char *advice; ///< what to do when it fires
};

constexpr SuggestionTexts suggestionTexts[] = {
    {unreachableRuleId, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "Instance unreachable"),
     QT_TRANSLATE_NOOP("syspulse::AlertTexts",
                       "Check that the server runs and that the network leads to it.")},
    {notCurrentSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "Values are not kept current"),
     QT_TRANSLATE_NOOP("syspulse::AlertTexts",
                       "Start the updater on the Updater page, or choose on the Setup page that the server "
                       "keeps its values current by itself.")},
    {failedLoginsSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "Many failed logins"),
     QT_TRANSLATE_NOOP("syspulse::AlertTexts", "The Clients page lists who was refused, and from where.")},
    {noClientsSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "No client is connected"),
     QT_TRANSLATE_NOOP(
         "syspulse::AlertTexts",
         "Check whether clients reach the broker's port and whether its certificate is still valid.")},
    {unevenWorkersSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "Clients are spread unevenly"),
     QT_TRANSLATE_NOOP("syspulse::AlertTexts",
                       "Compare the workers on the Broker page. Clients move to another worker only when "
                       "they connect again: disconnect some of those on the busiest one.")},
    {busyWorkerSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "A worker is overloaded"),
     QT_TRANSLATE_NOOP(
         "syspulse::AlertTexts",
         "The Broker page shows which worker it is, and which clients and topics are the busiest.")},
    {fullHeapSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "A worker is running out of memory"),
     QT_TRANSLATE_NOOP("syspulse::AlertTexts",
                       "The Broker page shows which worker it is. Queues of slow subscribers are a frequent "
                       "cause; a higher heap limit or more workers give room.")},
    {slowSubscribersSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "Subscribers fall behind"),
     QT_TRANSLATE_NOOP("syspulse::AlertTexts",
                       "The Broker page lists them under Slow subscribers. Disconnect one that does not "
                       "recover: what waits for it takes the worker's memory.")},
    {longQueueSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "A subscriber has a long queue"),
     QT_TRANSLATE_NOOP("syspulse::AlertTexts",
                       "The Broker page lists it under Slow subscribers. Disconnect it if it does not "
                       "recover: what waits for it takes the worker's memory.")},
    {connectionStormSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "Connection storm"),
     QT_TRANSLATE_NOOP(
         "syspulse::AlertTexts",
         "The Broker page names addresses, users and client ids under Storms. Stop an attacker in the "
         "firewall; let devices wait longer, and not all equally long, before they connect again.")},
    {flappingClientsSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "Clients keep reconnecting"),
     QT_TRANSLATE_NOOP("syspulse::AlertTexts",
                       "The Broker page lists them under Storms. Frequent causes are a keep-alive that is "
                       "too short, a bad network and a client that crashes.")},
    {duplicateClientsSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "Client ids are used twice"),
     QT_TRANSLATE_NOOP(
         "syspulse::AlertTexts",
         "The Broker page lists them under Storms. The broker does not disconnect the older one: "
         "give each device a client id of its own.")},
    {manyClientsSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "Unusually many clients"),
     QT_TRANSLATE_NOOP(
         "syspulse::AlertTexts",
         "The Clients page shows who they are. If that is the new normal, raise the threshold.")},
    {certificateSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "A certificate expires soon"),
     QT_TRANSLATE_NOOP(
         "syspulse::AlertTexts",
         "Renew it on the server. \"Certificates\" in the connect dialog shows which one it is.")},
    {refusedPublishesSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "Publishes are refused"),
     QT_TRANSLATE_NOOP("syspulse::AlertTexts",
                       "The Broker page lists client, topic and reason under Refused packets. Correct the "
                       "client's topic or the permissions of its role.")},
    {refusedSubscriptionsSuggestion, QT_TRANSLATE_NOOP("syspulse::AlertTexts", "Subscriptions are refused"),
     QT_TRANSLATE_NOOP("syspulse::AlertTexts",
                       "The Broker page lists client, topic and reason under Refused packets. Correct the "
                       "client's topic or the permissions of its role.")},
};

/// Null where @p suggestion is not known: a newer version may have written it.
const SuggestionTexts *textsOf(const QString &suggestion)
{
    const auto known =
        std::find_if(std::cbegin(suggestionTexts), std::cend(suggestionTexts),
                     [&suggestion](const SuggestionTexts &texts) { return texts.suggestion == suggestion; });
    return known == std::cend(suggestionTexts) ? nullptr : &*known;
}

} // namespace

QString AlertTexts::suggestionName(const QString &suggestion)
{
    const SuggestionTexts *const texts = textsOf(suggestion);
    return texts ? tr(texts->name) : QString();
}

QString AlertTexts::advice(const AlertRule &rule)
{
    const SuggestionTexts *const texts = textsOf(rule.suggestion);
    return texts ? tr(texts->advice) : QString();
}

} // namespace syspulse
