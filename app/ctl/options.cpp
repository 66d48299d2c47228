// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/options.h"

#include "app/cli11.h"
#include "app/ctl/output.h"
#include "app/ctl/terminal.h"
#include "core/base/secret.h"
#include "core/base/terminaltext.h"
#include "core/base/utf8.h"
#include "core/base/version.h"
#include "core/tls/authorities.h"
#include "core/topics/systopics.h"

#include <cstdio>
#include <vector>

#include <QFile>

#include <unistd.h>

namespace syspulse {

namespace {

const char *const footer = R"(Environment:
  SYSPULSE_URL, SYSPULSE_USER, SYSPULSE_PASSWORD   used when the option is not given
  SYSPULSE_KEY_PASSPHRASE                          passphrase of the client certificate's key

The password is never taken from the command line, where other users could see it: put it into a file
(--password-file), into SYSPULSE_PASSWORD, or type it when asked.

Exit codes:
  0 done   1 failed   2 wrong usage   3 not reachable (network or TLS)   4 login refused
  5 not allowed   6 something that SysPulse did not make is in the way
  7 stood by: another updater is active   141 standard output was closed by its reader

"run" waits for a server that does not answer, at its start as well as later, and tries again after 1, 2, 4, 8,
10, 10 ... s, after 1.5 s at most while connections are accepted and break, and as soon as a server that could
not be reached listens again. It ends with 4 or 5 only when the server has refused it five times in a row. It
watches the alert rules that the window keeps for the instance, and sends alerts by the window's channels.
)";

constexpr int maxTimeoutSeconds = 300;

std::optional<QByteArray> readSmallFile(const QString &path, QString &problem)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        problem = QStringLiteral("%1: %2").arg(path, file.errorString());
        return std::nullopt;
    }
    return file.read(1024 * 1024);
}

/// The first line of @p text, which is wiped.
Secret firstLine(QByteArray &&text)
{
    QByteArrayView line = QByteArrayView(text).first(text.contains('\n') ? text.indexOf('\n') : text.size());
    if (line.startsWith("\xEF\xBB\xBF")) // as some editors begin files
        line = line.sliced(3);
    if (line.endsWith('\r'))
        line.chop(1);
    const Secret secret = Secret::fromUtf8(line);
    wipe(text);
    return secret;
}

int usageError(const QString &text)
{
    std::fprintf(stderr, "syspulsectl: %s\nTry \"syspulsectl --help\".\n", qPrintable(terminalSafe(text)));
    return int(ExitCode::Usage);
}

/// Strings as CLI11 fills them.
struct RawOptions
{
    std::string profile;
    std::string url;
    std::string user;
    std::string passwordFile;
    std::string caFile;
    std::string mqttCaFile;
    std::string pin;
    std::string mqttPin;
    std::string clientCertificate;
    std::string clientKey;
    std::string login = "basic";
    std::string mqtt;
    std::string interval = "10s";
    std::string quietHours;
    std::string filter = systopics::all.data();
    std::string clientFilter;
    std::string target;
    std::string against = "mosquitto";
    std::string format = "text";
    std::string targetKind;
    std::string serverSide;
    std::string ids;
    std::vector<std::string> roles;
    std::string since = "7d";
    std::string reportFormat = "html";
    std::string timeout = "15s";
    int minutes = TraceLimits::maxSeconds / 60;
};

