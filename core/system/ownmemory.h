// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace syspulse {

/// Keeps other programs of the same user, debuggers among them, from reading the memory and the first
/// environment of this process, and both out of core dumps. Linux only. To be called before a secret is read.
///
/// Does nothing in builds with the address sanitizer, whose leak check reads the memory from outside.
void keepMemoryPrivate();

} // namespace syspulse
