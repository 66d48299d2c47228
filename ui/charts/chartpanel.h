// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPointer>

#include "core/alerts/alertrule.h"
#include "core/history/normalband.h"
#include "core/history/seriescourse.h"
#include "core/history/spanfigures.h"
#include "ui/charts/chartspec.h"
#include "ui/charts/timechart.h"

class QHBoxLayout;
class QMenu;
class QToolButton;

namespace syspulse {

class ChartReadout;
class LegendTable;
class LiveStore;
class TrafficView;
class TimeAxis;
struct ReadoutRow;

/// The undrawn history of one line, for an export.
struct ChartData
{
    QString name;
    QList<SeriesPoint> points;
    std::optional<SpanFigures> figures{}; ///< as the legend tells them
    QString source{};                     ///< of the newest value; may be empty
};

/// A chart with a title, a legend whose rows switch the lines and tell their figures, and a menu.
class ChartPanel : public QFrame
{
    Q_OBJECT

public:
    /// The chart is called spec.id + "PanelChart", the rows of the legend spec.id + "PanelLine0" and so on.
    /// Without @p axis the chart cannot be steered and has no menu.
    ChartPanel(const ChartSpec &spec, const UnitFormatter &format, TimeAxis *axis = nullptr,
               QWidget *parent = nullptr);
    ~ChartPanel() override;

    const ChartSpec &spec() const { return m_spec; }
    void setSpec(const ChartSpec &spec);
    TimeChart *chart() const { return m_chart; }

