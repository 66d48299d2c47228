// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/controller.h"
#include "app/unixsignals.h"
#include "core/base/version.h"
#include "core/system/ownmemory.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QTranslator>

/// A standard stream that the caller has closed must not become the descriptor of a connection, which results
/// would then be written to. Opened for reading, writing to it fails.
static void openStandardStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) < 0)
            ::open("/dev/null", O_RDONLY);
    }
}

int main(int argc, char **argv) // NOLINT(bugprone-exception-escape): out of memory ends the program
{
    using namespace syspulse;
    keepMemoryPrivate();
    openStandardStreams();
    std::signal(SIGPIPE, SIG_IGN); // Output sees the write that fails
    int exitCode = 0;
    const auto options = parseOptions(argc, argv, exitCode);
    if (!options)
        return exitCode;

    QCoreApplication app(argc, argv);
    // The window's name: the profiles and other files of both are in one place.
    QCoreApplication::setApplicationName(QStringLiteral("SysPulse"));
    QCoreApplication::setApplicationVersion(versionText());
    // Without it "1 clients" would be said.
    QTranslator plurals;
    if (plurals.load(QStringLiteral(":/syspulse/translations/syspulse_en.qm")))
        QCoreApplication::installTranslator(&plurals);
    UnixSignals unixSignals;
    Controller controller(*options);
    QObject::connect(&unixSignals, &UnixSignals::interrupted, &controller, &Controller::interrupt);
    QObject::connect(&controller, &Controller::done, &app, &QCoreApplication::exit, Qt::QueuedConnection);
    QMetaObject::invokeMethod(&controller, &Controller::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
