// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QButtonGroup>
#include <QLabel>
#include <QSet>
#include <QToolButton>

#include "core/history/timelinemarks.h"
#include "core/history/timespans.h"
#include "ui/base/commands.h"
#include "ui/base/page.h"
#include "ui/charts/chartspec.h"
#include "ui/charts/timeaxis.h"

class QGridLayout;

namespace syspulse {

class ChartPanel;

/// Charts over one time axis with their tools: range, pause, crosshair time, new chart. The layout is kept
/// per instance in the state store.
class ChartBoard : public QWidget
{
    Q_OBJECT

public:
    explicit ChartBoard(const PageContext &context, QWidget *parent = nullptr);

    TimeAxis &axis() { return m_axis; }
    /// What can be done with the charts together.
    QList<QAbstractButton *> buttons() const { return {m_add, m_restore, m_pause}; }
    /// Of the spans that they show.
    QList<QAbstractButton *> rangeButtons() const { return m_ranges->buttons(); }
    ChartLayout layoutState() const;
    /// Shows the charts that were kept for the instance @p key, or the default ones.
    void useLayoutOf(const QString &key);
    /// A new chart of @p topic.
    void addChart(const QString &topic);
    /// Has the user write a note about now.
    void writeNote();
    /// Commands that export each of the charts, grouped under @p group; @p show brings the board into view.
    QList<Command> exports(const QString &group, const std::function<void()> &show);
    /// Whether one chart has all the room.
    bool isMaximised() const { return m_maximised != nullptr; }

    /// The store has points that are not drawn.
    void noteValues() { m_dirty = true; }
    /// Draws what is due; everything where @p force. Charts that nobody sees, because they were scrolled
    /// away, wait for catchUp().
    void refresh(bool force = false);
    /// Draws the charts that have come into view.
    void catchUp();

signals:
    /// Something could not be written, or was: a sentence for the user.
    void noticed(const QString &text, bool failed);
    /// The user wants to be told about what a chart shows.
    void alertRequested(const syspulse::AlertRule &rule);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeToolbar();
    void setLayoutState(const ChartLayout &layout);
    ChartPanel *makePanel(const ChartSpec &spec);
    int columnsFor(int width) const;
    void arrange();
    /// Puts @p panel at place @p to.
    void movePanel(ChartPanel *panel, qsizetype to);
    /// Puts the dragged @p panel where the pointer is.
    void dragTo(ChartPanel *panel, const QPoint &globalPos);
    void maximise(ChartPanel *panel);
    void rename(ChartPanel *panel);
    void showAlerts(ChartPanel *panel);
    /// Draws @p panel as of the last refresh().
    void draw(ChartPanel *panel, const TrafficView &traffic);
    /// Has the user write a note at the moment or on the span @p span, or change @p note.
    void openNote(const TimeSpan &span, const std::optional<TimelineMark> &note);
    void keepLayout();
    /// Shows what the file of the layout says.
    void useFile();
    void pickTopic(ChartPanel *panel);
    void addChartOf(const QList<ChartLine> &lines);
    void addTopic(ChartPanel *panel, const QString &topic);
    void remove(ChartPanel *panel);
    void restoreRemoved();
    void exportChart(ChartPanel *panel, const QString &format);
    void followAxis();
    void showPaused(bool paused);
    void showCursor();

    PageContext m_context;
    TimeAxis m_axis;
    QButtonGroup *m_ranges = nullptr;
    QToolButton *m_add = nullptr;
    QToolButton *m_pause = nullptr;
    QToolButton *m_restore = nullptr;
    QLabel *m_pausedText = nullptr;
    QGridLayout *m_grid = nullptr;
    PieceStore<ChartLayout> m_file;
    QList<ChartPanel *> m_panels;
    QString m_key;
    std::optional<std::pair<qsizetype, ChartSpec>> m_removed; ///< place and chart, for taking it back
    ChartPanel *m_maximised = nullptr;
    QSet<ChartPanel *> m_behind; ///< those that were not drawn in the last refresh()
    int m_columns = 0;
    bool m_dirty = true;
    bool m_withOwn = true; ///< whether traffic was drawn with SysPulse's own
    bool m_force = true;
    qint64 m_drawnToMs = 0;
    qint64 m_valuesDrawnAtMs = 0; ///< when it last had points that were not drawn
};

} // namespace syspulse
