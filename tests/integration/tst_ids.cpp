// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/updater/updaterservice.h"
#include "tests/integration/ctl.h"
#include "tests/integration/setuprun.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace syspulse;
using namespace syspulse::test;

/// Records with flat and with hierarchical ids, and the way from one to the other.
class TestIds : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void chosenAtFirst();
    void changedBesideAnUpdater_data();
    void changedBesideAnUpdater();
    void changedBesideAnUpdaterOfItsOwn();
    void theServerSideModeFollows();

private:
    /// Ids of the records that have a $SYS topic, as "hierarchical" or "flat"; "both" or "none" otherwise.
    QString style();
    Ctl::Outcome setup(const QStringList &more);

    HarperFixture m_harper;
    std::unique_ptr<Ctl> m_ctl;
};

void TestIds::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
}

QString TestIds::style()
{
    const QJsonArray records = m_harper.records(QStringLiteral("sys"));
    int flat = 0;
    int hierarchical = 0;
    for (const QJsonValue &record : records) {
        const QString id = record[QLatin1String("id")].toString();
        const QString path = record[QLatin1String("topic")].toString().section(QLatin1Char('/'), 1);
        if (id == path)
            ++hierarchical;
        else if (id == QString(path).replace(QLatin1Char('/'), QLatin1Char('_')))
            ++flat;
    }
    if (flat > 60)
        return hierarchical > 0 ? QStringLiteral("both") : QStringLiteral("flat");
    return hierarchical > 60 && flat == 0 ? QStringLiteral("hierarchical") : QStringLiteral("none");
}

Ctl::Outcome TestIds::setup(const QStringList &more)
{
    return m_ctl->run(QStringList{QStringLiteral("setup")} + more);
}

void TestIds::chosenAtFirst()
{
    const auto outcome = setup({QStringLiteral("--ids"), QStringLiteral("hierarchical")});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    QCOMPARE(style(), QStringLiteral("hierarchical"));
    MosquittoClients clients(m_harper.mqttBroker());
    auto *part = clients.subscribe({QStringLiteral("sys/broker/clients/#")});
    QVERIFY(part->waitSubscribed());
    // HarperDB tells of a part of a table what changes from now on. Each command that writes finds out the
    // ids.
    QCOMPARE(m_ctl->run({QStringLiteral("update"), QStringLiteral("--once")}).exitCode, 0);
    QVERIFY(part->waitForLine(
        [](const QByteArray &line) { return line.startsWith("sys/broker/clients/connected {"); }));
    const QByteArrayList lines = part->lines();
    QVERIFY(std::all_of(lines.cbegin(), lines.cend(),
                        [](const QByteArray &line) { return line.startsWith("sys/broker/clients/"); }));
    QVERIFY(m_ctl->value(QStringLiteral("$SYS/broker/uptime")).is_number());
    QCOMPARE(style(), QStringLiteral("hierarchical"));
    const auto again = setup({});
    QVERIFY2(again.exitCode == 0, again.all().constData());
    QCOMPARE(style(), QStringLiteral("hierarchical"));
}

void TestIds::changedBesideAnUpdater_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::newRow("to flat") << QStringLiteral("flat");
    QTest::newRow("to hierarchical") << QStringLiteral("hierarchical");
}

void TestIds::changedBesideAnUpdater()
{
    QFETCH(QString, wanted);
    MosquittoClients clients(m_harper.mqttBroker());
    auto *tree = clients.subscribe({QStringLiteral("$SYS/#")});
    QVERIFY(tree->waitSubscribed());
    const auto updater =
        m_ctl->start({QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")});
    const auto beats = [tree] {
        const QByteArrayList lines = tree->lines();
        return std::count_if(lines.cbegin(), lines.cend(), [](const QByteArray &line) {
            return line.startsWith("$SYS/broker/syspulse/updater/heartbeat ");
        });
    };
    QTRY_VERIFY(beats() >= 3);
    const auto plan = setup({QStringLiteral("--plan"), QStringLiteral("--ids"), wanted});
    QVERIFY2(plan.out.contains("Give the records other ids"), plan.out.constData());
    QVERIFY(style() != wanted);
    const auto outcome = setup({QStringLiteral("--ids"), wanted});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    QCOMPARE(style(), wanted);
    // The updater that wrote before goes on with the ids of now.
    const auto seen = beats();
    QTRY_VERIFY(beats() >= seen + 3);
    QCOMPARE(style(), wanted);
    // Who subscribes to topics has noticed nothing: none was cleared.
    for (const QByteArray &line : tree->lines())
        QVERIFY2(!line.endsWith(' ') || line.startsWith("$SYS/broker/syspulse/setup/proof "),
                 line.constData());
    updater->terminate();
    QVERIFY(updater->waitForFinished(test::patienceMs));
}

/// The setup of the window shares its updater, which may be at work, and be told to take over meanwhile.
void TestIds::changedBesideAnUpdaterOfItsOwn()
{
    HarperEndpoint endpoint;
    endpoint.url = m_harper.opsUrl();
    endpoint.user = m_harper.user();
    endpoint.password = Secret(m_harper.password());
    OperationsClient client(endpoint);
    const SystemClock clock;
    UpdaterService updater(&client, SysLayout(), &clock);
    SetupRunner runner(&client, &updater, SysLayout(), availableMqttBackends().constFirst());
    connect(&runner, &SetupRunner::stepChanged, this, [&](const SetupStep &step) {
        if (step.part != SetupPart::Seed || step.state != StepState::Running)
            return;
        updater.runNow(QStringLiteral("manual"));
        QTimer::singleShot(0, &updater, [&updater] { updater.runNow(QStringLiteral("manual"), true); });
    });
    for (const auto &[ids, wanted] : {std::pair(IdStyle::Flat, QStringLiteral("flat")),
                                      std::pair(IdStyle::Hierarchical, QStringLiteral("hierarchical"))}) {
        updater.start({60, {}});
        runner.choose({std::nullopt, ids});
        const Result<void> result = runSetup(runner, m_harper);
        QVERIFY2(result, qPrintable(result ? QString() : describe(result.error())));
        QCOMPARE(style(), wanted);
    }
    QSignalSpy stopped(&updater, &UpdaterService::stopped);
    updater.stop();
    QVERIFY(!stopped.isEmpty() || stopped.wait(20000));
}

void TestIds::theServerSideModeFollows()
{
    const auto outcome = setup({QStringLiteral("--server-side"), QStringLiteral("on")});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    QTRY_VERIFY(m_ctl->value(QStringLiteral("$SYS/broker/syspulse/updater/mode")) == "server");
    QCOMPARE(style(), QStringLiteral("hierarchical"));
    const auto back = setup({QStringLiteral("--ids"), QStringLiteral("flat")});
    QVERIFY2(back.exitCode == 0, back.all().constData());
    QCOMPARE(style(), QStringLiteral("flat"));
    QTRY_VERIFY(m_ctl->value(QStringLiteral("$SYS/broker/syspulse/updater/mode")) == "server");
    QCOMPARE(style(), QStringLiteral("flat"));
}

SYSPULSE_TEST(TestIds)
#include "tst_ids.moc"
