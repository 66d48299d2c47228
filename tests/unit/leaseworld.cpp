// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/leasemoves.h"

#include <algorithm>

// The part of Moves that is not up to the parties: what the server does, how time goes on, and what is known
// of both.
namespace syspulse::leasemodel {

namespace {

constexpr qint64 anyMoment = 1'000'000'000;

/// The same order with the smallest numbers.
void rankAgain(State &state)
{
    std::array<quint8 *, maxParties + 2> ranks{&state.table, &state.checkpoint};
    for (size_t i = 0; i < maxParties; ++i)
        ranks[i + 2] = &state.parties[i].rank;
    std::sort(ranks.begin(), ranks.end(), [](const quint8 *a, const quint8 *b) { return *a < *b; });
    quint8 before = 0;
    quint8 rank = 0;
    for (quint8 *each : ranks) {
        rank = quint8(rank + (*each != before));
        before = std::exchange(*each, rank);
    }
}

} // namespace

// ---- the server

void Moves::carryOut(const State &state, int p, quint8 phase)
{
    State next = state;
    Party &party = next.parties[size_t(p)];
    party.executed = 1;
    switch (phase) {
    case Claiming:
        next.claims[size_t(p)] = party.payload;
        party.claimed = 1;
        break;
    case Checking:
        party.seenOwner = next.owner;
        party.seenLeft = next.left;
        party.seenOwn = party.claimed;
        party.seenClaims = next.claims;
        party.seenClaims[size_t(p)] = none;
        break;
    case Confirming:
    case AskingToStop:
        party.seenOwn =
            next.owner == p && m_rules.isAsWritten(leaseOf(p, next.left), leaseOf(p, party.written));
        break;
    case Taking:
        putLease(next, p, false);
        next.claims[size_t(p)] = none;
        party.claimed = 0;
        break;
    case Renewing:
        putLease(next, p, true);
        break;
    case Writing:
        if (party.rank < next.table)
            m_broken = "a total goes back";
        next.table = party.rank;
        if (isComponent(p)) // in one transaction
            putLease(next, p, true);
        break;
    case GivingBack:
        if (isOthers(next, p))
            m_broken = "the lease of another is given back";
        next.owner = -1;
        next.left = 0;
        break;
    case Withdrawing:
        next.claims[size_t(p)] = none;
        party.claimed = 0;
        break;
    default:
        break;
    }
    if (party.phase == Gone) {
        party = Party();
        party.phase = Gone;
        party.executed = 1;
    }
    emitState(next, p, "is served");
}

void Moves::drop(const State &state, int p)
{
    State next = state;
    next.parties[size_t(p)].executed = 1;
    ++next.dropped;
    emitState(next, p, "is told that its write was kept, but it was not");
}

void Moves::removeLate(const State &state, int p)
{
    State next = state;
    Party &party = next.parties[size_t(p)];
    for (int i = 0; i < m_world.parties; ++i) {
        if (party.removes >> i & 1) {
            next.claims[size_t(i)] = none;
            next.parties[size_t(i)].claimed = 0;
        }
    }
    party.removes = party.removesAge = 0;
    emitState(next, p, "has its removal of claims carried out");
}

bool Moves::isOthers(const State &state, int p) const
{
    return state.owner >= 0 && state.owner != p && state.left > 0 && !isGoneHere(state, state.owner);
}

void Moves::putLease(State &next, int p, bool renewed)
{
    const Party &party = next.parties[size_t(p)];
    if (isOthers(next, p) && !m_world.takeOver && !m_world.component)
        m_broken = "a lease is overwritten that has not run out";
    next.owner = qint8(p);
    next.left = party.payload;
    if (!renewed)
        return;
    if (party.rank < next.checkpoint)
        m_broken = "the checkpoint goes back";
    next.checkpoint = party.rank;
}

// ---- time

void Moves::pass(const State &state)
{
    State next = state;
    const qint16 over = qint16(-(m_world.answers + m_world.step) * m_unit);
    const auto less = [&](qint16 &time, qint16 least) {
        if (time != none)
            time = std::max(qint16(time - m_unit), least);
    };
    for (Party &party : next.parties) {
        const bool waits = asks(party.phase) || (party.phase == Gone && !party.executed);
        if (waits && party.age >= (party.executed ? m_world.answers : m_world.slowest))
            return;
        if (party.removes != 0 && ++party.removesAge > m_world.slowest)
            return;
        if (waits || (party.phase == Pausing && party.age < m_world.pause))
            ++party.age;
        for (qint16 *time : {&party.held, &party.until})
            less(*time, 0);
        for (qint16 *time : {&party.payload, &party.written, &party.seenLeft})
            less(*time, over);
        for (qint16 &time : party.seenClaims)
            less(time, over);
    }
    less(next.left, over);
    for (qint16 &time : next.claims)
        less(time, over);
    emitState(next, -1, "time goes on");
}

void Moves::setClock(const State &state)
{
    State next = state;
    const qint16 step = qint16(m_world.step * m_unit);
    next.stepped = 1;
    const auto less = [&](qint16 &time) {
        if (time != none)
            time = std::max(qint16(time - step), qint16(-(m_world.answers + m_world.step) * m_unit));
    };
    less(next.left);
    for (qint16 &time : next.claims)
        less(time);
    for (Party &party : next.parties) {
        for (qint16 *time : {&party.payload, &party.written, &party.seenLeft})
            less(*time);
        for (qint16 &time : party.seenClaims)
            less(time);
        if (party.phase >= Claiming && party.phase <= Taking)
            party.lag = qint16(party.lag + step);
    }
    emitState(next, -1, "the server's clock is set forward");
}

// ---- what they know

bool Moves::isGoneHere(const State &state, int owner) const
{
    return m_world.sameMachine && state.parties[size_t(owner)].phase == Gone;
}

ServerTime Moves::timeOf(const Party &party) const
{
    const qint64 ms = anyMoment - qint64(party.lag) * unitMs;
    return {ms, ms, {}, 0, 0};
}

Lease Moves::leaseOf(int owner, qint16 left) const
{
    Lease lease = m_leases.at(owner);
    lease.durationMs = m_lifeMs;
    lease.expiresMs = lease.expiresUpMs = anyMoment + qint64(left) * unitMs;
    return lease;
}

qint16 Moves::leftOf(const Party &party, qint64 lifeMs) const
{
    return qint16((m_leases.constFirst().from(timeOf(party), lifeMs).expiresMs - anyMoment) / unitMs);
}

qint16 Moves::certain(qint64 lifeMs, int behind) const
{
    return qint16(m_rules.certainMs(lifeMs, qint64(behind) * m_world.tickMs) / unitMs);
}

bool Moves::endsBefore(qint16 until) const
{
    return m_rules.endsBefore(qint64(until) * unitMs, 0, m_timeoutMs);
}

// ---- the next state

void Moves::become(State &next, int p, Phase phase, const char *step)
{
    Party &party = next.parties[size_t(p)];
    Party after;
    after.phase = phase;
    after.removes = party.removes;
    after.removesAge = party.removesAge;
    after.owesPause = party.owesPause;
    if (phase == Waiting) {
        after = party;
        after.phase = phase;
        after.executed = after.age = after.seenOwn = 0;
        after.seenOwner = -1;
        after.seenLeft = 0;
        after.seenClaims.fill(none);
    } else if (phase != Idle && endsBefore(party.held)) {
        after.held = party.held;
        after.written = party.written;
        after.rank = phase == Collecting ? party.rank : quint8(0);
    }
    party = after;
    emitState(next, p, step);
}

void Moves::send(State &next, int p, Phase phase, const char *step)
{
    Party &party = next.parties[size_t(p)];
    party.phase = phase;
    party.executed = party.age = party.seenOwn = 0;
    party.seenOwner = -1;
    party.seenLeft = 0;
    party.seenClaims.fill(none);
    emitState(next, p, step);
}

void Moves::emitState(State next, int p, const char *step)
{
    rankAgain(next);
    const auto writing = std::count_if(next.parties.cbegin(), next.parties.cend(), [](const Party &party) {
        return !party.executed && writesRecords(party.phase == Gone ? party.last : party.phase);
    });
    const char *broken = std::exchange(m_broken, nullptr);
    m_take(next, p, step, writing > 1 ? "two write at the same time" : broken);
}

} // namespace syspulse::leasemodel
