// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QByteArray>
#include <QList>

namespace syspulse {

/// What each of some numbers may be near to, from one source or two; each as many as there are numbers.
using NumberGuesses = QList<QList<quint64>>;

/// @p numbers, at least one, as few bytes. Those of earlier versions are read as well.
QByteArray packNumbers(const QList<quint64> &numbers, const NumberGuesses &guesses = {});
/// @p count: how many there are. @p guesses as they were when packing. Nothing where the bytes are none that
/// numbers become.
std::optional<QList<quint64>> unpackNumbers(const QByteArray &column, qsizetype count,
                                            const NumberGuesses &guesses = {});

/// Small for small differences of either sign.
inline quint64 zigzag(quint64 difference)
{
    return (difference << 1) ^ (difference >> 63 != 0 ? ~quint64(0) : 0);
}

inline quint64 unzigzag(quint64 number)
{
    return (number >> 1) ^ ((number & 1) != 0 ? ~quint64(0) : 0);
}

} // namespace syspulse
