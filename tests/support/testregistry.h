// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/patience.h"
#ifdef SYSPULSE_THREAD_EDGES
#include "tests/support/threadedges.h"
#endif

#include <QCoreApplication>
#include <QTest>

// Qt Test gives up after 5 s, and looks every 50 ms.
#undef QTRY_COMPARE
#define QTRY_COMPARE(expression, expected)                                                                   \
    do {                                                                                                     \
        syspulse::test::becomesTrue([&] { return (expression) == (expected); });                             \
        QCOMPARE(expression, expected);                                                                      \
    } while (false)
#undef QTRY_VERIFY2
#define QTRY_VERIFY2(expression, message)                                                                    \
    do {                                                                                                     \
        syspulse::test::becomesTrue([&] { return bool(expression); });                                       \
        QVERIFY2(expression, message);                                                                       \
    } while (false)
#undef QTRY_VERIFY
#define QTRY_VERIFY(expression)                                                                              \
    do {                                                                                                     \
        syspulse::test::becomesTrue([&] { return bool(expression); });                                       \
        QVERIFY(expression);                                                                                 \
    } while (false)

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

/// Handles events as they come until @p condition, which gets @p context, holds. False: it has not after
/// patienceMs of waiting, which is more on a busy machine, or the test has failed meanwhile.
bool becomesTrue(bool (*condition)(const void *context), const void *context);

template <typename Condition>
bool becomesTrue(const Condition &condition)
{
    const auto holds = [](const void *context) -> bool {
        return (*static_cast<const Condition *>(context))();
    };
    return becomesTrue(holds, &condition);
}

template <typename Application, typename Test>
int runTest(int argc, char **argv)
{
#ifdef SYSPULSE_THREAD_EDGES
    noteThreadEdges();
    const EdgedApplication<Application> application(argc, argv);
#else
    const Application application(argc, argv);
#endif
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
