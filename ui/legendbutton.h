// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace syspulse {

/// An entry of a chart's legend: a swatch and a name, which switches its line.
class LegendButton : public QToolButton
{
    Q_OBJECT

public:
    /// @p line: index of the line in the colours of the theme.
    LegendButton(const QString &text, int line, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const int m_line;
};

} // namespace syspulse
