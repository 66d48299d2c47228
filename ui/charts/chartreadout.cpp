// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartreadout.h"

#include <algorithm>

#include <QPainter>

#include "ui/base/theme.h"

namespace syspulse {

namespace {

constexpr int readoutPadding = 8;
constexpr int readoutGap = 12;
constexpr int readoutSwatch = 8;
constexpr int readoutDistance = 14;

} // namespace

ChartReadout::ChartReadout(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

ChartReadout::Columns ChartReadout::columns() const
{
    Columns columns;
    const auto widen = [this](int &width, const QString &text) {
        width = std::max(width, fontMetrics().horizontalAdvance(text));
    };
    for (const ReadoutRow &row : m_rows) {
        widen(columns.name, row.name);
        widen(columns.value, row.value);
        widen(columns.usual, row.usual);
        widen(columns.source, row.source);
    }
    return columns;
}

QSize ChartReadout::wantedSize() const
{
    const Columns each = columns();
    const int table = readoutSwatch + readoutPadding + each.name + readoutGap + each.value +
                      (each.usual > 0 ? readoutGap + each.usual : 0) +
                      (each.source > 0 ? readoutGap + each.source : 0);
    return {2 * readoutPadding + std::max(table, fontMetrics().horizontalAdvance(m_moment)),
            2 * readoutPadding + fontMetrics().lineSpacing() * int(m_rows.size() + 1)};
}

void ChartReadout::showAt(QWidget *widget, const QPoint &at, const QString &moment,
                          const QList<ReadoutRow> &rows)
{
    if (parentWidget() != widget->window())
        setParent(widget->window());
    if (m_moment != moment || m_rows != rows) {
        m_moment = moment;
        m_rows = rows;
        resize(wantedSize());
        update();
    }
    const QRect room = parentWidget()->rect();
    const QPoint pointer = widget->mapTo(parentWidget(), at);
    QPoint place = pointer + QPoint(readoutDistance, readoutDistance);
    // Beside the pointer on the other side where there is no room on this one, so that it never hides what
    // is read.
    if (place.x() + width() > room.right())
        place.setX(pointer.x() - readoutDistance - width());
    if (place.y() + height() > room.bottom())
        place.setY(pointer.y() - readoutDistance - height());
    move(std::max(0, place.x()), std::max(0, place.y()));
    show();
    raise();
}

void ChartReadout::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors &colors = themeColors(palette());
    painter.setPen(colors.border);
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    const Columns each = columns();
    const int line = fontMetrics().lineSpacing();
    painter.setPen(colors.muted);
    painter.drawText(QRect(readoutPadding, readoutPadding, width() - 2 * readoutPadding, line),
                     Qt::AlignVCenter | Qt::AlignLeft, m_moment);
    int y = readoutPadding + line;
    for (const ReadoutRow &row : m_rows) {
        if (row.color.isValid())
            painter.fillRect(
                QRectF(readoutPadding, y + (line - readoutSwatch) / 2.0, readoutSwatch, readoutSwatch),
                row.color);
        int x = readoutPadding + readoutSwatch + readoutPadding;
        const auto text = [&](int width, Qt::Alignment alignment, const QString &words) {
            painter.drawText(QRect(x, y, width, line), int(Qt::AlignVCenter | alignment), words);
            x += width + readoutGap;
        };
        painter.setPen(palette().color(QPalette::WindowText));
        text(each.name, Qt::AlignLeft, row.name);
        text(each.value, Qt::AlignRight, row.value);
        painter.setPen(colors.muted);
        if (each.usual > 0)
            text(each.usual, Qt::AlignLeft, row.usual);
        text(each.source, Qt::AlignLeft, row.source);
        y += line;
    }
}

} // namespace syspulse
