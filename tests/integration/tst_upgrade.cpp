// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/updater/updaterservice.h"
#include "tests/integration/ctl.h"
#include "tests/integration/setuprun.h"
#include "tests/support/mosquittoclients.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// Components of other versions on a real HarperDB, in this order: 1.0.0 as it was released, one edited by
/// hand, one of a newer SysPulse, and an upgrade that does not load.
class TestUpgrade : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void freshInstanceHasNothingToUndo();
    void whoMayNotLookIsNotToldThatThereIsNothing();
    void olderIsToldWithItsChanges();
    void olderIsUpgraded();
    void editedIsToldAndReplaced();
    void newerIsLeftAlone();
    void anUpgradeThatDoesNotLoadIsTakenBack();
    void anUpgradeAuditsTheRequests();

private:
    /// Whether @p files could be set up; the error otherwise.
    Result<void> apply(const HarperFixture &harper, const ComponentFiles &files);

    QJsonValue op(const QJsonObject &body) { return m_harper.http().operation(body).json(); }

    void putFile(const QString &file, const QByteArray &content)
    {
        op({{QStringLiteral("operation"), QStringLiteral("set_component_file")},
            {QStringLiteral("project"), QStringLiteral("syspulse")},
            {QStringLiteral("file"), file},
            {QStringLiteral("payload"), QString::fromUtf8(content)}});
    }

    /// No bytes when there is no such file.
    QByteArray getFile(const QString &file)
    {
        return op({{QStringLiteral("operation"), QStringLiteral("get_component_file")},
                   {QStringLiteral("project"), QStringLiteral("syspulse")},
                   {QStringLiteral("file"), file}})
            .toObject()[QStringLiteral("message")]
            .toString()
            .toUtf8();
    }

    ComponentFiles deployed()
    {
        ComponentFiles files;
        for (const QString &name : bundledComponent().keys() + QStringList{QStringLiteral("extra.js")}) {
            if (const QByteArray content = getFile(name); !content.isEmpty())
                files.insert(name, content);
        }
        return files;
    }

    QList<Json> plan()
    {
        return m_ctl
            ->run({QStringLiteral("setup"), QStringLiteral("--plan"), QStringLiteral("--diff"),
                   QStringLiteral("--json")})
            .objects();
    }

    static QString stepState(const QList<Json> &plan, const char *step)
    {
        for (const Json &object : plan) {
            if (textOr(object, "step") == QLatin1String(step))
                return textOr(object, "state");
        }
        return {};
    }

    static QString diffOf(const QList<Json> &plan, const QString &file)
    {
        for (const Json &object : plan) {
            if (textOr(object, "file") == file)
                return textOr(object, "diff");
        }
        return {};
    }

    QString componentState()
    {
        const auto objects = m_ctl->run({QStringLiteral("status"), QStringLiteral("--json")}).objects();
        const Json *component = objects.isEmpty() ? nullptr : member(objects.first(), "component");
        return component != nullptr ? textOr(*component, "state") : QString();
    }

    HarperFixture m_harper;
    std::unique_ptr<Ctl> m_ctl;
};

void TestUpgrade::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    m_ctl = std::make_unique<Ctl>(m_harper);
}

void TestUpgrade::freshInstanceHasNothingToUndo()
{
    QCOMPARE(componentState(), QStringLiteral("missing"));
    const auto undo = m_ctl->run({QStringLiteral("undo"), QStringLiteral("--yes")});
    QCOMPARE(undo.exitCode, 0);
    QVERIFY2(undo.err.contains("nothing to undo"), undo.all().constData());
}

void TestUpgrade::whoMayNotLookIsNotToldThatThereIsNothing()
{
    op({{QStringLiteral("operation"), QStringLiteral("add_role")},
        {QStringLiteral("role"), QStringLiteral("viewer")},
        {QStringLiteral("permission"), QJsonObject{{QStringLiteral("super_user"), false}}}});
    op({{QStringLiteral("operation"), QStringLiteral("add_user")},
        {QStringLiteral("role"), QStringLiteral("viewer")},
        {QStringLiteral("username"), QStringLiteral("bob")},
        {QStringLiteral("password"), QStringLiteral("bob-password-1")},
        {QStringLiteral("active"), true}});
    Ctl viewer(m_harper);
    viewer.setUser(QStringLiteral("bob"), QStringLiteral("bob-password-1"));
    const auto undo = viewer.run({QStringLiteral("undo"), QStringLiteral("--yes")});
    QVERIFY2(undo.exitCode == 5 && undo.err.contains("not a super user"), undo.all().constData());
}

