// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/arguments.h"

#include "app/cli11.h"
#include "app/ctl/options.h"
#include "app/ctl/output.h"
#include "core/base/utf8.h"
#include "core/base/version.h"
#include "core/tls/authorities.h"

#include <algorithm>
#include <iostream>
#include <set>
#include <string_view>

#include <QDataStream>
#include <QIODevice>

namespace syspulse {

namespace {

const char *const footer = R"(Environment:
  SYSPULSE_URL, SYSPULSE_USER, SYSPULSE_PASSWORD   used where no option is given

The password is never taken from the command line, where other users could see it: type it into the window,
or put it into SYSPULSE_PASSWORD. Qt's own options, such as -platform and -style, work too. For use without a
display see syspulsectl.
)";

/// The arguments in reverse, as CLI11 wants them, without Qt's own options: QApplication reads those, and it
/// cannot be made first, because --help needs no display.
std::vector<std::string> withoutQtOptions(int argc, char **argv)
{
    static const std::set<std::string, std::less<>> withValue{
        "display",         "geometry",           "icon",          "name",
        "platform",        "platformpluginpath", "platformtheme", "plugin",
        "qwindowgeometry", "qwindowicon",        "qwindowtitle",  "session",
        "style",           "stylesheet",         "title"};
    static const std::set<std::string, std::less<>> flags{"dograb", "nograb", "reverse", "testability",
                                                          "widgetcount"};
    std::vector<std::string> rest;
    for (int i = 1; i < argc; ++i) {
        std::string_view name = argv[i];
        // As Qt does, with one dash or two.
        name.remove_prefix(name.starts_with("--") ? 2 : name.starts_with("-") ? 1 : name.size());
        if (withValue.contains(name) && i + 1 < argc)
            ++i;
        else if (!flags.contains(name) && !name.starts_with("style=") && !name.starts_with("stylesheet="))
            rest.emplace_back(argv[i]);
    }
    std::reverse(rest.begin(), rest.end());
    return rest;
}

} // namespace

std::variant<ConnectionSettings, ReportToPdf, int> parseArguments(int argc, char **argv)
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
    bool toPdf = false;
    app.add_flag(
        "--report-to-pdf", toPdf,
        "Without a window: read what \"syspulsectl report\" prints from standard input, and write it as "
        "PDF to standard output");
    requireValues(app);
    try {
        app.parse(withoutQtOptions(argc, argv));
    } catch (const CLI::ParseError &e) {
        return flushStandardOutput("syspulse", app.exit(e) == 0 ? 0 : 2);
    }

    if (toPdf)
        return ReportToPdf();

    ConnectionSettings settings;
    settings.url = textFromUtf8(url);
    settings.user = textFromUtf8(user);
    settings.password = takeFromEnvironment("SYSPULSE_PASSWORD");
    takeFromEnvironment("SYSPULSE_KEY_PASSPHRASE"); // no program that this one starts needs it
    if (!caFile.empty()) {
        const Result<QByteArray> pem = readAuthorities(textFromUtf8(caFile));
        if (!pem) {
            std::cerr << "syspulse: --ca-file " << caFile << ": " << describe(pem.error()).toStdString()
                      << '\n';
            return 2;
        }
        settings.trust.caPem = *pem;
    }
    return settings;
}

QByteArray startMessage(const ConnectionSettings &settings)
{
    const QString activation = qEnvironmentVariable("XDG_ACTIVATION_TOKEN");
    const qsizetype password = settings.password.reveal([](QByteArrayView utf8) { return utf8.size(); });
    const qsizetype lengths = 5 * qsizetype(sizeof(quint32));
    QByteArray message;
    // All of it at once: one that grew would leave its beginnings behind.
    message.reserve(lengths +
                    qsizetype(sizeof(QChar)) *
                        (activation.size() + settings.url.size() + settings.user.size() + password) +
                    settings.trust.caPem.size());
    QDataStream stream(&message, QIODevice::WriteOnly);
    stream << activation << settings.url << settings.user;
    settings.password.revealText([&stream](const QString &text) {
        // As the stream writes a text, which it would copy.
        stream << quint32(text.size() * qsizetype(sizeof(QChar)));
        for (const QChar unit : text)
            stream << unit.unicode();
    });
    stream << settings.trust.caPem;
    return message;
}

StartRequest startRequest(const QByteArray &message)
{
    StartRequest request;
    QDataStream stream(message);
    ConnectionSettings &settings = request.settings;
    QString password;
    stream >> request.activationToken >> settings.url >> settings.user >> password >> settings.trust.caPem;
    settings.password = Secret(std::move(password));
    return stream.status() == QDataStream::Ok ? request : StartRequest();
}

} // namespace syspulse
