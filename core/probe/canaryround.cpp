// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/canaryround.h"

#include "core/base/enumtable.h"

#include <algorithm>

namespace syspulse {

namespace {

constexpr auto phaseNames = enumTable<CanaryPhase>({{CanaryPhase::Tcp, "tcp"},
                                                    {CanaryPhase::Tls, "tls"},
                                                    {CanaryPhase::Connect, "connect"},
                                                    {CanaryPhase::Ping, "ping"},
                                                    {CanaryPhase::Acknowledge, "puback"},
                                                    {CanaryPhase::Arrival, "arrival"},
                                                    {CanaryPhase::Operations, "operations"}});

} // namespace

QString canaryPhaseName(CanaryPhase phase)
{
    return phaseNames.name(phase);
}

std::optional<CanaryPhase> CanaryRound::firstFailure() const
{
    const auto *failed = std::find_if(canaryPhases.cbegin(), canaryPhases.cend(),
                                      [this](CanaryPhase phase) { return (*this)[phase].hasFailed(); });
    return failed == canaryPhases.cend() ? std::nullopt : std::optional(*failed);
}

} // namespace syspulse
