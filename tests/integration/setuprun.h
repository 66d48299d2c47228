// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/setup/setuprunner.h"
#include "tests/support/harperfixture.h"

namespace syspulse::test {

/// Lets @p runner set @p harper up, and waits for the end. Nothing, or what failed.
Result<void> runSetup(SetupRunner &runner, const HarperFixture &harper);

} // namespace syspulse::test
