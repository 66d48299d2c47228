// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"

namespace syspulse {

/// Who may write: one updater at a time per instance. Kept as the record "lease" of the table "sys_state".
struct Lease
{
    QString owner;   ///< random, one per process
    QString host;    ///< name of the machine, for people
    QString machine; ///< id of the machine; empty when not known
    qint64 pid = 0;
    qint64 expiresMs = 0; ///< the server's clock

    static QString recordId() { return QStringLiteral("lease"); }
    /// The lease of this process, not expiring yet.
    static Lease ours();
    static std::optional<Lease> fromRecord(const Json &record);
    OrderedJson toRecord() const;

    /// "host, process 4711"
    QString holder() const;
    /// Whether @p us may write although this lease is on the server: it is ours, it has expired, or its
    /// process ran on this machine and is gone (killed, so that it could not release it).
    bool allows(const Lease &us, qint64 serverTimeMs) const;
};

/// How long a lease lives beyond a cycle: three intervals, at least 30 s.
qint64 leaseDurationMs(int intervalSeconds);

} // namespace syspulse
