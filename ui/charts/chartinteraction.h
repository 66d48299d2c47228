// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace syspulse {

class TimeAxis;
class TimeChart;

/// Lets mouse, wheel and keyboard on a chart steer its time axis: the wheel zooms, dragging pans, dragging
/// with Shift marks a span to zoom to, and with Ctrl one to do something else with; a double click follows
/// the clock again; the pointer or the arrow keys move the crosshair from sample to sample, Ctrl and arrow
/// keys pan, plus and minus zoom, Space pauses.
class ChartInteraction : public QObject
{
    Q_OBJECT

public:
    /// Becomes a child of @p chart; @p axis must outlive it.
    ChartInteraction(TimeChart *chart, TimeAxis *axis);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Drag
    {
        double x = 0;
        qint64 endMs = 0;
        bool moved = false;
    };

    bool wheel(QWheelEvent *event);
    void press(QMouseEvent *event);
    void move(QMouseEvent *event);
    void leave();
    void release(QMouseEvent *event);
    bool key(QKeyEvent *event);
    void moveCursor(int columns);

    TimeChart *m_chart;
    TimeAxis *m_axis;
    std::optional<Drag> m_drag;
    std::optional<double> m_brush; ///< where a span began to be marked
    bool m_zooms = true;           ///< to the span that is being marked
};

} // namespace syspulse
