// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/cycles.h"
#include "tests/fuzz/fuzztarget.h"

/// The same as the target "analytics", with seeds and words of the records that the component writes.
SYSPULSE_FUZZ_TARGET(wire)
{
    syspulse::fuzz::runCycles(input);
}
