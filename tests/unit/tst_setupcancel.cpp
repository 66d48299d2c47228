// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/setuprunner.h"
#include "tests/mqtt/mosquittobroker.h"
#include "tests/support/testregistry.h"
#include "tests/unit/fakesetupserver.h"

#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

/// Calls @p then before the event number @p number since begin() that brings news of an answer.
class BeforeAnswer : public QObject
{
public:
    explicit BeforeAnswer(int number)
        : m_left(number)
    {
        qApp->installEventFilter(this);
    }

    void begin(std::function<void()> then)
    {
        if (!m_then)
            m_then = std::move(then);
    }
    bool wasReached() const { return m_left < 0; }

protected:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (m_then && event->type() == QEvent::MetaCall && qobject_cast<QNetworkReply *>(object) != nullptr &&
            m_left-- == 0)
            m_then();
        return false;
    }

private:
    int m_left;
    std::function<void()> m_then;
};

/// More files than are asked for side by side: when so many have been, the first answer is there.
constexpr int sameInARow = 7;
constexpr char proofRecord[] = "broker_syspulse_setup_proof";

/// Whether @p client has answered what it was asked before.
bool isQuiet(OperationsClient &client)
{
    QObject context;
    bool answered = false;
    client.userInfo(&context, [&answered](const Result<UserInfo> &) { answered = true; });
    return holdsSoon([&] { return answered; });
}

} // namespace

/// Cancelling during every step of setting up and undoing while the answer is queued: it must not enter the
/// run that has ended, nor the next one.
class TestSetupCancel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void eachRequest_data();
    void eachRequest();
    void duringTheProof_data();
    void duringTheProof();
    void aNewProofIsNotEndedByTheOneBefore();

private:
    enum Start { Nothing, FilesOnly, Loaded, Installed };

    static void prepare(FakeSetupServer &server, Start start)
    {
        if (start == Nothing)
            return;
        const ComponentFiles files = bundledComponent();
        server.folder = true;
        for (auto it = files.cbegin(); it != files.cend(); ++it)
            server.files.insert(it.key(), it.value());
        if (start == FilesOnly)
            return;
        server.loaded = server.database = true;
        for (const QString &table : SysLayout().tables())
            server.tables.insert(table);
        if (start == Installed)
            server.records.insert(QStringLiteral("sys_control/install"),
                                  R"({"id":"install","owner":"SysPulse","payload":{"madeDatabase":true}})");
    }

    MosquittoBroker m_broker; ///< grants the proof's subscriptions
};

void TestSetupCancel::initTestCase()
{
    QVERIFY2(m_broker.start(), qPrintable(m_broker.error()));
}

void TestSetupCancel::eachRequest_data()
{
    QTest::addColumn<int>("start");
    QTest::addColumn<bool>("undo");
    QTest::addColumn<QString>("operation");
    QTest::addColumn<int>("occurrence"); ///< of the operation in the run
    const auto row = [](const char *name, Start start, bool undo, const char *operation, int occurrence = 0) {
        QTest::newRow(name) << int(start) << undo << QString::fromLatin1(operation) << occurrence;
    };
    for (const bool undo : {false, true}) {
        for (const char *look : {"user_info", "registration_info", "get_configuration", "get_components",
                                 "get_component_file", "get_status", "describe_database", "search_by_id"})
            QTest::addRow("%s: %s of the inspection", undo ? "undo" : "setup", look)
                << int(Installed) << undo << QString::fromLatin1(look) << 0;
    }
    row("setup: note of what is begun", Nothing, false, "set_component_file");
    row("setup: a file", Nothing, false, "set_component_file", 3);
    row("setup: clock before the restart", FilesOnly, false, "system_information");
    row("setup: restart", FilesOnly, false, "restart_service");
    row("setup: first look after the restart", FilesOnly, false, "get_status", 1);
    row("setup: tables", FilesOnly, false, "describe_database", 1);
    row("setup: when files were changed, for the note", Loaded, false, "get_components", 1);
    row("setup: note", Loaded, false, "upsert");
    row("setup: seeding", Installed, false, "search_by_id", 1);
    row("setup: writing values", Installed, false, "upsert");
    row("undo: note of what is ours", Installed, true, "set_component_file");
    row("undo: a file", Installed, true, "drop_component");
    row("undo: clock before the restart", Installed, true, "system_information");
    row("undo: restart", Installed, true, "restart_service");
    row("undo: first look after the restart", Installed, true, "get_status", 1);
    row("undo: first table", Installed, true, "drop_table");
    row("undo: last table", Installed, true, "drop_table", int(SysLayout().tables().size()) - 1);
    row("undo: what the database holds", Installed, true, "describe_database", 1);
    row("undo: database", Installed, true, "drop_database");
    row("undo: note", Installed, true, "drop_component", int(bundledComponent().size()));
    row("undo: what the folder holds", Installed, true, "get_components", 1);
    row("undo: folder", Installed, true, "drop_component", int(bundledComponent().size()) + 1);
}

