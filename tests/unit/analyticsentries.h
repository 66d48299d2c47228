// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/analyticsrow.h"

namespace syspulse::test {

/// What HarperDB reports of @p count packets of @p mean bytes.
inline AnalyticsEntry packets(const char *metric, const QString &method, const QString &path, qint64 count,
                              double mean)
{
    AnalyticsEntry entry;
    entry.name = AnalyticsName(QString::fromLatin1(metric), path, method, QStringLiteral("mqtt"));
    entry.count = count;
    entry.mean = mean;
    return entry;
}

/// Packets of ten bytes from clients.
inline AnalyticsEntry received(qint64 count, const QString &method = QStringLiteral("publish"))
{
    return packets("bytes-received", method, QStringLiteral("orders"), count, 10);
}

} // namespace syspulse::test
