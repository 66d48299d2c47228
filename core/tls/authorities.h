// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace syspulse {

/// The PEM file @p path with certificate authorities to trust. A file without one is refused: were nothing
/// taken from it, the system's authorities would be trusted, which is more than was meant. (A broken
/// certificate is not: nothing is trusted then.) Blocks.
Result<QByteArray> readAuthorities(const QString &path);

} // namespace syspulse
