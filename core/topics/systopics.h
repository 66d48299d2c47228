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

inline constexpr QLatin1String
    updater("$SYS/broker/syspulse/updater/"); ///< above what the updater says of itself
inline constexpr QLatin1String heartbeat("$SYS/broker/syspulse/updater/heartbeat"); ///< written last
inline constexpr QLatin1String mode("$SYS/broker/syspulse/updater/mode");           ///< "updater" or "server"
inline constexpr QLatin1String host("$SYS/broker/syspulse/updater/host");
inline constexpr QLatin1String interval("$SYS/broker/syspulse/updater/interval");
inline constexpr QLatin1String countingSince("$SYS/broker/syspulse/updater/counting_since");
inline constexpr QLatin1String ownTraffic("$SYS/broker/syspulse/own/"); ///< above SysPulse's part
inline constexpr QLatin1String counted("$SYS/broker/syspulse/counted"); ///< the counters' time
inline constexpr QLatin1String setupProof("$SYS/broker/syspulse/setup/proof");

} // namespace syspulse::systopics
