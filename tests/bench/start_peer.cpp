// SPDX-License-Identifier: GPL-3.0-or-later

// A window with nothing but a chart of Qt Charts, from its start to its first picture: for bench_start.

#include "tests/bench/firstpicture.h"

#include <cmath>

#include <QApplication>
#include <QChart>
#include <QChartView>
#include <QLineSeries>
#include <QMainWindow>

int main(int argc, char **argv)
{
    const QApplication app(argc, argv);
    QMainWindow window;
    auto *view = new QChartView;
    auto *series = new QLineSeries;
    for (int i = 0; i < 1000; ++i)
        series->append(i, std::sin(i / 50.0));
    view->chart()->addSeries(series);
    view->chart()->createDefaultAxes();
    window.setCentralWidget(view);
    window.resize(1280, 800);
    const syspulse::bench::EndAtFirstPicture end(window);
    window.show();
    return QApplication::exec();
}
