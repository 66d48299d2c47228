// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/environmentcolors.h"

#include <QCoreApplication>

#include "ui/base/theme.h"

namespace syspulse {

QColor environmentColor(Environment environment, const QPalette &palette)
{
    const ThemeColors &colors = themeColors(palette);
    switch (environment) {
    case Environment::None:
        break;
    case Environment::Development:
        return colors.ok;
    case Environment::Test:
        return colors.warning;
    case Environment::Production:
        return colors.error;
    }
    return {};
}

QString environmentText(Environment environment)
{
    switch (environment) {
    case Environment::None:
        break;
    case Environment::Development:
        return QCoreApplication::translate("syspulse::Environment", "Development");
    case Environment::Test:
        return QCoreApplication::translate("syspulse::Environment", "Test");
    case Environment::Production:
        return QCoreApplication::translate("syspulse::Environment", "Production");
    }
    return {};
}

} // namespace syspulse
