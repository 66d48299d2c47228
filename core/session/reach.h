// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QMetaType>

namespace syspulse {

/// Whether the server behind a connection answers. All times are this machine's clock, in ms since the epoch.
struct Reach
{
    qint64 awaySinceMs = 0; ///< since when the operations API does not answer; 0: it does
    qint64 nextTryMs = 0;   ///< when it is asked again; 0: it is being asked
    Error error;            ///< why it does not
    qint64 mqttAwaySinceMs =
        0;                    ///< since when there is no MQTT connection; 0: there is one, or none is wanted
    qint64 mqttNextTryMs = 0; ///< when the next attempt begins; 0: one is under way

    bool operator==(const Reach &) const = default;

    bool isAway() const { return awaySinceMs > 0; }
};

} // namespace syspulse

Q_DECLARE_METATYPE(syspulse::Reach)
