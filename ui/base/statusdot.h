// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

#include "core/base/severity.h"

namespace syspulse {

/// The colour of @p severity on @p palette.
QColor severityColor(Severity severity, const QPalette &palette);

/// Draws a disc of @p diameter in the middle of @p area.
void paintDisc(QPainter &painter, const QRectF &area, double diameter, const QColor &color);

/// A disc for lists: a square of @p size pixels of the screen's scale. An invalid @p color leaves it empty.
QPixmap discPixmap(int size, double diameter, const QColor &color);

/// The same as an icon: on a selected row a ring in the colour of the text there sets the disc off.
QIcon discIcon(int size, double diameter, const QColor &color, const QPalette &palette);

/// A small coloured disc.
class StatusDot : public QWidget
{
    Q_OBJECT

public:
    explicit StatusDot(QWidget *parent = nullptr);

    void setSeverity(Severity severity);
    Severity severity() const { return m_severity; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Severity m_severity = Severity::Neutral;
};

} // namespace syspulse
