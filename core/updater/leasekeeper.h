// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/requestscope.h"
#include "core/harper/operationsclient.h"
#include "core/topics/syslayout.h"
#include "core/updater/leaserules.h"
#include "core/updater/statetables.h"

#include <functional>

namespace syspulse {

/// Gets, keeps and gives back the lease, so that one updater writes at every moment.
///
/// HarperDB has no operation that writes a record only if it is as it was read. So whoever wants the lease
/// first writes a claim of its own, then reads all claims: of two that do so at once at least one sees the
/// other. The one with the greater id withdraws, the other waits until it is gone (Burns and Lamport's
/// algorithm with one bit each), and only the one that is left writes the lease and then removes its claim.
/// Leases and claims of those that were killed run out. Each claim has an id of its own, so that a removal
/// that comes late removes nothing else.
///
/// A holder trusts its lease for as long as our monotonic clock says, less one request's timeout: a write
/// sent before that has ended, one way or the other, when the lease runs out. The decisions are those of
/// leaserules.h; .github/SECURITY.md tells what they do not protect from.
class LeaseKeeper
{
public:
    /// More records than there can be, even if every updater that ever ran was killed with a claim.
    static constexpr int maxRecords = 1000;

    struct Outcome
    {
        bool held = false;
        QString holder;        ///< when not held: who has it
        QByteArray checkpoint; ///< when held: the payload of the newest checkpoint as JSON text; may be empty
    };
    using Done = std::function<void(const Result<Outcome> &)>;

    LeaseKeeper(OperationsClient *client, const SysLayout &layout, const Clock *clock);

    ~LeaseKeeper();
    Q_DISABLE_COPY_MOVE(LeaseKeeper)

    static QString checkpointId() { return QStringLiteral("checkpoint"); }

    const Lease &lease() const { return m_lease; }
    /// Whether what is sent now is certain to arrive before the lease runs out.
    bool mayWrite() const;
    /// How long the next lease lives.
    void setDuration(qint64 durationMs) { m_durationMs = durationMs; }

    /// Gets the lease, also when we hold it already. @p now: the server's clocks. @p takeOver: although
    /// another updater holds it.
    void acquire(QObject *context, const ServerTime &now, bool takeOver, Done done);
    /// Whether the server still says that the lease is ours; the outcome's holder is empty when nobody has
    /// it.
    void confirm(QObject *context, Done done);
    /// The same where the lease was read already: @p records of it from as many @p tables as there are.
    Outcome judge(const Json &records, int tables = 1);
    /// Whether the lease is in one table, so that it can be read together with other things.
    bool isInOneTable() const { return m_tables.onlyCurrent(); }
    /// Whether the lease should be renewed, though it is good for some time.
    bool isRenewalDue() const;
    /// Writes @p checkpoint (a record) and renews the lease in one operation.
    /// Only while mayWrite().
    void renew(QObject *context, const OrderedJson &checkpoint, const ServerTime &now,
               std::function<void(const Result<void> &)> done);
    /// Gives the lease and a claim back; @p done always follows, whatever becomes of it.
    void release(QObject *context, const std::function<void()> &done);
    /// Whether a lease or a claim of ours may be on the server.
    bool hasTraces() const;

    /// Whether the server may still carry out a write of somebody who could not be waited for: what is on the
    /// server then is not what was written last.
    bool isUnsettled() const { return m_unsettledUntilMs > 0; }
    /// A write of ours has failed, so that nobody knows what becomes of it.
    void unsettle(qint64 timeouts = 1);
    /// Everything was written at @p sentMs, on our monotonic clock.
    void wroteAll(qint64 sentMs);

private:
    static constexpr int firstPauseMs = 50;
    struct Look : leaserules::Look
    {
        ServerTime asked; ///< what the server may have read before is not known
        QByteArray checkpoint;
    };

    bool mayHold() const;
    Look lookAt(const Json &records, const ServerTime &asked) const;
    bool isTaken(const Look &look);
    ServerTime now() const;
    qint64 timeoutMs() const { return m_client->endpoint().timeoutMs; }
    void read(QObject *context, std::function<void(const Look &)> then);
    void claim(QObject *context);
    void check(QObject *context, int looks);
    void take(QObject *context, const Look &look);
    void withdraw(QObject *context, const QString &holder);
    void giveBack(QObject *context, const std::function<void()> &then);
    void fail(const Error &error);
    void finish(const Outcome &outcome);

    OperationsClient *m_client;
    StateTables m_tables;
    const Clock *m_clock;
    Lease m_lease;
    qint64 m_durationMs = leaseDurationMs(0);
    // On our monotonic clock; 0: not.
    qint64 m_heldUntilMs = 0;
    qint64 m_claimedUntilMs = 0;
    qint64 m_unsettledUntilMs = 0;
    QStringList m_claims; ///< ids of claims of ours that may be on the server; the last is the current one
    quint64 m_claimNumber = 0;
    /// What the lease is by a write of which no answer has told yet whether it is stored.
    std::optional<Lease> m_unanswered;
    bool m_takeOver = false;
    bool m_owesPause = false; ///< the lease was taken, or may have been, from somebody who may be writing
    ServerTime m_time;        ///< the server's clocks as they were told last
    Done m_done;
    /// The foreign lease as it was seen first, for servers that tell nothing but a clock that may be set.
    std::optional<Lease> m_watched;
    qint64 m_watchedSinceMs = 0;
};

} // namespace syspulse
