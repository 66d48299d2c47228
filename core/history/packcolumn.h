// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QByteArray>
#include <QList>

namespace syspulse {

// Times and values as few bytes, at least one of them, and back without loss: the columns of the packs of
// samplepack.h. Bytes that none can have become give nothing.

/// Times that come at intervals which hardly change.
QByteArray packTimes(const QList<qint64> &times);
/// @p count: how many there are.
std::optional<QList<qint64>> unpackTimes(const QByteArray &column, qsizetype count);

/// What is known of values before they are.
struct ValueGuesses
{
    QList<QList<double>> values; ///< up to two lists of what each may be near to
    QList<quint64> spansMs;      ///< over which a change per second may have been measured; empty as well
};

/// Whole numbers, decimals, changes per second and whatever else: each bit comes back.
QByteArray packValues(const QList<double> &values, const ValueGuesses &guesses);
std::optional<QList<double>> unpackValues(const QByteArray &column, qsizetype count,
                                          const ValueGuesses &guesses);

/// The ms, near to @p expectedMs, over which a change per second of @p rate was measured; 0: nobody can tell.
quint64 spanOfRate(double rate, quint64 expectedMs);

} // namespace syspulse
