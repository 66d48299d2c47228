// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertmemorystore.h"
#include "core/base/json.h"
#include "core/settings/statestore.h"
#include "tests/support/testregistry.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

namespace {

OpenAlert openAlertOf(const QString &id)
{
    OpenAlert alert;
    alert.rule.id = id;
    alert.rule.topic = QStringLiteral("t");
    alert.rule.threshold = 5;
    alert.sinceMs = 1'700'000'000'000;
    return alert;
}

AlertSilence snoozeOf(const QString &id)
{
    return {id, SilenceKind::Snoozed, 1'700'000'000'000, 1'700'000'060'000, QStringLiteral("works")};
}

AlertMemory fullMemory()
{
    AlertMemory memory;
    memory.open = {openAlertOf(QStringLiteral("a")), openAlertOf(QStringLiteral("b"))};
    memory.open[1].told = true;
    memory.open[1].due = false;
    memory.shown = {QStringLiteral("a")};
    memory.silences = {snoozeOf(QStringLiteral("b")),
                       {QStringLiteral("a"), SilenceKind::Acknowledged, 1'700'000'000'000, 0, {}}};
    memory.maintenance.windows = {{everyDay, {QTime(2, 0), QTime(4, 0)}}};
    memory.unknown = R"({"color":"red"})";
    return memory;
}

} // namespace

class TestAlertMemory : public QObject
{
    Q_OBJECT

private slots:
    void itSurvivesJson()
    {
        QString damage;
        QVERIFY(alertMemoryFromJson(alertMemoryToJson(fullMemory()), damage) == fullMemory());
        QCOMPARE(damage, QString());
        QVERIFY(alertMemoryFromJson(Json::object(), damage) == AlertMemory());
        QCOMPARE(damage, QString());
    }

    void whatIsNotUnderstoodSilencesNothing_data()
    {
        QTest::addColumn<QByteArray>("silence");
        const auto row = [](const char *text) { QTest::newRow(text) << QByteArray(text); };
        row(R"({"rule":"a","kind":"muted","sinceMs":1700000000000})");
        row(R"({"rule":"","kind":"acknowledged","sinceMs":1700000000000})");
        row(R"({"rule":"a","kind":"acknowledged"})");
        row(R"({"rule":"a","kind":"acknowledged","sinceMs":-1})");
        row(R"({"rule":"a","kind":"snoozed","sinceMs":1700000000000})");
        row(R"({"rule":"a","kind":"snoozed","sinceMs":1700000000000,"untilMs":1700000000000})");
        row(R"({"rule":"a","kind":"snoozed","sinceMs":1700000000000,"untilMs":1900000000000})");
        row(R"({"rule":7,"kind":"acknowledged","sinceMs":1700000000000})");
        row("[]");
        row("true");
    }

    void whatIsNotUnderstoodSilencesNothing()
    {
        QFETCH(QByteArray, silence);
        Json json = alertMemoryToJson(fullMemory());
        json["silences"] = Json::array({*parseJson(silence)});
        QString damage;
        const AlertMemory memory = alertMemoryFromJson(json, damage);
        QVERIFY(memory.silences.isEmpty());
        QVERIFY2(damage.contains(QStringLiteral("silences")), qPrintable(damage));
        QCOMPARE(memory.open.size(), 2);
    }

