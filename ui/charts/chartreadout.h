// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QWidget>

namespace syspulse {

/// One line of a readout.
struct ReadoutRow
{
    QColor color; ///< invalid: the row is of no line
    QString name;
    QString value;
    QString source; ///< where the value comes from; may be empty
    QString usual;  ///< between what the line usually is; may be empty

    bool operator==(const ReadoutRow &) const = default;
};

/// A small table beside the pointer: the moment of the sample that is read, and what each line says there.
/// Lets every event through. Plain text only.
class ChartReadout : public QWidget
{
    Q_OBJECT

public:
    explicit ChartReadout(QWidget *parent = nullptr);

    /// Shows @p rows beside @p at, a place of @p widget, within the window of it.
    void showAt(QWidget *widget, const QPoint &at, const QString &moment, const QList<ReadoutRow> &rows);

    QString moment() const { return m_moment; }
    const QList<ReadoutRow> &rows() const { return m_rows; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// Widths of names, values, what is usual, and sources.
    struct Columns
    {
        int name = 0;
        int value = 0;
        int usual = 0;
        int source = 0;
    };
    Columns columns() const;
    QSize wantedSize() const;

    QString m_moment;
    QList<ReadoutRow> m_rows;
};

} // namespace syspulse
