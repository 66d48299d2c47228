// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "ui/base/page.h"

namespace syspulse {

/// Carries out @p change on the instance, unless its profile is read-only. On a production instance the
/// person is asked first; @p what says what will happen, as whole sentences.
void confirmChange(const PageContext &context, QWidget *parent, const QString &what,
                   std::function<void()> change);

/// Why nothing can be changed on the instance; empty where it can.
QString readOnlyReason(const PageContext &context);

/// @p text of a question; on a production instance a reminder of that comes first.
QString withReminder(const PageContext &context, const QString &text);

} // namespace syspulse
