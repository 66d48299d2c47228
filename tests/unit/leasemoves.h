// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/leasemodel.h"
#include "tests/unit/leasestate.h"

#include <functional>

namespace syspulse::leasemodel {

/// What can happen next, in the steps of LeaseKeeper and RecordUpdater and by their rules.
class Moves
{
public:
    /// @p take gets each state that can follow: whose step it was (-1: of the world), its name, and the
    /// invariant that it breaks, or nullptr.
    using Take = std::function<void(const State &, int party, const char *step, const char *broken)>;

    Moves(const World &world, const Rules &rules, Take take);

    void of(const State &state);

private:
    void act(const State &state, int p);
    void carryOut(const State &state, int p, quint8 phase);
    void drop(const State &state, int p);
    void removeLate(const State &state, int p);
    void answer(const State &state, int p);
    void decide(const State &state, int p);
    void fail(const State &state, int p);
    void proceed(const State &state, int p);
    void claim(const State &state, int p, bool takesOver);
    void stop(const State &state, int p);
    void crash(const State &state, int p);
    /// Time goes on by one tick, if nothing has to happen before.
    void pass(const State &state);
    void setClock(const State &state);

    void putLease(State &next, int p, bool renewed);
    void become(State &next, int p, Phase phase, const char *step);
    void send(State &next, int p, Phase phase, const char *step);
    void emitState(State next, int p, const char *step);
    template <typename Then>
    void withTime(const State &state, int p, Then then);

    bool isComponent(int p) const { return m_world.component && p == 0; }
    bool isOthers(const State &state, int p) const;
    bool isGoneHere(const State &state, int owner) const;
    ServerTime timeOf(const Party &party) const;
    Lease leaseOf(int owner, qint16 left) const;
    qint16 leftOf(const Party &party, qint64 lifeMs) const;
    qint16 certain(qint64 lifeMs, int behind) const;
    bool endsBefore(qint16 until) const;

    World m_world;
    Rules m_rules;
    Take m_take;
    qint16 m_unit;
    qint64 m_lifeMs;
    qint64 m_timeoutMs;
    QList<Lease> m_leases;
    const char *m_broken = nullptr;
};

} // namespace syspulse::leasemodel
