// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/harper/operationtypes.h"
#include "core/updater/schedule.h"

namespace syspulse {

/// What an updater costs on an instance. An estimate.
struct UpdateCost
{
    double writesPerDay = 0;     ///< records upserted, the updater's own state included
    double messagesPerDay = 0;   ///< MQTT messages to one subscriber of everything
    double auditBytesPerDay = 0; ///< by which the audit log grows
    double auditBytesKept = 0;   ///< its size once HarperDB removes the oldest entries
};

/// What the canary adds to it at most. An estimate.
struct CanaryCost
{
    double roundsPerDay = 0;     ///< each makes a connection and publishes a message
    int recordsPerRound = 0;     ///< that may change with it
    double auditBytesPerDay = 0; ///< by its messages and records
};

/// How long HarperDB keeps its audit log as delivered ("logging.auditRetention": "3d").
inline constexpr int auditRetentionDays = 3;

/// @p recordsPerRun: the records that a cycle writes.
UpdateCost estimateCost(int recordsPerRun, const UpdaterSchedule &schedule,
                        StorageEngine engine = StorageEngine::Lmdb);

CanaryCost estimateCanary(const UpdaterSchedule &schedule, StorageEngine engine = StorageEngine::Lmdb);

} // namespace syspulse
