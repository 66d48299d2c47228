// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/updater/updaterservice.h"
#include "tests/integration/ctl.h"
#include "tests/integration/setuprun.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

namespace {

/// What programs know that came with component 2.0.0, which kept all of its state in one table.
SysLayout layout200()
{
    SysLayout layout;
    layout.stateTable = std::exchange(layout.formerStateTable, QStringLiteral("sys_none"));
    return layout;
}

ComponentFiles component200()
{
    ComponentFiles files = bundledComponent();
    files[QStringLiteral("schema.graphql")].replace(
        "sys_control @table(database: \"data\", replicate: false, audit: true",
        "sys_state @table(database: \"data\", replicate: false, audit: false");
    files[QStringLiteral("leasekeeper.js")].replace("sys_control: current, sys_state: former",
                                                    "sys_state: current, sys_none: former");
    files[QStringLiteral("recorder.js")].replace(statedVersion(files).toLatin1(), "2.0.0");
    return files;
}

/// The tables with checkpoint, lease and install marker, past SysPulse's own reader.
class StateOf
{
public:
    explicit StateOf(HarperFixture &harper)
        : m_harper(harper)
    {}

    QStringList tables() const
    {
        QStringList names = op({{"operation", "describe_database"}, {"database", "data"}}).toObject().keys();
        names.removeIf([](const QString &name) {
            return name != QLatin1String("sys_state") && name != QLatin1String("sys_control");
        });
        return names;
    }
    bool hasDatabase() const
    {
        return op({{"operation", "describe_all"}}).toObject().contains(QStringLiteral("data"));
    }
    bool isAudited(const char *table) const
    {
        return op({{"operation", "describe_table"}, {"database", "data"}, {"table", table}})
            .toObject()[QStringLiteral("audit")]
            .toBool();
    }
    /// Null where there is none.
    Json record(const char *table, const char *id) const
    {
        const QJsonArray found = op({{"operation", "search_by_id"},
                                     {"database", "data"},
                                     {"table", table},
                                     {"ids", Json::array({id})},
                                     {"get_attributes", Json::array({"*"})}})
                                     .toArray();
        return found.isEmpty() ? Json() : *parseJson(QJsonDocument(found.first().toObject()).toJson());
    }
    bool upsert(const char *table, const Json &record) const
    {
        const QJsonValue answer = op({{"operation", "upsert"},
                                      {"database", "data"},
                                      {"table", table},
                                      {"records", Json::array({record})}});
        return answer[QLatin1String("upserted_hashes")].toArray().size() == 1;
    }
    bool createFormer() const
    {
        op({{"operation", "create_table"},
            {"database", "data"},
            {"table", "sys_state"},
            {"primary_key", "id"}});
        return tables().size() == 2;
    }

private:
    QJsonValue op(const Json &body) const
    {
        return m_harper.http().operation(QJsonDocument::fromJson(dumpJson(body)).object()).json();
    }

    HarperFixture &m_harper;
};

} // namespace

/// Checkpoint, lease and install marker on a real HarperDB: how they get from the table of component 2.0.0 to
/// the audited one, and that they survive there.
class TestStateTables : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void anEarlierVersionIsInstalled();
    void itsUpdaterIsRespectedAfterTheUpgrade();
    void theServerGoesOnInBothTables();
    void theFormerTableGoes();
    void theServerIsKilledRightAfterAWrite();
    void undoTakesAllOfItBack();

private:
    HarperEndpoint endpoint() const
    {
        HarperEndpoint endpoint;
        endpoint.url = m_harper.opsUrl();
        endpoint.user = m_harper.user();
        endpoint.password = Secret(m_harper.password());
        return endpoint;
    }
    /// Sets up as that version did; an error text otherwise.
    QString setUpEarlier();
    /// One cycle of the updater of that version.
    RunReport cycle();
    bool publish(int count);
    Json total() { return m_ctl->value(QStringLiteral("$SYS/broker/publish/messages/received")); }
    /// Whether the component in the server holds the lease in @p table.
    bool serverHolds(const char *table);

    HarperFixture m_harper;
    std::unique_ptr<Ctl> m_ctl;
    std::unique_ptr<StateOf> m_state;
    std::unique_ptr<OperationsClient> m_client;
    std::unique_ptr<RecordUpdater> m_earlier;
    const SystemClock m_clock;
};

QString TestStateTables::setUpEarlier()
{
    UpdaterService updater(m_client.get(), layout200(), &m_clock);
    SetupRunner runner(m_client.get(), &updater, layout200(), availableMqttBackends().constFirst(),
                       component200());
    const Result<void> result = runSetup(runner, m_harper);
    return result ? QString() : describe(result.error());
}

RunReport TestStateTables::cycle()
{
    QSignalSpy finished(m_earlier.get(), &RecordUpdater::finished);
    m_earlier->run({QStringLiteral("schedule"), 60, false});
    if (finished.isEmpty() && !finished.wait(60000))
        return {};
    return finished.constFirst().constFirst().value<RunReport>();
}

