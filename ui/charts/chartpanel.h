// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>

#include "core/history/seriescourse.h"
#include "ui/charts/chartspec.h"
#include "ui/charts/timechart.h"

class QHBoxLayout;
class QMenu;
class QToolButton;

namespace syspulse {

class LegendButton;
class TrafficView;
class TimeAxis;

/// The undrawn history of one line, for an export.
struct ChartData
{
    QString name;
    QList<SeriesPoint> points;
};

/// A chart with a title, a legend whose entries switch the lines and read them at the crosshair, and a menu.
class ChartPanel : public QFrame
{
    Q_OBJECT

public:
    /// The chart is called spec.id + "PanelChart", the legend entries spec.id + "PanelLine0" and so on.
    /// Without @p axis the chart cannot be steered and has no menu.
    ChartPanel(const ChartSpec &spec, const UnitFormatter &format, TimeAxis *axis = nullptr,
               QWidget *parent = nullptr);

    const ChartSpec &spec() const { return m_spec; }
    void setSpec(const ChartSpec &spec);
    TimeChart *chart() const { return m_chart; }

    /// Draws [@p fromMs, @p toMs] of the history of @p view.
    void refresh(const TrafficView &view, qint64 fromMs, qint64 toMs);
    /// Hides what was recorded until @p timeMs; nothing is deleted. 0 shows everything again.
    void clearUntil(qint64 timeMs);
    /// What the lines that are shown tell in the drawn range: where a point stands for several samples their
    /// mean, and minimum and maximum as lines of their own.
    QList<ChartData> visibleData(const TrafficView &view) const;
    /// Title, legend and chart as on screen.
    void paintTo(QPainter *painter, const QRectF &target);

signals:
    /// A line was switched, added or removed, or the chart was renamed.
    void specChanged();
    void addTopicRequested();
    void exportRequested(const QString &format);
    void clearRequested();
    void showAllRequested();
    void removeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void makeMenu(QHBoxLayout *head);
    void fillMenu();
    void makeLegend();
    void readCursor();
    /// What is drawn of the lines over @p span, each column @p columnMs wide; empty for lines that are
    /// hidden.
    QList<SeriesCourse> coursesOf(const TrafficView &view, const TimeSpan &span, qint64 columnMs) const;
    /// Says where the values of the drawn range come from when it was not SysPulse that saw them.
    void tellSource(const QList<TimelineMark> &marks, qint64 fromMs, qint64 toMs);
    ValueScale scale() const;
    bool hasCounters() const;
    void setRates(bool rates);
    void addEarlierActions(QMenu *menu);
    /// Draws what was some days before [@p fromMs, @p toMs] where that is wanted.
    void refreshEarlier(const TrafficView &view, qint64 fromMs, qint64 toMs, qint64 columnMs);
    void removeLine(int line);

    ChartSpec m_spec;
    const UnitFormatter m_format;
    TimeAxis *m_axis;
    TimeChart *m_chart;
    QLabel *m_heading;
    QHBoxLayout *m_legend;
    QList<LegendButton *> m_entries;
    QToolButton *m_menu = nullptr;
    qint64 m_clearedMs = 0;
};

} // namespace syspulse
