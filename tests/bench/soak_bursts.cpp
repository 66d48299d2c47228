// SPDX-License-Identifier: GPL-3.0-or-later

// Random bursts of MQTT traffic on a real HarperDB: every counter of the component must equal what the
// clients have sent and got. HarperDB's own analytics are printed beside it. Usage: soak_bursts [bursts]
// [threads] [seed]

#include "tests/integration/burstsrun.h"

#include <cstdio>
#include <QCoreApplication>

using namespace syspulse::test;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int count = arguments.value(1, QStringLiteral("200")).toInt();
    BurstsRun bursts(arguments.value(2, QStringLiteral("1")).toInt());
    if (!bursts.prepare() || !bursts.run(count, arguments.value(3, QStringLiteral("1")).toUInt())) {
        std::fprintf(stderr, "%s\n", qPrintable(bursts.errorString()));
        return 1;
    }
    return 0;
}