bool completeOptions(const RawOptions &raw, Options &options, int &exitCode)
{
    ConnectionSettings &connection = options.connection;
    options.profile = textFromUtf8(raw.profile);
    connection.url = raw.url.empty() ? qEnvironmentVariable("SYSPULSE_URL") : textFromUtf8(raw.url);
    connection.user = raw.user.empty() ? qEnvironmentVariable("SYSPULSE_USER") : textFromUtf8(raw.user);
    connection.login = raw.login == "token" ? LoginMode::Token : LoginMode::Basic;
    options.filter = textFromUtf8(options.command == Command::Clients ? raw.clientFilter : raw.filter);
    options.target = textFromUtf8(raw.target);
    options.targetKind = raw.targetKind == "client"    ? TargetKind::ClientId
                         : raw.targetKind == "session" ? TargetKind::Session
                                                       : TargetKind::Any;
    options.trace.seconds = raw.minutes * 60;
    if (!raw.serverSide.empty())
        options.setupChoices.serverSide = raw.serverSide == "on";
    if (!raw.ids.empty())
        options.setupChoices.ids = raw.ids == "flat" ? IdStyle::Flat : IdStyle::Hierarchical;
    for (const std::string &role : raw.roles)
        options.setupChoices.roles.insert(role == "reader" ? SetupRole::Reader : SetupRole::Updater);
    options.against = conventionFromName(textFromUtf8(raw.against)).value_or(Convention::Mosquitto);
    options.format = raw.format == "csv"    ? ReportFormat::Csv
                     : raw.format == "html" ? ReportFormat::Html
                                            : ReportFormat::Text;
    const auto stop = [&exitCode](const QString &text) {
        exitCode = usageError(text);
        return false;
    };

    if (options.command == Command::Alerts) {
        options.passwordGiven = true; // the server is not asked
        return true;
    }
    const bool whole = options.profile.isEmpty();
    if (whole && connection.url.isEmpty())
        return stop(QStringLiteral("give the address of the operations API with --url or SYSPULSE_URL"));
    if (options.command == Command::Report) {
        const auto since = parseSpan(textFromUtf8(raw.since));
        if (!since)
            return stop(QStringLiteral("--since takes 1h to 366d, for example 7d"));
        options.sinceSeconds = *since;
        options.pdf = raw.reportFormat == "pdf";
        if (options.pdf && ::isatty(STDOUT_FILENO) != 0)
            return stop(QStringLiteral("a PDF is not for a terminal: report --format pdf > report.pdf"));
        options.passwordGiven = true; // the server is not asked
        return true;
    }
    if (whole && connection.user.isEmpty())
        return stop(QStringLiteral("give a user name with --user or SYSPULSE_USER"));
    if (!applyMqttAddress(textFromUtf8(raw.mqtt), connection))
        return stop(QStringLiteral("--mqtt takes host:port, mqtt://host:port or mqtts://host:port"));
    const auto timeout = parseInterval(textFromUtf8(raw.timeout));
    if (!timeout || *timeout > maxTimeoutSeconds)
        return stop(QStringLiteral("--timeout takes 1s to 5m, for example 60s"));
    connection.timeoutMs = *timeout * 1000;
    const auto interval = parseInterval(textFromUtf8(raw.interval));
    if (!interval)
        return stop(QStringLiteral("--interval takes 1s to 1h, for example 10s"));
    options.schedule.intervalSeconds = *interval;
    if (!raw.quietHours.empty()) {
        const auto quiet = parseQuietHours(textFromUtf8(raw.quietHours));
        if (!quiet)
            return stop(QStringLiteral("--quiet-hours takes two times of day, for example 22:00-06:00"));
        options.schedule.quiet = *quiet;
    }

    QString problem;
    options.passwordGiven = true;
    if (!raw.caFile.empty()) {
        const Result<QByteArray> pem = readAuthorities(textFromUtf8(raw.caFile));
        if (!pem)
            return stop(
                QStringLiteral("--ca-file %1: %2").arg(textFromUtf8(raw.caFile), describe(pem.error())));
        connection.trust.caPem = *pem;
    }
    if (!raw.pin.empty()) {
        const Result<QByteArray> pin = parseFingerprint(textFromUtf8(raw.pin));
        if (!pin)
            return stop(QStringLiteral("--pin: ") + pin.error().message);
        connection.trust.pin = *pin;
    }
    connection.trust.certificateFile = textFromUtf8(raw.clientCertificate);
    connection.trust.keyFile = textFromUtf8(raw.clientKey);
    connection.trust.keyPassphrase = takeFromEnvironment("SYSPULSE_KEY_PASSPHRASE");
    if (!raw.mqttCaFile.empty()) {
        const Result<QByteArray> pem = readAuthorities(textFromUtf8(raw.mqttCaFile));
        if (!pem)
            return stop(QStringLiteral("--mqtt-ca-file %1: %2")
                            .arg(textFromUtf8(raw.mqttCaFile), describe(pem.error())));
        connection.mqttTrust = connection.trust;
        connection.mqttTrust->pin.clear();
        connection.mqttTrust->caPem = *pem;
    }
    if (!raw.mqttPin.empty()) {
        const Result<QByteArray> pin = parseFingerprint(textFromUtf8(raw.mqttPin));
        if (!pin)
            return stop(QStringLiteral("--mqtt-pin: ") + pin.error().message);
        if (!connection.mqttTrust)
            connection.mqttTrust = connection.trust;
        connection.mqttTrust->pin = *pin;
    }
    const bool inEnvironment = qEnvironmentVariableIsSet("SYSPULSE_PASSWORD");
    const Secret password = takeFromEnvironment("SYSPULSE_PASSWORD");
    if (!raw.passwordFile.empty()) {
        auto text = readSmallFile(textFromUtf8(raw.passwordFile), problem);
        if (!text)
            return stop(problem);
        connection.password = firstLine(std::move(*text));
    } else if (inEnvironment) {
        connection.password = password;
    } else if (!whole) {
        options.passwordGiven = false; // the keychain has it
    } else if (const auto typed = passwordFromTerminal(connection.user)) {
        connection.password = *typed;
    } else {
        return stop(QStringLiteral("give the password with --password-file or SYSPULSE_PASSWORD"));
    }
    for (const QString &warning : whole ? plainTextWarnings(connection) : QStringList())
        std::fprintf(stderr, "syspulsectl: %s\n", qPrintable(warning));
    return true;
}

} // namespace

