// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/integration/ctl.h"
#include "tests/integration/onterminal.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QRegularExpression>

using namespace syspulse;
using namespace syspulse::test;

/// "syspulsectl top" on a terminal and without one, with a real HarperDB.
class TestCtlTop : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void withoutATerminalItListsOnce();
    void onATerminalItFollows();
    void itFitsTheTerminal();
    void aServerThatGoesIsSaidAndComesBack();
    void theTerminalIsAsItWas_data();
    void theTerminalIsAsItWas();

private:
    HarperFixture m_harper{HarperOptions{.content = HarperContent::SetUp}};
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
};

void TestCtlTop::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_environment.insert(QStringLiteral("SYSPULSE_URL"), m_harper.opsUrl().toString());
    m_environment.insert(QStringLiteral("SYSPULSE_USER"), m_harper.user());
    m_environment.insert(QStringLiteral("SYSPULSE_PASSWORD"), m_harper.password());
    m_environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm"));
}

void TestCtlTop::withoutATerminalItListsOnce()
{
    Ctl ctl(m_harper);
    const auto text = ctl.run({QStringLiteral("top")});
    QVERIFY2(text.exitCode == 0, text.all().constData());
    for (const char *part :
         {"NODE/THREAD", "Busiest clients", "Clients that fall behind", "TOPIC", "CONNECTIONS"})
        QVERIFY2(text.out.contains(part), text.out.constData());
    QVERIFY(!text.out.contains('\x1b'));
    const auto json = ctl.run({QStringLiteral("top"), QStringLiteral("--json")});
    QCOMPARE(json.exitCode, 0);
    QStringList kinds;
    for (const Json &object : json.objects())
        kinds.append(textOr(object, "kind"));
    QVERIFY2(kinds.contains(QStringLiteral("worker")) && kinds.contains(QStringLiteral("opened")),
             json.out.constData());
}

void TestCtlTop::onATerminalItFollows()
{
    OnTerminal program({QStringLiteral("top")}, m_environment, 120, 50);
    QTRY_VERIFY2(program.output().contains("Told by 1 worker"), program.output().constData());
    // A client that comes while it runs.
    MosquittoClients clients(m_harper.mqttBroker());
    MosquittoSubscriber *subscriber = clients.subscribe(
        {QStringLiteral("$SYS/#")}, 0, {QStringLiteral("-i"), QStringLiteral("seen-by-top")});
    QVERIFY2(subscriber->waitSubscribed(60000), subscriber->diagnostics().constData());
    QTRY_VERIFY2(program.output().contains("seen-by-top"), program.output().constData());
    // Only what differs is written.
    program.type("b");
    QTRY_VERIFY2(program.output().contains("bytes among those with most messages"),
                 program.output().constData());
    program.type("w");
    program.type("t");
    QTRY_VERIFY2(program.output().contains("Busiest topics, by bytes"), program.output().constData());
    program.type("q");
    QTRY_VERIFY(program.ended());
    QVERIFY(WIFEXITED(program.status()));
    QCOMPARE(WEXITSTATUS(program.status()), 0);
    QVERIFY(program.isAsItWas());
}

void TestCtlTop::itFitsTheTerminal()
{
    OnTerminal program({QStringLiteral("top")}, m_environment, 120, 40);
    QTRY_VERIFY2(program.output().contains("Told by 1 worker"), program.output().constData());
    const qsizetype before = program.output().size();
    program.resize(60, 10);
    // What was on its way when the terminal shrank is for its old size; then the screen is cleared.
    const auto cleared = [&program, before] { return program.output().indexOf("\x1b[2J", before); };
    QTRY_VERIFY2(cleared() >= 0, program.output().mid(before).constData());
    const qsizetype from = cleared();
    program.type("w");
    const qsizetype drawn = program.output().size();
    QTRY_VERIFY(program.output().size() > drawn);
    static const QRegularExpression moves(QStringLiteral("\x1b\\[([0-9]+)(;[0-9]+H|d)"));
    const QString after = QString::fromLatin1(program.output().mid(from));
    for (const auto &match : moves.globalMatch(after))
        QVERIFY2(match.captured(1).toInt() <= 10, qPrintable(after));
    program.type("q");
    QTRY_VERIFY(program.ended());
}

void TestCtlTop::aServerThatGoesIsSaidAndComesBack()
{
    OnTerminal program({QStringLiteral("top")}, m_environment, 120, 40);
    QTRY_VERIFY2(program.output().contains("Told by 1 worker"), program.output().constData());
    m_harper.stop();
    QTRY_VERIFY2(program.output().contains("Not readable since"), program.output().constData());
    QVERIFY(!program.ended());
    const qsizetype before = program.output().size();
    QVERIFY2(m_harper.restartProcess() && m_harper.waitReady(), qPrintable(m_harper.errorString()));
    QTRY_VERIFY2(program.output().mid(before).contains("Told by 1 worker"),
                 program.output().mid(before).constData());
    program.type("q");
    QTRY_VERIFY(program.ended());
}

void TestCtlTop::theTerminalIsAsItWas_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestCtlTop::theTerminalIsAsItWas()
{
    QFETCH(const int, signal);
    OnTerminal program({QStringLiteral("top")}, m_environment);
    QTRY_VERIFY2(program.output().contains("Told by 1 worker"), program.output().constData());
    QVERIFY(!program.isAsItWas());
    ::kill(program.pid(), signal);
    QTRY_VERIFY(program.ended());
    QVERIFY(WIFEXITED(program.status()));
    QVERIFY(program.isAsItWas());
}

SYSPULSE_TEST(TestCtlTop)
#include "tst_ctltop.moc"
