// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/series.h"

#include <optional>

namespace syspulse {

/// The most samples or buckets of one pack.
inline constexpr qsizetype maxPacked = 65536;

/// @p samples, from one to maxPacked, as few bytes: one or two each where they come at an interval and are
/// whole numbers, decimals or changes per second. All of it comes back, bit by bit, in the same order.
QByteArray pack(const QList<SeriesPoint> &samples);
QByteArray pack(const QList<SeriesBucket> &buckets);

/// What is in @p pack; nothing where it is damaged or holds something else.
std::optional<QList<SeriesPoint>> samplesIn(const QByteArray &pack);
std::optional<QList<SeriesBucket>> bucketsIn(const QByteArray &pack);

} // namespace syspulse
