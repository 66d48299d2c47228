// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

#include "core/profiles/profile.h"

namespace syspulse {

/// The colour that stands for @p environment on every page; invalid for Environment::None.
QColor environmentColor(Environment environment, const QPalette &palette);

/// "Production", for people; empty for Environment::None.
QString environmentText(Environment environment);

} // namespace syspulse
