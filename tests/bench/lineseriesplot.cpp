// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/plots.h"

#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QDateTimeAxis>
#include <QLineSeries>
#include <QValueAxis>

namespace syspulse::bench {

namespace {

class LineSeriesPlot final : public Plot
{
public:
    LineSeriesPlot(int lines, QSize size)
        : m_time(new QDateTimeAxis)
        , m_value(new QValueAxis)
    {
        QChart *chart = m_view.chart();
        chart->legend()->hide();
        m_time->setFormat(QStringLiteral("HH:mm"));
        chart->addAxis(m_time, Qt::AlignBottom);
        chart->addAxis(m_value, Qt::AlignLeft);
        for (int i = 0; i < lines; ++i) {
            auto *series = new QLineSeries;
            chart->addSeries(series);
            series->attachAxis(m_time);
            series->attachAxis(m_value);
            m_series.append(series);
        }
        m_view.setRenderHint(QPainter::Antialiasing);
        show(m_view, size);
    }

    void prepare(const QList<QList<QPointF>> &lines) override
    {
        m_lines = lines;
        m_most = largest(lines);
    }

    void draw() override
    {
        for (qsizetype i = 0; i < m_lines.size(); ++i)
            m_series.at(i)->replace(m_lines.at(i));
        const QList<QPointF> &first = m_lines.constFirst();
        m_time->setRange(QDateTime::fromMSecsSinceEpoch(qint64(first.constFirst().x())),
                         QDateTime::fromMSecsSinceEpoch(qint64(first.constLast().x())));
        m_value->setRange(0, m_most);
        QApplication::sendPostedEvents(); // it lays itself out later
        m_view.viewport()->repaint();
    }

private:
    QChartView m_view;
    QDateTimeAxis *m_time;
    QValueAxis *m_value;
    QList<QLineSeries *> m_series;
    QList<QList<QPointF>> m_lines;
    double m_most = 1;
};

} // namespace

std::unique_ptr<Plot> makeLineSeriesPlot(int lines, QSize size)
{
    return std::make_unique<LineSeriesPlot>(lines, size);
}

} // namespace syspulse::bench
