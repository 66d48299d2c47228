// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/patience.h"

#include <QCoreApplication>
#include <QTest>

// Qt Test gives up after 5 s.
#undef QTRY_COMPARE
#define QTRY_COMPARE(expression, expected)                                                                   \
    QTRY_COMPARE_WITH_TIMEOUT((expression), (expected), syspulse::test::patienceMs)
#undef QTRY_VERIFY2
#define QTRY_VERIFY2(expression, message)                                                                    \
    QTRY_VERIFY2_WITH_TIMEOUT((expression), (message), syspulse::test::patienceMs)
#undef QTRY_VERIFY
#define QTRY_VERIFY(expression) QTRY_VERIFY_WITH_TIMEOUT((expression), syspulse::test::patienceMs)

/// All test classes of a folder are linked into one program, which is told by its first argument which of
/// them to run; what follows is for Qt Test. One link and one run of moc a folder instead of thirty.
namespace syspulse::test {

/// A class, or a child process that a class starts, under the name by which the program runs it.
struct RegisteredTest
{
    enum class Kind { TestClass, Child };
    using Run = int (*)(int argc, char **argv);

    /// @p file: the source file, whose name without ".cpp" is the name of a test class. The object must live
    /// as long as the program.
    RegisteredTest(Kind kind, const char *file, Run run);

    Kind kind;
    const char *file;
    Run run;
    const RegisteredTest *next;
};

template <typename Application, typename Test>
int runTest(int argc, char **argv)
{
    const Application application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace syspulse::test

/// Registers a test class that needs no windows, as the name of its file.
#define SYSPULSE_TEST(Class)                                                                                 \
    static const syspulse::test::RegisteredTest registered##Class(                                           \
        syspulse::test::RegisteredTest::Kind::TestClass, __FILE__,                                           \
        &syspulse::test::runTest<QCoreApplication, Class>);

/// Registers @p run (int, char **) for a child process: the program with the argument @p name runs it alone.
#define SYSPULSE_TEST_CHILD(name, run)                                                                       \
    static const syspulse::test::RegisteredTest registeredChild_##run(                                       \
        syspulse::test::RegisteredTest::Kind::Child, name, run);
