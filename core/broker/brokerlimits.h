// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace syspulse {

/// How much is taken of records that anybody with the right to write may have made.
struct BrokerLimits
{
    static constexpr int workers = 1000;      ///< records of a table
    static constexpr qsizetype listed = 1000; ///< entries of a list in a record; the component writes 200
    static constexpr qsizetype rows = 10000;  ///< entries of a list that all records make together
};

} // namespace syspulse
