// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace syspulse {

/// How something is, for colours and icons; always shown with words beside it.
enum class Severity { Neutral, Info, Ok, Warning, Error };

} // namespace syspulse
