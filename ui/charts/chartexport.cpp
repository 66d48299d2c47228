// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartexport.h"

#include <map>

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

#include "core/base/csv.h"

namespace syspulse {

namespace {

constexpr int pngScale = 2;

} // namespace

QByteArray chartCsv(const QList<ChartData> &data)
{
    std::map<qint64, QList<std::optional<double>>> rows;
    QStringList names{QStringLiteral("time")};
    for (qsizetype column = 0; column < data.size(); ++column) {
        names.append(data.at(column).name);
        for (const SeriesPoint &point : data.at(column).points) {
            QList<std::optional<double>> &row = rows[point.timeMs];
            row.resize(data.size());
            row[column] = point.value;
        }
    }
    QByteArray text = csvLine(names);
    for (const auto &[timeMs, values] : rows) {
        QStringList fields{csvTime(timeMs)};
        for (const std::optional<double> &value : values)
            fields.append(csvNumber(value));
        text += csvLine(fields);
    }
    return text;
}

QByteArray chartPng(ChartPanel *panel)
{
    QImage image(panel->size() * pngScale, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(pngScale, pngScale);
    panel->paintTo(&painter, QRectF(panel->rect()));
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    return image.save(&buffer, "PNG") ? bytes : QByteArray();
}

QByteArray chartSvg(ChartPanel *panel)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(panel->size());
    generator.setViewBox(panel->rect());
    generator.setTitle(panel->chart()->accessibleName());
    QPainter painter(&generator);
    panel->paintTo(&painter, QRectF(panel->rect()));
    painter.end();
    return bytes;
}

} // namespace syspulse
