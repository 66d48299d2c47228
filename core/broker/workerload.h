// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/broker/liveworkers.h"

namespace syspulse {

/// What is read of the table "sys_threads" for foldWorkers().
QStringList workerAttributes();

/// How many more clients @p worker can take until its heap or its event loop is at 80 % of what it has, if
/// each costs as much as a present one does on average:
///
///     heap:  (0.8 x limit - used) / ((used - 64 MiB) / clients)      64 MiB is a worker without clients
///     loop:  (0.8 - utilization) / (utilization / clients)
///
/// and the smaller of the two. A client is taken for at least 4 KiB of heap and 0.001 % of the loop. Nothing
/// with fewer than 20 clients, whose average says little, or where something is not known.
std::optional<qint64> roomOfWorker(const WorkerLoad &worker);

/// Puts the records of the table "sys_threads" together; those that are not of @p live workers are left out.
///
/// The room of the broker is the smallest of room / share over the workers: as many more clients as come
/// until the first worker is full, if they spread over the workers as the present ones do.
WorkersReport foldWorkers(const Json &threads, const LiveWorkers &live);

} // namespace syspulse
