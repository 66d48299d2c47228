// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/settings/preferences.h"
#include "core/settings/statestore.h"
#include "tests/support/ordering.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QFile>
#include <QFileSystemWatcher>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace syspulse;

class TestPreferences : public QObject
{
    Q_OBJECT

private slots:
    void defaultsWithoutAFile();
    void keptFromRunToRun();
    void changesBeforeTheFileIsReadCount();
    void theLanguageIsKnownAtOnce();
    void historyLimitsOutOfBoundsKeepTheDefaults();
    void whoNeverChoseALimitGetsTheNewDefaults();
    void nonsenseKeepsTheDefaults_data();
    void nonsenseKeepsTheDefaults();
    void membersOfANewerVersionStay();
    void damagedFileIsKept();
    void unreadableFileIsNotReplaced();
    void surviveSigkill();

private:
    static bool waitLoaded(const PreferenceStore &store)
    {
        return QTest::qWaitFor([&store] { return store.isLoaded(); });
    }

    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void TestPreferences::defaultsWithoutAFile()
{
    const QTemporaryDir folder;
    StateStore state(folder.path());
    const PreferenceStore store(state);
    QVERIFY(waitLoaded(store));
    QCOMPARE(store.values(), Preferences());
    QVERIFY(!store.values().keepInTray); // quiet by default
    QVERIFY(!QFile::exists(state.fileOf(QStringLiteral("preferences"))));
}

void TestPreferences::keptFromRunToRun()
{
    const QTemporaryDir folder;
    Preferences chosen;
    chosen.appearance = QStringLiteral("dark");
    chosen.keepInTray = true;
    chosen.trayExplained = true;
    chosen.windowGeometry = QByteArray("\x00\xff geometry", 11);
    chosen.hiddenClientColumns = {QStringLiteral("lag"), QStringLiteral("port")};
    {
        StateStore state(folder.path());
        PreferenceStore store(state);
        QVERIFY(waitLoaded(store));
        QSignalSpy changed(&store, &PreferenceStore::changed);
        store.change([&](Preferences &preferences) { preferences = chosen; });
        store.change([&](Preferences &preferences) { preferences = chosen; });
        QCOMPARE(changed.count(), 1);
    }
    StateStore state(folder.path());
    const PreferenceStore store(state);
    QVERIFY(waitLoaded(store));
    QCOMPARE(store.values(), chosen);
}

void TestPreferences::changesBeforeTheFileIsReadCount()
{
    const QTemporaryDir folder;
    {
        StateStore state(folder.path());
        write(state.fileOf(QStringLiteral("preferences")), R"({"appearance":"dark","keepInTray":false})");
        PreferenceStore store(state);
        store.change([](Preferences &preferences) { preferences.keepInTray = true; });
        QVERIFY(!store.isLoaded());
        QVERIFY(store.values().keepInTray);
        QVERIFY(waitLoaded(store));
        QVERIFY(store.values().keepInTray);
        QCOMPARE(store.values().appearance, QStringLiteral("dark"));
    }
    StateStore state(folder.path());
    const PreferenceStore store(state);
    QVERIFY(waitLoaded(store));
    QVERIFY(store.values().keepInTray);
    QCOMPARE(store.values().appearance, QStringLiteral("dark"));
}

/// Texts are needed before the store has read its file.
void TestPreferences::theLanguageIsKnownAtOnce()
{
    const QTemporaryDir folder;
    QString file;
    {
        StateStore state(folder.path());
        file = PreferenceStore::fileIn(state);
        QCOMPARE(chosenLanguage(file), QString());
        PreferenceStore store(state);
        store.change([](Preferences &preferences) {
            preferences.language = QStringLiteral("de");
            preferences.firstStepsHidden = true;
        });
        QVERIFY(waitLoaded(store));
    }
    QCOMPARE(chosenLanguage(file), QStringLiteral("de"));
    StateStore state(folder.path());
    const PreferenceStore store(state);
    QVERIFY(waitLoaded(store));
    QCOMPARE(store.values().language, QStringLiteral("de"));
    QVERIFY(store.values().firstStepsHidden);
    write(file, "{\"language\": \"xx\"}");
    QCOMPARE(chosenLanguage(file), QString());
    write(file, "no JSON");
    QCOMPARE(chosenLanguage(file), QString());
}

void TestPreferences::historyLimitsOutOfBoundsKeepTheDefaults()
{
    Preferences preferences;
    preferences.history = {2, 14, 365, 512};
    QCOMPARE(preferencesFromJson(preferencesToJson(preferences)), preferences);
    const auto read = [](const char *json) { return preferencesFromJson(*parseJson(json)).history; };
    QCOMPARE(read(R"({"history": {"rawDays": 0, "minuteDays": 14, "hourDays": "9", "megabytes": 1e99}})"),
             (HistoryLimits{14, 14, 730, 256}));
    QCOMPARE(read(R"({"history": {"megabytes": 18446744073709551615, "rawDays": -1}})"), HistoryLimits());
    QCOMPARE(read(R"({"history": [1]})"), HistoryLimits());
    QCOMPARE(read(R"({"history": {"diaryMegabytes": 0}})").diaryMegabytes, 32);
    QCOMPARE(read(R"({"history": {"diaryMegabytes": 7}})").diaryMegabytes, 7);
    // Of before the diary had a limit of its own.
    QCOMPARE(read(R"({"history": {"megabytes": 512, "defaults": 2}})").diaryMegabytes, 32);
}

void TestPreferences::whoNeverChoseALimitGetsTheNewDefaults()
{
    const auto read = [](const char *json) { return preferencesFromJson(*parseJson(json)).history; };
    QCOMPARE(HistoryLimits(), (HistoryLimits{14, 90, 730, 256}));
    // As earlier versions wrote it, whether or not anything was chosen.
    QCOMPARE(read(R"({"history": {"rawDays": 1, "minuteDays": 7, "hourDays": 90, "megabytes": 256}})"),
             HistoryLimits());
    QCOMPARE(read(R"({"history": {"rawDays": 1, "minuteDays": 7, "hourDays": 365, "megabytes": 256}})"),
             (HistoryLimits{1, 7, 365, 256}));
    // Chosen since.
    Preferences preferences;
    preferences.history = {1, 7, 90, 256};
    QCOMPARE(preferencesFromJson(preferencesToJson(preferences)), preferences);
}

void TestPreferences::nonsenseKeepsTheDefaults_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("wrong types") << QByteArray(
        R"({"appearance":7,"keepInTray":"yes","trayExplained":1,"windowGeometry":[1],"hiddenClientColumns":[7,null,{}]})");
    QTest::newRow("unknown appearance") << QByteArray(R"({"appearance":"pink"})");
    QTest::newRow("huge geometry") << QByteArray(R"({"windowGeometry":")" + QByteArray(80000, 'A') + R"("})");
    QTest::newRow("empty object") << QByteArray("{}");
}

