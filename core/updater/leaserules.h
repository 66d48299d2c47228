// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/updater/lease.h"

/// What LeaseKeeper decides, as functions of what it knows: no clock, no network.
/// tests/unit/tst_leasemodel.cpp tries them in every order of events.
namespace syspulse::leaserules {

/// One read of the tables, as one updater sees it.
struct Look
{
    struct Claim
    {
        QString id;
        Lease lease;
    };
    std::optional<Lease> lease; ///< of another; of two the one that keeps us from writing
    QList<Claim> claims;        ///< of others, those that have run out included
    int ownClaims = 0;          ///< how many records there are of the claim that was written last
};

/// How often claims are looked at before whoever has not gone is left to it.
inline constexpr int maxLooks = 6;

/// How long a claim lives: several requests that take as long as they may.
qint64 claimLifeMs(qint64 timeoutMs);

/// How much of a lease that lives @p lifeMs is certain to whoever writes it, counted from when it is sent on
/// a clock of ours. It ends by the server's clock as we know it: that is up to @p lateMs late, is read to 1
/// s, and may run slower or faster than ours by one part in a thousand.
qint64 certainMs(qint64 lifeMs, qint64 lateMs);

/// Whether a request that is sent at @p nowMs has ended, one way or the other, before @p untilMs. This takes
/// the server's word: what it carries out after the timeout of who asked for it comes too late.
bool endsBefore(qint64 untilMs, qint64 nowMs, qint64 timeoutMs);

enum class Step { Take, Wait, Withdraw };

struct Decision
{
    Step step = Step::Withdraw;
    QString holder; ///< because of whom we do not take it; empty where it is the server
};

/// What comes after the claims were looked at for the time number @p looks (from 0). @p asked: the server's
/// time when the look was asked for. By the time of the answer a claim may be over that has become a lease,
/// or a lease that was renewed, after the server had read them.
/// @p tables: how many tables there are. @p taken: whether the lease is another's, and is not to be taken
/// over.
/// @p inTime: whether what is sent now arrives while our claim lives.
Decision afterLook(const Look &look, const Lease &us, const ServerTime &asked, int tables, bool taken,
                   bool inTime, int looks);

/// Whether @p stored is ours and as it was written last. One that another request of ours has left behind, or
/// that the server has not kept, ends earlier than we believe.
bool isAsWritten(const Lease &stored, const Lease &written);

/// Whether a lease is taken from somebody who may be writing at this moment.
bool mayBeWriting(const std::optional<Lease> &former, const ServerTime &asked);

} // namespace syspulse::leaserules
