// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace syspulse {

/// One of a row of exclusive choices; the chosen one is filled with the highlight colour.
class RangeButton : public QToolButton
{
    Q_OBJECT

public:
    explicit RangeButton(const QString &text, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace syspulse
