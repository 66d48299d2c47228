// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include <QCoreApplication>

// The program with libFuzzer's main(): the environment names the target, because libFuzzer starts the program
// again with arguments of its own.

static const syspulse::fuzz::Target *chosenTarget = nullptr;

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const QByteArray name = qgetenv("SYSPULSE_FUZZ_TARGET");
    chosenTarget = syspulse::fuzz::findTarget(name.constData());
    if (chosenTarget == nullptr) {
        std::fprintf(stderr, "SYSPULSE_FUZZ_TARGET must be one of:\n");
        for (const syspulse::fuzz::Target *target : syspulse::fuzz::allTargets())
            std::fprintf(stderr, "%s\n", target->name);
        std::exit(2);
    }
    static const QCoreApplication application(*argc, *argv);
    syspulse::fuzz::prepare();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    // A copy, so that one byte too far is seen by the address sanitizer.
    chosenTarget->run(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    return 0;
}
