// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>

namespace syspulse {

/// The icon icons/@p name .svg in the text colour of the application's palette at the time of painting, so it
/// follows a change of theme by itself.
QIcon themedIcon(const QString &name);

/// The same in @p color, as a square pixmap of @p size logical pixels.
QPixmap themedPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio);

/// The icon of the application.
QIcon applicationIcon();

} // namespace syspulse
