// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/charts/legendbutton.h"

namespace syspulse {

/// The legend of a chart: a heading and a row for each line, in columns that are as wide in every row. Where
/// there is no room for all columns some are left out as a whole; nothing is cut but names.
class LegendTable : public QWidget
{
    Q_OBJECT

public:
    /// The rows are called @p name + "0" and so on.
    explicit LegendTable(const QString &name, QWidget *parent = nullptr);

    /// Makes a row for each of @p names. Rows that were there are gone.
    void setLines(const QStringList &names);
    const QList<LegendButton *> &rows() const { return m_rows; }

    /// What the columns say of line @p row.
    void setFigures(int row, const LegendTexts &figures);
    /// What the line @p row says at the crosshair; empty: the crosshair is off.
    void setValue(int row, const QString &value);
    /// Over the first column: of what moment it is.
    void setMoment(const QString &text);

    /// What is drawn below the lines, in the heading; empty: nothing. @p tip: more about it.
    void setGround(const QString &text, const QString &tip);
    QString ground() const { return m_ground; }

    /// Height of the table with room for @p rows lines.
    int heightFor(int rows) const;
    /// Draws the heading and the rows of lines that are shown from @p area's top, as wide as @p area.
    void paintTo(QPainter *painter, const QRectF &area) const;
    /// How high that is.
    int paintedHeight() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int rowHeight() const;
    QString heading(LegendColumn column) const;
    /// Fits the columns to what is in them.
    void measure();
    /// The same where only @p row has changed.
    void measureRow(int row);
    /// Makes room for @p text in @p column; false: there was enough.
    bool widen(int column, const QString &text);
    void layColumns();
    void paintHeading(QPainter *painter, const QRectF &row) const;

    const QString m_name;
    QString m_moment;
    QString m_ground;
    QList<LegendButton *> m_rows;
    LegendWidths m_wanted{}; ///< only grow, so that the columns do not dance
    LegendWidths m_widths{}; ///< those that there is room for
};

} // namespace syspulse