    /// Room for a legend of @p rows lines at least.
    void setLegendRows(int rows);
    /// Where the chart is among @p count, and whether it has all the room: what its menu offers.
    void setPlace(int place, int count, bool maximised);
    /// Makes Tab go through the chart after @p before, if that is given; the last widget of the chart.
    QWidget *placeInTabOrder(QWidget *before);
    /// What belongs to the alerts on the lines of the chart, from the next refresh() on.
    void setAlerts(const QList<ChartThreshold> &thresholds, const QList<TimelineMark> &marks);
    /// Draws [@p fromMs, @p toMs] of the history of @p view.
    void refresh(const TrafficView &view, qint64 fromMs, qint64 toMs);
    /// Hides what was recorded until @p timeMs; nothing is deleted. 0 shows everything again.
    void clearUntil(qint64 timeMs);
    /// What the lines that are shown tell in the drawn range: where a point stands for several samples their
    /// mean, and minimum and maximum as lines of their own. So are the ends and the middle of what is usual
    /// where that is drawn.
    QList<ChartData> visibleData(const TrafficView &view) const;
    const LegendTable *legend() const { return m_legend; }
    const UnitFormatter &format() const { return m_format; }
    /// What there is to know about where the values come from, sentence by sentence.
    QStringList provenance() const;

signals:
    /// A line was switched, added or removed, or the chart was renamed.
    void specChanged();
    void addTopicRequested();
    void exportRequested(const QString &format);
    void clearRequested();
    void showAllRequested();
    void removeRequested();
    /// The user wants to be told about a line; @p rule is what could be asked for.
    void alertRequested(const syspulse::AlertRule &rule);
    /// A note is to be written at the moment or on the span @p span, or @p note is to be changed.
    void noteRequested(const syspulse::TimeSpan &span);
    void noteChosen(const syspulse::TimelineMark &note);
    void renameRequested();
    /// To have all the room, or to give it back.
    void maximiseRequested();
    /// To change places with the chart @p steps behind.
    void moveRequested(int steps);
    /// The head of the chart is held and the pointer is at @p globalPos.
    void dragged(const QPoint &globalPos);
    void dropped();

protected:
    void paintEvent(QPaintEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// How the counters of the chart are drawn.
    enum class Counters { Total, Rate, Counts };

    void makeMenu(QHBoxLayout *head);
    void fillMenu();
    void addCounterChoices(QMenu *menu);
    void addAlertChoices(QMenu *menu);
    void addPlaceChoices(QMenu *menu);
    /// What can be noted at the moment or on the span @p span, and @p notes that are there.
    void openNoteMenu(const TimeSpan &span, const QList<TimelineMark> &notes, const QPoint &globalPos);
    /// Has a note written at the crosshair, or now.
    void writeNote();
    bool isHead(const QPoint &at) const;
    /// Does what @p event asks for; false: nothing.
    bool obey(const QKeyEvent &event);
    void makeLegend();
    void readCursor();
    /// What is drawn of the lines over @p span, each column @p columnMs wide; empty for lines that are
    /// hidden.
    QList<SeriesCourse> coursesOf(const TrafficView &view, const TimeSpan &span, qint64 columnMs) const;
    /// How much the counter with @p course grew in each bucket of the chart.
    QList<SeriesPoint> countsOf(const SeriesCourse &course, const TimeSpan &span, const GapRule &gaps) const;
    /// The figures of @p course over @p span, whose last value is the newest one while time goes on.
    std::optional<SpanFigures> figuresNow(const TrafficView &view, const ChartLine &line,
                                          const SeriesCourse &course, const TimeSpan &span,
                                          const GapRule &gaps) const;
    void showReadout();
    /// Says what the columns of line @p line say; nothing is known of it where @p figures is empty.
    void tellFigures(const TrafficView &view, int line, const std::optional<SpanFigures> &figures);
    /// What there is to know about line @p line.
    QString tipOf(int line) const;
    /// Says where the values of the drawn range come from when it was not SysPulse that saw them.
    void tellSource(const QList<TimelineMark> &marks, qint64 fromMs, qint64 toMs);
    /// What is usual of line @p line whenever it has one of @p values.
    QList<ChartData> usualData(int line, const ChartData &values) const;
    FormattedValue valueOf(int line, std::optional<double> value) const;
    QString momentText(qint64 timeMs) const;
    /// Whether the newest values are what is shown.
    bool isLive() const;
    ValueScale scale() const;
    bool hasCounters() const;
    void setCounters(Counters counters);
    void addEarlierActions(QMenu *menu);
    /// Draws what was some days before @p span where that is wanted.
    void refreshEarlier(const TrafficView &view, const TimeSpan &span, qint64 columnMs, const GapRule &gaps);
    /// Who had most traffic at @p timeMs, where this chart is about traffic and that is known.
    QList<ReadoutRow> talkerRows(qint64 timeMs) const;
    /// Draws what is usual over @p span where that is wanted, and notes where lines were not.
    void refreshNormal(const TrafficView &view, const TimeSpan &span);
    /// Says in the legend from what the band of @p courses, one for each line that can have one, is made.
    void tellNormal(const QList<NormalCourse> &courses, const TimeSpan &span);
    /// Between what line @p line usually is at @p timeMs; empty where that is not drawn.
    QString usualText(int line, qint64 timeMs) const;
    void removeLine(int line);

    ChartSpec m_spec;
    const UnitFormatter m_format;
    TimeAxis *m_axis;
    TimeChart *m_chart;
    QLabel *m_heading;
    LegendTable *m_legend;
    QToolButton *m_menu = nullptr;
    QPointer<ChartReadout> m_readout;            ///< a child of the window while it is shown
    QStringList m_sources;                       ///< of each line's newest value
    QList<std::optional<SpanFigures>> m_figures; ///< of each line
    QList<TimelineMark> m_alertMarks;
    const LiveStore *m_store = nullptr; ///< of what is drawn
    QList<TimelineMark> m_unusualMarks;
    QString m_normalTip;    ///< what is drawn below the lines; empty: no normal band is wanted
    bool m_reduced = false; ///< a line is shown without SysPulse's own part
    QString m_source;       ///< where the values of the drawn range come from; empty: SysPulse saw them all
    QList<TimeSpan> m_filled;
    std::optional<QPointF> m_pointer; ///< over the lines, in pixels of the chart
    std::optional<QPoint> m_held;     ///< where the head was pressed
    bool m_dragging = false;
    int m_place = 0;
    int m_count = 1;
    bool m_maximised = false;
    qint64 m_clearedMs = 0;
};

} // namespace syspulse
