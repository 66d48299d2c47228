// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/harperprocess.h"

namespace syspulse::test {

/// What there is on a server before it starts.
enum class HarperContent {
    Nothing,   ///< the start is a real first one, several times as slow as others
    Installed, ///< as the first start leaves it
    SetUp,     ///< as `syspulsectl setup` leaves that
};

/// HarperDB folders that are made once: a first start takes several times as long as later ones, and a setup
/// restarts the server. The first fixture of a build that needs such a folder makes it, and every fixture
/// begins with a copy.
class HarperTemplate
{
public:
    /// For a server of settings.package in settings.mode; made now when there is none yet. The settings get
    /// the password that the copy knows. False, and @p error says why.
    static bool copyTo(HarperSettings &settings, HarperContent content, QString *error);

private:
    static bool make(const QString &path, const HarperSettings &settings, HarperContent content,
                     QString *error);
};

} // namespace syspulse::test
