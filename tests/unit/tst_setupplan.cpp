// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/setup/componentsettings.h"
#include "core/setup/setupplan.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QTest>

using namespace syspulse;

class TestSetupPlan : public QObject
{
    Q_OBJECT

private slots:
    void bundledFilesAreThere();
    void freshServer();
    void everythingInPlace();
    void installedButNotLoaded();
    void differingComponentIsReplaced();
    void newerComponentIsLeftAlone();
    void lostNoteIsWrittenAgain();
    void undoOnlyWhatIsOurs();
    void foreignTableBlocks();
    void foreignStateTableBlocks();
    void theTableOfAnEarlierVersion();
    void missingTablesAreAdded();
    void foreignComponentBlocks();
    void tablesLeftByAnUndoneSetupAreOurs();
    void userWithoutRights();
    void mqttSwitchedOff();
    void analyticsSwitchedOffIsSaid();
    void whatTheNoteCallsOursIsOurs();
    void serverSideIsChosen();
    void serverSideStaysAsItIs();
    void idsAreChosen();

private:
    static SetupFacts fresh()
    {
        SetupFacts facts;
        facts.user = {QStringLiteral("admin"), QStringLiteral("super_user"), true};
        facts.version = QStringLiteral("4.7.29");
        facts.configuration.mqttPort = 1883;
        return facts;
    }

    static SetupFacts installed()
    {
        SetupFacts facts = fresh();
        facts.component = ComponentInfo{
            QStringLiteral("syspulse"), QStringLiteral("healthy"), {}, bundledComponent().keys(), {}, {}};
        facts.componentFiles = bundledComponent();
        facts.componentLoaded = true;
        facts.table = TableInfo{QStringLiteral("data"), QStringLiteral("sys"), QStringLiteral("id"), {}, 88};
        facts.stateTable =
            TableInfo{QStringLiteral("data"), QStringLiteral("sys_control"), QStringLiteral("id"), {}, 3};
        facts.tables = SysLayout().tables();
        facts.databaseExists = true;
        facts.marker = true;
        facts.rememberedHashes = hashesOf(facts.componentFiles);
        return facts;
    }

    static SetupPlan plan(const SetupFacts &facts)
    {
        return makeSetupPlan(facts, bundledComponent(), SysLayout());
    }

    static StepState state(const SetupPlan &plan, SetupPart part)
    {
        for (const SetupStep &step : plan.steps) {
            if (step.part == part)
                return step.state;
        }
        return StepState::Failed;
    }
};

void TestSetupPlan::bundledFilesAreThere()
{
    const ComponentFiles files = bundledComponent();
    // What is in the folder is in the program, or a worker would look for it in vain.
    const QDir source(QStringLiteral(SYSPULSE_COMPONENT));
    QStringList names = source.entryList(QDir::Files, QDir::Name);
    names.append(QStringLiteral("catalogue.json")); // made by the build
    names.sort();
    QCOMPARE(files.keys(), names);
    QVERIFY(files.contains(QStringLiteral("resources.js")));
    for (const QByteArray &content : files)
        QVERIFY(content.size() > 50);
    SetupFacts facts;
    facts.componentFiles = files;
    QVERIFY(ownsComponent(facts));
}

void TestSetupPlan::freshServer()
{
    const SetupPlan result = plan(fresh());
    QVERIFY(!result.blocked());
    QVERIFY(!result.complete());
    QCOMPARE(state(result, SetupPart::Access), StepState::Done);
    for (const SetupPart part : {SetupPart::Component, SetupPart::Restart, SetupPart::Tables,
                                 SetupPart::Marker, SetupPart::Seed, SetupPart::Proof})
        QCOMPARE(state(result, part), StepState::Needed);
    for (const SetupStep &step : result.steps) {
        QVERIFY(!step.title.isEmpty());
        QVERIFY(!step.detail.isEmpty());
    }
}

void TestSetupPlan::everythingInPlace()
{
    const SetupPlan result = plan(installed());
    QVERIFY(!result.blocked());
    QVERIFY(result.complete());
    QCOMPARE(state(result, SetupPart::Restart), StepState::Done);
}

void TestSetupPlan::installedButNotLoaded()
{
    SetupFacts facts = installed();
    facts.componentLoaded = false;
    QCOMPARE(state(plan(facts), SetupPart::Component), StepState::Done);
    QCOMPARE(state(plan(facts), SetupPart::Restart), StepState::Needed);
    QVERIFY(!plan(facts).complete());
}

