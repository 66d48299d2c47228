// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/leasekeeper.h"

#include "core/base/json.h"
#include "core/base/logging.h"

#include <algorithm>

#include <QTimer>

namespace syspulse {

namespace {

/// How long to wait after the lease was taken from somebody who may be writing at this moment.
constexpr int takeOverPauseMs = 3000;

} // namespace

LeaseKeeper::LeaseKeeper(OperationsClient *client, const SysLayout &layout, const Clock *clock)
    : m_client(client)
    , m_tables(client, layout)
    , m_clock(clock)
    , m_lease(Lease::ours())
{
    Lease::setLiving(m_lease.owner, true);
}

LeaseKeeper::~LeaseKeeper()
{
    Lease::setLiving(m_lease.owner, false);
}

bool LeaseKeeper::mayWrite() const
{
    return leaserules::endsBefore(m_heldUntilMs, m_clock->monotonicMs(), timeoutMs());
}

bool LeaseKeeper::mayHold() const
{
    return m_heldUntilMs > 0 && m_clock->monotonicMs() < m_heldUntilMs;
}

bool LeaseKeeper::hasTraces() const
{
    return mayHold() || !m_claims.isEmpty() || m_unanswered;
}

ServerTime LeaseKeeper::now() const
{
    return m_time.after(m_clock->monotonicMs() - m_time.atMs);
}

LeaseKeeper::Look LeaseKeeper::lookAt(const Json &records, const ServerTime &asked) const
{
    Look look;
    look.asked = asked;
    double newest = 0; // of the checkpoints, where there are two
    for (const Json &record : records) {
        const QString id = textOr(record, "id");
        if (id == checkpointId()) {
            const double updated = numberAt(record, "updated").value_or(0);
            const Json *payload = member(record, "payload");
            if (payload != nullptr && (look.checkpoint.isEmpty() || updated > newest)) {
                look.checkpoint = dumpJson(*payload);
                newest = updated;
            }
            continue;
        }
        const auto lease = Lease::fromRecord(record);
        if (!m_claims.isEmpty() && id == m_claims.constLast())
            ++look.ownClaims;
        if (!lease || lease->owner == m_lease.owner)
            continue;
        // Of two leases the one that keeps us from writing.
        if (id == Lease::recordId() && (!look.lease || look.lease->allows(m_lease, asked)))
            look.lease = lease;
        else if (id.startsWith(Lease::claimPrefix()))
            look.claims.append({id, *lease});
    }
    return look;
}

bool LeaseKeeper::isTaken(const Look &look)
{
    const std::optional<Lease> &lease = look.lease;
    if (!lease || lease->allows(m_lease, look.asked))
        return false;
    // Where only a clock that may be set tells when it runs out, a lease that nobody renews is over at the
    // latest when it has been watched for as long as it lives.
    const bool same =
        m_watched && m_watched->owner == lease->owner && m_watched->expiresMs == lease->expiresMs;
    if (!same) {
        m_watched = lease;
        m_watchedSinceMs = m_clock->monotonicMs();
        return true;
    }
    const qint64 lifeMs = lease->durationMs > 0 ? lease->durationMs : longestLeaseMs();
    return look.asked.atMs - m_watchedSinceMs < lifeMs;
}

void LeaseKeeper::acquire(QObject *context, const ServerTime &time, bool takeOver, Done done)
{
    m_done = std::move(done);
    m_time = time;
    m_takeOver = takeOver;
    m_tables.lookAgain();
    read(context, [this, context](const Look &look) {
        if (!m_takeOver && isTaken(look))
            finish({false, look.lease->holder(), {}});
        else
            claim(context);
    });
}

void LeaseKeeper::read(QObject *context, std::function<void(const Look &)> then)
{
    m_tables.records(maxRecords, context,
                     [this, asked = now(), then = std::move(then)](const Result<Json> &records) {
                         if (records)
                             then(lookAt(*records, asked));
                         else
                             fail(records.error());
                     });
}

void LeaseKeeper::claim(QObject *context)
{
    const qint64 lifeMs = leaserules::claimLifeMs(timeoutMs());
    const qint64 sentMs = m_clock->monotonicMs();
    m_claimedUntilMs = sentMs + leaserules::certainMs(lifeMs, m_time.lateMs);
    m_claims.append(QStringLiteral("%1%2-%3").arg(Lease::claimPrefix(), m_lease.owner).arg(++m_claimNumber));
    const Lease claim = m_lease.from(now(), lifeMs);
    m_tables.upsert(OrderedJson::array({claim.toRecord(m_claims.constLast())}), context,
                    [this, context](const Result<void> &written) {
                        if (written)
                            check(context, 0);
                        else
                            fail(written.error());
                    });
}

void LeaseKeeper::check(QObject *context, int looks)
{
    read(context, [this, context, looks](const Look &look) {
        const bool inTime = leaserules::endsBefore(m_claimedUntilMs, m_clock->monotonicMs(), timeoutMs());
        const leaserules::Decision decision = leaserules::afterLook(
            look, m_lease, look.asked, m_tables.found(), !m_takeOver && isTaken(look), inTime, looks);
        if (decision.step == leaserules::Step::Take)
            return take(context, look);
        if (decision.step == leaserules::Step::Withdraw)
            return withdraw(context, decision.holder.isEmpty() ? m_lease.holder() : decision.holder);
        QTimer::singleShot(firstPauseMs << looks, context,
                           [this, context, looks] { check(context, looks + 1); });
    });
}

void LeaseKeeper::take(QObject *context, const Look &look)
{
    const qint64 sentMs = m_clock->monotonicMs();
    m_lease = m_lease.from(now(), m_durationMs);
    m_unanswered = m_lease;
    m_heldUntilMs = sentMs + leaserules::certainMs(m_durationMs, m_time.lateMs);
    Lease claim = m_lease;
    claim.expiresMs = 0;
    // One transaction: nobody sees the claim gone and the lease not yet there.
    const OrderedJson records =
        OrderedJson::array({m_lease.toRecord(), claim.toRecord(m_claims.constLast())});
    const bool writing = leaserules::mayBeWriting(look.lease, look.asked);
    // Who was killed sends nothing any more: it only has to be written again what its last words undo. It is
    // owed until it was waited for: a take whose answer is lost may have been carried out.
    m_owesPause = m_owesPause || (writing && !look.lease->isOrphaned(m_lease));
    QStringList claims = m_claims;
    for (const leaserules::Look::Claim &other : look.claims) {
        if (other.lease.isOver(look.asked))
            claims.append(other.id);
    }
    m_tables.upsert(records, context, [=, this, checkpoint = look.checkpoint](const Result<void> &written) {
        if (!written)
            return fail(written.error());
        m_unanswered.reset();
        m_claims.clear();
        m_watched.reset();
        if (writing)
            unsettle(2); // for the answer that it waits for, and for what it writes then
        // Nobody waits for this: they say that they are over.
        m_tables.remove(claims, context, [](const Result<void> &) {});
        const Outcome outcome{true, {}, checkpoint};
        if (!m_owesPause)
            return finish(outcome);
        QTimer::singleShot(takeOverPauseMs, context, [this, outcome] {
            m_owesPause = false;
            finish(outcome);
        });
    });
}

void LeaseKeeper::withdraw(QObject *context, const QString &holder)
{
    m_tables.remove(m_claims, context, [this, holder](const Result<void> &gone) {
        if (!gone)
            return fail(gone.error());
        m_claims.clear();
        finish({false, holder, {}});
    });
}

void LeaseKeeper::unsettle(qint64 timeouts)
{
    m_unsettledUntilMs = std::max(m_unsettledUntilMs, m_clock->monotonicMs() + timeouts * timeoutMs());
}

void LeaseKeeper::wroteAll(qint64 sentMs)
{
    if (sentMs >= m_unsettledUntilMs)
        m_unsettledUntilMs = 0;
}

void LeaseKeeper::fail(const Error &error)
{
    qCDebug(lcUpdater) << "lease:" << describe(error);
    if (const Done done = std::exchange(m_done, nullptr))
        done(Unexpected<Error>{error});
}

void LeaseKeeper::finish(const Outcome &outcome)
{
    if (outcome.held)
        qCDebug(lcUpdater) << "lease: ours for" << m_durationMs << "ms";
    else
        qCDebug(lcUpdater) << "lease: held by" << outcome.holder;
    if (!outcome.held)
        m_heldUntilMs = 0;
    if (const Done done = std::exchange(m_done, nullptr))
        done(outcome);
}

void LeaseKeeper::confirm(QObject *context, Done done)
{
    m_tables.recordsById({Lease::recordId()}, context,
                         [this, done = std::move(done)](const Result<Json> &records) {
                             if (records)
                                 done(judge(*records, m_tables.found()));
                             else
                                 done(Unexpected<Error>{records.error()});
                         });
}

LeaseKeeper::Outcome LeaseKeeper::judge(const Json &records, int tables)
{
    int ours = 0;
    QString holder;
    for (const Json &record : records) {
        const auto lease = Lease::fromRecord(record);
        const bool asWritten = lease && (leaserules::isAsWritten(*lease, m_lease) ||
                                         (m_unanswered && leaserules::isAsWritten(*lease, *m_unanswered)));
        if (asWritten)
            ++ours;
        else if (lease && !lease->allows(m_lease, now()))
            holder = lease->holder();
    }
    if (ours == tables)
        return {true, {}, {}};
    m_heldUntilMs = 0;
    return {false, holder, {}};
}

bool LeaseKeeper::isRenewalDue() const
{
    return m_heldUntilMs - m_clock->monotonicMs() <= m_durationMs * 2 / 3;
}

void LeaseKeeper::renew(QObject *context, const OrderedJson &checkpoint, const ServerTime &time,
                        std::function<void(const Result<void> &)> done)
{
    const qint64 sentMs = m_clock->monotonicMs();
    m_time = time;
    const Lease lease = m_lease.from(now(), m_durationMs);
    const qint64 untilMs = sentMs + leaserules::certainMs(m_durationMs, time.lateMs);
    m_unanswered = lease;
    m_tables.upsert(OrderedJson::array({checkpoint, lease.toRecord()}), context,
                    [this, untilMs, lease, done = std::move(done)](const Result<void> &written) {
                        if (written) {
                            m_unanswered.reset();
                            m_lease = lease;
                            m_heldUntilMs = untilMs;
                        }
                        done(written);
                    });
}

void LeaseKeeper::release(QObject *context, const std::function<void()> &done)
{
    const QStringList claims = std::exchange(m_claims, {});
    const bool uncertain = std::exchange(m_unanswered, std::nullopt).has_value();
    const qint64 untilMs = std::exchange(m_heldUntilMs, 0);
    m_done = nullptr;
    // Later it could be somebody else's that is given back. It runs out soon.
    const auto mayGiveBack = [=, this] {
        return leaserules::endsBefore(untilMs, m_clock->monotonicMs(), timeoutMs());
    };
    const auto dropClaims = [=, this] {
        if (claims.isEmpty())
            return done();
        m_tables.remove(claims, context, [done](const Result<void> &) { done(); });
    };
    // A write of the lease that nobody waits for any more may have been carried out after all.
    const auto lookAgain = [=, this] {
        if (!uncertain)
            return dropClaims();
        m_tables.recordsById({Lease::recordId()}, context, [=, this](const Result<Json> &records) {
            const bool ours =
                records && std::any_of(records->begin(), records->end(), [this](const Json &record) {
                    const auto lease = Lease::fromRecord(record);
                    return lease && lease->owner == m_lease.owner && lease->expiresMs > 0;
                });
            if (ours && mayGiveBack())
                giveBack(context, dropClaims);
            else
                dropClaims();
        });
    };
    if (mayGiveBack())
        giveBack(context, lookAgain);
    else
        lookAgain();
}

void LeaseKeeper::giveBack(QObject *context, const std::function<void()> &then)
{
    Lease given = m_lease;
    given.expiresMs = 0;
    given.expiresUpMs = 0;
    m_tables.upsert(OrderedJson::array({given.toRecord()}), context,
                    [then](const Result<void> &) { then(); });
}

} // namespace syspulse
