// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testregistry.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace syspulse::test {

namespace {

/// The newest entry of the list; a plain pointer, so that it is there before any entry is constructed.
const RegisteredTest *newest = nullptr;

std::string_view nameOf(const RegisteredTest &test)
{
    std::string_view name = test.file;
    name.remove_prefix(name.rfind('/') + 1); // npos + 1 is 0
    return name.substr(0, name.rfind(".cpp"));
}

int listTests(const char *program)
{
    std::fprintf(stderr, "usage: %s CLASS [FUNCTION ...] [options of Qt Test]\nCLASS is one of:\n", program);
    for (const RegisteredTest *test = newest; test != nullptr; test = test->next) {
        if (test->kind == RegisteredTest::Kind::TestClass)
            std::fprintf(stderr, "  %s\n", std::string(nameOf(*test)).c_str());
    }
    return 2;
}

} // namespace

RegisteredTest::RegisteredTest(Kind kindOfTest, const char *sourceFile, Run function)
    : kind(kindOfTest)
    , file(sourceFile)
    , run(function)
    , next(newest)
{
    newest = this;
}

bool becomesTrue(bool (*condition)(const void *), const void *context)
{
    constexpr qint64 wakeMs = 10;
    constexpr qint64 cheapMs = 5;
    constexpr qint64 restMs = 50;
    // Until it has fired. A condition may look at what no event tells of, such as a file.
    QTimer pause;
    pause.setSingleShot(true);
    QElapsedTimer timer;
    // Of what was meant to be waited: where the machine is so busy that each look comes late, all else takes
    // longer too.
    qint64 waitedMs = 0;
    for (;;) {
        timer.start();
        if (condition(context))
            return true;
        if (waitedMs > patienceMs || (QTest::runningTest() && QTest::currentTestFailed()))
            return false;
        const qint64 tookMs = timer.restart();
        // The run of a program, or a request that it waits for: the server and other tests get as much time.
        const bool isDear = tookMs > cheapMs;
        const qint64 pauseMs = isDear ? std::max(restMs, tookMs) : wakeMs;
        pause.start(int(pauseMs));
        do {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        } while (isDear && pause.isActive());
        waitedMs += std::min(timer.elapsed(), pauseMs);
    }
}

} // namespace syspulse::test

int main(int argc, char **argv)
{
    using namespace syspulse::test;
    if (argc < 2)
        return listTests(argv[0]);
    for (const RegisteredTest *test = newest; test != nullptr; test = test->next) {
        if (nameOf(*test) == argv[1]) {
            argv[1] = argv[0];
            return test->run(argc - 1, argv + 1);
        }
    }
    return listTests(argv[0]);
}
