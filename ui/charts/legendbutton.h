// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QToolButton>

#include "ui/charts/laidtexts.h"

namespace syspulse {

/// The columns of a chart's legend behind the names of the lines.
enum class LegendColumn { Now, Minimum, Mean, Maximum };
inline constexpr int legendColumns = 4;

/// What a line says in each column; empty where it says nothing.
using LegendTexts = std::array<QString, legendColumns>;
/// How wide each column is, in pixels; 0: it is left out.
using LegendWidths = std::array<int, legendColumns>;

/// A row of a chart's legend: a swatch, a name and figures in columns. It switches its line. Tells the line's
/// value while the crosshair is on, in place of the newest one.
class LegendButton : public QToolButton
{
    Q_OBJECT

public:
    static constexpr int columnGap = 14;
    static constexpr int sidePadding = 7;
    static constexpr int rowPadding = 3; ///< above and below the text

    /// @p line: index of the line in the colours of the theme.
    LegendButton(const QString &text, int line, QWidget *parent = nullptr);

    /// What the line says at the crosshair; empty: the crosshair is off.
    void setValue(const QString &value);
    QString value() const { return m_value; }
    /// What the line says in the visible span.
    void setFigures(const LegendTexts &figures);
    const LegendTexts &figures() const { return m_figures; }
    /// What the line usually is, for those who do not see it; may be empty.
    void setUsual(const QString &usual);
    /// The text of @p column as it is shown now.
    QString shown(LegendColumn column) const;

    void setColumns(const LegendWidths &widths);
    const LegendWidths &columns() const { return m_widths; }
    /// Draws the row as it is, without focus and pointer.
    void paintRow(QPainter *painter, const QRectF &row);

    /// Width of the swatch and the whole name.
    int nameWidth() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();

    const int m_line;
    QString m_value;
    LegendTexts m_figures;
    QString m_usual;
    LegendWidths m_widths{};
    LaidTexts m_texts;
    QString m_elided; ///< the name as it fits into m_elidedWidth
    int m_elidedWidth = -1;
};

} // namespace syspulse
