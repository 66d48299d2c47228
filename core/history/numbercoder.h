// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QByteArray>
#include <QList>

namespace syspulse {

// Numbers, most of them small, as few bits: how long each is (and its highest bits) in a Huffman code of its
// own, the other bits as they are; zeros in a row are one symbol.

/// About how many bits encodeNumbers() makes of @p numbers, for a tenth of the time that it takes.
double encodedBits(const QList<quint64> &numbers);
/// @p numbers: at least one.
QByteArray encodeNumbers(const QList<quint64> &numbers);
/// The @p count numbers of which @p bytes were made; nothing where they can be of no such numbers.
std::optional<QList<quint64>> decodeNumbers(QByteArrayView bytes, qsizetype count);

} // namespace syspulse