void TestUpgrade::olderIsToldWithItsChanges()
{
    for (const char *name : {"config.yaml", "schema.graphql", "resources.js"}) {
        QFile file(QStringLiteral(SYSPULSE_OLD_COMPONENT "/") + QLatin1String(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        putFile(QLatin1String(name), file.readAll());
    }
    QCOMPARE(componentState(), QStringLiteral("older"));
    const QList<Json> steps = plan();
    QCOMPARE(stepState(steps, "component"), QStringLiteral("needed"));
    QVERIFY(
        diffOf(steps, QStringLiteral("resources.js")).contains(QLatin1String("-const VERSION = '1.0.0';")));
    QVERIFY(diffOf(steps, QStringLiteral("recorder.js")).startsWith(QLatin1String("@@ -0,0 +1,")));
    QVERIFY(getFile(QStringLiteral("recorder.js")).isEmpty()); // a plan changes nothing
}

void TestUpgrade::olderIsUpgraded()
{
    const auto setup = m_ctl->run({QStringLiteral("setup")});
    QVERIFY2(setup.exitCode == 0, setup.all().constData());
    QCOMPARE(componentState(), QStringLiteral("current"));
    QCOMPARE(deployed(), bundledComponent());
    const QList<Json> steps = plan();
    QCOMPARE(stepState(steps, "component"), QStringLiteral("done"));
    QCOMPARE(stepState(steps, "marker"), QStringLiteral("done"));
}

void TestUpgrade::editedIsToldAndReplaced()
{
    putFile(QStringLiteral("peers.js"), bundledComponent().value(QStringLiteral("peers.js")) + "// mine\n");
    QCOMPARE(componentState(), QStringLiteral("edited"));
    const auto text =
        m_ctl->run({QStringLiteral("setup"), QStringLiteral("--plan"), QStringLiteral("--diff")});
    QVERIFY2(text.out.contains("changed by hand") && text.out.contains("\n-// mine\n") &&
                 text.out.contains("--- peers.js\n+++ peers.js\n@@ "),
             text.out.constData());
    QVERIFY2(m_ctl->run({QStringLiteral("setup")}).exitCode == 0, "setup");
    QCOMPARE(deployed(), bundledComponent());
}

void TestUpgrade::newerIsLeftAlone()
{
    QByteArray newer = bundledComponent().value(QStringLiteral("recorder.js"));
    newer.replace(statedVersion(bundledComponent()).toLatin1(), "99.0.0");
    putFile(QStringLiteral("recorder.js"), newer);
    QCOMPARE(componentState(), QStringLiteral("newer"));
    const auto setup = m_ctl->run({QStringLiteral("setup")});
    QVERIFY2(setup.exitCode == 0 && setup.out.contains("left alone"), setup.all().constData());
    QCOMPARE(getFile(QStringLiteral("recorder.js")), newer);
    putFile(QStringLiteral("recorder.js"), bundledComponent().value(QStringLiteral("recorder.js")));
}

void TestUpgrade::anUpgradeThatDoesNotLoadIsTakenBack()
{
    const ComponentFiles before = deployed();
    // Somebody's file that is not text: reading it as text and writing it back would destroy it.
    const QByteArray picture("\x89PNG\xff\xfe\x80", 7);
    QFile own(m_harper.rootPath() + QStringLiteral("/components/syspulse/own.png"));
    QVERIFY2(own.open(QIODevice::WriteOnly) && own.write(picture) == picture.size(),
             qPrintable(own.fileName()));
    own.close();
    ComponentFiles broken = bundledComponent();
    broken[QStringLiteral("resources.js")] = "// SysPulse\nimport './extra.js';\nthis is not JavaScript\n";
    broken[QStringLiteral("extra.js")] = "// SysPulse\nexport const x = 1;\n";

    const auto applied = apply(m_harper, broken);
    QVERIFY(!applied);
    QVERIFY2(applied.error().message.contains(QLatin1String("was there before is back")),
             qPrintable(describe(applied.error())));
    QCOMPARE(deployed(), before);
    QVERIFY(own.open(QIODevice::ReadOnly));
    QCOMPARE(own.readAll(), picture);

    // And it works: the proof goes over MQTT.
    const auto setup = m_ctl->run({QStringLiteral("setup")});
    QVERIFY2(setup.exitCode == 0, setup.all().constData());
}

void TestUpgrade::anUpgradeAuditsTheRequests()
{
    // As 1.1.0 had it: there the log could not tell who had written a request.
    ComponentFiles older = bundledComponent();
    older[QStringLiteral("schema.graphql")].replace("audit: true", "audit: false");
    older[QStringLiteral("schema.graphql")].replace(
        "sys @table(database: \"data\", replicate: false, audit: false",
        "sys @table(database: \"data\", replicate: false, audit: true");
    older[QStringLiteral("recorder.js")].replace(statedVersion(older).toLatin1(), "1.1.0");
    QVERIFY(older != bundledComponent());
    HarperFixture harper; // whose tables have never been audited
    QVERIFY2(harper.startAndWait(), qPrintable(harper.errorString()));
    Ctl ctl(harper);
    const auto audited = [&harper] {
        return harper.http()
            .operation({{QStringLiteral("operation"), QStringLiteral("describe_table")},
                        {QStringLiteral("database"), QStringLiteral("data")},
                        {QStringLiteral("table"), QStringLiteral("sys_commands")}})
            .json()
            .toObject()[QStringLiteral("audit")]
            .toBool();
    };
    const auto applied = apply(harper, older);
    QVERIFY2(applied, qPrintable(applied ? QString() : describe(applied.error())));
    QVERIFY(!audited());

    const auto setup = ctl.run({QStringLiteral("setup")});
    QVERIFY2(setup.exitCode == 0, setup.all().constData());
    QVERIFY(audited());
    MosquittoClients clients(harper.mqttBroker());
    QVERIFY(clients.subscribe({QStringLiteral("sys/x")}, 0, {QStringLiteral("-i"), QStringLiteral("victim")})
                ->waitSubscribed());
    QTRY_VERIFY(ctl.run({QStringLiteral("clients")}).out.contains("victim"));
    const auto cut =
        ctl.run({QStringLiteral("disconnect"), QStringLiteral("victim"), QStringLiteral("--yes")});
    QVERIFY2(cut.exitCode == 0, cut.all().constData());
}

Result<void> TestUpgrade::apply(const HarperFixture &harper, const ComponentFiles &files)
{
    HarperEndpoint endpoint;
    endpoint.url = harper.opsUrl();
    endpoint.user = harper.user();
    endpoint.password = Secret(harper.password());
    OperationsClient client(endpoint);
    SystemClock clock;
    UpdaterService updater(&client, SysLayout(), &clock);
    SetupRunner runner(&client, &updater, SysLayout(), availableMqttBackends().constFirst(), files);
    return runSetup(runner, harper);
}

SYSPULSE_TEST(TestUpgrade)
#include "tst_upgrade.moc"
