// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/setuprunner.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakesetupserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace syspulse;

/// Setting up and undoing end at any request, as by a kill: whatever was made can be removed and completed,
/// and nothing else is touched.
class TestSetupInterrupted : public QObject
{
    Q_OBJECT

private slots:
    void anyEndCanBeUndone_data();
    void anyEndCanBeUndone();
    void foreignFilesSurvive_data();
    void foreignFilesSurvive();
    void emptyFileIsNotForeign_data();
    void emptyFileIsNotForeign();
    void foreignComponentStaysForeign_data();
    void foreignComponentStaysForeign();
    void emptyDatabaseOfSomebodyStays();

private:
    /// A client of the server, gone with this object.
    struct Run
    {
        explicit Run(FakeSetupServer &server)
            : client(server.endpoint())
        {
            runner.setRestartPace({0, 0});
            runner.choose({.roles = {SetupRole::Reader}});
        }

        /// Sets up until the first values are to be written, which needs a broker to go on from.
        bool setUp()
        {
            bool complete = false;
            QObject::connect(&runner, &SetupRunner::stepChanged, &runner, [&](const SetupStep &step) {
                complete = complete || (step.part == SetupPart::Seed && step.state == StepState::Running);
            });
            QSignalSpy finished(&runner, &SetupRunner::finished);
            runner.apply({});
            return holdsSoon([&] { return complete || !finished.isEmpty(); }) && complete;
        }

        bool undo()
        {
            QSignalSpy finished(&runner, &SetupRunner::finished);
            runner.undo();
            if (!holdsSoon([&] { return !finished.isEmpty(); }))
                return false;
            error = finished.at(0).at(2).value<Error>();
            return finished.at(0).at(1).toBool();
        }

        OperationsClient client;
        SystemClock clock;
        UpdaterService updater{&client, SysLayout(), &clock};
        SetupRunner runner{&client, &updater, SysLayout(), availableMqttBackends().constFirst()};
        Error error;
    };

    static const QSet<QString> &changing()
    {
        static const QSet<QString> operations{
            QStringLiteral("set_component_file"), QStringLiteral("drop_component"),
            QStringLiteral("restart_service"),    QStringLiteral("upsert"),
            QStringLiteral("drop_table"),         QStringLiteral("drop_database"),
            QStringLiteral("add_role"),           QStringLiteral("drop_role")};
        return operations;
    }

    /// The numbers of the changes at which a run ends that makes @p operations, and one more than there are.
    /// In a row of the same operation, which has a file after the other, it is each fifth, beginning with @p
    /// first.
    static QList<int> endsOf(const QStringList &operations, int first)
    {
        QStringList changes;
        for (const QString &operation : operations) {
            if (changing().contains(operation))
                changes.append(operation);
        }
        QList<int> ends;
        for (int i = 0; i <= changes.size(); ++i) {
            const QString &change = changes.value(i);
            if (change != changes.value(i - 1) || change != changes.value(i + 1) || (i + first) % 5 == 0)
                ends.append(i);
        }
        return ends;
    }

    /// Ends a run before or right after the change number @p number. False: there are not so many.
    static bool interrupt(FakeSetupServer &server, bool undo, int number, bool carriedOut)
    {
        auto run = std::make_unique<Run>(server);
        int left = number;
        bool reached = false;
        server.instead = [&](const QString &operation, int) -> std::optional<QByteArray> {
            if (reached)
                return QByteArray(); // nobody is there any more
            if (!changing().contains(operation) || left-- > 0)
                return std::nullopt;
            reached = true;
            return carriedOut ? std::optional<QByteArray>() : QByteArray();
        };
        QSignalSpy finished(&run->runner, &SetupRunner::finished);
        bool seeding = false;
        QObject::connect(&run->runner, &SetupRunner::stepChanged, &run->runner, [&](const SetupStep &step) {
            seeding = seeding || (step.part == SetupPart::Seed && step.state == StepState::Running);
        });
        if (undo)
            run->runner.undo();
        else
            run->runner.apply({});
        const bool ended = holdsSoon([&] { return reached || seeding || !finished.isEmpty(); });
        run.reset();
        server.instead = nullptr;
        return ended && reached;
    }
};

void TestSetupInterrupted::anyEndCanBeUndone_data()
{
    QTest::addColumn<bool>("undo");
    QTest::addColumn<bool>("carriedOut");
    QTest::addColumn<bool>("database");
    QTest::addColumn<bool>("table");
    for (const bool undo : {false, true}) {
        for (const bool carriedOut : {false, true}) {
            const char *when = carriedOut ? "after" : "before";
            const char *what = undo ? "undo" : "setup";
            QTest::addRow("%s, %s a change, no database", what, when) << undo << carriedOut << false << false;
            if (carriedOut)
                QTest::addRow("%s, %s a change, somebody's empty database", what, when)
                    << undo << carriedOut << true << false;
            QTest::addRow("%s, %s a change, somebody's table", what, when)
                << undo << carriedOut << true << true;
        }
    }
}

