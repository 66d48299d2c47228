// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QByteArray>
#include <QList>

namespace syspulse {

// Numbers as few bytes, at least one of them, and back without loss: the columns of the packs of
// samplepack.h. Bytes that no numbers can have become give nothing.

/// @p guesses: what each of @p numbers may be near to; empty where nobody can tell.
QByteArray packNumbers(const QList<quint64> &numbers, const QList<quint64> &guesses = {});
/// @p count: how many there are. @p guesses as they were when packing.
std::optional<QList<quint64>> unpackNumbers(const QByteArray &column, qsizetype count,
                                            const QList<quint64> &guesses = {});

/// Times that come at intervals which hardly change.
QByteArray packTimes(const QList<qint64> &times);
std::optional<QList<qint64>> unpackTimes(const QByteArray &column, qsizetype count);

/// What is known of values before they are.
struct ValueGuesses
{
    QList<double> values;   ///< what each may be near to; empty where nobody can tell
    QList<quint64> spansMs; ///< over which a change per second may have been measured; empty as well
};

/// Whole numbers, decimals, changes per second and whatever else: each bit comes back.
QByteArray packValues(const QList<double> &values, const ValueGuesses &guesses);
std::optional<QList<double>> unpackValues(const QByteArray &column, qsizetype count,
                                          const ValueGuesses &guesses);

} // namespace syspulse
