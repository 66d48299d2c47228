// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace syspulse {

/// An entry of a chart's legend: a swatch and a name, which switches its line. Tells the line's value while
/// the crosshair is on.
class LegendButton : public QToolButton
{
    Q_OBJECT

public:
    /// @p line: index of the line in the colours of the theme.
    LegendButton(const QString &text, int line, QWidget *parent = nullptr);

    /// What the line says at the crosshair, shown behind the name; empty hides it.
    void setValue(const QString &value);
    QString value() const { return m_value; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int valueWidth() const;

    const int m_line;
    QString m_value;
};

} // namespace syspulse
