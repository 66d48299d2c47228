// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/legendtable.h"

#include <algorithm>
#include <utility>

#include <QEvent>
#include <QPainter>

#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

/// Of the swatch of what is drawn below the lines.
constexpr int groundSwatch = 10;
constexpr float groundOpacity = 0.35F;
/// A name is not made shorter than this while there is a column that can be left out.
constexpr int leastNameChars = 16;

} // namespace

LegendTable::LegendTable(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void LegendTable::setLines(const QStringList &names)
{
    qDeleteAll(m_rows);
    m_rows.clear();
    m_wanted = {};
    for (int i = 0; i < int(names.size()); ++i) {
        auto *row = new LegendButton(names.at(i), i, this);
        row->setObjectName(m_name + QString::number(i));
        row->show();
        m_rows.append(row);
    }
    measure();
    updateGeometry();
}

void LegendTable::setFigures(int row, const LegendTexts &figures)
{
    if (m_rows.at(row)->figures() == figures)
        return;
    m_rows.at(row)->setFigures(figures);
    measureRow(row);
}

void LegendTable::setValue(int row, const QString &value)
{
    if (m_rows.at(row)->value() == value)
        return;
    m_rows.at(row)->setValue(value);
    measureRow(row);
}

void LegendTable::setMoment(const QString &text)
{
    if (text == m_moment)
        return;
    m_moment = text;
    if (widen(0, text))
        layColumns();
    update();
}

void LegendTable::setGround(const QString &text, const QString &tip)
{
    setToolTip(tip.isEmpty() ? QString() : plainToolTip(tip));
    if (text == m_ground)
        return;
    m_ground = text;
    update();
}

QString LegendTable::heading(LegendColumn column) const
{
    switch (column) {
    case LegendColumn::Now:
        return m_moment;
    case LegendColumn::Minimum:
        //: column of a chart's legend: the smallest value
        return tr("Min");
    case LegendColumn::Mean:
        //: column of a chart's legend: the average value
        return tr("Mean");
    case LegendColumn::Maximum:
        //: column of a chart's legend: the largest value
        return tr("Max");
    }
    return {};
}

bool LegendTable::widen(int column, const QString &text)
{
    int &width = m_wanted.at(size_t(column));
    const int needed = fontMetrics().horizontalAdvance(text);
    return std::exchange(width, std::max(width, needed)) < needed;
}

void LegendTable::measure()
{
    for (int column = 0; column < legendColumns; ++column) {
        widen(column, heading(LegendColumn(column)));
        for (const LegendButton *row : std::as_const(m_rows))
            widen(column, row->shown(LegendColumn(column)));
    }
    layColumns();
}

void LegendTable::measureRow(int row)
{
    bool wider = false;
    for (int column = 0; column < legendColumns; ++column)
        wider = widen(column, m_rows.at(row)->shown(LegendColumn(column))) || wider;
    if (wider)
        layColumns();
}

void LegendTable::layColumns()
{
    m_widths = m_wanted;
    int name = 0;
    for (const LegendButton *row : std::as_const(m_rows))
        name = std::max(name, row->nameWidth());
    name = std::min(name, leastNameChars * fontMetrics().averageCharWidth() + 30);
    const auto fits = [this, name] {
        int needed = name + LegendButton::sidePadding;
        for (const int column : std::as_const(m_widths))
            needed += column > 0 ? column + LegendButton::columnGap : 0;
        return needed <= width();
    };
    // What tells least goes first.
    for (const LegendColumn column : {LegendColumn::Minimum, LegendColumn::Mean, LegendColumn::Maximum}) {
        if (!fits())
            m_widths.at(size_t(column)) = 0;
    }
    const int height = rowHeight();
    for (int i = 0; i < int(m_rows.size()); ++i) {
        m_rows.at(i)->setColumns(m_widths);
        m_rows.at(i)->setGeometry(0, (i + 1) * height, width(), height);
    }
}

int LegendTable::rowHeight() const
{
    return fontMetrics().height() + 2 * LegendButton::rowPadding;
}

int LegendTable::heightFor(int rows) const
{
    return (rows + 1) * rowHeight();
}

QSize LegendTable::sizeHint() const
{
    return {400, heightFor(int(m_rows.size()))};
}

QSize LegendTable::minimumSizeHint() const
{
    return {200, heightFor(int(m_rows.size()))};
}

void LegendTable::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layColumns();
}

void LegendTable::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        m_wanted = {};
        measure();
        updateGeometry();
    }
}

void LegendTable::paintHeading(QPainter *painter, const QRectF &row) const
{
    painter->setPen(themeColors(palette()).muted);
    double right = row.right() - LegendButton::sidePadding;
    for (int column = legendColumns - 1; column >= 0; --column) {
        const int width = m_widths.at(size_t(column));
        if (width == 0)
            continue;
        painter->drawText(QRectF(right - width, row.top(), width, row.height()),
                          Qt::AlignVCenter | Qt::AlignRight, heading(LegendColumn(column)));
        right -= width + LegendButton::columnGap;
    }
    if (m_ground.isEmpty())
        return;
    QRectF swatch(row.left() + LegendButton::sidePadding, row.center().y() - groundSwatch / 2.0, groundSwatch,
                  groundSwatch);
    QColor color = themeColors(palette()).muted;
    color.setAlphaF(groundOpacity);
    painter->fillRect(swatch, color);
    const double left = swatch.right() + LegendButton::sidePadding;
    painter->drawText(QRectF(left, row.top(), right - left + 1, row.height()),
                      Qt::AlignVCenter | Qt::AlignLeft,
                      fontMetrics().elidedText(m_ground, Qt::ElideRight, int(right - left) + 1));
}

void LegendTable::paintEvent(QPaintEvent *)
{
    // The rows paint themselves, over all of theirs.
    QPainter painter(this);
    paintHeading(&painter, QRectF(0, 0, width(), rowHeight()));
}

int LegendTable::paintedHeight() const
{
    const auto shown = std::count_if(m_rows.cbegin(), m_rows.cend(),
                                     [](const LegendButton *row) { return row->isChecked(); });
    return heightFor(int(shown));
}

void LegendTable::paintTo(QPainter *painter, const QRectF &area) const
{
    painter->setFont(font());
    QRectF row(area.left(), area.top(), area.width(), rowHeight());
    paintHeading(painter, row);
    for (LegendButton *line : m_rows) {
        if (!line->isChecked())
            continue;
        row.translate(0, rowHeight());
        line->paintRow(painter, row);
    }
}

} // namespace syspulse