void TestPreferences::nonsenseKeepsTheDefaults()
{
    QFETCH(QByteArray, text);
    const auto json = parseJson(text);
    QVERIFY(json);
    QCOMPARE(preferencesFromJson(*json), Preferences());
}

void TestPreferences::membersOfANewerVersionStay()
{
    const auto json = parseJson(R"({"version":9,"keepInTray":true,"language":"de"})");
    QVERIFY(json);
    const Json again = preferencesToJson(preferencesFromJson(*json));
    QCOMPARE(textOr(again, "language"), QStringLiteral("de"));
    QVERIFY(preferencesFromJson(again).keepInTray);
}

void TestPreferences::damagedFileIsKept()
{
    const QTemporaryDir folder;
    StateStore state(folder.path());
    const QByteArray damaged = R"({"keepInTray":tr)";
    write(state.fileOf(QStringLiteral("preferences")), damaged);
    PreferenceStore store(state);
    QSignalSpy noticed(&store, &PreferenceStore::noticed);
    QVERIFY(waitLoaded(store));
    QCOMPARE(noticed.count(), 1);
    const auto copies = [&] {
        return QDir(folder.path()).entryList({QStringLiteral("preferences.damaged-*")}, QDir::Files);
    };
    QTRY_COMPARE(copies().size(), 1);
    const QString copy = folder.filePath(copies().constFirst());
    QTRY_COMPARE(read(copy), damaged);
    QVERIFY(noticed.first().first().toString().contains(copy));
    QCOMPARE(store.values(), Preferences());
}

void TestPreferences::unreadableFileIsNotReplaced()
{
    const QTemporaryDir folder;
    const QString path = [&] {
        const StateStore state(folder.path());
        return state.fileOf(QStringLiteral("preferences"));
    }();
    // A folder in its place cannot be read by anybody, root included.
    QVERIFY(QDir().mkpath(path));
    StateStore state(folder.path());
    QSignalSpy failed(&state, &StateStore::failed);
    {
        PreferenceStore store(state);
        QSignalSpy noticed(&store, &PreferenceStore::noticed);
        QVERIFY(waitLoaded(store));
        QCOMPARE(noticed.count(), 1);
        store.change([](Preferences &preferences) { preferences.keepInTray = true; });
    } // who leaves writes what is still to be written
    passFiles(state.files());
    QVERIFY(QFileInfo(path).isDir());
    QCOMPARE(failed.count(), 0); // nothing was tried
}

/// A program that is killed while it writes leaves either the old preferences or the new ones.
void TestPreferences::surviveSigkill()
{
    const QTemporaryDir folder;
    QFileSystemWatcher watcher({folder.path()});
    const QSignalSpy changes(&watcher, &QFileSystemWatcher::directoryChanged);
    int kept = 0;
    for (int round = 0; round < 8; ++round) {
        const qsizetype before = changes.size();
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("change-for-ever"), folder.path()});
        QVERIFY(child.waitForStarted());
        // The folder changes with each step of a write: each round ends at another one.
        QTRY_VERIFY(changes.size() > before + round);
        child.kill();
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);

        StateStore state(folder.path());
        PreferenceStore store(state);
        QSignalSpy noticed(&store, &PreferenceStore::noticed);
        QVERIFY(waitLoaded(store));
        QCOMPARE(noticed.count(), 0);
        if (store.values().keepInTray && store.values().windowGeometry.size() == 3000)
            ++kept;
    }
    // The first rounds may end before the first write has; what was written once stays.
    QVERIFY2(kept >= 6, qPrintable(QString::number(kept)));
}

/// The child of surviveSigkill(): changes its preferences until it is killed.
static int changeForEver(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    StateStore state(application.arguments().constLast());
    PreferenceStore store(state);
    QTimer change;
    QObject::connect(&change, &QTimer::timeout, [&store, letter = char(0)]() mutable {
        ++letter;
        store.change([letter](Preferences &preferences) {
            preferences.keepInTray = true;
            preferences.windowGeometry = QByteArray(3000, letter);
        });
    });
    change.start(5);
    QTimer::singleShot(60000, &QCoreApplication::quit); // should nobody kill it
    QCoreApplication::exec();
    return 1;
}

SYSPULSE_TEST(TestPreferences)
SYSPULSE_TEST_CHILD("change-for-ever", changeForEver)

#include "tst_preferences.moc"
