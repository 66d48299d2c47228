// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/topics/syslayout.h"
#include "tests/integration/ctl.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// Setting up, setting up again, and undoing on a real HarperDB, in this order.
class TestSetup : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void planChangesNothing();
    void setup();
    void secondSetupChangesNothing();
    void editedComponentIsReplaced();
    void wrongPassword();
    void undoNeedsAnAnswer();
    void undoLeavesWhatItDidNotMake();
    void undoTwice();
    void setupAfterUndo();
    void notSetUpIsSaid();
    void tokenLoginWorks();

private:
    QMap<QString, QString> steps(const Ctl::Outcome &outcome) const
    {
        QMap<QString, QString> states;
        for (const Json &object : outcome.objects())
            states.insert(textOr(object, "step"), textOr(object, "state"));
        return states;
    }

    QJsonValue op(const QJsonObject &body) { return m_harper.http().operation(body).json(); }

    HarperFixture m_harper;
    std::unique_ptr<Ctl> m_ctl;
};

void TestSetup::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
    // Somebody else's table in the same database: it must survive everything below.
    op({{QStringLiteral("operation"), QStringLiteral("create_table")},
        {QStringLiteral("database"), QStringLiteral("data")},
        {QStringLiteral("table"), QStringLiteral("mine")},
        {QStringLiteral("primary_key"), QStringLiteral("id")}});
}

void TestSetup::planChangesNothing()
{
    const auto outcome =
        m_ctl->run({QStringLiteral("setup"), QStringLiteral("--plan"), QStringLiteral("--json")});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(steps(outcome).value(QStringLiteral("component")), QStringLiteral("needed"));
    const QJsonValue components = op({{QStringLiteral("operation"), QStringLiteral("get_components")}});
    QVERIFY(!QString::fromUtf8(QJsonDocument(components.toObject()).toJson())
                 .contains(QLatin1String("syspulse")));
}

void TestSetup::setup()
{
    const auto outcome = m_ctl->run({QStringLiteral("setup"), QStringLiteral("--json")});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    const auto states = steps(outcome);
    QCOMPARE(states.size(), 7);
    for (auto it = states.cbegin(); it != states.cend(); ++it)
        QCOMPARE(it.value(), QStringLiteral("done"));
    // The record of the proof must not stay among the real ones.
    QVERIFY(m_ctl->value(QStringLiteral("$SYS/broker/syspulse/setup/proof")).is_null());
    QVERIFY(m_ctl->value(QStringLiteral("$SYS/broker/version")).is_string());
    // Whoever keeps the values current need not wait until the lease runs out.
    const QJsonArray leases = op({{QStringLiteral("operation"), QStringLiteral("search_by_id")},
                                  {QStringLiteral("database"), QStringLiteral("data")},
                                  {QStringLiteral("table"), QStringLiteral("sys_control")},
                                  {QStringLiteral("ids"), QJsonArray{QStringLiteral("lease")}},
                                  {QStringLiteral("get_attributes"), QJsonArray{QStringLiteral("*")}}})
                                  .toArray();
    QCOMPARE(leases.size(), 1);
    QCOMPARE(leases.first()[QLatin1String("expires")].toInteger(-1), 0);
}

void TestSetup::secondSetupChangesNothing()
{
    const auto loaded = [this] {
        QString times;
        const auto parts = op({{QStringLiteral("operation"), QStringLiteral("get_status")}})
                               .toObject()[QStringLiteral("componentStatus")]
                               .toArray();
        for (const QJsonValue &part : parts) {
            if (part[QStringLiteral("name")].toString().startsWith(QLatin1String("syspulse")))
                times +=
                    QString::fromUtf8(QJsonDocument(part[QStringLiteral("lastChecked")].toObject()).toJson());
        }
        return times;
    };
    const QString before = loaded();
    QVERIFY(!before.isEmpty());
    const auto outcome = m_ctl->run({QStringLiteral("setup"), QStringLiteral("--json")});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(loaded(), before); // no worker was restarted
}

