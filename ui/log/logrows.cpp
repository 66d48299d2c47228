// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logrows.h"

#include <QCoreApplication>
#include <QGuiApplication>

#include "ui/base/theme.h"

namespace syspulse {

namespace {

/// Lets tr() find the texts of this file.
struct LogLevels
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::LogLevels)
};

} // namespace

QString logLevelText(LogLevel level)
{
    switch (level) {
    case LogLevel::Information:
        return LogLevels::tr("Information");
    case LogLevel::Warning:
        return LogLevels::tr("Warning");
    case LogLevel::Error:
        return LogLevels::tr("Error");
    }
    return {};
}

QVariant logLevelColor(LogLevel level)
{
    const ThemeColors &colors = themeColors(QGuiApplication::palette());
    switch (level) {
    case LogLevel::Information:
        break;
    case LogLevel::Warning:
        return colors.warning;
    case LogLevel::Error:
        return colors.error;
    }
    return {};
}

} // namespace syspulse
