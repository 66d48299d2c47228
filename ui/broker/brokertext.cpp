// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/brokertext.h"

#include <QCoreApplication>

namespace syspulse {

namespace {

struct BrokerTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::BrokerTexts)
};

} // namespace

QString countText(const UnitFormatter &format, const std::optional<qint64> &count)
{
    return count ? format.number(double(*count), NumberStyle::Full) : unknownText();
}

QString perSecondText(const UnitFormatter &format, const std::optional<double> &rate)
{
    return rate ? format.number(*rate, NumberStyle::Compact) : unknownText();
}

QString bytesText(const UnitFormatter &format, const std::optional<double> &bytes)
{
    return format.value(bytes, Unit::Bytes, NumberStyle::Compact).text();
}

QString bytesText(const UnitFormatter &format, const std::optional<qint64> &bytes)
{
    return bytesText(format, asNumber(bytes));
}

QString percentText(const UnitFormatter &format, const std::optional<double> &share)
{
    if (!share)
        return unknownText();
    // A little is not nothing.
    const int decimals = *share > 0 && *share < 0.095 ? 1 : 0;
    //: a share in percent
    return BrokerTexts::tr("%1 %").arg(format.locale().toString(*share * 100, 'f', decimals));
}

std::optional<double> asNumber(const std::optional<qint64> &count)
{
    return count ? std::optional(double(*count)) : std::nullopt;
}

} // namespace syspulse
