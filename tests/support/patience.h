// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace syspulse::test {

/// How long a test waits in ms for what must happen before it says that it did not. No measure of speed: on a
/// machine with four busy loops beside it HarperDB alone takes over half a minute for what is done in one.
/// Where all is well nobody waits that long. Qt Test ends a function that takes over 300 s.
inline constexpr int patienceMs = 90'000;

} // namespace syspulse::test
