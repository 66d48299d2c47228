// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/updater/servertime.h"

#include <optional>

#include <QString>
#include <QStringList>

namespace syspulse {

/// Who may write: one updater at a time per instance. Kept as the record "lease" (StateTables).
///
/// A claim is a lease under an id of its own, with which an updater says that it is about to take the lease.
struct Lease
{
    QString owner;   ///< one per updater: machine, PID name space, process, its start, and a random part
    QString host;    ///< name of the machine, for display
    QString machine; ///< machine, its boot and the PID name space, as a hash; empty when not known
    qint64 pid = 0;
    qint64 startedTicks = 0; ///< when the process started, as its kernel tells it; 0 when not known
    qint64 durationMs = 0;   ///< how long it lives after it was written; 0 when not known
    qint64 expiresMs = 0;    ///< the server's wall clock; 0: given back
    qint64 expiresUpMs = 0;  ///< the server's time since its machine was started; 0 when not known
    /// Held by the component in the server, which lets every updater go first.
    bool yields = false;

    static QString recordId() { return QStringLiteral("lease"); }
    /// What a record of it has beside its id.
    static QStringList attributes();
    static QString claimPrefix() { return QStringLiteral("claim-"); }

    /// A lease of this process for one updater, not expiring yet.
    static Lease ours();
    static std::optional<Lease> fromRecord(const Json &record);
    OrderedJson toRecord(const QString &id = recordId()) const;

    /// Whether an updater of this process has this owner; a lease of one that has gone is orphaned.
    static void setLiving(const QString &owner, bool living);

    /// The same, written at @p now and living for @p lifeMs.
    Lease from(const ServerTime &now, qint64 lifeMs) const;

    /// "host, process 4711"
    QString holder() const;
    /// Whether it has run out. Told by the time since the server's machine was started where that is known,
    /// so that setting the server's clock neither ends nor prolongs it.
    bool isOver(const ServerTime &now) const;
    /// Whether its process ran on this machine and is gone: killed, so that it could not give it back.
    bool isOrphaned(const Lease &us) const;
    /// Whether @p us may write although this lease is on the server.
    bool allows(const Lease &us, const ServerTime &now) const;
};

/// How long a lease lives beyond a cycle: three intervals, at least 30 s.
qint64 leaseDurationMs(int intervalSeconds);

/// The longest that a lease lives.
qint64 longestLeaseMs();

} // namespace syspulse
