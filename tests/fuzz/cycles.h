// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace syspulse::fuzz {

/// Updater cycles, each a JSON object on a line, all members optional:
///   at       the server's clock in ms; up: its time since it was started
///   boot     when its MQTT part was loaded; started: its process
///   rows     raw analytics, sums: one-minute sums, as the server answers; off: analytics are switched off
///   threads  records of "sys_threads"; live: the ids of the worker threads that live
///   durable  how many persistent sessions there are
/// After each cycle a second updater goes on from what the first one would have stored. Ends the program
/// where totals go back within a run of the broker, are negative, or depend on who counts.
void runCycles(const QByteArray &input);

} // namespace syspulse::fuzz
