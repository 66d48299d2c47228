// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/leasemoves.h"

#include <algorithm>

namespace syspulse::leasemodel {

namespace {

quint8 newest(const State &state)
{
    quint8 rank = std::max(state.table, state.checkpoint);
    for (const Party &party : state.parties)
        rank = std::max(rank, party.rank);
    return quint8(rank + 1);
}

} // namespace

Moves::Moves(const World &world, const Rules &rules, Take take)
    : m_world(world)
    , m_rules(rules)
    , m_take(std::move(take))
    , m_unit(qint16(world.tickMs / unitMs))
    , m_lifeMs(qint64(world.life) * world.tickMs)
    , m_timeoutMs(qint64(world.timeout) * world.tickMs)
{
    for (int i = 0; i < world.parties; ++i) {
        Lease lease;
        lease.owner = QChar(QLatin1Char(char('a' + i)));
        lease.yields = isComponent(i);
        m_leases.append(lease);
    }
}

void Moves::of(const State &state)
{
    for (int p = 0; p < m_world.parties; ++p)
        act(state, p);
    if (m_world.step > 0 && !state.stepped)
        setClock(state);
    pass(state);
}

void Moves::act(const State &state, int p)
{
    const Party &party = state.parties[size_t(p)];
    const bool gone = party.phase == Gone;
    const quint8 phase = gone ? party.last : party.phase;
    if (party.removes != 0)
        removeLate(state, p);
    if (asks(phase) && !party.executed) {
        carryOut(state, p, phase);
        if (p == 0 && state.dropped < m_world.dropped &&
            (phase == Claiming || phase == Taking || phase == Renewing))
            drop(state, p);
    }
    if (gone)
        return;
    if (asks(phase) && party.executed)
        answer(state, p);
    if (!asks(phase))
        proceed(state, p);
    else if (state.failures < m_world.failures)
        fail(state, p);
    if (state.crashes < m_world.crashes)
        crash(state, p);
}

template <typename Then>
void Moves::withTime(const State &state, int p, Then then)
{
    struct Reading
    {
        int lag;
        int behind;
    };
    const int late = m_world.lateTime && p == 0 ? m_world.answers : 0;
    for (const Reading &reading : {Reading{0, 0}, Reading{late, late}}) {
        State next = state;
        Party &party = next.parties[size_t(p)];
        party.lag = qint16(reading.lag * m_unit);
        party.behind = quint8(reading.behind);
        then(next, party);
        if (late == 0)
            return;
    }
}

void Moves::claim(const State &state, int p, bool takesOver)
{
    withTime(state, p, [&](State &next, Party &party) {
        Party claiming;
        claiming.removes = party.removes;
        claiming.removesAge = party.removesAge;
        claiming.lag = party.lag;
        claiming.behind = party.behind;
        claiming.takesOver = takesOver;
        claiming.owesPause = m_rules.remembersPause ? party.owesPause : quint8(0);
        const qint64 lifeMs = leaserules::claimLifeMs(m_timeoutMs);
        claiming.until = certain(lifeMs, party.behind);
        claiming.payload = leftOf(party, lifeMs);
        party = claiming;
        send(next, p, Claiming, takesOver ? "claims, to take over" : "claims");
    });
}

void Moves::proceed(const State &state, int p)
{
    State next = state;
    Party &party = next.parties[size_t(p)];
    switch (party.phase) {
    case Failed:
        stop(state, p);
        [[fallthrough]];
    case Idle:
        claim(state, p, false);
        if (m_world.takeOver && p == m_world.parties - 1)
            claim(state, p, true);
        break;
    case Waiting:
        send(next, p, Checking, "looks again");
        break;
    case Pausing:
        if (party.age >= m_world.pause) {
            party.owesPause = 0;
            become(next, p, Holding, "has waited");
        }
        break;
    case Holding:
        stop(state, p);
        if (!endsBefore(party.held))
            return become(next, p, Idle, "relies on its lease no more");
        party.rank = newest(next);
        become(next, p, Collecting, "samples");
        break;
    case Collecting:
        send(next, p, Confirming, "asks whether the lease is its own");
        break;
    default:
        break;
    }
}

void Moves::stop(const State &state, int p)
{
    if (!m_world.stops || isComponent(p) || !endsBefore(state.parties[size_t(p)].held))
        return;
    State next = state;
    send(next, p, AskingToStop, "is to stop");
}

void Moves::answer(const State &state, int p)
{
    State next = state;
    Party &party = next.parties[size_t(p)];
    const bool inTime = endsBefore(party.held);
    switch (party.phase) {
    case Claiming:
        return send(next, p, Checking, "looks");
    case Checking:
        return decide(state, p);
    case Taking:
        party.written = party.payload;
        return become(next, p, party.owesPause ? Pausing : Holding, "has the lease");
    case Confirming:
        if (!party.seenOwn || !inTime)
            return become(next, p, Idle, "does not write");
        if (isComponent(p)) {
            party.payload = leftOf(party, m_lifeMs);
            party.until = certain(m_lifeMs, 0);
        }
        return send(next, p, Writing, "writes");
    case Writing:
        if (isComponent(p)) {
            party.held = party.until;
            party.written = party.payload;
            return become(next, p, Holding, "has written");
        }
        if (inTime || !m_rules.renewsInTime) {
            withTime(state, p, [&](State &changed, Party &renewing) {
                renewing.until = certain(m_lifeMs, renewing.behind);
                renewing.payload = leftOf(renewing, m_lifeMs);
                renewing.lag = renewing.behind = 0;
                send(changed, p, Renewing, "renews");
            });
        }
        return become(next, p, Holding, "has written, and renews another time");
    case Renewing:
        party.held = party.until;
        party.written = party.payload;
        return become(next, p, Holding, "has renewed");
    case AskingToStop:
        if (party.seenOwn && (inTime || !m_rules.stopsInTime))
            return send(next, p, Stopping, "says that it stops");
        return become(next, p, Idle, "stops");
    case Stopping:
        if (inTime || !m_rules.givesBackInTime)
            return send(next, p, GivingBack, "gives back");
        return become(next, p, Idle, "stops, and lets the lease run out");
    default: // gave back, withdrew
        return become(next, p, Idle, "is done");
    }
}

void Moves::decide(const State &state, int p)
{
    State next = state;
    Party &party = next.parties[size_t(p)];
    const ServerTime now =
        timeOf(party).after(m_rules.judgesAsAsked ? -qint64(party.age) * m_world.tickMs : 0);
    const Lease &us = m_leases.at(p);
    leaserules::Look look;
    bool taken = false;
    bool writing = false;
    if (party.seenOwner >= 0 && party.seenOwner != p) {
        look.lease = leaseOf(party.seenOwner, party.seenLeft);
        writing = leaserules::mayBeWriting(look.lease, now) && !isGoneHere(state, party.seenOwner);
        taken = writing && m_rules.respectsLease && !party.takesOver && !look.lease->allows(us, now);
    }
    for (int i = 0; i < m_world.parties; ++i) {
        if (party.seenClaims[size_t(i)] == none || isGoneHere(state, i))
            continue;
        Lease claim = leaseOf(i, party.seenClaims[size_t(i)]);
        claim.yields = false;
        look.claims.append({claim.owner, claim});
    }
    look.ownClaims = party.seenOwn;
    const leaserules::Decision decision =
        m_rules.afterLook(look, us, now, 1, taken, endsBefore(party.until), 0);
    if (decision.step == leaserules::Step::Wait) {
        become(next, p, Waiting, "waits for another's claim");
        // How often it has looked is no part of the state.
        next = state;
        return send(next, p, Withdrawing, "has waited long enough");
    }
    if (decision.step == leaserules::Step::Withdraw)
        return send(next, p, Withdrawing, "withdraws");
    party.owesPause = party.owesPause || writing;
    party.takesOver = 0;
    party.payload = leftOf(party, m_lifeMs);
    party.held = certain(m_lifeMs, party.behind);
    if (!m_rules.claimsHaveIds) {
        party.removesAge = 0;
        party.removes = quint8(1 << p);
        for (int i = 0; i < m_world.parties; ++i) {
            if (party.seenClaims[size_t(i)] != none && leaseOf(i, party.seenClaims[size_t(i)]).isOver(now))
                party.removes |= quint8(1 << i);
        }
    }
    send(next, p, Taking, "takes the lease");
}

void Moves::fail(const State &state, int p)
{
    State next = state;
    const quint8 phase = state.parties[size_t(p)].phase;
    ++next.failures;
    // Its lease can still be given back.
    const bool had =
        m_world.stops && !isComponent(p) && (phase == Confirming || phase == Writing || phase == Renewing);
    become(next, p, had ? Failed : Idle, "gets no answer");
}

void Moves::crash(const State &state, int p)
{
    State next = state;
    Party &party = next.parties[size_t(p)];
    Party dead;
    dead.phase = Gone;
    dead.executed = 1;
    if (changesServer(party.phase) && !party.executed) {
        dead.last = party.phase;
        dead.executed = 0;
        dead.age = party.age;
        dead.rank = party.rank;
        dead.payload = party.payload;
    }
    party = dead;
    ++next.crashes;
    emitState(next, p, "is killed");
}

} // namespace syspulse::leasemodel
