// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syspulse {

/// Names of what SysPulse owns on an instance.
struct SysLayout
{
    QString database = QStringLiteral("data");
    QString table = QStringLiteral("sys");
    QString stateTable = QStringLiteral("sys_state"); ///< checkpoint, lease, install marker; not exported
    QString project = QStringLiteral("syspulse");     ///< the component
};

} // namespace syspulse
