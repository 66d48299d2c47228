// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include <cstdio>
#include <cstring>
#include <optional>

#include <QCoreApplication>
#include <QDir>
#include <QFile>

// fuzz_replay CORPUS [TARGET]: tries each committed input once, without libFuzzer. Each target has a folder
// in CORPUS, named like it; an empty one, and a folder without a target, is an error.

using namespace syspulse::fuzz;

/// How many inputs there were; nothing where one cannot be read.
static std::optional<int> replay(const Target &target, const QString &folder)
{
    int count = 0;
    const QDir inputs(folder);
    for (const QString &name : inputs.entryList(QDir::Files, QDir::Name)) {
        QFile file(inputs.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "%s: %s\n", qPrintable(file.fileName()), qPrintable(file.errorString()));
            return std::nullopt;
        }
        // Said before it is tried: whoever reads this after a crash wants to know.
        std::printf("%s/%s\n", target.name, qPrintable(name));
        std::fflush(stdout);
        target.run(file.readAll());
        ++count;
    }
    return count;
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc < 2 || argc > 3) {
        std::fprintf(stderr, "usage: %s CORPUS [TARGET]\n", argv[0]);
        return 2;
    }
    prepare();
    const QDir corpus(QFile::decodeName(argv[1]));
    for (const QString &name : corpus.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (findTarget(qPrintable(name)) == nullptr) {
            std::fprintf(stderr, "%s is the folder of no target\n", qPrintable(name));
            return 1;
        }
    }
    for (const Target *target : allTargets()) {
        if (argc == 3 && std::strcmp(target->name, argv[2]) != 0)
            continue;
        const auto count = replay(*target, corpus.filePath(QString::fromLatin1(target->name)));
        if (!count || *count == 0) {
            std::fprintf(stderr, "%s has no inputs\n", target->name);
            return 1;
        }
    }
    return 0;
}
