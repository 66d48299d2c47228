// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QCoreApplication>
#include <QLocale>
#include <QString>

#include "core/topics/catalogue.h"

namespace syspulse {

/// How much room a number may take.
enum class NumberStyle {
    Full,    ///< all digits, grouped as the locale does: "12,345"
    Compact, ///< SI prefix: "12.3 k"
};

/// A number and its unit apart, so that they can be shown in different sizes.
struct FormattedValue
{
    QString number; ///< with the prefix of a compact number: "12.3 k"
    QString unit;   ///< may be empty

    /// Both in one text.
    QString text() const { return unit.isEmpty() ? number : number + QChar(QChar::Nbsp) + unit; }

    bool operator==(const FormattedValue &) const = default;
};

/// What stands for a value that is not known: an em dash, never 0.
QString unknownText();

/// Writes numbers, durations, ages and times for people. Bytes always have an IEC prefix (KiB, MiB).
class UnitFormatter
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::UnitFormatter)

public:
    explicit UnitFormatter(const QLocale &locale = QLocale());

    const QLocale &locale() const { return m_locale; }

    /// @p value without a unit; not a finite number: unknownText().
    QString number(double value, NumberStyle style) const;
    /// @p value in @p unit; Unit::Seconds becomes a duration. Nothing: unknownText() without a unit.
    FormattedValue value(std::optional<double> value, Unit unit, NumberStyle style) const;
    /// @p perSecond of things counted in @p unit: "1.2 k msg/s".
    FormattedValue rate(std::optional<double> perSecond, Unit unit, NumberStyle style) const;

    /// The two largest parts of a duration: "350 ms", "12 s", "3 min 5 s", "3 d 4 h".
    QString duration(qint64 milliseconds) const;
    /// "4 s ago", "3 min ago"; below one second, or in the future: "now".
    QString age(qint64 milliseconds) const;

    /// Date and time of @p msSinceEpoch in the local time zone.
    QString dateTime(qint64 msSinceEpoch) const;
    /// Time of day with seconds in the local time zone.
    QString timeOfDay(qint64 msSinceEpoch) const;
    /// ISO 8601 text as date and time in the local time zone; any other text as it is.
    QString isoTime(const QString &text) const;

private:
    QString fixed(double value, int decimals) const;
    FormattedValue bytes(double value) const;

    QLocale m_locale;
};

/// The word for @p unit beside a number, or beside the number 1 where @p one: "clients", "client", "msg/min";
/// empty for Unit::None.
QString unitLabel(Unit unit, bool one = false);

} // namespace syspulse
