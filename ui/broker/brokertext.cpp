// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/brokertext.h"

#include <QCoreApplication>

#include "core/base/plaintext.h"

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

QString clientIdText(const QString &clientId)
{
    return clientId.isEmpty() ? BrokerTexts::tr("(none)") : oneLine(clientId);
}

QString userText(const QString &user)
{
    return user.isEmpty() ? BrokerTexts::tr("(anonymous)") : oneLine(user);
}

QString addressText(const QString &address)
{
    return address.isEmpty() ? unknownText() : oneLine(address);
}

} // namespace syspulse
