// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syspulse {

class LiveStore;
class SecretStore;
class Session;
class Tray;

/// What diagnosticsText() looks at.
struct DiagnosticsSources
{
    const Session &session;
    const LiveStore &store;
    const SecretStore &secrets;
    const Tray &tray;
};

/// A report for whoever is asked for help: versions, platform, and the state of the connected instance. In
/// English, as it goes to developers. Holds no password or token; addresses and user names are in it only
/// where a message of the server tells them.
QString diagnosticsText(const DiagnosticsSources &sources);

} // namespace syspulse
