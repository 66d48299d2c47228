// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"
#include "core/broker/brokertypes.h"

#include <QHash>
#include <QSet>

namespace syspulse {

/// Which worker threads live, by their records in "sys_threads". A record that was not renewed for longer
/// than threadLifeMs is of a dead one, and so is one of an earlier run of the server than the newest
/// record's.
class LiveWorkers
{
public:
    /// What is read of the records for this.
    static QStringList attributes();

    /// @p serverMs is the server's clock. @p threadIds: the threads that live now, where the server tells
    /// them: workers that were restarted are then left out at once.
    LiveWorkers(const Json &threads, qint64 serverMs, const std::optional<QList<int>> &threadIds);

    bool isEmpty() const { return m_updated.isEmpty(); }
    bool contains(const Json &record) const;
    /// How many of @p records are of live workers, how old what they tell is at most, and how many do not
    /// count.
    BrokerSource sourceOf(const Json &records) const;

private:
    QHash<QString, qint64> m_updated; ///< id of a live one -> its last sign of life
    QSet<QString> m_uncounted;        ///< ids of those where counting is switched off
    qint64 m_serverMs;
};

} // namespace syspulse
