// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/history/historystore.h"
#include "core/setup/componentversion.h"
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// The commands of syspulsectl about clients on a real HarperDB, in this order.
class TestCtlClients : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void withoutTheComponentThatIsSaid();
    void connectedClientsAreListed();
    void refusedLoginsAreListed();
    void disconnectCutsTheClient();
    void whatIsDoneIsNotedForTheWindow();
    void sharedClientIdsAreTold();
    void orphanedSessionsAreListedAndForgotten();
    void readersMayList();
    void anUndoIsNoted();
    void aHistoryThatCannotBeWrittenIsSaid();

private:
    QList<Json> json(const QStringList &arguments)
    {
        return m_ctl->run(arguments + QStringList{QStringLiteral("--json")}).objects();
    }
    static QStringList texts(const QList<Json> &objects, const char *key)
    {
        QStringList list;
        for (const Json &object : objects)
            list.append(textOr(object, key));
        return list;
    }
    QStringList clientIds(const QString &filter)
    {
        return texts(json({QStringLiteral("clients"), QStringLiteral("--filter"), filter}), "clientId");
    }
    void op(const QJsonObject &body) { m_harper.http().operation(body); }

    /// What the history of the window has of the instance.
    QStringList notes()
    {
        HistoryStore history(m_ctl->historyFile());
        std::optional<Result<QList<TimelineMark>>> answer;
        history.loadNotes(m_harper.opsUrl().toString(), this,
                          [&answer](const Result<QList<TimelineMark>> &kept) { answer = kept; });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, test::patienceMs) || !*answer)
            return {QStringLiteral("NOT READ")};
        QStringList texts;
        for (const TimelineMark &note : **answer)
            texts += note.text;
        return texts;
    }

    HarperFixture m_harper;
    std::unique_ptr<Ctl> m_ctl;
    std::unique_ptr<MosquittoClients> m_mosquitto;
};

void TestCtlClients::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
    m_mosquitto = std::make_unique<MosquittoClients>(m_harper.mqttBroker());
}

void TestCtlClients::withoutTheComponentThatIsSaid()
{
    for (const char *command : {"clients", "logins", "sessions"}) {
        const auto outcome = m_ctl->run({QLatin1String(command)});
        QCOMPARE(outcome.exitCode, 6);
        QVERIFY2(outcome.err.contains("Set the instance up first"), outcome.err.constData());
    }
    const auto setup = m_ctl->run({QStringLiteral("setup")});
    QVERIFY2(setup.exitCode == 0, setup.all().constData());
    // Where no window keeps a history none is made.
    QVERIFY(!QFile::exists(m_ctl->historyFile()));
}

void TestCtlClients::connectedClientsAreListed()
{
    const auto start = [this](const char *id, const QStringList &more = {}) {
        return m_mosquitto->subscribe({QStringLiteral("sys/x"), QStringLiteral("sys/y")}, 1,
                                      QStringList{QStringLiteral("-i"), QLatin1String(id)} + more);
    };
    QVERIFY(start("alpha-1")->waitSubscribed());
    QVERIFY(start("beta-2", {QStringLiteral("-c")})->waitSubscribed());
    // mosquitto_sub refuses such a client id; a stranger's program need not.
    QProcess evil;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("MQTT_USER"), m_harper.user());
    environment.insert(QStringLiteral("MQTT_PASSWORD"), m_harper.password());
    evil.setProcessEnvironment(environment);
    evil.start(QStringLiteral("node"),
               {QStringLiteral(SYSPULSE_SOURCE_DIR "/tests/support/mqttclients.cjs"),
                HarperFixture::packagePath(), QStringLiteral("tcp"), QString::number(m_harper.mqttPort()),
                QStringLiteral("evil\x1b[31m"), QStringLiteral("1"), QStringLiteral("1")});
    QVERIFY(evil.waitForReadyRead(test::patienceMs));
    QTRY_COMPARE(clientIds(QStringLiteral("evil")).size(), 1);
    QTRY_COMPARE(clientIds(QStringLiteral("ALPHA")), QStringList{QStringLiteral("alpha-1")});

    QTRY_COMPARE(
        json({QStringLiteral("clients"), QStringLiteral("--filter"), QStringLiteral("beta-2")}).size(), 1);
    const Json beta =
        json({QStringLiteral("clients"), QStringLiteral("--filter"), QStringLiteral("beta-2")}).first();
    QCOMPARE(textOr(beta, "user"), m_harper.user());
    QCOMPARE(textOr(beta, "address"), QStringLiteral("127.0.0.1"));
    QCOMPARE(textOr(beta, "transport"), QStringLiteral("tcp"));
    QCOMPARE(boolAt(beta, "persistent"), true);
    QTRY_COMPARE(
        integerAt(
            json({QStringLiteral("clients"), QStringLiteral("--filter"), QStringLiteral("beta-2")}).first(),
            "subscriptionCount"),
        2);

    const auto text = m_ctl->run({QStringLiteral("clients")});
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.out.startsWith("CLIENT") && text.out.contains("alpha-1"), text.out.constData());
    QVERIFY2(text.out.contains("evil") && !text.all().contains('\x1b'), text.out.constData());
    evil.kill();
    evil.waitForFinished();
}

