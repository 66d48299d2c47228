// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpicture.h"

#include <QPainter>

#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/charts/legendtable.h"

namespace syspulse {

namespace {

constexpr int pictureMargin = 12;
constexpr int pictureGap = 4;

} // namespace

ChartPicture::ChartPicture(ChartPanel &panel, const ChartOrigin &origin)
    : m_panel(panel)
{
    const UnitFormatter &format = panel.format();
    const TimeChart &chart = *panel.chart();
    m_caption = QStringLiteral("%1 – %2").arg(format.dateTime(chart.fromMs()), format.dateTime(chart.toMs()));
    if (!origin.instance.isEmpty())
        m_caption.prepend(oneLine(origin.instance, 120) + QStringLiteral(", "));
    QStringList notes = panel.provenance();
    //: %1 is a date and time
    notes.append(tr("Exported by SysPulse, %1").arg(format.dateTime(origin.timeMs)));
    m_note = notes.join(QLatin1Char('\n'));
    const int width = chart.width() + 2 * pictureMargin;
    const int line = QFontMetrics(panel.font()).lineSpacing();
    m_size = {width, 2 * pictureMargin + 2 * line + pictureGap + chart.height() +
                         panel.legend()->paintedHeight() + pictureGap + noteHeight(chart.width())};
}

int ChartPicture::noteHeight(int width) const
{
    return QFontMetrics(m_panel.font())
        .boundingRect(QRect(0, 0, width, 10000), Qt::TextWordWrap, m_note)
        .height();
}

void ChartPicture::paint(QPainter *painter) const
{
    TimeChart *chart = m_panel.chart();
    const QPalette &palette = m_panel.palette();
    const int width = chart->width();
    painter->fillRect(QRect(QPoint(), m_size), palette.color(QPalette::Base));
    QFont font = m_panel.font();
    const int line = QFontMetrics(font).lineSpacing();
    QRect place(pictureMargin, pictureMargin, width, line);
    font.setBold(true);
    painter->setFont(font);
    painter->setPen(palette.color(QPalette::WindowText));
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, chartTitle(m_panel.spec()));
    painter->setFont(m_panel.font());
    painter->setPen(themeColors(palette).muted);
    place.translate(0, line);
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, m_caption);
    place = QRect(pictureMargin, place.bottom() + 1 + pictureGap, width, chart->height());
    // An SVG has no clipping here, so the lines end at the axes by themselves.
    chart->setTrimmed(true);
    painter->save();
    chart->render(painter, place, chart->viewport()->rect(), Qt::IgnoreAspectRatio);
    painter->restore();
    chart->setTrimmed(false);
    place = QRect(pictureMargin, place.bottom() + 1, width, m_panel.legend()->paintedHeight());
    m_panel.legend()->paintTo(painter, place);
    place = QRect(pictureMargin, place.bottom() + 1 + pictureGap, width, noteHeight(width));
    painter->setPen(themeColors(palette).muted);
    painter->drawText(place, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_note);
}

} // namespace syspulse