void TestSetupPlan::differingComponentIsReplaced()
{
    SetupFacts facts = installed();
    facts.componentFiles[QStringLiteral("resources.js")] += "\n// edited by hand";
    QCOMPARE(state(plan(facts), SetupPart::Component), StepState::Needed);
    QCOMPARE(state(plan(facts), SetupPart::Restart), StepState::Needed);
    const SetupPlan edited = plan(facts);
    QCOMPARE(edited.component.state, ComponentState::Edited);
    const SetupStep &step = edited.steps.at(1);
    QVERIFY2(step.detail.contains(QLatin1String("by hand")), qPrintable(step.detail));
    QCOMPARE(step.changes.size(), 1);
    QVERIFY(step.changes.constFirst().diff.contains(QLatin1String("-// edited by hand")));
    facts = installed();
    facts.componentFiles.remove(QStringLiteral("resources.js"));
    QCOMPARE(state(plan(facts), SetupPart::Component), StepState::Needed);
}

void TestSetupPlan::newerComponentIsLeftAlone()
{
    SetupFacts facts = installed();
    QByteArray &file = facts.componentFiles[QStringLiteral("recorder.js")];
    file.replace("VERSION = '", "VERSION = '9");
    facts.rememberedHashes = hashesOf(facts.componentFiles);
    const SetupPlan result = plan(facts);
    QCOMPARE(result.component.state, ComponentState::Newer);
    QVERIFY(result.complete()); // nothing is overwritten, the note neither
    const QString newer = QStringLiteral("newer (9%1)").arg(statedVersion(bundledComponent()));
    QVERIFY2(result.steps.at(1).detail.contains(newer), qPrintable(result.steps.at(1).detail));
}

void TestSetupPlan::lostNoteIsWrittenAgain()
{
    SetupFacts facts = installed();
    facts.rememberedHashes.clear();
    QCOMPARE(state(plan(facts), SetupPart::Component), StepState::Done);
    QCOMPARE(state(plan(facts), SetupPart::Marker), StepState::Needed);
}

void TestSetupPlan::undoOnlyWhatIsOurs()
{
    QVERIFY(plan(fresh()).removable->isEmpty());
    SetupFacts facts = installed();
    const SetupRemovable all = *plan(facts).removable;
    QCOMPARE(all.component, QStringLiteral("syspulse"));
    QCOMPARE(all.tables.size(), SysLayout().tables().size());
    QVERIFY(all.database.isEmpty()); // it was there before
    for (const QString &table : SysLayout().tables())
        QVERIFY2(all.text().contains(QStringLiteral("data.") + table), qPrintable(table));
    facts.markedDatabase = true;
    QCOMPARE(plan(facts).removable->database, QStringLiteral("data"));
    facts = fresh();
    facts.tables = {QStringLiteral("sys")};
    QVERIFY(plan(facts).removable->isEmpty()); // somebody else's
}

void TestSetupPlan::foreignTableBlocks()
{
    SetupFacts facts = fresh();
    facts.tables = {QStringLiteral("sys")};
    const SetupPlan result = plan(facts);
    QVERIFY(result.blocked());
    QCOMPARE(state(result, SetupPart::Tables), StepState::Blocked);
    QVERIFY(!ownsTables(facts));
}

void TestSetupPlan::foreignStateTableBlocks()
{
    SetupFacts facts = fresh();
    facts.tables = {QStringLiteral("sys_control")};
    QCOMPARE(state(plan(facts), SetupPart::Tables), StepState::Blocked);
}

void TestSetupPlan::theTableOfAnEarlierVersion()
{
    // Not upgraded yet.
    SetupFacts facts = installed();
    facts.tables.removeOne(SysLayout().stateTable);
    facts.tables.prepend(SysLayout().formerStateTable);
    SetupPlan result = plan(facts);
    QVERIFY(!result.blocked() && !result.complete());
    QCOMPARE(state(result, SetupPart::Restart), StepState::Needed);
    QCOMPARE(state(result, SetupPart::Tables), StepState::Needed);
    QCOMPARE(state(result, SetupPart::Marker), StepState::Needed);
    // Upgraded while an updater of that version ran: what is left to do needs no restart.
    facts.tables.append(SysLayout().stateTable);
    result = plan(facts);
    QVERIFY(!result.blocked() && !result.complete());
    QCOMPARE(state(result, SetupPart::Restart), StepState::Done);
    QCOMPARE(state(result, SetupPart::Tables), StepState::Needed);
    QCOMPARE(state(result, SetupPart::Marker), StepState::Needed);
    facts.tables.removeOne(SysLayout().formerStateTable);
    QVERIFY(plan(facts).complete());

    // Somebody else's, of the same name.
    facts = fresh();
    facts.tables = {SysLayout().formerStateTable};
    result = plan(facts);
    QCOMPARE(state(result, SetupPart::Tables), StepState::Blocked);
    QVERIFY(result.removable->isEmpty());
}

