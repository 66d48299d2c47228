// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstring>
#include <limits>
#include <string_view>
#include <type_traits>

#include <QtGlobal>

/// A state of the model of tst_leasemodel.cpp.
namespace syspulse::leasemodel {

inline constexpr int maxParties = 3;
/// Times are counted in these, so that a state is small, and relative to now, so that states that differ only
/// in when they are reached are the same.
inline constexpr int unitMs = 100;
inline constexpr qint16 none = std::numeric_limits<qint16>::min();

/// What a party does. Those that wait for an answer of the server are told apart by asks().
enum Phase : quint8 {
    Idle,
    Claiming,
    Checking,
    Waiting,
    Taking,
    Pausing,
    Holding,
    Collecting,
    Confirming,
    Writing,
    Renewing,
    Failed,
    AskingToStop,
    Stopping,
    GivingBack,
    Withdrawing,
    Gone
};

struct Party
{
    quint8 phase = Idle;
    quint8 last = Idle;   ///< when gone: the phase whose request may still be under way
    quint8 executed = 0;  ///< that the request of this phase was carried out
    quint8 age = 0;       ///< of the request or the pause, in ticks
    quint8 rank = 0;      ///< of its sample among all that matter, from 1
    quint8 seenOwn = 0;   ///< that its claim is there, or that the lease is as it has written it
    quint8 takesOver = 0; ///< as its user wants
    quint8 removes = 0;   ///< a removal of claims that nobody waits for: whose, as bits
    quint8 removesAge = 0;
    qint8 seenOwner = -1;
    quint8 claimed = 0; ///< its newest claim is on the server
    quint8 behind = 0;  ///< how far its idea of the server's time may be behind, in ticks
    qint16 lag = 0;     ///< how far it is
    qint16 held = 0;    ///< how long it relies on its lease
    qint16 until = 0;   ///< how long it relies on its claim, or on the lease that it is writing
    qint16 payload = 0; ///< how long the lease or claim lives that it is writing
    qint16 written = 0; ///< the same of the lease that it has written last
    qint16 seenLeft = 0;
    std::array<qint16, maxParties> seenClaims{none, none, none};
    quint8 owesPause = 0; ///< it has taken the lease, or may have, from somebody who may be writing
    quint8 unused = 0;
};

struct State
{
    std::array<Party, maxParties> parties;
    std::array<qint16, maxParties> claims{none, none, none}; ///< how long they live
    qint16 left = 0;                                         ///< how long the lease lives
    qint8 owner = -1;                                        ///< of the lease
    quint8 table = 0;                                        ///< rank of the sample in the records
    quint8 checkpoint = 0;
    quint8 failures = 0;
    quint8 crashes = 0;
    quint8 dropped = 0;
    quint8 stepped = 0;
    quint8 unused = 0;

    friend bool operator==(const State &a, const State &b) { return std::memcmp(&a, &b, sizeof(State)) == 0; }
};
static_assert(std::has_unique_object_representations_v<State>);

struct StateHash
{
    size_t operator()(const State &state) const
    {
        return std::hash<std::string_view>()({reinterpret_cast<const char *>(&state), sizeof(State)});
    }
};

inline bool asks(quint8 phase)
{
    return phase != Idle && phase != Waiting && phase != Pausing && phase != Holding && phase != Collecting &&
           phase != Failed && phase != Gone;
}
inline bool writesRecords(quint8 phase)
{
    return phase == Writing || phase == Stopping;
}
inline bool changesServer(quint8 phase)
{
    return asks(phase) && phase != Checking && phase != Confirming && phase != AskingToStop;
}

} // namespace syspulse::leasemodel
