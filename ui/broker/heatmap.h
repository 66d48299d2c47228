// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QImage>
#include <QWidget>

#include "core/broker/topichistory.h"
#include "core/units/unitformatter.h"

namespace syspulse {

/// The busiest topics over the last minutes: a row a topic, a column a report, the darker (in a dark window
/// the lighter) the more. The scale is logarithmic. Where nothing was reported, it is hatched.
///
/// The pointer, or the left and right arrow keys, move a crosshair; Escape takes it away.
class HeatMap : public QWidget
{
    Q_OBJECT

public:
    /// The time that is shown; a column is the time between two reports.
    static constexpr qint64 spanMs = 10 * 60 * 1000;
    static constexpr qint64 columnMs = 2000;
    static constexpr int columns = int(spanMs / columnMs);

    explicit HeatMap(const UnitFormatter &format, QWidget *parent = nullptr);

    /// Draws @p topics of @p history up to @p nowMs of the server's clock; the history must outlive this call
    /// only. @p clockOffsetMs: the server's clock minus this machine's, for the labels.
    void show(const TopicHistory &history, const QStringList &topics, TopicMeasure measure, qint64 nowMs,
              qint64 clockOffsetMs);

    /// Server's clock.
    std::optional<qint64> crosshairMs() const { return m_crosshairMs; }
    /// One pixel a cell, as it is drawn.
    const QImage &image() const { return m_image; }
    /// The value of the strongest colour.
    double most() const { return m_most; }
    /// Where the cells are.
    QRectF plotRect() const;

    QSize sizeHint() const override { return {600, 260}; }
    QSize minimumSizeHint() const override { return {240, 120}; }

signals:
    void crosshairMoved(std::optional<qint64> timeMs);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    QColor colorOf(double value) const;
    void setCrosshair(std::optional<qint64> timeMs);
    void paintLabels(QPainter &painter, const QRectF &plot) const;
    void paintLegend(QPainter &painter, const QRectF &plot) const;

    UnitFormatter m_format;
    QStringList m_topics;
    QList<QList<double>> m_cells; ///< of each topic, by column; NaN: nothing was reported
    TopicMeasure m_measure = TopicMeasure::MessagesIn;
    QImage m_image;
    double m_most = 0;
    qint64 m_fromMs = 0;
    qint64 m_clockOffsetMs = 0;
    std::optional<qint64> m_crosshairMs;
    bool m_byKey = false; ///< the crosshair stays though the pointer leaves
};

} // namespace syspulse
