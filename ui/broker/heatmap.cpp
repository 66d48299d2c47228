// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broker/heatmap.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QHash>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "core/base/plaintext.h"
#include "core/report/ticks.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr int legendWidth = 120;
constexpr double faintest = 0.04; ///< what was reported to be without traffic

} // namespace

HeatMap::HeatMap(const UnitFormatter &format, QWidget *parent)
    : QWidget(parent)
    , m_format(format)
{
    setObjectName(QStringLiteral("heatMap"));
    setAccessibleName(tr("Traffic of the busiest topics over the last 10 minutes"));
    setAccessibleDescription(tr("The left and right arrow keys move the crosshair, Escape takes it away."));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void HeatMap::show(const TopicHistory &history, const QStringList &topics, TopicMeasure measure, qint64 nowMs,
                   qint64 clockOffsetMs)
{
    m_topics = topics;
    m_measure = measure;
    m_clockOffsetMs = clockOffsetMs;
    // Columns begin at multiples of their width, so that they move as a whole.
    m_fromMs = (nowMs / columnMs + 1) * columnMs - spanMs;
    m_cells = QList<QList<double>>(topics.size(), QList<double>(columns, nothing));
    m_most = 0;
    QHash<QString, int> rows;
    for (int row = 0; row < int(topics.size()); ++row)
        rows.insert(topics.at(row), row);
    const TopicHistory::Sample *shown = nullptr;
    QList<double> values;
    for (int column = 0; column < columns; ++column) {
        const qint64 endMs = m_fromMs + (column + 1) * columnMs - 1;
        const TopicHistory::Sample *sample = history.at(std::min(endMs, nowMs));
        if (sample == nullptr)
            continue;
        if (sample != shown) {
            shown = sample;
            values.fill(0, topics.size()); // topics that are not among the busiest
            for (const TopicTraffic &topic : sample->topics) {
                if (const auto row = rows.constFind(topic.topic); row != rows.cend())
                    values[*row] = measureOf(topic, measure).value_or(nothing);
            }
        }
        for (int row = 0; row < int(values.size()); ++row) {
            m_cells[row][column] = values.at(row);
            if (values.at(row) > m_most)
                m_most = values.at(row);
        }
    }
    if (m_crosshairMs && *m_crosshairMs < m_fromMs)
        setCrosshair(std::nullopt);
    fill();
    update();
}

QColor HeatMap::colorOf(double value) const
{
    const QColor ground = palette().color(QPalette::Base);
    const double share = value > 0 && m_most > 0 ? std::log1p(value) / std::log1p(m_most) : 0;
    return blended(themeColors(palette()).accent, ground, faintest + (1 - faintest) * share);
}

void HeatMap::fill()
{
    m_image = QImage(columns, std::max<int>(1, int(m_cells.size())), QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
    for (int row = 0; row < int(m_cells.size()); ++row) {
        for (int column = 0; column < columns; ++column) {
            const double value = m_cells.at(row).at(column);
            if (!std::isnan(value))
                m_image.setPixelColor(column, row, colorOf(value));
        }
    }
}

QRectF HeatMap::plotRect() const
{
    const int text = fontMetrics().height();
    const double names = std::clamp(width() * 0.3, 80.0, 260.0);
    QRectF plot = QRectF(rect()).adjusted(names, text + 10, -1, -text - 8);
    // A few topics do not become walls of colour.
    plot.setHeight(std::min(plot.height(), std::max<double>(1, double(m_topics.size())) * 2.5 * text));
    return plot;
}

void HeatMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF plot = plotRect();
    painter.fillRect(plot, palette().color(QPalette::Base));
    // Seen where nothing was reported: no traffic looks like the ground.
    painter.fillRect(plot, QBrush(themeColors(palette()).border, Qt::BDiagPattern));
    if (!m_cells.isEmpty())
        painter.drawImage(plot, m_image);
    painter.setPen(themeColors(palette()).border);
    painter.drawRect(plot);
    paintLabels(painter, plot);
    paintLegend(painter, plot);
    if (m_crosshairMs) {
        const double x = plot.left() + double(*m_crosshairMs - m_fromMs) / double(spanMs) * plot.width();
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void HeatMap::paintLabels(QPainter &painter, const QRectF &plot) const
{
    const ThemeColors &colors = themeColors(palette());
    const QFontMetrics metrics = fontMetrics();
    const double height = plot.height() / std::max<double>(1, double(m_topics.size()));
    // Names that have no room for themselves stand for those between.
    const int every = std::max(1, int(std::ceil(metrics.height() / height)));
    painter.setPen(palette().color(QPalette::WindowText));
    for (int row = 0; row < int(m_topics.size()); row += every) {
        const QRectF place(0, plot.top() + row * height, plot.left() - 8, height * every);
        painter.drawText(place, Qt::AlignRight | (every > 1 ? Qt::AlignTop : Qt::AlignVCenter),
                         metrics.elidedText(oneLine(m_topics.at(row)), Qt::ElideMiddle, int(place.width())));
    }
    painter.setPen(colors.muted);
    const int wanted =
        std::max(2, int(plot.width() / (metrics.horizontalAdvance(QStringLiteral("00:00:00")) * 2)));
    for (const Tick &tick :
         timeTicks(m_fromMs - m_clockOffsetMs, m_fromMs - m_clockOffsetMs + spanMs, wanted)) {
        const double x = plot.left() +
                         (tick.position - double(m_fromMs - m_clockOffsetMs)) / double(spanMs) * plot.width();
        const double half = metrics.horizontalAdvance(tick.label) / 2.0;
        if (x - half < plot.left() || x + half > plot.right())
            continue;
        painter.drawText(QPointF(x - half, plot.bottom() + metrics.ascent() + 4), tick.label);
    }
}

void HeatMap::paintLegend(QPainter &painter, const QRectF &plot) const
{
    const bool bytes = m_measure == TopicMeasure::BytesIn || m_measure == TopicMeasure::BytesOut;
    const QString most =
        m_format.rate(m_most, bytes ? Unit::Bytes : Unit::Messages, NumberStyle::Compact).text();
    const QFontMetrics metrics = fontMetrics();
    const double textWidth = metrics.horizontalAdvance(most);
    const QRectF bar(plot.right() - textWidth - 6 - legendWidth, 4, legendWidth, metrics.height() - 2);
    for (int x = 0; x < legendWidth; ++x)
        painter.fillRect(QRectF(bar.left() + x, bar.top(), 1, bar.height()),
                         colorOf(std::expm1(std::log1p(m_most) * x / (legendWidth - 1))));
    painter.setPen(themeColors(palette()).border);
    painter.drawRect(bar);
    painter.setPen(themeColors(palette()).muted);
    const double base = bar.top() + metrics.ascent() - 1;
    painter.drawText(QPointF(bar.right() + 6, base), most);
    painter.drawText(QPointF(bar.left() - metrics.horizontalAdvance(QLatin1Char('0')) - 6, base),
                     QStringLiteral("0"));
}

void HeatMap::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        fill();
        update();
    }
}

void HeatMap::setCrosshair(std::optional<qint64> timeMs)
{
    if (timeMs == m_crosshairMs)
        return;
    m_crosshairMs = timeMs;
    update();
    emit crosshairMoved(timeMs);
}

void HeatMap::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF plot = plotRect();
    m_byKey = false;
    if (!plot.contains(event->position())) {
        setCrosshair(std::nullopt);
        return;
    }
    setCrosshair(m_fromMs + qint64((event->position().x() - plot.left()) / plot.width() * double(spanMs)));
}

void HeatMap::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    if (!m_byKey)
        setCrosshair(std::nullopt);
}

void HeatMap::keyPressEvent(QKeyEvent *event)
{
    const bool left = event->key() == Qt::Key_Left;
    if (left || event->key() == Qt::Key_Right) {
        m_byKey = true;
        const qint64 lastMs = m_fromMs + spanMs - 1;
        const qint64 fromMs = m_crosshairMs.value_or(lastMs);
        setCrosshair(std::clamp(fromMs + (left ? -columnMs : columnMs), m_fromMs, lastMs));
    } else if (event->key() == Qt::Key_Escape && m_crosshairMs) {
        setCrosshair(std::nullopt);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace syspulse
