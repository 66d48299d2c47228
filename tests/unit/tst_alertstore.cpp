// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertlog.h"
#include "core/alerts/alertrulestore.h"
#include "core/base/json.h"
#include "core/settings/statestore.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

namespace {

AlertRule fullRule()
{
    AlertRule rule;
    rule.id = QStringLiteral("1");
    rule.name = QStringLiteral("<b>Crowded</b>");
    rule.suggestion = QStringLiteral("of a newer version");
    rule.enabled = false;
    rule.severity = AlertSeverity::Critical;
    rule.topic = QStringLiteral("$SYS/broker/clients/connected");
    rule.condition = AlertCondition::RateBelow;
    rule.threshold = -0.125;
    rule.hysteresis = 1e9;
    rule.forSeconds = 90;
    rule.unknown = R"({"color":"red"})";
    return rule;
}

AlertRule newRule(const QString &name)
{
    AlertRule rule;
    rule.name = name;
    rule.topic = QStringLiteral("t");
    return rule;
}

QStringList namesOf(const AlertRuleStore &store)
{
    QStringList names;
    for (const AlertRule &rule : store.rules())
        names.append(rule.name);
    return names;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestAlertStore : public QObject
{
    Q_OBJECT

private slots:
    void aRuleSurvivesJson()
    {
        const Result<AlertRule> read = alertRuleFromJson(alertRuleToJson(fullRule()));
        QVERIFY(read);
        QVERIFY(*read == fullRule());
        for (int i = 0; i <= int(AlertCondition::ClientAway); ++i) {
            const auto condition = AlertCondition(i);
            QCOMPARE(alertConditionOf(alertConditionName(condition)), std::optional(condition));
        }
    }

    void aRuleOfAnEarlierVersionIsAWarning()
    {
        Json json = alertRuleToJson(fullRule());
        json.erase("severity");
        const Result<AlertRule> read = alertRuleFromJson(json);
        QVERIFY(read);
        QCOMPARE(read->severity, AlertSeverity::Warning);
    }

    void aRuleWithoutATopic()
    {
        const QList<AlertRule> built = withBuiltInRules({});
        QCOMPARE(built.size(), 1);
        const Result<AlertRule> read = alertRuleFromJson(alertRuleToJson(built.constFirst()));
        QVERIFY(read);
        QVERIFY(*read == built.constFirst());
        // As the user has made it.
        AlertRule off = built.constFirst();
        off.enabled = false;
        QVERIFY(withBuiltInRules({newRule(QStringLiteral("n")), off}) ==
                QList<AlertRule>({newRule(QStringLiteral("n")), off}));
    }

    void aRuleThatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *change, const char *named) {
            QTest::newRow(change) << QByteArray(change) << QString::fromLatin1(named);
        };
        row(R"({"topic":null})", "topic");
        row(R"({"topic":5})", "topic");
        row(R"({"name":{}})", "name");
        row(R"({"suggestion":[]})", "suggestion");
        row(R"({"condition":"beside"})", "condition");
        row(R"({"condition":"clientAway"})", "client");
        row(R"({"client":4})", "client");
        row(R"({"condition":null})", "condition");
        row(R"({"threshold":null})", "threshold");
        row(R"({"threshold":"5"})", "threshold");
        row(R"({"hysteresis":-1})", "hysteresis");
        row(R"({"hysteresis":"1"})", "hysteresis");
        row(R"({"forSeconds":-1})", "forSeconds");
        row(R"({"forSeconds":true})", "forSeconds");
        row(R"({"forSeconds":1e18})", "forSeconds");
        row(R"({"forSeconds":604801})", "forSeconds");
        row(R"({"severity":"dire"})", "severity");
        row(R"({"severity":2})", "severity");
        row(R"({"enabled":"false"})", "enabled");
        row(R"({"enabled":0})", "enabled");
        row(R"({"condition":"noData","forSeconds":0})", "forSeconds");
    }

    void aRuleThatMakesNoSenseIsRefused()
    {
        QFETCH(QByteArray, change);
        QFETCH(QString, named);
        Json json = alertRuleToJson(fullRule());
        json.merge_patch(*parseJson(change));
        const Result<AlertRule> read = alertRuleFromJson(json);
        QVERIFY(!read);
        QVERIFY2(read.error().message.contains(named), qPrintable(read.error().message));
    }

