// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/product.h"

namespace syspulse {

bool isHarper5(const QString &version)
{
    return version.section(QLatin1Char('.'), 0, 0).toInt() >= 5;
}

QString productName(const QString &version)
{
    return (isHarper5(version) ? QStringLiteral("Harper ") : QStringLiteral("HarperDB ")) + version;
}

} // namespace syspulse