/// Set up by the version before the component kept records of clients.
void TestSetupPlan::missingTablesAreAdded()
{
    SetupFacts facts = installed();
    facts.tables = {QStringLiteral("sys"), QStringLiteral("sys_control")};
    facts.componentFiles.remove(QStringLiteral("recorder.js"));
    const SetupPlan result = plan(facts);
    QVERIFY(!result.blocked());
    QCOMPARE(state(result, SetupPart::Component), StepState::Needed);
    QCOMPARE(state(result, SetupPart::Tables), StepState::Needed);
}

void TestSetupPlan::foreignComponentBlocks()
{
    SetupFacts facts = fresh();
    facts.component = ComponentInfo{QStringLiteral("syspulse"), {}, {}, {QStringLiteral("index.js")}, {}, {}};
    QCOMPARE(state(plan(facts), SetupPart::Component), StepState::Blocked);
    facts.componentFiles[QStringLiteral("config.yaml")] = "rest: true";
    QCOMPARE(state(plan(facts), SetupPart::Component), StepState::Blocked);
    // An empty folder, as a failed add_component leaves it, is nobody's.
    facts.component->files.clear();
    facts.componentFiles.clear();
    QCOMPARE(state(plan(facts), SetupPart::Component), StepState::Needed);
}

void TestSetupPlan::tablesLeftByAnUndoneSetupAreOurs()
{
    SetupFacts facts = installed();
    facts.component.reset();
    facts.componentFiles.clear();
    facts.componentLoaded = false;
    QVERIFY(ownsTables(facts)); // by the marker
    QVERIFY(plan(facts).removable->component.isEmpty() && !plan(facts).removable->tables.isEmpty());
    QVERIFY(!plan(facts).blocked());
    QCOMPARE(state(plan(facts), SetupPart::Restart), StepState::Needed);
}

void TestSetupPlan::userWithoutRights()
{
    SetupFacts facts;
    facts.user = {QStringLiteral("bob"), QStringLiteral("viewer"), false};
    const SetupPlan result = plan(facts);
    QVERIFY(result.blocked());
    QCOMPARE(result.steps.size(), 1);
    QVERIFY(result.steps.first().detail.contains(QLatin1String("bob")));
    QVERIFY(!result.removable.has_value()); // not "nothing to undo": nobody looked
}

void TestSetupPlan::mqttSwitchedOff()
{
    SetupFacts facts = fresh();
    facts.configuration.mqttPort = 0;
    QVERIFY(plan(facts).blocked());
    facts.configuration.mqttSecurePort = 8883;
    QVERIFY(!plan(facts).blocked());
}

void TestSetupPlan::analyticsSwitchedOffIsSaid()
{
    SetupFacts facts = fresh();
    facts.configuration.analyticsPeriodSeconds = -1;
    QVERIFY(!plan(facts).blocked());
    QVERIFY(plan(facts).steps.first().detail.contains(QLatin1String("aggregatePeriod")));
}

/// An undo that was interrupted may leave any of our files, also one that does not name us.
void TestSetupPlan::whatTheNoteCallsOursIsOurs()
{
    const ComponentFiles all = bundledComponent();
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        SetupFacts facts = installed();
        facts.note = SetupNote{SetupNote::Database::Found};
        facts.componentFiles = {{it.key(), it.value()}};
        facts.component->files = {it.key()};
        QVERIFY2(!plan(facts).blocked(), qPrintable(it.key()));
    }
}

