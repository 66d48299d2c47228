// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/harperprocess.h"

namespace syspulse::test {

/// A HarperDB folder as its first start leaves it. That start takes several times as long as later ones, so
/// the first fixture of a build makes the folder once and every fixture begins with a copy.
class HarperTemplate
{
public:
    /// For a server of @p package in @p mode; made now when there is none yet.
    static bool copyTo(HarperSettings &settings, QString *error);

private:
    static bool make(const QString &path, const HarperSettings &settings, QString *error);
};

} // namespace syspulse::test
