// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_fwd.h"

#include <algorithm>

#include <QtGlobal>

namespace syspulse {

/// Tells when two sources that count the same thing differ for longer than their delays explain. Pure: one
/// update() for each cycle in which both are known.
class CrossCheck
{
public:
    /// Cycles in a row that must differ before it counts.
    static constexpr int cycles = 3;
    /// What two sources may differ by: they are not read at the same moment.
    static qint64 tolerance(qint64 value);

    enum class Change { None, Differs, Agrees };

    /// What has just become of the two, compared with the cycle before.
    Change update(qint64 one, qint64 other) { return update(one, other, tolerance(std::max(one, other))); }
    /// The same for two that may differ by @p tolerance.
    Change update(qint64 one, qint64 other, qint64 tolerance);
    /// Whether the two differ and this was told.
    bool differs() const { return m_differing >= cycles; }

    Json toJson() const;
    static CrossCheck fromJson(const Json &object, const char *key);

private:
    int m_differing = 0; ///< cycles in a row, at most `cycles`
};

} // namespace syspulse
