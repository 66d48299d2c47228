// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/legendbutton.h"

#include <utility>

#include <QPainter>
#include <QStyleOptionToolButton>

#include "ui/base/theme.h"

namespace syspulse {

namespace {

constexpr int legendSwatch = 10;

} // namespace

LegendButton::LegendButton(const QString &text, int line, QWidget *parent)
    : QToolButton(parent)
    , m_line(line)
{
    setText(text);
    setCheckable(true);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    // Its figures change each second; what lies below it needs no painting for that.
    setAttribute(Qt::WA_OpaquePaintEvent);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LegendButton::setValue(const QString &value)
{
    if (value == m_value)
        return;
    m_value = value;
    describe();
    update();
}

void LegendButton::setFigures(const LegendTexts &figures)
{
    if (figures == m_figures)
        return;
    m_figures = figures;
    describe();
    update();
}

void LegendButton::setUsual(const QString &usual)
{
    if (usual == m_usual)
        return;
    m_usual = usual;
    describe();
}

void LegendButton::describe()
{
    const QString now = shown(LegendColumn::Now);
    const QString least = shown(LegendColumn::Minimum);
    const QString figures =
        least.isEmpty() ? now
                        //: values of a line in a chart
                        : tr("%1; minimum %2, mean %3, maximum %4")
                              .arg(now, least, shown(LegendColumn::Mean), shown(LegendColumn::Maximum));
    setAccessibleDescription(m_usual.isEmpty() ? figures : figures + QStringLiteral("; ") + m_usual);
}

QString LegendButton::shown(LegendColumn column) const
{
    return column == LegendColumn::Now && !m_value.isEmpty() ? m_value : m_figures.at(size_t(column));
}

void LegendButton::setColumns(const LegendWidths &widths)
{
    if (widths == m_widths)
        return;
    m_widths = widths;
    update();
}

int LegendButton::nameWidth() const
{
    return fontMetrics().horizontalAdvance(text()) + legendSwatch + 3 * sidePadding;
}

QSize LegendButton::sizeHint() const
{
    return {nameWidth(), fontMetrics().height() + 2 * rowPadding};
}

QSize LegendButton::minimumSizeHint() const
{
    return {legendSwatch + 3 * sidePadding + fontMetrics().averageCharWidth() * 8, sizeHint().height()};
}

bool LegendButton::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        m_elidedWidth = -1;
        m_texts = {};
    }
    return QToolButton::event(event);
}

void LegendButton::paintRow(QPainter *painter, const QRectF &row)
{
    const ThemeColors &colors = themeColors(palette());
    const QColor color = isChecked() ? colors.series.at(m_line % colors.series.size()) : colors.stale;
    painter->setPen(QPen(color, 1.2));
    painter->setBrush(isChecked() ? QBrush(color) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(
        QRectF(row.left() + sidePadding, row.center().y() - legendSwatch / 2.0, legendSwatch, legendSwatch),
        2, 2);
    painter->setPen(isChecked() ? palette().color(QPalette::WindowText) : colors.stale);
    double right = row.right() - sidePadding;
    for (int column = legendColumns - 1; column >= 0; --column) {
        const int width = m_widths.at(size_t(column));
        if (width == 0)
            continue;
        m_texts.draw(painter, QRectF(right - width, row.top(), width, row.height()),
                     Qt::AlignVCenter | Qt::AlignRight, shown(LegendColumn(column)));
        right -= width + columnGap;
    }
    const double left = row.left() + legendSwatch + 2 * sidePadding;
    const int room = int(right - left) + 1;
    if (std::exchange(m_elidedWidth, room) != room)
        m_elided = fontMetrics().elidedText(text(), Qt::ElideRight, room);
    m_texts.draw(painter, QRectF(left, row.top(), right - left + 1, row.height()),
                 Qt::AlignVCenter | Qt::AlignLeft, m_elided);
}

void LegendButton::paintEvent(QPaintEvent *)
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(themeColors(palette()).grid);
        painter.drawRoundedRect(frame, 4, 4);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, 4, 4);
    }
    paintRow(&painter, rect());
}

} // namespace syspulse
