// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/faultlist.h"
namespace syspulse::test {
QList<Fault> diskFaults()
{
    return {};
}
} // namespace syspulse::test
