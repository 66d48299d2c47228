// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/updater/leaserules.h"

namespace syspulse::leasemodel {

/// What the model decides by: the functions of the implementation, and the steps in which it uses them. A
/// test takes one away to see that the model misses it.
struct Rules
{
    decltype(&leaserules::certainMs) certainMs = &leaserules::certainMs;
    decltype(&leaserules::endsBefore) endsBefore = &leaserules::endsBefore;
    decltype(&leaserules::afterLook) afterLook = &leaserules::afterLook;
    decltype(&leaserules::isAsWritten) isAsWritten = &leaserules::isAsWritten;
    bool respectsLease = true;   ///< Lease::allows() is asked before it is taken
    bool judgesAsAsked = true;   ///< by the time when the look was asked for
    bool remembersPause = true;  ///< LeaseKeeper::m_owesPause
    bool renewsInTime = true;    ///< RecordUpdater::mayGoOn() before it is renewed
    bool stopsInTime = true;     ///< the same before "stopped" is published
    bool givesBackInTime = true; ///< LeaseKeeper::release()
    bool claimsHaveIds = true;   ///< a late removal of claims meets no later claim
};

/// Who takes part, and what may happen to them. Times are in ticks.
struct World
{
    int parties = 2;
    bool component = false; ///< the first one is the component in the server, whose lease yields
    int tickMs = 15000;
    int timeout = 1;          ///< what a request may take, as far as those who ask know
    int life = 2;             ///< of a lease
    int slowest = 1;          ///< what it takes at most until a request is carried out
    int answers = 1;          ///< the same until it is answered, or has failed
    int failures = 0;         ///< how many requests get no answer
    int crashes = 0;          ///< how many are killed
    bool sameMachine = false; ///< others can tell that somebody was killed
    int dropped = 0;          ///< how many writes of the first one the server says it has kept, and has not
    int step = 0;          ///< how far the server's clock is set forward once, where no other clock is known
    bool stops = false;    ///< users may stop an updater
    bool lateTime = false; ///< what the first one is told about the server's time may be late
    bool takeOver = false; ///< a user may want the last one to take the lease from another
    int pause = 0;         ///< after the lease was taken from somebody who may be writing
};

struct Outcome
{
    qsizetype states = 0;
    int depth = 0;
    QString broken;    ///< the invariant that does not hold; empty: all hold
    QStringList steps; ///< a shortest way to it
};

/// Tries every order of events, breadth first. The invariants:
/// - one writer: writes of records by two parties are never under way at the same time;
/// - no total goes back: neither records nor a checkpoint are written that were sampled before what is there;
/// - no lease that has not run out is overwritten by another party, unless it yields or a user wants it so.
Outcome explore(const World &world, const Rules &rules = {});

} // namespace syspulse::leasemodel
