// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/piecestore.h"
#include "core/topics/catalogue.h"

namespace syspulse {

/// One line of a chart.
struct ChartLine
{
    QString topic;       ///< numeric
    bool rate = false;   ///< draw the counter's change per second
    bool visible = true; ///< the legend switches it
    bool counts = false; ///< draw how much the counter grew in each bucket, as bars

    bool operator==(const ChartLine &) const = default;
};

/// What a chart shows.
struct ChartSpec
{
    QString id; ///< unique in a layout; names the widgets
    QList<ChartLine> lines;
    QString title = {}; ///< never stored, for it is in the language of the window; empty: made from the lines
    QString name = {};  ///< what the user calls it; empty: the title
    int earlierDays = 0;     ///< how many days before each moment is drawn below: 0 (none), 1 or 7
    bool normalBand = false; ///< what is usual is drawn below

    bool operator==(const ChartSpec &) const = default;
};

/// The charts of a page and the span that they show.
struct ChartLayout
{
    QList<ChartSpec> charts;
    qint64 rangeMs = 0; ///< 0: the default

    bool operator==(const ChartLayout &) const = default;
};

/// Bounds of a layout, so that a damaged or foreign file cannot make the page unusable.
inline constexpr qsizetype maxCharts = 48;
inline constexpr qsizetype maxChartLines = 12;
inline constexpr int maxChartName = 80;

/// Clients, messages, bytes, connects and refusals, subscriptions and messages in flight, heap.
ChartLayout defaultChartLayout();

/// The lines of a chart of what the canary measures: the medians, and hidden the highest of what clients wait
/// for.
QList<ChartLine> canaryLines();

/// Versioned JSON.
QByteArray chartLayoutToJson(const ChartLayout &layout);
/// What is out of bounds is left out; bytes that are not a layout are an error. The default charts of an
/// earlier version become those of now, unless the user has changed them.
Result<ChartLayout> chartLayoutFromJson(const QByteArray &bytes);

/// The layout as a piece of state. Charts are merged one by one; an empty layout: none was kept.
PieceFormat<ChartLayout> chartLayoutFormat();

/// A short name of @p topic for a legend: "Connected" or, for topics without one, the topic without
/// "$SYS/broker/".
QString chartLineName(const QString &topic);
/// The title of @p spec: the user's, its own, or one made from its lines.
QString chartTitle(const ChartSpec &spec);
/// How numbers of @p topic are counted.
Unit chartUnit(const QString &topic);
/// Whether @p topic only grows, so that its change per second says more than its value.
bool isCounterTopic(const QString &topic);

} // namespace syspulse
