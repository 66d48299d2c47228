// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/seriesitems.h"

#include <QList>

namespace syspulse {

// What a series keeps in memory of what has gone by: blocks of samples or buckets, ascending, without loss.
// Charts read them with each picture, so they are made to be read fast: the numbers of a column all have the
// same width, as many bits as the widest needs beyond the least. samplepack.h makes less of them, for the
// disk.

/// Samples or buckets of a block; so many numbers of any width end with a word.
inline constexpr qsizetype blockItems = 64;

using SealedBlock = QList<quint64>;

/// @p items: blockItems of them.
SealedBlock sealed(const SeriesPoint *items);
SealedBlock sealed(const SeriesBucket *items);
/// @p items: room for blockItems.
void unseal(const SealedBlock &block, SeriesPoint *items);
void unseal(const SealedBlock &block, SeriesBucket *items);

} // namespace syspulse