std::optional<Options> parseOptions(int argc, char **argv, int &exitCode)
{
    Options options;
    RawOptions raw;
    CLI::App app{"Gives a HarperDB instance the $SYS topic tree and keeps it current.", "syspulsectl"};
    app.set_version_flag("--version", std::string("syspulsectl ") + versionText().data());
    app.footer(footer);
    app.require_subcommand(1);
    app.fallthrough();
    CLI::Option *profile =
        app.add_option("--profile", raw.profile,
                       "Profile kept by the window, by name or ID; its password comes from the keychain");
    CLI::Option *url =
        app.add_option("--url", raw.url, "Operations API, for example https://db.example.org:9925");
    CLI::Option *user = app.add_option("--user", raw.user, "User name; setup and updates need a super user");
    app.add_option("--password-file", raw.passwordFile, "File whose first line is the password");
    CLI::Option *login = app.add_option("--login", raw.login,
                                        "Send the password with each request, or log in once for a token")
                             ->check(CLI::IsMember({"basic", "token"}));
    CLI::Option *caFile = app.add_option(
        "--ca-file", raw.caFile, "PEM file of the certificate authority to trust (default: the system's)");
    CLI::Option *mqttCaFile = app.add_option(
        "--mqtt-ca-file", raw.mqttCaFile, "The same for MQTT only (default: what the operations API trusts)");
    CLI::Option *pin =
        app.add_option("--pin", raw.pin,
                       "SHA-256 fingerprint of the only certificate to trust for the operations API; MQTT "
                       "accepts it beside valid ones");
    CLI::Option *mqttPin = app.add_option("--mqtt-pin", raw.mqttPin,
                                          "SHA-256 fingerprint of the only certificate to trust for MQTT");
    CLI::Option *clientCertificate =
        app.add_option("--client-cert", raw.clientCertificate, "PEM file of the client certificate");
    CLI::Option *clientKey = app.add_option("--client-key", raw.clientKey,
                                            "PEM file of its key (default: in the certificate's file)");
    CLI::Option *mqtt = app.add_option(
        "--mqtt", raw.mqtt, "MQTT address, [mqtt://|mqtts://]host:port (default: what the server reports)");
    app.add_option("--timeout", raw.timeout,
                   "How long the server may take for an answer, 1s to 5m; raise it for a slow server or line")
        ->capture_default_str();
    // All of these are in the profile.
    for (CLI::Option *option :
         {url, user, login, caFile, mqttCaFile, pin, mqttPin, clientCertificate, clientKey, mqtt})
        profile->excludes(option);
    app.add_flag("--json", options.json, "Print JSON, one object per line");

    const auto add = [&](const char *name, const char *help, Command command) {
        CLI::App *sub = app.add_subcommand(name, help);
        sub->callback([&options, command] { options.command = command; });
        return sub;
    };
    CLI::App *setup =
        add("setup", "Create the tables, install the component and prove that it works", Command::Setup);
    CLI::Option *plan =
        setup->add_flag("--plan", options.planOnly, "Show what would be done, and change nothing");
    setup->add_flag("--diff", options.diff, "With --plan: show what an upgrade changes in each file")
        ->needs(plan);
    setup
        ->add_option("--server-side", raw.serverSide,
                     "on: while no updater runs, the component keeps the values current; off: it does not "
                     "(default: as it is)")
        ->check(CLI::IsMember({"on", "off"}));
    setup
        ->add_option(
            "--ids", raw.ids,
            "Ids of the records. flat: broker_uptime; hierarchical: broker/uptime, so that sys/broker/# "
            "can be subscribed to (default: as they are, and flat at first)")
        ->check(CLI::IsMember({"flat", "hierarchical"}));
    setup
        ->add_option(
            "--roles", raw.roles,
            "Also create roles for users that you make. reader: syspulse_reader, which may see what the "
            "window shows and nothing else; updater: syspulse_updater, for an updater that is no super "
            "user (Harper 5); reader,updater: both (default: as they are)")
        ->delimiter(',')
        ->check(CLI::IsMember({"reader", "updater"}));
    CLI::App *undo = add("undo", "Remove what setup created", Command::Undo);
    undo->add_flag("--yes", options.yes, "Do not ask for confirmation");
    add("status", "Show the instance, its setup and its updater", Command::Status);
    CLI::App *update = add("update", "Bring the records up to date once", Command::Update);
    bool once = true;
    update->add_flag("--once", once, "One update, then exit (the default; see \"run\" for a schedule)");
    CLI::App *run = add("run", "Keep the records current until stopped", Command::Run);
    run->add_option("--interval", raw.interval, "Time between two updates, 1s to 1h")->capture_default_str();
    run->add_option("--quiet-hours", raw.quietHours,
                    "Time of day during which nothing is written, in local time, for example 22:00-06:00");
    run->add_flag("--canary", options.schedule.canary,
                  "Also measure every 30 s how fast MQTT and the operations API answer, as $SYS/broker/"
                  "syspulse/canary/...; subscribers of sys/# see its messages, which no record is made of "
                  "(default: as the profile says, else not)");
    for (CLI::App *sub : {update, run})
        sub->add_flag("--take-over", options.takeOver, "Write even if another updater holds the lease");
    CLI::App *watch = add("watch", "Print values as they arrive over MQTT", Command::Watch);
    watch->add_option("filter", raw.filter, "MQTT topic filter")->capture_default_str();
    CLI::App *parity = add("parity", "Compare the topics with those of other MQTT brokers", Command::Parity);
    parity->add_option("--against", raw.against, "mosquitto (2.0), wiki (of mqtt.org) or emqx (5)")
        ->check(CLI::IsMember({"mosquitto", "wiki", "emqx"}))
        ->capture_default_str();
    parity->add_option("--format", raw.format, "text, csv or html (a page that can be printed)")
        ->check(CLI::IsMember({"text", "csv", "html"}))
        ->capture_default_str();
    CLI::App *clients = add("clients", "List the MQTT clients that are connected", Command::Clients);
    clients->add_option("--filter", raw.clientFilter,
                        "Only those whose client ID, user or address contains this text");
    clients->add_flag(
        "--top", options.top,
        "The busiest ones and those that fall behind, with their messages and bytes per second");
    add("workers", "Show the load of each worker thread of the broker", Command::Workers);
    add("storms", "Show who connects too often, and clients that come and go", Command::Storms);
    CLI::App *topics = add("topics", "List the busiest topics, and what was refused lately", Command::Topics);
    bool busiest = true;
    topics->add_flag("--top", busiest, "The busiest ones (the default, and all that the component keeps)");
    add("top", "Watch workers, clients and topics on the whole terminal; without a terminal, list them once",
        Command::Top);
    add("role",
        "Print the request that adds a role for updaters, with no more rights than they need (Harper 5)",
        Command::Role);
    CLI::App *report = add(
        "report", "Print what the window has kept of an instance as one HTML page; the server is not asked",
        Command::Report);
    report->add_option("--since", raw.since, "How far back, 1h to 366d")->capture_default_str();
    report
        ->add_option("--format", raw.reportFormat,
                     "html, or pdf, for which the program \"syspulse\" must be installed too")
        ->check(CLI::IsMember({"html", "pdf"}))
        ->capture_default_str();
    CLI::App *alerts = add(
        "alerts",
        "List the channels that alerts are sent by, and with --profile or --url an instance's rules, what "
        "fires and its maintenance, as the window keeps them",
        Command::Alerts);
    alerts->add_flag("--test", options.test, "Send a test message by each channel that is on");
    add("logins", "List the newest refused logins", Command::Logins);
    add("sessions", "List persistent sessions whose client is away", Command::Sessions);
    CLI::App *disconnect = add("disconnect", "Cut the connection of a client", Command::Disconnect);
    disconnect->add_option("client", raw.target, "Client ID, or session as \"clients\" lists it")->required();
    CLI::App *trace =
        add("trace", "Print the MQTT packets of one client, without payloads, until stopped", Command::Trace);
    trace->add_option("client", raw.target, "Client ID, or session as \"clients\" lists it")->required();
    trace->add_option("--minutes", raw.minutes, "How long at most, 1 to 10")
        ->check(CLI::Range(1, TraceLimits::maxSeconds / 60))
        ->capture_default_str();
    trace->add_option("--packets", options.trace.packets, "How many packets at most, 1 to 5000")
        ->check(CLI::Range(1, TraceLimits::maxPackets))
        ->capture_default_str();
    for (CLI::App *sub : {disconnect, trace})
        sub->add_option("--as", raw.targetKind, "What the argument is: client or session (default: either)")
            ->check(CLI::IsMember({"client", "session"}));
    CLI::App *forget =
        add("forget", "Remove the persistent session of a client that is away", Command::Forget);
    forget->add_option("client", raw.target, "Client ID")->required();
    for (CLI::App *sub : {disconnect, forget})
        sub->add_flag("--yes", options.yes, "Do not ask for confirmation");

    requireValues(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &e) {
        exitCode =
            flushStandardOutput("syspulsectl", app.exit(e) == 0 ? int(ExitCode::Ok) : int(ExitCode::Usage));
        return std::nullopt;
    }
    if (!completeOptions(raw, options, exitCode))
        return std::nullopt;
    return options;
}

} // namespace syspulse
