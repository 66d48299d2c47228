// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/brokertexts.h"

namespace syspulse {

UnitFormatter plainFormat()
{
    return UnitFormatter(QLocale::c());
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("-") : text;
}

QString countText(const std::optional<qint64> &count)
{
    return count ? QString::number(*count) : unknownText();
}

QString rateText(const std::optional<double> &perSecond)
{
    return perSecond ? plainFormat().number(*perSecond, NumberStyle::Compact) : unknownText();
}

QString bytesText(const std::optional<double> &bytes)
{
    return plainFormat().value(bytes, Unit::Bytes, NumberStyle::Compact).text();
}

QString bytesText(const std::optional<qint64> &bytes)
{
    return bytesText(bytes ? std::optional(double(*bytes)) : std::nullopt);
}

QString percentText(const std::optional<double> &share)
{
    return share ? QStringLiteral("%1 %").arg(*share * 100, 0, 'f', 0) : unknownText();
}

} // namespace syspulse
