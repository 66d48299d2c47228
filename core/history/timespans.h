// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>
#include <QtGlobal>

namespace syspulse {

/// From fromMs on, up to but not including toMs; in ms since the epoch.
struct TimeSpan
{
    qint64 fromMs = 0;
    qint64 toMs = 0;

    bool isEmpty() const { return toMs <= fromMs; }
    bool operator==(const TimeSpan &) const = default;
};

/// @p spans in ascending order, those that overlap or are at most @p toleratedMs apart made one.
QList<TimeSpan> united(QList<TimeSpan> spans, qint64 toleratedMs);

/// What is left of @p whole without @p parts, which are united() ones.
QList<TimeSpan> without(const TimeSpan &whole, const QList<TimeSpan> &parts);

/// The moment @p days later, or earlier where it is negative, at which this machine's clocks show the same
/// time of day as at @p timeMs, in summer and in winter; nothing where they skip that time.
std::optional<qint64> wallClockDaysLater(qint64 timeMs, int days);

/// Whether one of @p spans, which are united() ones, has @p timeMs in it.
bool covers(const QList<TimeSpan> &spans, qint64 timeMs);

} // namespace syspulse