void TestSetupPlan::serverSideIsChosen()
{
    SetupFacts facts = installed();
    QVERIFY(!plan(facts).serverSide);
    QCOMPARE(plan(facts).serverSideNow, std::optional(false));
    const ComponentFiles chosen = componentToDeploy(bundledComponent(), facts.componentFiles, true);
    const SetupPlan on = makeSetupPlan(facts, chosen, SysLayout());
    QVERIFY(on.serverSide);
    QVERIFY(!on.complete());
    const SetupStep &step = on.steps.at(1);
    QCOMPARE(step.state, StepState::Needed);
    QCOMPARE(step.changes.size(), 1);
    QCOMPARE(step.changes.constFirst().file, QStringLiteral("config.yaml"));
    QVERIFY2(step.changes.constFirst().diff.contains(QLatin1String("\n+  serverSide: true")),
             qPrintable(step.changes.constFirst().diff));
    // The component reads it by itself: nobody is cut.
    QCOMPARE(state(on, SetupPart::Restart), StepState::Done);
    QCOMPARE(state(on, SetupPart::Marker), StepState::Needed);

    facts.componentFiles = chosen;
    facts.rememberedHashes = hashesOf(chosen);
    const ComponentFiles back = componentToDeploy(bundledComponent(), facts.componentFiles, false);
    QCOMPARE(back, bundledComponent());
    QCOMPARE(state(makeSetupPlan(facts, back, SysLayout()), SetupPart::Component), StepState::Needed);

    // Installed for the first time, or together with other changes, it needs its restart.
    facts = fresh();
    QCOMPARE(state(makeSetupPlan(facts, chosen, SysLayout()), SetupPart::Restart), StepState::Needed);
    facts = installed();
    facts.componentFiles[QStringLiteral("events.js")] += "// of another build\n";
    facts.rememberedHashes = hashesOf(facts.componentFiles);
    QCOMPARE(state(makeSetupPlan(facts, chosen, SysLayout()), SetupPart::Restart), StepState::Needed);
    facts = installed();
    facts.componentFiles[QStringLiteral("config.yaml")].replace("rest: true", "rest: false");
    facts.rememberedHashes = hashesOf(facts.componentFiles);
    QCOMPARE(state(makeSetupPlan(facts, chosen, SysLayout()), SetupPart::Restart), StepState::Needed);
}

void TestSetupPlan::serverSideStaysAsItIs()
{
    SetupFacts facts = installed();
    facts.componentFiles = componentToDeploy(bundledComponent(), facts.componentFiles, true);
    facts.rememberedHashes = hashesOf(facts.componentFiles);
    const ComponentFiles same = componentToDeploy(bundledComponent(), facts.componentFiles, {});
    QCOMPARE(same, facts.componentFiles);
    const SetupPlan plan = makeSetupPlan(facts, same, SysLayout());
    QVERIFY(plan.complete());
    QVERIFY(plan.serverSide);
    // Over an upgrade, too; a component of before did not have the choice.
    facts.componentFiles[QStringLiteral("recorder.js")].replace("VERSION = '", "VERSION = '0.");
    QCOMPARE(serverSideOf(componentToDeploy(bundledComponent(), facts.componentFiles, {})),
             std::optional(true));
    facts.componentFiles[QStringLiteral("config.yaml")] = "rest: true\n";
    QCOMPARE(serverSideOf(facts.componentFiles), std::nullopt);
    QCOMPARE(componentToDeploy(bundledComponent(), facts.componentFiles, {}), bundledComponent());
}

void TestSetupPlan::idsAreChosen()
{
    const auto planFor = [](const SetupFacts &facts, std::optional<IdStyle> ids) {
        return makeSetupPlan(facts, bundledComponent(), SysLayout(), ids);
    };
    QCOMPARE(planFor(fresh(), {}).ids, IdStyle::Flat);
    QVERIFY(!planFor(fresh(), IdStyle::Hierarchical).changesIds); // there are none yet
    QCOMPARE(planFor(fresh(), IdStyle::Hierarchical).ids, IdStyle::Hierarchical);
    SetupFacts facts = installed();
    for (const IdStyle now : {IdStyle::Flat, IdStyle::Hierarchical}) {
        const bool flat = now == IdStyle::Flat;
        facts.ids = now;
        for (const std::optional<IdStyle> same : {std::optional<IdStyle>(), std::optional(now)}) {
            QVERIFY(planFor(facts, same).complete());
            QVERIFY(!planFor(facts, same).changesSettingsOnly());
            QCOMPARE(planFor(facts, same).ids, now);
        }
        const SetupPlan other = planFor(facts, flat ? IdStyle::Hierarchical : IdStyle::Flat);
        QVERIFY(other.changesIds && !other.complete() && other.changesSettingsOnly());
        const SetupStep &step = other.steps.at(other.steps.size() - 2);
        QCOMPARE(step.part, SetupPart::Seed);
        QVERIFY2(step.detail.contains(flat ? QLatin1String("sys/broker/uptime instead of sys/broker_uptime")
                                           : QLatin1String("sys/broker_uptime instead of sys/broker/uptime")),
                 qPrintable(step.detail));
        QVERIFY(step.detail.contains(QLatin1String("$SYS topics stay")));
    }
}

SYSPULSE_TEST(TestSetupPlan)
#include "tst_setupplan.moc"
