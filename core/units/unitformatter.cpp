// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/units/unitformatter.h"

#include <array>
#include <cmath>
#include <limits>

#include <QDateTime>

namespace syspulse {

namespace {

constexpr qint64 secondMs = 1000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;

/// Decimals that give about three significant digits once the value is scaled into its prefix.
int decimalsOf(double scaled)
{
    return std::abs(scaled) < 99.95 ? 1 : 0;
}

QString spaced(const QString &number, const QString &suffix)
{
    return suffix.isEmpty() ? number : number + QChar(QChar::Nbsp) + suffix;
}

} // namespace

QString unknownText()
{
    return QString(QChar(0x2014));
}

QString unitLabel(Unit unit, bool one)
{
    switch (unit) {
    case Unit::None:
    case Unit::Time:
        return {};
    case Unit::Seconds:
        return UnitFormatter::tr("s", "seconds");
    case Unit::Milliseconds:
        return UnitFormatter::tr("ms", "milliseconds");
    case Unit::Bytes:
        return UnitFormatter::tr("B", "bytes");
    case Unit::Packets:
        return one ? UnitFormatter::tr("packet", "beside the number 1") : UnitFormatter::tr("packets");
    case Unit::Messages:
        return one ? UnitFormatter::tr("message", "beside the number 1") : UnitFormatter::tr("messages");
    case Unit::Clients:
        return one ? UnitFormatter::tr("client", "beside the number 1") : UnitFormatter::tr("clients");
    case Unit::Connections:
        return one ? UnitFormatter::tr("connection", "beside the number 1")
                   : UnitFormatter::tr("connections");
    case Unit::Subscriptions:
        return one ? UnitFormatter::tr("subscription", "beside the number 1")
                   : UnitFormatter::tr("subscriptions");
    case Unit::Records:
        return one ? UnitFormatter::tr("record", "beside the number 1") : UnitFormatter::tr("records");
    case Unit::Percent:
        return QStringLiteral("%");
    case Unit::MessagesPerMinute:
        return UnitFormatter::tr("msg/min", "messages per minute");
    case Unit::BytesPerMinute:
        return UnitFormatter::tr("B/min", "bytes per minute");
    case Unit::ConnectionsPerMinute:
        return UnitFormatter::tr("conn/min", "connections per minute");
    }
    return {};
}

UnitFormatter::UnitFormatter(const QLocale &locale)
    : m_locale(locale)
{}

QString UnitFormatter::fixed(double value, int decimals) const
{
    // "-0" and "-0.0" would be a sign without a meaning.
    const double rounded = std::abs(value) < 0.5 * std::pow(10.0, -decimals) ? 0.0 : value;
    return m_locale.toString(rounded, 'f', decimals);
}

QString UnitFormatter::number(double value, NumberStyle style) const
{
    if (!std::isfinite(value))
        return unknownText();
    const double size = std::abs(value);
    const bool whole = value == std::trunc(value);
    if (size > 0 && size < 0.01)
        return (value < 0 ? QStringLiteral("> ") : QStringLiteral("< ")) + fixed(value < 0 ? -0.01 : 0.01, 2);
    if (style == NumberStyle::Full || size < 999.5) {
        if (whole)
            return fixed(value, 0);
        return fixed(value, style == NumberStyle::Full || size < 1 ? 2 : decimalsOf(size));
    }

    static constexpr std::array prefixes{"k", "M", "G", "T", "P", "E"};
    double scaled = value / 1000;
    std::size_t prefix = 0;
    while (std::abs(scaled) >= 999.5 && prefix + 1 < prefixes.size()) {
        scaled /= 1000;
        ++prefix;
    }
    return spaced(fixed(scaled, decimalsOf(scaled)), QLatin1String(prefixes[prefix]));
}

FormattedValue UnitFormatter::bytes(double value) const
{
    static constexpr std::array prefixes{"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    std::size_t prefix = 0;
    while (std::abs(value) >= (prefix == 0 ? 1023.5 : 1023.95) && prefix + 1 < prefixes.size()) {
        value /= 1024;
        ++prefix;
    }
    if (prefix == 0)
        return {std::abs(value) < 1000 ? number(value, NumberStyle::Compact) : fixed(value, 0),
                QLatin1String(prefixes[prefix])};
    return {fixed(value, decimalsOf(value)), QLatin1String(prefixes[prefix])};
}

FormattedValue UnitFormatter::value(std::optional<double> value, Unit unit, NumberStyle style) const
{
    if (!value || !std::isfinite(*value))
        return {unknownText(), {}};
    switch (unit) {
    case Unit::Seconds:
        // 9e12 s is past what fits a count of milliseconds and past any uptime.
        return {std::abs(*value) < 9e12 ? duration(qint64(*value * 1000)) : number(*value, style), {}};
    case Unit::Bytes:
        return bytes(*value);
    case Unit::BytesPerMinute: {
        const FormattedValue size = bytes(*value);
        //: %1 is a unit such as KiB
        return {size.number, tr("%1/min").arg(size.unit)};
    }
    case Unit::None:
    case Unit::Milliseconds:
    case Unit::Time:
    case Unit::Packets:
    case Unit::Messages:
    case Unit::Clients:
    case Unit::Connections:
    case Unit::Subscriptions:
    case Unit::Records:
    case Unit::Percent:
    case Unit::MessagesPerMinute:
    case Unit::ConnectionsPerMinute:
        break;
    }
    return {number(*value, style), unitLabel(unit, *value == 1)};
}

FormattedValue UnitFormatter::rate(std::optional<double> perSecond, Unit unit, NumberStyle style) const
{
    if (!perSecond || !std::isfinite(*perSecond))
        return {unknownText(), {}};
    if (unit == Unit::Bytes) {
        const FormattedValue size = bytes(*perSecond);
        //: %1 is a unit such as KiB
        return {size.number, tr("%1/s").arg(size.unit)};
    }
    const QString word = unit == Unit::Messages ? tr("msg", "short for messages") : unitLabel(unit);
    return {number(*perSecond, style), tr("%1/s").arg(word)};
}

QString UnitFormatter::duration(qint64 milliseconds) const
{
    const qint64 ms = milliseconds == std::numeric_limits<qint64>::min() ? std::numeric_limits<qint64>::max()
                                                                         : std::abs(milliseconds);
    const QString sign = milliseconds < 0 ? m_locale.negativeSign() : QString();
    const auto count = [&](qint64 n) { return m_locale.toString(n); };
    const auto join = [&](const QString &large, qint64 rest, const QString &small) -> QString {
        return sign + (rest == 0 ? large : large + QLatin1Char(' ') + small);
    };
    if (ms < secondMs)
        return sign + tr("%1 ms").arg(count(ms));
    if (ms < minuteMs)
        return sign + tr("%1 s").arg(count(ms / secondMs));
    if (ms < hourMs) {
        const qint64 seconds = ms % minuteMs / secondMs;
        return join(tr("%1 min").arg(count(ms / minuteMs)), seconds, tr("%1 s").arg(count(seconds)));
    }
    if (ms < dayMs) {
        const qint64 minutes = ms % hourMs / minuteMs;
        return join(tr("%1 h").arg(count(ms / hourMs)), minutes, tr("%1 min").arg(count(minutes)));
    }
    const qint64 hours = ms % dayMs / hourMs;
    return join(tr("%1 d").arg(count(ms / dayMs)), hours, tr("%1 h").arg(count(hours)));
}

QString UnitFormatter::age(qint64 milliseconds) const
{
    const auto count = [&](qint64 n) { return m_locale.toString(n); };
    if (milliseconds < secondMs)
        return tr("now");
    if (milliseconds < minuteMs)
        return tr("%1 s ago").arg(count(milliseconds / secondMs));
    if (milliseconds < hourMs)
        return tr("%1 min ago").arg(count(milliseconds / minuteMs));
    if (milliseconds < dayMs)
        return tr("%1 h ago").arg(count(milliseconds / hourMs));
    return tr("%1 d ago").arg(count(milliseconds / dayMs));
}

QString UnitFormatter::dateTime(qint64 msSinceEpoch) const
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(msSinceEpoch);
    return m_locale.toString(time.date(), QLocale::ShortFormat) + QLatin1Char(' ') + timeOfDay(msSinceEpoch);
}

QString UnitFormatter::timeOfDay(qint64 msSinceEpoch) const
{
    return QDateTime::fromMSecsSinceEpoch(msSinceEpoch).toString(QStringLiteral("HH:mm:ss"));
}

QString UnitFormatter::isoTime(const QString &text) const
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return time.isValid() ? dateTime(time.toMSecsSinceEpoch()) : text;
}

} // namespace syspulse
