// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <memory>

#include <QApplication>
#include <QList>
#include <QPointF>
#include <QSize>
#include <QWidget>

/// The charts of others, as a program would use them that has the same to show.
namespace syspulse::bench {

/// Some lines over time with axes.
class Plot
{
public:
    virtual ~Plot() = default;
    /// What draw() draws: @p lines (ascending, x in ms since the epoch) as the chart wants its points.
    virtual void prepare(const QList<QList<QPointF>> &lines) = 0;
    /// Gives the chart its points and paints them, with axes that fit.
    virtual void draw() = 0;
};

/// QtCharts: a QChartView with QLineSeries.
std::unique_ptr<Plot> makeLineSeriesPlot(int lines, QSize size);
std::unique_ptr<Plot> makeCustomPlot(int lines, QSize size);

/// The largest value of @p lines.
inline double largest(const QList<QList<QPointF>> &lines)
{
    double most = 1;
    for (const QList<QPointF> &line : lines) {
        for (const QPointF &point : line)
            most = std::max(most, point.y());
    }
    return most;
}

inline void show(QWidget &widget, QSize size)
{
    widget.resize(size);
    widget.show();
    QApplication::processEvents();
}

} // namespace syspulse::bench