bool TestStateTables::publish(int count)
{
    MqttBroker broker;
    broker.port = m_harper.mqttPort();
    broker.user = m_harper.user();
    broker.password = m_harper.password();
    MosquittoClients clients(broker);
    return clients.publishMany(QStringLiteral("orders/x"), QByteArrayList(count, "hello"), 1);
}

bool TestStateTables::serverHolds(const char *table)
{
    const Json lease = m_state->record(table, "lease");
    return lease.is_object() && lease["payload"].value("yields", false) && lease["expires"] > 0;
}

void TestStateTables::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
    m_state = std::make_unique<StateOf>(m_harper);
    m_client = std::make_unique<OperationsClient>(endpoint());
    m_earlier = std::make_unique<RecordUpdater>(m_client.get(), layout200(), &m_clock);
}

void TestStateTables::anEarlierVersionIsInstalled()
{
    QCOMPARE(setUpEarlier(), QString());
    QCOMPARE(m_state->tables(), QStringList{QStringLiteral("sys_state")});
    QVERIFY(publish(300));
    QTRY_VERIFY(cycle().outcome == RunOutcome::Updated && total() == 300);
    QVERIFY(m_state->record("sys_state", "install").is_object());
}

/// Nobody else writes, and it can go on.
void TestStateTables::itsUpdaterIsRespectedAfterTheUpgrade()
{
    const auto upgrade =
        m_ctl->run({QStringLiteral("setup"), QStringLiteral("--server-side"), QStringLiteral("on")});
    QVERIFY2(upgrade.exitCode == 0 && upgrade.out.contains("\"sys_state\" stays for now"),
             upgrade.all().constData());
    QVERIFY(m_state->record("sys_control", "lease").is_null());
    QVERIFY(m_state->record("sys_control", "install")["owner"] == "SysPulse");
    const auto second = m_ctl->run({QStringLiteral("update")});
    QVERIFY2(second.exitCode == 7, second.all().constData());
    QVERIFY(publish(200));
    QTRY_VERIFY(cycle().outcome == RunOutcome::Updated && total() == 500);
}

/// Updaters of either version see that.
void TestStateTables::theServerGoesOnInBothTables()
{
    QSignalSpy released(m_earlier.get(), &RecordUpdater::released);
    m_earlier->release();
    QTRY_COMPARE(released.size(), 1);
    QTRY_VERIFY(serverHolds("sys_control") && serverHolds("sys_state"));
    QVERIFY(total() == 500);
    QVERIFY(publish(100));
}

void TestStateTables::theFormerTableGoes()
{
    const auto again = m_ctl->run({QStringLiteral("setup")});
    QVERIFY2(again.exitCode == 0 && again.out.contains("is removed"), again.all().constData());
    QCOMPARE(m_state->tables(), QStringList{QStringLiteral("sys_control")});
    QVERIFY(m_state->isAudited("sys_control"));
    QVERIFY(m_state->record("sys_control", "install")["payload"]["madeDatabase"] == true);
    QTRY_VERIFY(total() == 600);
    QCOMPARE(cycle().outcome, RunOutcome::Failed); // instead of writing beside those of today
    QVERIFY(total() == 600);
    const auto plan =
        m_ctl->run({QStringLiteral("setup"), QStringLiteral("--plan"), QStringLiteral("--json")}).objects();
    int done = 0;
    for (const Json &step : plan) {
        const QString name = textOr(step, "step");
        if (name == QLatin1String("tables") || name == QLatin1String("marker"))
            done += int(textOr(step, "state") == QLatin1String("done"));
    }
    QCOMPARE(done, 2);
}

void TestStateTables::theServerIsKilledRightAfterAWrite()
{
    QVERIFY2(m_ctl->run({QStringLiteral("setup"), QStringLiteral("--server-side"), QStringLiteral("off")})
                     .exitCode == 0,
             "setup");
    auto run = m_ctl->start({QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("2")});
    QTRY_VERIFY(m_state->record("sys_control", "lease")["expires"] > 0);
    QVERIFY(m_state->upsert("sys_control", Json{{"id", "claim-last"}, {"owner", "last"}, {"expires", 0}}));
    m_harper.kill9();
    run->kill();
    run->waitForFinished();
    QVERIFY2(m_harper.restartProcess(), qPrintable(m_harper.errorString()));
    for (const char *id : {"checkpoint", "lease", "install", "claim-last"})
        QVERIFY2(m_state->record("sys_control", id).is_object(), id);
}

void TestStateTables::undoTakesAllOfItBack()
{
    // Also a table of an earlier version that is still there.
    QVERIFY(m_state->createFormer());
    const auto undo = m_ctl->run({QStringLiteral("undo"), QStringLiteral("--yes")});
    QVERIFY2(undo.exitCode == 0, undo.all().constData());
    QCOMPARE(m_state->tables(), QStringList());
    QVERIFY(!m_state->hasDatabase());
}

SYSPULSE_TEST(TestStateTables)
#include "tst_statetables.moc"
