// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>

#include "ui/page.h"
#include "ui/timechart.h"

namespace syspulse {

/// One line of a chart panel.
struct ChartLine
{
    QString name;        ///< for the legend
    QString topic;       ///< numeric
    bool rate = false;   ///< draw the counter's change per second
    bool visible = true; ///< at first; the legend switches it
};

/// A chart with a title and a legend whose entries switch the lines.
class ChartPanel : public QFrame
{
    Q_OBJECT

public:
    /// The chart is called name + "Chart", the legend entries name + "Line0" and so on.
    ChartPanel(const QString &name, const QString &title, const QList<ChartLine> &lines, bool integers,
               const UnitFormatter &format, QWidget *parent = nullptr);

    /// Draws [@p fromMs, @p toMs] of the store's history.
    void refresh(const LiveStore &store, qint64 fromMs, qint64 toMs);
    TimeChart *chart() const { return m_chart; }

signals:
    /// A line was switched on or off.
    void linesChanged();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<ChartLine> m_lines;
    TimeChart *m_chart;
};

} // namespace syspulse
