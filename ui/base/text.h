// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QString>

#include "core/base/plaintext.h"
#include "core/mqtt/mqttaddress.h"

namespace syspulse {

/// A label that never reads its text as rich text. @p name is the object name; may be empty.
QLabel *plainLabel(const QString &name, const QString &text = {}, QWidget *parent = nullptr);

/// A plain label whose text wraps and can be selected.
QLabel *paragraph(const QString &name, const QString &text = {}, QWidget *parent = nullptr);

/// Sets the text of @p label only where it differs, which spares a layout.
void setTextIfChanged(QLabel *label, const QString &text);

/// Shows @p label in @p color.
void setTextColor(QWidget *label, const QColor &color);

/// Scales the font of @p widget, and makes it bold where @p bold.
void scaleFont(QWidget *widget, double factor, bool bold = false);

/// @p text in a form that a tool tip shows as it is, markup included.
QString plainToolTip(const QString &text);

/// @p text as one word of a POSIX shell.
QString shellQuoted(const QString &text);

/// The shell command that prints @p topic from the broker at @p address. Without the password: it would end
/// up in the shell's history.
QString subscribeCommand(const QString &topic, const MqttAddress &address, const QString &user);

} // namespace syspulse
