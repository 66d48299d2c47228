// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/integration/ctl.h"
#include "tests/integration/onterminal.h"
#include "tests/support/testregistry.h"

#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// What syspulsectl does when its standard streams end or fail, with signals that are ignored, and on a
/// terminal.
class TestCtlStreams : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aFullDiskIsReported_data();
    void aFullDiskIsReported();
    void aReaderThatLeavesEndsIt_data();
    void aReaderThatLeavesEndsIt();
    void aClosedStreamIsReported();
    void ignoredSignalsStayIgnored_data();
    void ignoredSignalsStayIgnored();
    void aSignalAtAQuestionLeavesTheTerminalAsItWas_data();
    void aSignalAtAQuestionLeavesTheTerminalAsItWas();
    void thePasswordCanBeTyped();

private:
    /// Runs a bash script that finds the program in $CTL.
    std::unique_ptr<QProcess> bash(const QString &script)
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = m_environment;
        environment.insert(QStringLiteral("CTL"), QStringLiteral(SYSPULSECTL));
        process->setProcessEnvironment(environment);
        process->start(QStringLiteral("bash"), {QStringLiteral("-c"), script});
        process->closeWriteChannel();
        return process;
    }

    HarperFixture m_harper{HarperOptions{.content = HarperContent::SetUp}};
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
};

void TestCtlStreams::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    Ctl ctl(m_harper);
    QCOMPARE(ctl.run({QStringLiteral("update")}).exitCode, 0);
    m_environment.insert(QStringLiteral("SYSPULSE_URL"), m_harper.opsUrl().toString());
    m_environment.insert(QStringLiteral("SYSPULSE_USER"), m_harper.user());
    m_environment.insert(QStringLiteral("SYSPULSE_PASSWORD"), m_harper.password());
}

void TestCtlStreams::aFullDiskIsReported_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments : {"--help",
                                  "--version",
                                  "watch --help",
                                  "status",
                                  "status --json",
                                  "setup --plan",
                                  "setup",
                                  "update",
                                  "update --json",
                                  "run --interval 1s",
                                  "run --interval 1s --json",
                                  "watch",
                                  "watch --json",
                                  "clients",
                                  "logins",
                                  "sessions",
                                  "parity",
                                  "parity --json",
                                  "parity --format csv",
                                  "parity --format html"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void TestCtlStreams::aFullDiskIsReported()
{
    QFETCH(QString, arguments);
    const auto process = bash(QStringLiteral("exec \"$CTL\" %1 > /dev/full").arg(arguments));
    QTRY_COMPARE(process->state(), QProcess::NotRunning);
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    const QByteArray err = process->readAllStandardError();
    QVERIFY2(process->exitCode() == 1, err.constData());
    QVERIFY2(err.contains("syspulsectl: standard output: No space left on device"), err.constData());
    QCOMPARE(err.count("standard output"), 1);
}

void TestCtlStreams::aReaderThatLeavesEndsIt_data()
{
    QTest::addColumn<QString>("pipeline");
    for (const char *pipeline :
         {"\"$CTL\" watch | head -n 1", "\"$CTL\" watch --json | head -n 1",
          "\"$CTL\" watch sys/nothing | true", "\"$CTL\" run --interval 1s | head -n 1",
          "\"$CTL\" run --interval 1h --json | true", "\"$CTL\" run --url http://127.0.0.1:9 | true",
          "\"$CTL\" status | true"})
        QTest::newRow(pipeline) << QString::fromLatin1(pipeline);
}

void TestCtlStreams::aReaderThatLeavesEndsIt()
{
    QFETCH(QString, pipeline);
    const auto process = bash(pipeline + QStringLiteral("; echo \"status ${PIPESTATUS[0]}\""));
    QTRY_COMPARE(process->state(), QProcess::NotRunning);
    const QByteArray out = process->readAllStandardOutput();
    const QByteArray err = process->readAllStandardError();
    QVERIFY2(out.contains("status 141\n"), QByteArray(out).append(err).constData());
}

void TestCtlStreams::aClosedStreamIsReported()
{
    const auto process = bash(QStringLiteral("exec \"$CTL\" status >&-"));
    QTRY_COMPARE(process->state(), QProcess::NotRunning);
    QCOMPARE(process->exitCode(), 1);
    const QByteArray err = process->readAllStandardError();
    QVERIFY2(err.contains("standard output: Bad file descriptor"), err.constData());
}

void TestCtlStreams::ignoredSignalsStayIgnored_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<int>("signal");
    QTest::newRow("nohup") << QStringLiteral("exec nohup") << SIGHUP;
    QTest::newRow("SIGHUP") << QStringLiteral("trap '' HUP; exec") << SIGHUP;
    QTest::newRow("SIGINT") << QStringLiteral("trap '' INT; exec") << SIGINT;
    QTest::newRow("SIGTERM") << QStringLiteral("trap '' TERM; exec") << SIGTERM;
}

