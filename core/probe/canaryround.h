// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>

#include <QString>

namespace syspulse {

/// What a round of the canary measures, in this order.
enum class CanaryPhase {
    Tcp,         ///< connecting to the MQTT port, without looking up its name
    Tls,         ///< the TLS handshake there
    Connect,     ///< CONNECT until CONNACK
    Ping,        ///< PINGREQ until PINGRESP
    Acknowledge, ///< PUBLISH with QoS 1 until PUBACK
    Arrival,     ///< PUBLISH until the same message arrives at the publisher's own subscription
    Operations,  ///< "user_info" on the operations API, on a connection that may be there already
};

inline constexpr std::array canaryPhases{
    CanaryPhase::Tcp,         CanaryPhase::Tls,     CanaryPhase::Connect,   CanaryPhase::Ping,
    CanaryPhase::Acknowledge, CanaryPhase::Arrival, CanaryPhase::Operations};

/// Stable lower-case name, as it is part of topics.
QString canaryPhaseName(CanaryPhase phase);

/// What was found out of one phase: either a time or the reason why there is none.
struct CanaryMeasure
{
    std::optional<double> ms;
    QString unknown;      ///< a sentence; empty where the time is known
    bool expected = true; ///< false: there is no such phase here, which is no failure

    bool isKnown() const { return ms.has_value(); }
    bool hasFailed() const { return expected && !ms; }
};

/// One round.
struct CanaryRound
{
    std::array<CanaryMeasure, canaryPhases.size()> measures;
    std::optional<int> worker; ///< thread that served the connection; nothing where nobody told

    CanaryMeasure &operator[](CanaryPhase phase) { return measures[std::size_t(phase)]; }
    const CanaryMeasure &operator[](CanaryPhase phase) const { return measures[std::size_t(phase)]; }
    /// The first phase that should have a time and has none.
    std::optional<CanaryPhase> firstFailure() const;
};

} // namespace syspulse
