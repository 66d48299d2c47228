// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/tally.h"

namespace syspulse::test {

/// One row of the table.
struct Fault
{
    QString name;
    QString title;
    int count; ///< attempts, unless others are asked for
    std::function<void(FaultRun &)> run;
};

// In the order of the table, one function a file.
QList<Fault> killFaults();
QList<Fault> writerFaults();
QList<Fault> linkFaults();
QList<Fault> answerFaults();
QList<Fault> clockFaults();
QList<Fault> diskFaults();
QList<Fault> setupFaults();
QList<Fault> countedTests();

} // namespace syspulse::test
