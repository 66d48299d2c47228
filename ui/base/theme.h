// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QPalette>

namespace syspulse {

/// Which of the palettes to show.
enum class Appearance { System, Light, Dark };

/// Colours with a meaning, beside those of QPalette. All text colours have a contrast of at least 4.5 : 1 on
/// the window and on the base colour of their palette.
struct ThemeColors
{
    QColor muted;  ///< secondary text
    QColor stale;  ///< values that are not current
    QColor border; ///< hairlines around cards and between areas
    QColor grid;   ///< chart grid
    QColor ok;
    QColor warning;
    QColor error;
    QColor accent; ///< links, sparklines, running steps
    QList<QColor> series;
};

/// The colours that go with @p palette: for a dark one or for a light one.
const ThemeColors &themeColors(const QPalette &palette);

/// Whether @p palette has light text on a dark ground.
bool isDark(const QPalette &palette);

/// Sets the Fusion style and our palette on the application. Appearance::System asks the platform whether it
/// is dark, so call it again when the platform's theme changes.
void applyAppearance(Appearance appearance);

/// @p color laid over @p ground with @p share (0 to 1), as an opaque colour.
QColor blended(const QColor &color, const QColor &ground, double share);

} // namespace syspulse