    /// Earlier versions stored the names of suggestions in the language of the window.
    void storedNamesOfSuggestionsAreTheSuggestions_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QString>("suggestion");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *name, const char *change, const char *suggestion,
                            const char *nameLeft) {
            QTest::newRow(name) << QByteArray(change) << QString::fromLatin1(suggestion)
                                << QString::fromLatin1(nameLeft);
        };
        row("English", R"({"name":"Many failed logins"})", "failedLogins", "");
        row("German", R"({"name":"Viele fehlgeschlagene Anmeldungen"})", "failedLogins", "");
        row("name of another", R"({"name":"No client is connected"})", "", "No client is connected");
        row("another condition", R"({"name":"Many failed logins","condition":"above"})", "",
            "Many failed logins");
        row("another topic", R"({"name":"Many failed logins","topic":"t"})", "", "Many failed logins");
        row("of the user", R"({"name":"Break-in"})", "", "Break-in");
        row("as it is stored now", R"({"name":"","suggestion":"failedLogins"})", "failedLogins", "");
    }

    void storedNamesOfSuggestionsAreTheSuggestions()
    {
        QFETCH(QByteArray, change);
        Json json =
            *parseJson(R"({"topic":"$SYS/broker/connections/failed","condition":"rateAbove","threshold":1})");
        json.merge_patch(*parseJson(change));
        const Result<AlertRule> rule = alertRuleFromJson(json);
        QVERIFY(rule);
        QTEST(rule->suggestion, "suggestion");
        QTEST(rule->name, "name");
        QVERIFY(rule->unknown.isEmpty());
    }

    void textsAreBounded()
    {
        AlertRule rule = fullRule();
        rule.topic = QString(maxAlertTopic + 1, QLatin1Char('x'));
        QVERIFY(!alertRuleFromJson(alertRuleToJson(rule)));
        rule = fullRule();
        rule.name = QString(maxAlertName + 1, QLatin1Char('x'));
        QVERIFY(!alertRuleFromJson(alertRuleToJson(rule)));
        QVERIFY(!alertRuleFromJson(Json::array()));
    }

    void thereAreNoRulesAtFirst()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        AlertRuleStore store(state);
        QCOMPARE(store.put(newRule(QStringLiteral("early"))), QString());
        open(store, QStringLiteral("db:9925"));
        QVERIFY(store.rules().isEmpty());
    }

    void rulesAreKeptForEachInstance()
    {
        QTemporaryDir folder;
        {
            StateStore state(folder.path());
            AlertRuleStore store(state);
            open(store, QStringLiteral("one"));
            QVERIFY(!store.put(newRule(QStringLiteral("a"))).isEmpty());
            AlertRule changed = store.rules().constFirst();
            changed.name = QStringLiteral("b");
            QCOMPARE(store.put(changed), changed.id);
            store.put(newRule(QStringLiteral("c")));
            open(store, QStringLiteral("two"));
            QVERIFY(store.rules().isEmpty());
        }
        StateStore state(folder.path());
        AlertRuleStore store(state);
        open(store, QStringLiteral("one"));
        QCOMPARE(namesOf(store), QStringList({QStringLiteral("b"), QStringLiteral("c")}));
    }

    /// An address that has become a profile.
    void anotherKeyHelpsOutUntilThereAreOwnRules()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        AlertRuleStore store(state);
        open(store, QStringLiteral("db:9925"));
        store.put(newRule(QStringLiteral("a")));
        open(store, QStringLiteral("profile"), QStringLiteral("db:9925"));
        QCOMPARE(namesOf(store), QStringList{QStringLiteral("a")});
        store.remove(store.rules().constFirst().id);
        open(store, QStringLiteral("db:9925"));
        QCOMPARE(namesOf(store), QStringList{QStringLiteral("a")});
        open(store, QStringLiteral("profile"), QStringLiteral("db:9925"));
        QVERIFY(store.rules().isEmpty()); // removed is removed
    }

    void aRemovedRuleComesBackToItsPlace()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        AlertRuleStore store(state);
        open(store, QStringLiteral("db"));
        for (const char *name : {"a", "b", "c"})
            store.put(newRule(QString::fromLatin1(name)));
        const auto removed = store.remove(store.rules().at(1).id);
        QVERIFY(removed);
        QCOMPARE(namesOf(store).join(QString()), QStringLiteral("ac"));
        store.put(removed->rule, removed->place);
        QCOMPARE(namesOf(store).join(QString()), QStringLiteral("abc"));
        QVERIFY(!store.remove(QStringLiteral("no such")));
    }

    void thereIsAnEndToRules()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        AlertRuleStore store(state);
        open(store, QStringLiteral("db"));
        for (qsizetype i = 0; i < maxAlertRules; ++i)
            QVERIFY(!store.put(newRule(QString::number(i))).isEmpty());
        QCOMPARE(store.put(newRule(QStringLiteral("more"))), QString());
        QCOMPARE(store.rules().size(), maxAlertRules);
        QVERIFY(!store.put(store.rules().constFirst()).isEmpty()); // a change still fits
    }

    void badEntriesAreLeftOutAndSaid()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        write(state.fileOf(QStringLiteral("alerts-db")),
              R"({"version":1,"later":7,"rules":[5,{"topic":"t","condition":"odd"},
                  {"topic":"t","condition":"above","threshold":1,"name":"good","shade":"x"}]})");
        AlertRuleStore store(state);
        QSignalSpy noticed(&store, &AlertRuleStore::noticed);
        open(store, QStringLiteral("db"));
        QCOMPARE(namesOf(store), QStringList{QStringLiteral("good")});
        QVERIFY(!store.rules().constFirst().id.isEmpty());
        QCOMPARE(noticed.size(), 1);
        QTRY_COMPARE(QDir(folder.path()).entryList({QStringLiteral("*damaged*")}).size(), 1);
        // What a newer version added stays.
        store.put(store.rules().constFirst());
        QTRY_VERIFY(stored(state, QStringLiteral("alerts-db")).contains("shade"));
        QVERIFY(stored(state, QStringLiteral("alerts-db")).contains("later"));
    }

    void aDamagedFileIsPutAside_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no JSON") << QByteArray("{\"rules\":");
        QTest::newRow("no list") << QByteArray("{\"version\":1}");
        QTest::newRow("an array") << QByteArray("[]");
    }

    void aDamagedFileIsPutAside()
    {
        QFETCH(QByteArray, bytes);
        QTemporaryDir folder;
        StateStore state(folder.path());
        write(state.fileOf(QStringLiteral("alerts-db")), bytes);
        write(state.fileOf(QStringLiteral("alertlog-db")), bytes);
        AlertRuleStore store(state);
        AlertLog log(state);
        QSignalSpy noticed(&store, &AlertRuleStore::noticed);
        QSignalSpy logNoticed(&log, &AlertLog::noticed);
        open(store, QStringLiteral("db"));
        log.open(QStringLiteral("db"));
        QTRY_COMPARE(logNoticed.size(), 1);
        QCOMPARE(noticed.size(), 1);
        QVERIFY(store.rules().isEmpty());
        QVERIFY(store.canChange());
        QTRY_COMPARE(QDir(folder.path()).entryList({QStringLiteral("*damaged*")}).size(), 2);
    }

    void aNewerFileIsNotWritten()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        const QByteArray bytes(
            R"({"version":9,"rules":[{"topic":"t","condition":"above","threshold":1,"name":"new"}]})");
        write(state.fileOf(QStringLiteral("alerts-db")), bytes);
        AlertRuleStore store(state);
        QSignalSpy noticed(&store, &AlertRuleStore::noticed);
        open(store, QStringLiteral("db"));
        QCOMPARE(namesOf(store), QStringList{QStringLiteral("new")});
        QVERIFY(store.isReadOnly());
        QCOMPARE(noticed.size(), 1);
        QCOMPARE(store.put(newRule(QStringLiteral("x"))), QString());
        QVERIFY(!store.remove(store.rules().constFirst().id));
        QCOMPARE(stored(state, QStringLiteral("alerts-db")), bytes);
    }

    void theLogIsKeptNewestFirst()
    {
        QTemporaryDir folder;
        {
            StateStore state(folder.path());
            AlertLog log(state);
            log.open(QStringLiteral("db"));
            log.add({event(1)}); // before the file is read
            QTRY_VERIFY(!stored(state, QStringLiteral("alertlog-db")).isEmpty());
            log.add({event(2), event(3)});
        }
        StateStore state(folder.path());
        AlertLog log(state);
        log.open(QStringLiteral("db"));
        QTRY_COMPARE(log.events().size(), 3);
        QCOMPARE(log.events().constFirst(), event(3));
        QCOMPARE(log.events().constLast(), event(1));
        AlertLog other(state);
        QSignalSpy changed(&other, &AlertLog::changed);
        other.open(QStringLiteral("other"));
        QTRY_COMPARE(changed.size(), 2);
        QVERIFY(other.events().isEmpty());
    }

    void theLogIsBounded()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        AlertLog log(state);
        for (int i = 1; i <= AlertLog::maxEvents + 5; ++i)
            log.add({event(i)});
        QCOMPARE(log.events().size(), AlertLog::maxEvents);
        QCOMPARE(log.events().constFirst().timeMs, AlertLog::maxEvents + 5);
    }

    void aClearedLogComesBack()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        AlertLog log(state);
        log.add({event(1), event(2)});
        const QList<AlertEvent> removed = log.clear();
        QVERIFY(log.events().isEmpty());
        log.add({event(3)});
        log.restore(removed);
        QCOMPARE(log.events(), QList<AlertEvent>({event(3), event(2), event(1)}));
    }

private:
    static AlertEvent event(qint64 timeMs)
    {
        AlertEvent event{AlertEventKind::Cleared, timeMs, newRule(QStringLiteral("n")), std::nullopt};
        if (timeMs % 2 == 0)
            event.value = 0.5;
        return event;
    }

    static void open(AlertRuleStore &store, const QString &key, const QString &other = {})
    {
        QSignalSpy loaded(&store, &AlertRuleStore::loaded);
        store.open(key, other);
        QTRY_COMPARE(loaded.size(), 1);
    }

    static QByteArray stored(StateStore &state, const QString &name)
    {
        QFile file(state.fileOf(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

SYSPULSE_TEST(TestAlertStore)
#include "tst_alertstore.moc"