void TestCtlClients::refusedLoginsAreListed()
{
    MosquittoClients stranger(m_harper.mqttBroker(QStringLiteral("mallory"), QStringLiteral("guess-17")));
    QVERIFY(!stranger.subscribe({QStringLiteral("sys/#")})->waitSubscribed(5000));
    QTRY_COMPARE(texts(json({QStringLiteral("logins")}), "user"), QStringList{QStringLiteral("mallory")});
    const auto text = m_ctl->run({QStringLiteral("logins")});
    QVERIFY2(text.out.contains("mallory") && text.err.contains("1 refused"), text.all().constData());
    QVERIFY(!text.all().contains("guess-17"));
}

void TestCtlClients::disconnectCutsTheClient()
{
    const auto unsure = m_ctl->run({QStringLiteral("disconnect"), QStringLiteral("alpha-1")});
    QCOMPARE(unsure.exitCode, 2); // nobody to ask
    QVERIFY2(unsure.err.contains("alpha-1") && unsure.err.contains("--yes"), unsure.err.constData());
    const Json before =
        json({QStringLiteral("clients"), QStringLiteral("--filter"), QStringLiteral("alpha-1")}).first();

    const auto sure =
        m_ctl->run({QStringLiteral("disconnect"), QStringLiteral("alpha-1"), QStringLiteral("--yes")});
    QVERIFY2(sure.exitCode == 0, sure.all().constData());
    // mosquitto_sub connects again by itself, as another session.
    const auto gone = [&] {
        return !texts(json({QStringLiteral("clients")}), "id").contains(textOr(before, "id"));
    };
    QTRY_VERIFY(gone());

    const auto nobody =
        m_ctl->run({QStringLiteral("disconnect"), QStringLiteral("no-such"), QStringLiteral("--yes")});
    QCOMPARE(nobody.exitCode, 1);
    QVERIFY2(nobody.err.contains("No client"), nobody.err.constData());
    QVERIFY(!QFile::exists(m_ctl->historyFile()));
}

void TestCtlClients::whatIsDoneIsNotedForTheWindow()
{
    QCOMPARE(notes(), QStringList()); // and now there is a history
    QVERIFY(
        m_mosquitto->subscribe({QStringLiteral("sys/x")}, 0, {QStringLiteral("-i"), QStringLiteral("noted")})
            ->waitSubscribed());
    QTRY_COMPARE(clientIds(QStringLiteral("noted")).size(), 1);
    const QStringList cut{QStringLiteral("disconnect"), QStringLiteral("noted"), QStringLiteral("--yes")};
    const auto done = m_ctl->run(cut);
    QVERIFY2(done.exitCode == 0, done.all().constData());
    const QStringList expected{QStringLiteral("SysPulse disconnected 1 client: noted")};
    QCOMPARE(notes(), expected);
    // What did not happen is not noted: nobody of this name, and a setup that has nothing to change.
    QCOMPARE(m_ctl->run({QStringLiteral("disconnect"), QStringLiteral("no-such"), QStringLiteral("--yes")})
                 .exitCode,
             1);
    QCOMPARE(m_ctl->run({QStringLiteral("setup")}).exitCode, 0);
    QCOMPARE(m_ctl->run({QStringLiteral("setup"), QStringLiteral("--plan")}).exitCode, 0);
    QCOMPARE(notes(), expected);
}