    void badEntriesAreLeftOut()
    {
        QString damage;
        const Result<Json> json = parseJson(
            R"({"open":[{"rule":{"id":"","topic":"t","condition":"above","threshold":1},"sinceMs":5},
                        {"rule":{"id":"x","topic":"t","condition":"above","threshold":1}},
                        {"rule":{"id":"y","topic":"t","condition":"above","threshold":1},"sinceMs":5,"told":1}],
               "shown":[1],"silences":{}})");
        QVERIFY(json);
        QVERIFY(alertMemoryFromJson(*json, damage) == AlertMemory());
        QVERIFY2(damage.contains(QStringLiteral("open")), qPrintable(damage));
    }

    void programsChangeTheirParts()
    {
        QTemporaryDir folder;
        StateStore here(folder.path());
        StateStore there(folder.path());
        AlertMemoryStore first(here);
        AlertMemoryStore second(there);
        for (AlertMemoryStore *store : {&first, &second}) {
            store->open(QStringLiteral("db"));
            QTRY_VERIFY(store->isLoaded());
        }
        AlertMemory memory;
        memory.open = {openAlertOf(QStringLiteral("a"))};
        first.set(memory);
        memory = second.memory();
        memory.put(snoozeOf(QStringLiteral("a")));
        memory.shown = {QStringLiteral("a")};
        second.set(memory);
        const auto whole = [](AlertMemoryStore &store) {
            store.refresh();
            return store.memory().open.size() == 1 && store.memory().silences.size() == 1 &&
                   store.memory().shown.size() == 1;
        };
        QTRY_VERIFY(whole(first));
        QTRY_VERIFY(whole(second));
        memory = first.memory();
        memory.open[0].due = false;
        first.set(memory);
        QTRY_VERIFY((second.refresh(), !second.memory().open.constFirst().due));
        QCOMPARE(second.memory().silences.size(), 1);
    }

    void whoEndsASilenceDoesNotEndTheNextOne()
    {
        QTemporaryDir folder;
        StateStore here(folder.path());
        StateStore there(folder.path());
        AlertMemoryStore first(here);
        AlertMemoryStore second(there);
        first.open(QStringLiteral("db"));
        second.open(QStringLiteral("db"));
        QTRY_VERIFY(first.isLoaded() && second.isLoaded());
        AlertMemory memory;
        memory.put(snoozeOf(QStringLiteral("a")));
        first.set(memory);
        QTRY_VERIFY((second.refresh(), second.memory().silences.size() == 1));
        AlertSilence next = snoozeOf(QStringLiteral("a"));
        next.sinceMs += 30'000;
        next.kind = SilenceKind::Acknowledged;
        memory.put(next);
        first.set(memory);
        QTRY_VERIFY(written(here).contains("acknowledged"));
        second.set({}); // has not seen that
        second.flush();
        QTRY_VERIFY((second.refresh(), second.memory().silence(QStringLiteral("a")) != nullptr));
        QCOMPARE(second.memory().silence(QStringLiteral("a"))->kind, SilenceKind::Acknowledged);
        QVERIFY(!written(here).contains("snoozed"));
    }

    void whatIsFlushedIsWrittenAtOnce()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        AlertMemoryStore store(state);
        store.open(QStringLiteral("db"));
        QTRY_VERIFY(store.isLoaded());
        store.set(fullMemory());
        store.flush();
        bool written = false;
        // Behind what was sent to the thread of files.
        state.files().run(
            [path = state.fileOf(QStringLiteral("alertmemory-db"))] { return QFile::exists(path); }, this,
            [&written](bool exists) { written = exists; });
        QTRY_VERIFY(written);
    }

    void aNewerFileIsReadAndLeftAlone()
    {
        QTemporaryDir folder;
        StateStore state(folder.path());
        const QByteArray bytes(R"({"version":9,"shown":["a"]})");
        QFile file(state.fileOf(QStringLiteral("alertmemory-db")));
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(bytes);
        file.close();
        {
            AlertMemoryStore store(state);
            QSignalSpy noticed(&store, &AlertMemoryStore::noticed);
            store.open(QStringLiteral("db"));
            QTRY_VERIFY(store.isLoaded());
            QCOMPARE(store.memory().shown, QStringList{QStringLiteral("a")});
            QCOMPARE(noticed.size(), 1);
            store.set(fullMemory());
            store.flush();
        }
        bool read = false;
        state.files().run([] { return true; }, this, [&read](bool) { read = true; });
        QTRY_VERIFY(read);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
    }

private:
    static QByteArray written(StateStore &state)
    {
        QFile file(state.fileOf(QStringLiteral("alertmemory-db")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

SYSPULSE_TEST(TestAlertMemory)
#include "tst_alertmemory.moc"
