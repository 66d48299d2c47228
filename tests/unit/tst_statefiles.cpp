// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alertlog.h"
#include "core/alerts/alertrulestore.h"
#include "core/profiles/profilestore.h"
#include "core/settings/preferences.h"
#include "core/settings/statestore.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

/// The files of the program, as several programs, a full disk and other people's hands treat them.
class TestStateFiles : public QObject
{
    Q_OBJECT

private slots:
    void severalProgramsWriteAtOnce();
    void aFullDiskKeepsEveryFile_data();
    void aFullDiskKeepsEveryFile();
    void deepFilesAreDamage();

private:
    QTemporaryDir m_folder;
};

/// Windows and command lines that change the same files at once.
void TestStateFiles::severalProgramsWriteAtOnce()
{
    constexpr int programs = 4;
    constexpr int entries = 15;
    const QString folder = m_folder.filePath(QStringLiteral("shared"));
    std::vector<std::unique_ptr<QProcess>> children;
    for (int i = 0; i < programs; ++i) {
        children.push_back(std::make_unique<QProcess>());
        children.back()->start(QCoreApplication::applicationFilePath(),
                               {QStringLiteral("state-writer"), QStringLiteral("add"), folder,
                                QStringLiteral("p%1").arg(i), QString::number(entries), QString::number(i)});
    }
    for (const auto &child : children) {
        QVERIFY(child->waitForFinished(test::patienceMs));
        QCOMPARE(child->readAllStandardOutput(), QByteArray());
        QCOMPARE(child->exitCode(), 0);
    }
    QStringList expected;
    for (int i = 0; i < programs; ++i) {
        for (int entry = 0; entry < entries; ++entry) {
            if (entry % 5 != 4)
                expected.append(QStringLiteral("p%1-%2").arg(i).arg(entry));
        }
    }
    expected.sort();
    StateStore state(folder);
    ProfileStore profiles(state);
    AlertRuleStore rules(state);
    AlertLog log(state);
    PreferenceStore preferences(state);
    rules.open(QStringLiteral("db"));
    log.open(QStringLiteral("db"));
    QTRY_VERIFY(profiles.isLoaded() && rules.isLoaded() && preferences.isLoaded());
    QStringList names;
    for (const Profile &profile : profiles.profiles())
        names.append(profile.name);
    names.sort();
    QCOMPARE(names, expected);
    names.clear();
    for (const AlertRule &rule : rules.rules())
        names.append(rule.name);
    names.sort();
    QCOMPARE(names, expected);
    QTRY_COMPARE(log.events().size(), programs * entries);
    QVERIFY(preferences.values().keepInTray);
    QCOMPARE(preferences.values().appearance, QStringLiteral("dark"));
    QCOMPARE(preferences.values().history.rawDays, 2 + (entries - 1) % 5);
}

void TestStateFiles::aFullDiskKeepsEveryFile_data()
{
    QTest::addColumn<int>("bytes");
    QTest::newRow("no byte more") << 0;
    QTest::newRow("room for a lock") << 300;
    QTest::newRow("a full file system") << -1;
    QTest::newRow("a file system that became read-only") << -2;
}

/// Every file that SysPulse writes on this machine, exports included: the old one stays whole, no part of a
/// new one is left behind, and the user is told.
void TestStateFiles::aFullDiskKeepsEveryFile()
{
    QFETCH(int, bytes);
    QTemporaryDir folder;
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.path());
    child.setProcessEnvironment(environment);
    child.start(
        QCoreApplication::applicationFilePath(),
        {QStringLiteral("state-writer"), QStringLiteral("full"), folder.path(), QString::number(bytes)});
    QVERIFY(child.waitForFinished(test::patienceMs));
    QCOMPARE(child.exitStatus(), QProcess::NormalExit);
    QCOMPARE(child.exitCode(), 0);
    const QString output = QString::fromUtf8(child.readAllStandardOutput());
    if (output.startsWith(QLatin1String("not possible")))
        QSKIP("this machine does not let the test mount a file system of its own");
    QVERIFY2(!output.contains(QLatin1String("LOST")) && !output.contains(QLatin1String("LEFT BEHIND")) &&
                 !output.contains(QLatin1String("not told")),
             qPrintable(output));
    QCOMPARE(output.count(QLatin1String(": kept")), 6);
    for (const char *name : {"profiles.json", "preferences.json", "alerts-db.json", "alertlog-db.json",
                             "charts-db.json", "export.csv", "new.csv", "syspulse-updater@x.service"})
        QVERIFY2(output.contains(QRegularExpression(QStringLiteral("told: .*") +
                                                    QRegularExpression::escape(QLatin1String(name)))),
                 qPrintable(QString::fromLatin1(name) + QLatin1Char('\n') + output));
    QVERIFY2(output.contains(QRegularExpression(QStringLiteral("history: .*(full|space|read-only)"))),
             qPrintable(output));
}

void TestStateFiles::deepFilesAreDamage()
{
    const QByteArray deep = QByteArray(20000, '[') + QByteArray(20000, ']');
    QTemporaryDir folder;
    StateStore state(folder.path());
    const QHash<QString, QByteArray> files{
        {QStringLiteral("profiles"), "{\"version\":1,\"extra\":" + deep + ",\"profiles\":[]}"},
        {QStringLiteral("preferences"), "{\"version\":1,\"extra\":" + deep + "}"},
        {QStringLiteral("alerts-db"), "{\"version\":1,\"extra\":" + deep + ",\"rules\":[]}"},
        {QStringLiteral("alertlog-db"), "{\"version\":1,\"events\":" + deep + "}"},
    };
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        QFile file(state.fileOf(it.key()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(*it), it->size());
    }
    ProfileStore profiles(state);
    PreferenceStore preferences(state);
    AlertRuleStore rules(state);
    AlertLog log(state);
    QSignalSpy told[] = {QSignalSpy(&profiles, &ProfileStore::noticed),
                         QSignalSpy(&preferences, &PreferenceStore::noticed),
                         QSignalSpy(&rules, &AlertRuleStore::noticed), QSignalSpy(&log, &AlertLog::noticed)};
    rules.open(QStringLiteral("db"));
    log.open(QStringLiteral("db"));
    for (const QSignalSpy &spy : told)
        QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(QDir(folder.path()).entryList({QStringLiteral("*.damaged-*")}).size(), 4);
    Profile profile;
    profile.name = QStringLiteral("a");
    profile.url = QStringLiteral("https://a");
    QVERIFY(!profiles.put(profile).isEmpty()); // and the work goes on
    QVERIFY(!profiles.import(files.value(QStringLiteral("profiles"))));
}

SYSPULSE_TEST(TestStateFiles)

#include "tst_statefiles.moc"
