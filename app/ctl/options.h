// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clients/tracetypes.h"
#include "core/session/connectionsettings.h"
#include "core/setup/setupplan.h"
#include "core/topics/parity.h"
#include "core/updater/schedule.h"

#include <QString>

namespace CLI {
class App;
}

namespace syspulse {

/// What syspulsectl can do.
enum class Command {
    Setup,
    Undo,
    Status,
    Update,
    Run,
    Watch,
    Clients,
    Logins,
    Sessions,
    Disconnect,
    Forget,
    Parity,
    Workers,
    Storms,
    Topics,
    Trace,
    Top,
    Role,
    Report,
    Alerts,
};

/// What the argument of "disconnect" or "trace" is.
enum class TargetKind { Any, ClientId, Session };

/// How a comparison is printed.
enum class ReportFormat { Text, Csv, Html };

/// Exit codes, as documented in --help.
enum class ExitCode {
    Ok = 0,
    Failed = 1,
    Usage = 2,
    Unreachable = 3,
    Auth = 4,
    Permission = 5,
    Conflict = 6,
    StoodBy = 7,
    NobodyReads = 141, ///< as a shell reports SIGPIPE
};

/// A parsed command line.
struct Options
{
    Command command = Command::Status;
    ConnectionSettings connection;
    QString profile;            ///< name or id; empty: connection is complete
    bool passwordGiven = false; ///< by file, environment or on the terminal
    bool json = false;
    bool planOnly = false;     ///< setup --plan
    bool diff = false;         ///< setup --plan --diff
    SetupChoices setupChoices; ///< setup --server-side, --ids, --roles
    bool yes = false;          ///< undo, disconnect, forget --yes
    bool takeOver = false;     ///< update, run --take-over
    UpdaterSchedule schedule;  ///< run --interval --quiet-hours --canary
    bool top = false;          ///< clients --top
    bool test = false;         ///< alerts --test
    QString filter;            ///< watch: MQTT filter; clients --filter: a part of client id, user or address
    QString target;            ///< disconnect, forget, trace: whom
    TargetKind targetKind = TargetKind::Any;    ///< disconnect, trace --as
    TraceLimits trace;                          ///< trace --minutes --packets
    Convention against = Convention::Mosquitto; ///< parity --against
    ReportFormat format = ReportFormat::Text;   ///< parity --format
    bool pdf = false;                           ///< report --format pdf
    qint64 sinceSeconds = 0;                    ///< report --since: how far back
};

/// Parses arguments, environment (SYSPULSE_URL, SYSPULSE_USER, SYSPULSE_PASSWORD) and the files they name.
/// Prints help, version or a usage error itself; nothing is returned then and @p exitCode is set.
std::optional<Options> parseOptions(int argc, char **argv, int &exitCode);

/// Makes @p app and its subcommands refuse options and arguments with an empty value. That is most often a
/// variable of a script that is not set, and must not mean "no pin", "any profile" or "everybody".
void requireValues(CLI::App &app);

/// Takes "host:port", ":port" or "host", with an optional mqtt:// or mqtts://, over into @p settings; false
/// for anything else.
bool applyMqttAddress(const QString &text, ConnectionSettings &settings);

/// The exit code that stands for @p error.
ExitCode exitCodeFor(const Error &error);

/// Seconds of "36h", "7d" or "4w"; nothing for any other text and outside 1 h to 366 d.
std::optional<qint64> parseSpan(const QString &text);

/// Seconds of "10s", "5m", "1h" or "10"; nothing for any other text and outside 1 s to 1 h.
std::optional<int> parseInterval(const QString &text);

} // namespace syspulse