void TestCtlClients::sharedClientIdsAreTold()
{
    for (int i = 0; i < 2; ++i)
        QVERIFY(m_mosquitto
                    ->subscribe({QStringLiteral("sys/x")}, 0, {QStringLiteral("-i"), QStringLiteral("twin")})
                    ->waitSubscribed());
    QTRY_COMPARE(clientIds(QStringLiteral("twin")).size(), 2);
    const auto twins =
        m_ctl->run({QStringLiteral("disconnect"), QStringLiteral("twin"), QStringLiteral("--yes")});
    QCOMPARE(twins.exitCode, 1);
    QVERIFY2(twins.err.contains("2 clients"), twins.err.constData());
    QCOMPARE(clientIds(QStringLiteral("twin")).size(), 2);
}

void TestCtlClients::orphanedSessionsAreListedAndForgotten()
{
    const auto connected =
        m_ctl->run({QStringLiteral("forget"), QStringLiteral("beta-2"), QStringLiteral("--yes")});
    QCOMPARE(connected.exitCode, 1);
    QVERIFY2(connected.err.contains("disconnected first"), connected.err.constData());

    m_mosquitto->stopAll();
    QTRY_COMPARE(texts(json({QStringLiteral("sessions")}), "clientId"),
                 QStringList{QStringLiteral("beta-2")});
    const auto text = m_ctl->run({QStringLiteral("sessions")});
    QVERIFY2(text.out.contains("sys/x (QoS 1), sys/y (QoS 1)"), text.out.constData());
    const auto unsure = m_ctl->run({QStringLiteral("forget"), QStringLiteral("beta-2")});
    QCOMPARE(unsure.exitCode, 2);
    QVERIFY2(unsure.err.contains("sys/x") && unsure.err.contains("lost"), unsure.err.constData());
    QVERIFY2(
        m_ctl->run({QStringLiteral("forget"), QStringLiteral("beta-2"), QStringLiteral("--yes")}).exitCode ==
            0,
        "forget");
    QVERIFY(json({QStringLiteral("sessions")}).isEmpty());
}

void TestCtlClients::readersMayList()
{
    const QJsonObject read{{QStringLiteral("read"), true},
                           {QStringLiteral("insert"), false},
                           {QStringLiteral("update"), false},
                           {QStringLiteral("delete"), false},
                           {QStringLiteral("attribute_permissions"), QJsonArray()}};
    const QJsonObject tables{{QStringLiteral("sys"), read}, {QStringLiteral("sys_sessions"), read}};
    op({{QStringLiteral("operation"), QStringLiteral("add_role")},
        {QStringLiteral("role"), QStringLiteral("lister")},
        {QStringLiteral("permission"),
         QJsonObject{{QStringLiteral("super_user"), false},
                     {QStringLiteral("data"), QJsonObject{{QStringLiteral("tables"), tables}}}}}});
    op({{QStringLiteral("operation"), QStringLiteral("add_user")},
        {QStringLiteral("role"), QStringLiteral("lister")},
        {QStringLiteral("username"), QStringLiteral("lister")},
        {QStringLiteral("password"), QStringLiteral("p-1")},
        {QStringLiteral("active"), true}});
    Ctl reader(m_harper);
    reader.setUser(QStringLiteral("lister"), QStringLiteral("p-1"));
    const auto clients = reader.run({QStringLiteral("clients")});
    QVERIFY2(clients.exitCode == 0, clients.all().constData());
    QCOMPARE(reader.run({QStringLiteral("logins")}).exitCode, 5);
}

void TestCtlClients::anUndoIsNoted()
{
    QCOMPARE(m_ctl->run({QStringLiteral("undo"), QStringLiteral("--yes")}).exitCode, 0);
    QCOMPARE(notes().value(1), QStringLiteral("The setup was undone."));
    QCOMPARE(m_ctl->run({QStringLiteral("setup")}).exitCode, 0);
    QCOMPARE(
        notes().value(2),
        QStringLiteral("The instance was set up with component %1.").arg(statedVersion(bundledComponent())));
    QCOMPARE(notes().size(), 3);
}

void TestCtlClients::aHistoryThatCannotBeWrittenIsSaid()
{
    QVERIFY(QFile::remove(m_ctl->historyFile()));
    QVERIFY(QDir().mkdir(m_ctl->historyFile()));
    const auto undo = m_ctl->run({QStringLiteral("undo"), QStringLiteral("--yes")});
    QVERIFY2(undo.exitCode == 0, undo.all().constData()); // it was undone
    QVERIFY2(undo.err.contains("history.sqlite") && undo.err.contains("do not tell of this"),
             undo.err.constData());
}

SYSPULSE_TEST(TestCtlClients)
#include "tst_ctlclients.moc"
