// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/leasekeeper.h"

#include "core/base/json.h"
#include "core/base/logging.h"

#include <QTimer>

namespace syspulse {

namespace {

/// How long a claim lives: several requests that take as long as they may.
qint64 claimDurationMs(int timeoutMs)
{
    return 3LL * timeoutMs;
}

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
    return mayHold() && m_clock->monotonicMs() + m_client->endpoint().timeoutMs < m_heldUntilMs;
}

bool LeaseKeeper::mayHold() const
{
    return m_heldUntilMs > 0 && m_clock->monotonicMs() < m_heldUntilMs;
}

bool LeaseKeeper::hasTraces() const
{
    return mayHold() || m_claimedMs > 0 || m_uncertain;
}

ServerTime LeaseKeeper::now() const
{
    return m_time.after(m_clock->monotonicMs() - m_timeReadMs);
}

LeaseKeeper::Look LeaseKeeper::lookAt(const Json &records) const
{
    Look look;
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
        if (!lease || lease->owner == m_lease.owner)
            continue;
        // Of two leases the one that keeps us from writing.
        if (id == Lease::recordId() && (!look.lease || look.lease->allows(m_lease, now())))
            look.lease = lease;
        else if (id.startsWith(Lease::claimPrefix()))
            look.claims.append(*lease);
    }
    return look;
}

bool LeaseKeeper::isTaken(const std::optional<Lease> &lease)
{
    if (!lease || lease->allows(m_lease, now()))
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
    return m_clock->monotonicMs() - m_watchedSinceMs < lifeMs;
}

void LeaseKeeper::acquire(QObject *context, const ServerTime &time, bool takeOver, Done done)
{
    m_done = std::move(done);
    m_time = time;
    m_timeReadMs = m_clock->monotonicMs();
    m_takeOver = takeOver;
    m_tables.lookAgain();
    read(context, [this, context](const Look &look) {
        if (!m_takeOver && isTaken(look.lease))
            finish({false, look.lease->holder(), {}});
        else
            claim(context);
    });
}

void LeaseKeeper::read(QObject *context, std::function<void(const Look &)> then)
{
    m_tables.records(maxRecords, context, [this, then = std::move(then)](const Result<Json> &records) {
        if (records)
            then(lookAt(*records));
        else
            fail(records.error());
    });
}

void LeaseKeeper::claim(QObject *context)
{
    m_claimedMs = m_clock->monotonicMs();
    const Lease claim = m_lease.from(now(), claimDurationMs(m_client->endpoint().timeoutMs));
    m_tables.upsert(OrderedJson::array({claim.toRecord(m_lease.claimId())}), context,
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
        if (!m_takeOver && isTaken(look.lease))
            return withdraw(context, *look.lease);
        const Lease *rival = nullptr;
        for (const Lease &claim : look.claims) {
            if (claim.allows(m_lease, now()))
                continue;
            if (claim.owner < m_lease.owner)
                return withdraw(context, claim);
            rival = &claim;
        }
        const qint64 timeoutMs = m_client->endpoint().timeoutMs;
        // What is sent now must have arrived before the claim runs out.
        const bool late = m_clock->monotonicMs() - m_claimedMs > claimDurationMs(int(timeoutMs)) - timeoutMs;
        if (late)
            return withdraw(context, rival ? *rival : m_lease);
        if (!rival)
            return take(context, look);
        if (looks + 1 >= maxLooks)
            return withdraw(context, *rival);
        QTimer::singleShot(firstPauseMs << looks, context,
                           [this, context, looks] { check(context, looks + 1); });
    });
}

void LeaseKeeper::take(QObject *context, const Look &look)
{
    const qint64 sentMs = m_clock->monotonicMs();
    m_lease = m_lease.from(now(), m_durationMs);
    m_uncertain = true;
    m_heldUntilMs = sentMs + m_durationMs;
    Lease claim = m_lease;
    claim.expiresMs = 0;
    // One transaction: nobody sees the claim gone and the lease not yet there.
    const OrderedJson records = OrderedJson::array({m_lease.toRecord(), claim.toRecord(m_lease.claimId())});
    // It may be writing at this moment.
    const bool taken = look.lease && !look.lease->isOver(now()) && !look.lease->isOrphaned(m_lease);
    QStringList claims{m_lease.claimId()};
    for (const Lease &other : look.claims) {
        if (other.isOver(now()))
            claims.append(other.claimId());
    }
    m_tables.upsert(records, context, [=, this, checkpoint = look.checkpoint](const Result<void> &written) {
        if (!written)
            return fail(written.error());
        m_uncertain = false;
        m_claimedMs = 0;
        m_watched.reset();
        // Nobody waits for this: they say that they are over.
        m_tables.remove(claims, context, [](const Result<void> &) {});
        const Outcome outcome{true, {}, checkpoint};
        if (taken)
            QTimer::singleShot(takeOverPauseMs, context, [this, outcome] { finish(outcome); });
        else
            finish(outcome);
    });
}

void LeaseKeeper::withdraw(QObject *context, const Lease &because)
{
    m_tables.remove({m_lease.claimId()}, context,
                    [this, holder = because.holder()](const Result<void> &gone) {
                        if (!gone)
                            return fail(gone.error());
                        m_claimedMs = 0;
                        finish({false, holder, {}});
                    });
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
    m_tables.recordsById(Lease::recordId(), context,
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
        if (lease && lease->owner == m_lease.owner && lease->expiresMs > 0)
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
    const Lease lease = m_lease.from(time, m_durationMs);
    m_time = time;
    m_timeReadMs = sentMs;
    m_uncertain = true;
    m_tables.upsert(OrderedJson::array({checkpoint, lease.toRecord()}), context,
                    [this, sentMs, lease, done = std::move(done)](const Result<void> &written) {
                        if (written) {
                            m_uncertain = false;
                            m_lease = lease;
                            m_heldUntilMs = sentMs + lease.durationMs;
                        }
                        done(written);
                    });
}

void LeaseKeeper::release(QObject *context, const std::function<void()> &done)
{
    const QStringList claims = m_claimedMs > 0 ? QStringList{m_lease.claimId()} : QStringList();
    const bool uncertain = std::exchange(m_uncertain, false);
    const bool held = mayHold();
    m_heldUntilMs = 0;
    m_claimedMs = 0;
    m_done = nullptr;
    const auto dropClaims = [=, this] {
        if (claims.isEmpty())
            return done();
        m_tables.remove(claims, context, [done](const Result<void> &) { done(); });
    };
    // A write of the lease that nobody waits for any more may have been carried out after all.
    const auto lookAgain = [=, this] {
        if (!uncertain)
            return dropClaims();
        confirm(context, [=, this](const Result<Outcome> &outcome) {
            if (outcome && outcome->held)
                giveBack(context, dropClaims);
            else
                dropClaims();
        });
    };
    if (held)
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