void TestSetupInterrupted::anyEndCanBeUndone()
{
    QFETCH(bool, undo);
    QFETCH(bool, carriedOut);
    QFETCH(bool, database);
    QFETCH(bool, table);
    FakeSetupServer start;
    start.database = database;
    if (table)
        start.tables.insert(QStringLiteral("mine"));
    if (undo)
        QVERIFY(Run(start).setUp());
    FakeSetupServer whole;
    whole.copyFrom(start);
    QVERIFY(undo ? Run(whole).undo() : Run(whole).setUp());
    static int rows = 0; // together they end at each of the files
    const QList<int> ends = endsOf(whole.operations, rows++);
    QVERIFY2(ends.size() > 8, qPrintable(whole.operations.join(QLatin1Char(' '))));
    for (const int number : ends) {
        FakeSetupServer server;
        server.copyFrom(start);
        QCOMPARE(interrupt(server, undo, number, carriedOut), number != ends.constLast());
        // Setting up again in between is possible after each of them: before some here, after others there.
        if ((number % 2 == 0) == carriedOut)
            QVERIFY2(Run(server).setUp(), qPrintable(QString::number(number)));
        Run run(server);
        QVERIFY2(run.undo(), qPrintable(QStringLiteral("%1: %2").arg(number).arg(describe(run.error))));
        QVERIFY2(server.files.isEmpty() && !server.folder, qPrintable(QString::number(number)));
        QCOMPARE(server.tables, table ? QSet<QString>{QStringLiteral("mine")} : QSet<QString>());
        QVERIFY2(server.database == database, qPrintable(QString::number(number)));
        QVERIFY2(server.roles.isEmpty(), qPrintable(QString::number(number)));
    }
}

void TestSetupInterrupted::foreignFilesSurvive_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<bool>("mayReturn");
    QTest::newRow("note") << QStringList{QStringLiteral("notes.txt")} << true;
    QTest::newRow("code") << QStringList{QStringLiteral("mine.js")} << false;
    QTest::newRow("both") << QStringList{QStringLiteral("mine.js"), QStringLiteral("notes.txt")} << false;
}

void TestSetupInterrupted::foreignFilesSurvive()
{
    QFETCH(QStringList, names);
    QFETCH(bool, mayReturn);
    FakeSetupServer server;
    QVERIFY(Run(server).setUp());
    for (const QString &name : names)
        server.files.insert(name, "about SysPulse");
    QVERIFY(Run(server).undo());
    QCOMPARE(server.files.keys(), names);
    QVERIFY(server.folder);
    QVERIFY(!server.database);
    QCOMPARE(Run(server).setUp(), mayReturn);
    QVERIFY(Run(server).undo());
    QCOMPARE(server.files.keys(), names);
}

void TestSetupInterrupted::emptyFileIsNotForeign_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("config.yaml") << QStringLiteral("config.yaml");
    QTest::newRow("resources.js") << QStringLiteral("resources.js");
    QTest::newRow("note") << SetupNote::fileName();
}

void TestSetupInterrupted::emptyFileIsNotForeign()
{
    QFETCH(QString, name);
    FakeSetupServer server;
    server.folder = true;
    server.files.insert(name, {});
    QVERIFY(Run(server).undo());
    QVERIFY(!server.folder);
    server.folder = true;
    server.files.insert(name, {});
    QVERIFY(Run(server).setUp());
}

void TestSetupInterrupted::foreignComponentStaysForeign_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("config") << QStringLiteral("config.yaml") << QByteArray("rest: true\n");
    QTest::newRow("code that names us") << QStringLiteral("app.js") << QByteArray("// beside SysPulse");
    QTest::newRow("empty code") << QStringLiteral("app.js") << QByteArray();
    QTest::newRow("package") << QStringLiteral("package.json") << QByteArray("{}");
}

void TestSetupInterrupted::foreignComponentStaysForeign()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    FakeSetupServer server;
    server.folder = true;
    server.files.insert(name, content);
    QVERIFY(!Run(server).setUp());
    QVERIFY(Run(server).undo());
    QCOMPARE(server.files.keys(), QStringList{name});
    QCOMPARE(server.files.value(name), content);
}

/// Made between our first file and the loading of our component.
void TestSetupInterrupted::emptyDatabaseOfSomebodyStays()
{
    FakeSetupServer server;
    QVERIFY(interrupt(server, false, 1, false)); // the note is there, nothing else
    QCOMPARE(server.files.keys(), QStringList{SetupNote::fileName()});
    server.database = true;
    QVERIFY(Run(server).undo());
    QVERIFY(server.database);
    QVERIFY(!server.folder);
}

SYSPULSE_TEST(TestSetupInterrupted)
#include "tst_setupinterrupted.moc"
