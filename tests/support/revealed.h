// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

namespace syspulse::test {

/// The content of a secret that a test has made up.
inline QString revealed(const Secret &secret)
{
    return secret.revealText([](const QString &text) { return text; });
}

} // namespace syspulse::test
