// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syspulse {

/// What people call the metric @p topic, in the language of the window: "Connected clients" for
/// "$SYS/broker/clients/connected". Of a topic that the catalogue does not have the topic itself, on one
/// line.
QString metricName(const QString &topic);

} // namespace syspulse
