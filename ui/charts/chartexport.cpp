// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartexport.h"

#include <map>

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

#include "core/base/csv.h"
#include "core/session/livestore.h"
#include "ui/charts/chartpicture.h"

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

QByteArray chartCsv(const ChartPanel &panel, const TrafficView &view, const ChartOrigin &origin)
{
    const QList<ChartData> data = panel.visibleData(view);
    QByteArray text = csvLine({QStringLiteral("# chart"), chartTitle(panel.spec())});
    text += csvLine({QStringLiteral("# instance"), origin.instance});
    text += csvLine({QStringLiteral("# from"), csvTime(panel.chart()->fromMs())});
    text += csvLine({QStringLiteral("# to"), csvTime(panel.chart()->toMs())});
    text += csvLine({QStringLiteral("# exported"), csvTime(origin.timeMs)});
    // In the columns of the values below.
    QStringList sources{QStringLiteral("# newest value from")};
    QStringList least{QStringLiteral("# minimum")};
    QStringList mean{QStringLiteral("# mean")};
    QStringList most{QStringLiteral("# maximum")};
    for (const ChartData &line : data) {
        sources.append(line.source);
        const auto number = [&line](double SpanFigures::*figure) {
            return csvNumber(line.figures ? std::optional((*line.figures).*figure) : std::nullopt);
        };
        least.append(number(&SpanFigures::minimum));
        mean.append(number(&SpanFigures::mean));
        most.append(number(&SpanFigures::maximum));
    }
    for (const QStringList &row : {sources, least, mean, most})
        text += csvLine(row);
    for (const TimelineMark &note :
         view.store().notes().notes(panel.chart()->fromMs(), panel.chart()->toMs()))
        text += csvLine({QStringLiteral("# note"), csvTime(note.fromMs), csvTime(note.toMs), note.text});
    return text + chartCsv(data);
}

QByteArray chartPng(ChartPanel *panel, const ChartOrigin &origin)
{
    const ChartPicture picture(*panel, origin);
    QImage image(picture.size() * pngScale, QImage::Format_RGB32);
    if (image.isNull())
        return {};
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(pngScale, pngScale);
    picture.paint(&painter);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    return image.save(&buffer, "PNG") ? bytes : QByteArray();
}

QByteArray chartSvg(ChartPanel *panel, const ChartOrigin &origin)
{
    const ChartPicture picture(*panel, origin);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(picture.size());
    generator.setViewBox(QRect(QPoint(), picture.size()));
    generator.setTitle(panel->chart()->accessibleName());
    QPainter painter(&generator);
    picture.paint(&painter);
    painter.end();
    return bytes;
}

} // namespace syspulse
