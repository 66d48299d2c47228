// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace syspulse {

/// A plain-text label of one line that ends in "…" where there is not enough room, and takes what room there
/// is.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString &name, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace syspulse