void TestSetupCancel::eachRequest()
{
    QFETCH(int, start);
    QFETCH(bool, undo);
    QFETCH(QString, operation);
    QFETCH(int, occurrence);
    bool reached = true;
    for (int number = 0; reached; ++number) {
        FakeSetupServer server;
        prepare(server, Start(start));
        OperationsClient client(server.endpoint());
        const SystemClock clock;
        UpdaterService updater(&client, SysLayout(), &clock);
        SetupRunner runner(&client, &updater, SysLayout(), availableMqttBackends().constFirst());
        runner.setRestartPace({0, 0});
        QSignalSpy finished(&runner, &SetupRunner::finished);
        QSignalSpy changed(&runner, &SetupRunner::stepChanged);
        BeforeAnswer answer(number);
        int left = occurrence;
        int asked = 0;
        server.instead = [&](const QString &name, int) -> std::optional<QByteArray> {
            if (name != operation || left-- > 0)
                return std::nullopt;
            if (asked++ == 0)
                answer.begin([&] { runner.cancel(); });
            return std::nullopt;
        };
        if (undo)
            runner.undo();
        else
            runner.apply(m_broker.plainEndpoint());
        QVERIFY(holdsSoon([&] {
            return finished.size() == 1 || answer.wasReached() || asked > sameInARow ||
                   (asked > 0 && server.operations.constLast() != operation);
        }));
        QVERIFY2(asked > 0, qPrintable(server.operations.join(QLatin1Char(' '))));
        reached = answer.wasReached();
        if (!reached)
            runner.cancel();
        QVERIFY(holdsSoon([&] { return finished.size() == 1; }));
        QVERIFY(!runner.isBusy());
        const qsizetype before = changed.size();
        server.instead = nullptr;
        bool answered = false; // a later one: by then the queued one has gone wherever it goes
        client.userInfo(&runner, [&answered](const Result<UserInfo> &) { answered = true; });
        QVERIFY(holdsSoon([&] { return answered; }));
        QCOMPARE(finished.size(), 1);
        QCOMPARE(changed.size(), before);
    }
}

void TestSetupCancel::duringTheProof_data()
{
    QTest::addColumn<QString>("operation");
    QTest::newRow("its record") << QStringLiteral("upsert");
    QTest::newRow("its record goes") << QStringLiteral("delete");
}

/// The last step asks for its own record only, which a broker that knows no HarperDB does not send back.
void TestSetupCancel::duringTheProof()
{
    QFETCH(QString, operation);
    bool reached = true;
    for (int number = 0; reached; ++number) {
        FakeSetupServer server;
        prepare(server, Installed);
        OperationsClient client(server.endpoint());
        const SystemClock clock;
        UpdaterService updater(&client, SysLayout(), &clock);
        SetupRunner runner(&client, &updater, SysLayout(), availableMqttBackends().constFirst());
        runner.setRestartPace({0, 0});
        QSignalSpy finished(&runner, &SetupRunner::finished);
        QSignalSpy changed(&runner, &SetupRunner::stepChanged);
        BeforeAnswer answer(number);
        bool asked = false;
        server.instead = [&](const QString &name, int) -> std::optional<QByteArray> {
            if (!server.bodies.constLast().contains(proofRecord))
                return std::nullopt;
            if (name == operation && !std::exchange(asked, true))
                answer.begin([&] { runner.cancel(); });
            // The record is refused, so that it is removed at once.
            return name == QLatin1String("upsert") && operation == QLatin1String("delete")
                       ? std::optional(FakeHttpServer::reply(500, R"({"error":"no"})"))
                       : std::nullopt;
        };
        runner.apply(m_broker.plainEndpoint());
        QVERIFY(holdsSoon([&] { return finished.size() == 1 || answer.wasReached() || asked; }));
        QVERIFY2(asked, qPrintable(server.operations.join(QLatin1Char(' '))));
        QVERIFY(holdsSoon([&] { return finished.size() == 1 || answer.wasReached() || isQuiet(client); }));
        reached = answer.wasReached();
        if (!reached)
            runner.cancel();
        QVERIFY(holdsSoon([&] { return finished.size() == 1; }));
        const qsizetype before = changed.size();
        QVERIFY(isQuiet(client));
        QCOMPARE(finished.size(), 1);
        QCOMPARE(changed.size(), before);
        QVERIFY(!server.records.contains(QStringLiteral("sys/") + QString::fromLatin1(proofRecord)));
    }
}

void TestSetupCancel::aNewProofIsNotEndedByTheOneBefore()
{
    FakeSetupServer server;
    prepare(server, Installed);
    int written = 0;
    server.instead = [&](const QString &name, int) -> std::optional<QByteArray> {
        if (name != QLatin1String("upsert"))
            return std::nullopt;
        return FakeHttpServer::reply(500, ++written == 1 ? R"({"error":"first"})" : R"({"error":"second"})");
    };
    OperationsClient client(server.endpoint());
    LiveProof proof(&client, SysLayout(), availableMqttBackends().constFirst());
    std::optional<Result<QString>> second;
    bool firstEnded = false;
    proof.run(m_broker.plainEndpoint(), [&](const Result<QString> &) { firstEnded = true; });
    // The record of the first proof is being removed.
    QVERIFY(holdsSoon([&] { return server.operations.contains(QStringLiteral("delete")); }));
    proof.run(m_broker.plainEndpoint(), [&](const Result<QString> &result) { second = result; });
    QVERIFY(holdsSoon([&] { return second.has_value(); }));
    QVERIFY(!firstEnded);
    QCOMPARE(written, 2);
    QVERIFY(!*second);
    QCOMPARE(second->error().detail, QStringLiteral("second"));
}

SYSPULSE_TEST(TestSetupCancel)
#include "tst_setupcancel.moc"
