// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLineEdit;
class QString;

namespace syspulse {

/// A line for the text that narrows a list. @p name is the object name, @p hint is shown while it is empty,
/// @p spoken is what screen readers call it.
QLineEdit *filterEdit(const QString &name, const QString &hint, const QString &spoken);

} // namespace syspulse
