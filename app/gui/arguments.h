// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/connectionsettings.h"

#include <variant>

namespace syspulse {

/// No window is wanted: see reportToPdf().
struct ReportToPdf
{};

/// What the command line and the environment (SYSPULSE_URL, SYSPULSE_USER, SYSPULSE_PASSWORD) ask the desktop
/// program to connect to; empty settings when they name no instance. The exit code when help, the version or
/// a usage error was printed instead.
std::variant<ConnectionSettings, ReportToPdf, int> parseArguments(int argc, char **argv);

/// @p settings and the token that lets a window take the focus (of $XDG_ACTIVATION_TOKEN), for the start that
/// is running already.
QByteArray startMessage(const ConnectionSettings &settings);

/// What another start was started with.
struct StartRequest
{
    QString activationToken;
    ConnectionSettings settings; ///< empty where no instance was named
};
StartRequest startRequest(const QByteArray &message);

} // namespace syspulse
