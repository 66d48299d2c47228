// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QAbstractButton;
class QWidget;

namespace syspulse {

class FakeSession;
class MainWindow;

// Checks of a window as a user meets it, whatever its language, palette and scale. Each names what is
// wrong, and nothing where nothing is.

/// Has @p window connect, and @p session answer with a first sample.
void connectAndFill(FakeSession &session, MainWindow &window);

/// Connects @p session and gives @p window something to show on every page.
void fillEveryPage(FakeSession &session, MainWindow &window);

/// Alt and a letter that mean two things among what is visible.
QStringList mnemonicClashes(const MainWindow &window);

/// Visible labels and buttons that are smaller than their text.
QStringList clippedTexts(const QWidget &window);

/// Visible areas that scroll sideways, tables and texts aside, and fields of texts that are too narrow to be
/// read.
QStringList crampedParts(const QWidget &window);

/// Visible widgets that take the focus and have no name for a screen reader.
QStringList unnamedWidgets(const QWidget &window);

/// Widgets of @p page that come in the tab order before one that lies above them in the same column, or on
/// the same line to their left.
QStringList disorder(const QWidget &page);

/// Whether @p button is one that Qt made inside a widget of its own.
bool isQtsOwn(const QAbstractButton &button);

} // namespace syspulse
