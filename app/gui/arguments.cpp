// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/arguments.h"

#include "core/base/version.h"
#include "core/tls/authorities.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace syspulse {

namespace {

const char *const footer = R"(Environment:
  SYSPULSE_URL, SYSPULSE_USER, SYSPULSE_PASSWORD   used where no option is given

The password is never taken from the command line, where other users could see it: the window asks for it,
or put it into SYSPULSE_PASSWORD. For work without a display see syspulsectl.
)";

} // namespace

std::variant<ConnectionSettings, int> parseArguments(int argc, char **argv)
{
    std::string url = qgetenv("SYSPULSE_URL").toStdString();
    std::string user = qgetenv("SYSPULSE_USER").toStdString();
    std::string caFile;
    CLI::App app{"Gives a HarperDB instance the $SYS topic tree and shows it live.", "syspulse"};
    app.set_version_flag("--version", std::string("syspulse ") + versionText().data());
    app.footer(footer);
    app.allow_extras(false);
    app.add_option("--url", url, "Operations API to connect to, for example https://db.example.org:9925");
    app.add_option("--user", user, "User name");
    app.add_option("--ca-file", caFile,
                   "PEM file of the certificate authority to trust (default: the system's)");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &e) {
        return app.exit(e) == 0 ? 0 : 2;
    }

    ConnectionSettings settings;
    settings.url = QString::fromStdString(url);
    settings.user = QString::fromStdString(user);
    settings.password = qEnvironmentVariable("SYSPULSE_PASSWORD");
    if (!caFile.empty()) {
        const Result<QByteArray> pem = readAuthorities(QString::fromStdString(caFile));
        if (!pem) {
            std::cerr << "syspulse: --ca-file " << caFile << ": " << describe(pem.error()).toStdString()
                      << '\n';
            return 2;
        }
        settings.trust.caPem = *pem;
    }
    return settings;
}

} // namespace syspulse