void TestSetup::editedComponentIsReplaced()
{
    op({{QStringLiteral("operation"), QStringLiteral("set_component_file")},
        {QStringLiteral("project"), QStringLiteral("syspulse")},
        {QStringLiteral("file"), QStringLiteral("config.yaml")},
        {QStringLiteral("payload"), QStringLiteral("# SysPulse, edited\nrest: true\n")}});
    const auto plan =
        m_ctl->run({QStringLiteral("setup"), QStringLiteral("--plan"), QStringLiteral("--json")});
    QCOMPARE(steps(plan).value(QStringLiteral("component")), QStringLiteral("needed"));
    const auto outcome = m_ctl->run({QStringLiteral("setup"), QStringLiteral("--json")});
    QVERIFY2(outcome.exitCode == 0, outcome.out.constData());
    const auto again =
        m_ctl->run({QStringLiteral("setup"), QStringLiteral("--plan"), QStringLiteral("--json")});
    QCOMPARE(steps(again).value(QStringLiteral("component")), QStringLiteral("done"));
}

void TestSetup::wrongPassword()
{
    Ctl stranger(m_harper);
    stranger.setUser(m_harper.user(), QStringLiteral("wrong-password-1"));
    const auto outcome = stranger.run({QStringLiteral("status")});
    QCOMPARE(outcome.exitCode, 4);
    QVERIFY(outcome.err.contains("did not accept"));
    QVERIFY(!outcome.err.contains("wrong-password-1"));
}

void TestSetup::undoNeedsAnAnswer()
{
    const auto outcome = m_ctl->run({QStringLiteral("undo")}); // no terminal to ask on
    QCOMPARE(outcome.exitCode, 2);
    QList<QByteArray> words{"--yes", "\"syspulse\""};
    for (const QString &table : SysLayout().tables())
        words.append("data." + table.toUtf8());
    for (const QByteArray &word : std::as_const(words))
        QVERIFY2(outcome.err.contains(word), qPrintable(QString::fromUtf8(word + ": " + outcome.err)));
    QVERIFY(m_ctl->value(QStringLiteral("$SYS/broker/version")).is_string());
}

void TestSetup::undoLeavesWhatItDidNotMake()
{
    const auto outcome =
        m_ctl->run({QStringLiteral("undo"), QStringLiteral("--yes"), QStringLiteral("--json")});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    const QJsonObject tables = op({{QStringLiteral("operation"), QStringLiteral("describe_database")},
                                   {QStringLiteral("database"), QStringLiteral("data")}})
                                   .toObject();
    QCOMPARE(tables.keys(), QStringList{QStringLiteral("mine")});
    const QJsonValue components = op({{QStringLiteral("operation"), QStringLiteral("get_components")}});
    QVERIFY(!QString::fromUtf8(QJsonDocument(components.toObject()).toJson())
                 .contains(QLatin1String("syspulse")));
    // Nothing is exported any more.
    MosquittoClients clients(
        {QStringLiteral("127.0.0.1"), m_harper.mqttPort(), m_harper.user(), m_harper.password(), {}, false});
    QVERIFY(!clients.subscribe({QStringLiteral("sys/#")})->waitSubscribed());
    QVERIFY(!clients.subscribe({QStringLiteral("$SYS/#")})->waitSubscribed());
}

void TestSetup::undoTwice()
{
    QCOMPARE(m_ctl->run({QStringLiteral("undo"), QStringLiteral("--yes")}).exitCode, 0);
}

void TestSetup::notSetUpIsSaid()
{
    QCOMPARE(m_ctl->run({QStringLiteral("undo"), QStringLiteral("--yes")}).exitCode, 0);
    const auto outcome = m_ctl->run({QStringLiteral("update"), QStringLiteral("--once")});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.err.contains("not set up"), outcome.err.constData());
    const auto watch = m_ctl->run({QStringLiteral("watch")});
    QCOMPARE(watch.exitCode, 5);
    QVERIFY2(watch.err.contains("not set up"), watch.err.constData());
}

void TestSetup::setupAfterUndo()
{
    const auto outcome = m_ctl->run({QStringLiteral("setup")});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
}

void TestSetup::tokenLoginWorks()
{
    const auto outcome =
        m_ctl->run({QStringLiteral("--login"), QStringLiteral("token"), QStringLiteral("setup")});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
}

SYSPULSE_TEST(TestSetup)
#include "tst_setup.moc"
