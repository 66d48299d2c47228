// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>

/// The $SYS names that code refers to; what there is beside these, the catalogue knows.
namespace syspulse::systopics {

inline constexpr QLatin1String root("$SYS/");
inline constexpr QLatin1String all("$SYS/#");
inline constexpr QLatin1String broker("$SYS/broker/");
inline constexpr QLatin1String tables("$SYS/broker/topics/"); ///< above the families of single tables

inline constexpr QLatin1String version("$SYS/broker/version");
inline constexpr QLatin1String started("$SYS/broker/timestamp");
inline constexpr QLatin1String clientsConnected("$SYS/broker/clients/connected");
inline constexpr QLatin1String loginsFailed("$SYS/broker/connections/failed");
inline constexpr QLatin1String messagesReceived("$SYS/broker/publish/messages/received");
inline constexpr QLatin1String messagesSent("$SYS/broker/publish/messages/sent");

inline constexpr QLatin1String ours("$SYS/broker/syspulse/"); ///< above all that other brokers do not have
inline constexpr QLatin1String workersImbalance("$SYS/broker/syspulse/workers/imbalance");
inline constexpr QLatin1String workersUtilization("$SYS/broker/syspulse/workers/utilization");
inline constexpr QLatin1String workersHeap("$SYS/broker/syspulse/workers/heap");
inline constexpr QLatin1String clientsLagging("$SYS/broker/syspulse/clients/lagging");
inline constexpr QLatin1String clientsQueue("$SYS/broker/syspulse/clients/queue");
inline constexpr QLatin1String clientsFlapping("$SYS/broker/syspulse/clients/flapping");
inline constexpr QLatin1String clientsDuplicates("$SYS/broker/syspulse/clients/duplicates");
inline constexpr QLatin1String connectionsPeak("$SYS/broker/syspulse/connections/peak");
inline constexpr QLatin1String publishesRefused("$SYS/broker/syspulse/refused/publishes");
inline constexpr QLatin1String subscriptionsRefused("$SYS/broker/syspulse/refused/subscriptions");

inline constexpr QLatin1String
    updater("$SYS/broker/syspulse/updater/"); ///< above what the updater says of itself
inline constexpr QLatin1String heartbeat("$SYS/broker/syspulse/updater/heartbeat"); ///< written last
inline constexpr QLatin1String mode("$SYS/broker/syspulse/updater/mode");           ///< "updater" or "server"
inline constexpr QLatin1String host("$SYS/broker/syspulse/updater/host");
inline constexpr QLatin1String interval("$SYS/broker/syspulse/updater/interval");
inline constexpr QLatin1String countingSince("$SYS/broker/syspulse/updater/counting_since");
inline constexpr QLatin1String ownTraffic("$SYS/broker/syspulse/own/"); ///< above SysPulse's part
inline constexpr QLatin1String canary("$SYS/broker/syspulse/canary/");  ///< above what the canary measures
inline constexpr QLatin1String counted("$SYS/broker/syspulse/counted"); ///< the counters' time
inline constexpr QLatin1String setupProof("$SYS/broker/syspulse/setup/proof");

} // namespace syspulse::systopics