void TestCtlStreams::ignoredSignalsStayIgnored()
{
    QFETCH(QString, prefix);
    QFETCH(int, signal);
    const auto process = bash(prefix + QStringLiteral(" \"$CTL\" run --interval 1s"));
    QByteArray out;
    const auto lines = [&] { return (out += process->readAllStandardOutput()).count("records written"); };
    QTRY_VERIFY(lines() > 0);
    const auto before = lines();
    ::kill(pid_t(process->processId()), signal);
    QTRY_VERIFY(lines() >= before + 3 || process->state() == QProcess::NotRunning);
    QCOMPARE(process->state(), QProcess::Running);
    ::kill(pid_t(process->processId()), signal == SIGTERM ? SIGINT : SIGTERM);
    QTRY_COMPARE(process->state(), QProcess::NotRunning);
    QCOMPARE(process->exitCode(), 0);
}

void TestCtlStreams::aSignalAtAQuestionLeavesTheTerminalAsItWas_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArray>("question");
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<int>("signal");
    for (const auto &[name, signal] :
         {std::pair("SIGINT", SIGINT), {"SIGTERM", SIGTERM}, {"SIGHUP", SIGHUP}, {"SIGQUIT", SIGQUIT}}) {
        QTest::addRow("password, %s", name)
            << QStringLiteral("status") << QByteArray("Password of") << QByteArray() << signal;
        QTest::addRow("undo, %s", name)
            << QStringLiteral("undo") << QByteArray("[y/N]") << QByteArray() << signal;
    }
    QTest::newRow("password, Ctrl+C")
        << QStringLiteral("status") << QByteArray("Password of") << QByteArray("secret\x03") << SIGINT;
    QTest::newRow("undo, Ctrl+C") << QStringLiteral("undo") << QByteArray("[y/N]") << QByteArray("\x03")
                                  << SIGINT;
}

void TestCtlStreams::aSignalAtAQuestionLeavesTheTerminalAsItWas()
{
    QFETCH(QString, command);
    QFETCH(QByteArray, question);
    QFETCH(QByteArray, typed);
    QFETCH(int, signal);
    const bool password = question.startsWith("Password");
    QProcessEnvironment environment = m_environment;
    if (password)
        environment.remove(QStringLiteral("SYSPULSE_PASSWORD"));
    OnTerminal program({command}, environment);
    QVERIFY(program.pid() > 0);
    QTRY_VERIFY(program.output().contains(question));
    QTRY_COMPARE(program.echoes(), !password);
    if (typed.isEmpty())
        ::kill(program.pid(), signal);
    else
        program.type(typed);
    QTRY_VERIFY(program.ended());
    QVERIFY2(WIFSIGNALED(program.status()) && WTERMSIG(program.status()) == signal,
             program.output().constData());
    QVERIFY(program.echoes());
    QVERIFY(!program.output().contains("secret"));
}

void TestCtlStreams::thePasswordCanBeTyped()
{
    QProcessEnvironment environment = m_environment;
    environment.remove(QStringLiteral("SYSPULSE_PASSWORD"));
    OnTerminal program({QStringLiteral("status")}, environment);
    QTRY_VERIFY(program.output().contains("Password of"));
    QTRY_VERIFY(!program.echoes());
    program.type(m_harper.password().toUtf8() + '\n');
    QTRY_VERIFY(program.ended());
    QVERIFY2(WIFEXITED(program.status()) && WEXITSTATUS(program.status()) == 0, program.output().constData());
    QVERIFY(program.echoes());
    QVERIFY(!program.output().contains(m_harper.password().toUtf8()));

    OnTerminal nothing({QStringLiteral("status")}, environment);
    QTRY_VERIFY(nothing.output().contains("Password of"));
    QTRY_VERIFY(!nothing.echoes());
    nothing.type("\x04"); // the end of the input
    QTRY_VERIFY(nothing.ended());
    QVERIFY2(WIFEXITED(nothing.status()) && WEXITSTATUS(nothing.status()) == 2, nothing.output().constData());
    QVERIFY(nothing.echoes());
}

SYSPULSE_TEST(TestCtlStreams)
#include "tst_ctlstreams.moc"
