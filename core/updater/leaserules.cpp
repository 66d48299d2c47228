// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/leaserules.h"

namespace syspulse::leaserules {

namespace {

/// The server tells its time to 1 s or better.
constexpr qint64 clockGrainMs = 1000;
/// Quartz is better by a factor of ten; clocks that are being corrected are not.
constexpr qint64 clockDrift = 1000;

} // namespace

qint64 claimLifeMs(qint64 timeoutMs)
{
    return 3 * timeoutMs + 2 * clockGrainMs;
}

qint64 certainMs(qint64 lifeMs, qint64 lateMs)
{
    return lifeMs - lateMs - clockGrainMs - lifeMs / clockDrift;
}

bool endsBefore(qint64 untilMs, qint64 nowMs, qint64 timeoutMs)
{
    return untilMs > 0 && nowMs + timeoutMs < untilMs;
}

Decision afterLook(const Look &look, const Lease &us, const ServerTime &asked, int tables, bool taken,
                   bool inTime, int looks)
{
    if (taken)
        return {Step::Withdraw, look.lease ? look.lease->holder() : QString()};
    const Lease *rival = nullptr;
    for (const Look::Claim &claim : look.claims) {
        if (claim.lease.allows(us, asked))
            continue;
        if (claim.lease.owner < us.owner)
            return {Step::Withdraw, claim.lease.holder()};
        rival = &claim.lease;
    }
    const QString holder = rival ? rival->holder() : QString();
    // A claim that the server has not kept keeps nobody else from taking it.
    if (!inTime || look.ownClaims < tables)
        return {Step::Withdraw, holder};
    if (!rival)
        return {Step::Take, {}};
    return {looks + 1 < maxLooks ? Step::Wait : Step::Withdraw, holder};
}

bool isAsWritten(const Lease &stored, const Lease &written)
{
    return stored.owner == written.owner && stored.expiresMs > 0 && stored.expiresMs == written.expiresMs;
}

bool mayBeWriting(const std::optional<Lease> &former, const ServerTime &asked)
{
    return former && !former->isOver(asked);
}

} // namespace syspulse::leaserules
