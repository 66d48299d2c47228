// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/controller.h"
#include "app/unixsignals.h"
#include "core/base/version.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    using namespace syspulse;
    int exitCode = 0;
    const auto options = parseOptions(argc, argv, exitCode);
    if (!options)
        return exitCode;

    QCoreApplication app(argc, argv);
    // The window's name: the profiles and other files of both are in one place.
    QCoreApplication::setApplicationName(QStringLiteral("SysPulse"));
    QCoreApplication::setApplicationVersion(versionText());
    UnixSignals unixSignals;
    Controller controller(*options);
    QObject::connect(&unixSignals, &UnixSignals::interrupted, &controller, &Controller::interrupt);
    QObject::connect(&controller, &Controller::done, &app, &QCoreApplication::exit, Qt::QueuedConnection);
    QMetaObject::invokeMethod(&controller, &Controller::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
