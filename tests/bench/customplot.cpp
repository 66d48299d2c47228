// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/plots.h"

#include <qcustomplot.h>

namespace syspulse::bench {

namespace {

class CustomPlot final : public Plot
{
public:
    CustomPlot(int lines, QSize size)
    {
        static const QColor colours[] = {Qt::blue, Qt::red, Qt::darkGreen};
        m_plot.xAxis->setTicker(QSharedPointer<QCPAxisTickerDateTime>::create());
        for (int i = 0; i < lines; ++i)
            m_plot.addGraph()->setPen(QPen(colours[i % 3], 1));
        show(m_plot, size);
    }

    void prepare(const QList<QList<QPointF>> &lines) override
    {
        m_points.clear();
        for (const QList<QPointF> &line : lines) {
            QVector<QCPGraphData> points;
            points.reserve(line.size());
            for (const QPointF &point : line)
                points.append(QCPGraphData(point.x() / 1000, point.y()));
            m_points.append(points);
        }
        m_most = largest(lines);
    }

    void draw() override
    {
        for (qsizetype i = 0; i < m_points.size(); ++i)
            m_plot.graph(int(i))->data()->set(m_points.at(i), true);
        const QVector<QCPGraphData> &first = m_points.constFirst();
        m_plot.xAxis->setRange(first.constFirst().key, first.constLast().key);
        m_plot.yAxis->setRange(0, m_most);
        m_plot.replot(QCustomPlot::rpImmediateRefresh);
    }

private:
    QCustomPlot m_plot;
    QList<QVector<QCPGraphData>> m_points;
    double m_most = 1;
};

} // namespace

std::unique_ptr<Plot> makeCustomPlot(int lines, QSize size)
{
    return std::make_unique<CustomPlot>(lines, size);
}

} // namespace syspulse::bench
