// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/profiles/profile.h"
#include "tests/integration/ctl.h"
#include "tests/support/testregistry.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;
using namespace syspulse::test;

/// syspulsectl with what the window has kept of an instance, on a real HarperDB, in this order.
class TestCtlProfile : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void setsUpAndUpdates();
    void runsAndStops();
    void followsTheCanaryOfTheProfile();
    void writesNothingInQuietHours();
    void saysWhichProfileThereIsNot();
    void changesNothingOfAReadOnlyOne();
    void saysWhereThePasswordMayComeFrom();

private:
    /// Where the window keeps them.
    void writeProfiles(bool canary);
    QString heartbeat()
    {
        const Json value = m_ctl->value(QStringLiteral("$SYS/broker/syspulse/updater/heartbeat"));
        return value.is_string() ? QString::fromStdString(value.get<std::string>()) : QString();
    }

    const QStringList m_who{QStringLiteral("--profile"), QStringLiteral("Plant 7")};
    QTemporaryDir m_folder;
    HarperFixture m_harper;
    std::unique_ptr<Ctl> m_ctl; ///< with address and password in its environment
};

void TestCtlProfile::initTestCase()
{
    QVERIFY2(m_harper.startAndWait(), qPrintable(m_harper.errorString()));
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("SysPulse")));
    writeProfiles(false);
    qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // no keychain
    m_ctl = std::make_unique<Ctl>(m_harper);
}

void TestCtlProfile::writeProfiles(bool canary)
{
    Profile profile;
    profile.id = QStringLiteral("p1");
    profile.name = QStringLiteral("Plant 7");
    profile.url = m_harper.opsUrl().toString();
    profile.user = m_harper.user();
    profile.canary = canary;
    Profile readOnly = profile;
    readOnly.id = QStringLiteral("p2");
    readOnly.name = QStringLiteral("Only to look at");
    readOnly.readOnly = true;
    QFile file(m_folder.filePath(QStringLiteral("SysPulse/profiles.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(dumpJson(
        Json{{"version", 1}, {"profiles", Json::array({profileToJson(profile), profileToJson(readOnly)})}}));
}

void TestCtlProfile::setsUpAndUpdates()
{
    Ctl::Outcome outcome = m_ctl->run(m_who + QStringList{QStringLiteral("setup")});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    outcome = m_ctl->run({QStringLiteral("update"), QStringLiteral("--once"), QStringLiteral("--profile"),
                          QStringLiteral("p1")});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    QVERIFY(outcome.out.contains("records written"));
}

void TestCtlProfile::runsAndStops()
{
    const auto process = m_ctl->start(
        m_who + QStringList{QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")});
    QByteArray out;
    QTRY_VERIFY((out += process->readAllStandardOutput()).count("records written") >= 2);
    process->terminate();
    QVERIFY(process->waitForFinished(test::patienceMs));
    QCOMPARE(process->exitCode(), 0);
}

void TestCtlProfile::followsTheCanaryOfTheProfile()
{
    const QString rounds = QStringLiteral("$SYS/broker/syspulse/canary/rounds");
    const auto process = m_ctl->start(
        m_who + QStringList{QStringLiteral("run"), QStringLiteral("--interval"), QStringLiteral("1s")});
    QByteArray out;
    QTRY_VERIFY((out += process->readAllStandardOutput()).contains("records written"));
    QVERIFY(m_ctl->value(rounds).is_null());
    writeProfiles(true);
    QTRY_VERIFY(m_ctl->value(rounds).is_number());
    writeProfiles(false);
    QTRY_VERIFY(m_ctl->value(rounds).is_null());
    process->terminate();
    QVERIFY(process->waitForFinished(test::patienceMs));
    QCOMPARE(process->exitCode(), 0);
}

void TestCtlProfile::writesNothingInQuietHours()
{
    const QString before = heartbeat();
    QVERIFY(!before.isEmpty());
    const QTime now = QTime::currentTime();
    const QTime minute(now.hour(), now.minute());
    const QString quiet = minute.addSecs(-60).toString(QStringLiteral("HH:mm-")) +
                          minute.addSecs(600).toString(QStringLiteral("HH:mm"));
    const auto process =
        m_ctl->start(m_who + QStringList{QStringLiteral("run"), QStringLiteral("--interval"),
                                         QStringLiteral("1s"), QStringLiteral("--quiet-hours"), quiet});
    QByteArray out;
    QTRY_VERIFY((out += process->readAllStandardOutput()).contains("quiet until"));
    // A time, because nothing tells that nothing is written: two runs would have come by then.
    QTest::qWait(2500);
    QCOMPARE(heartbeat(), before);
    process->terminate();
    QVERIFY(process->waitForFinished(test::patienceMs));
    QCOMPARE(process->exitCode(), 0);
    QVERIFY(!process->readAllStandardOutput().contains("records written"));
}

void TestCtlProfile::saysWhichProfileThereIsNot()
{
    const auto outcome =
        m_ctl->run({QStringLiteral("status"), QStringLiteral("--profile"), QStringLiteral("Plant 8")});
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.err.contains("no profile \"Plant 8\"") && outcome.err.contains("profiles.json"),
             outcome.err.constData());
}

void TestCtlProfile::changesNothingOfAReadOnlyOne()
{
    const QStringList who{QStringLiteral("--profile"), QStringLiteral("Only to look at")};
    const auto refused = m_ctl->run(who + QStringList{QStringLiteral("run")});
    QCOMPARE(refused.exitCode, 5);
    QVERIFY2(refused.err.contains("read-only"), refused.err.constData());
    QCOMPARE(m_ctl->run(who + QStringList{QStringLiteral("status")}).exitCode, 0);
}

void TestCtlProfile::saysWhereThePasswordMayComeFrom()
{
    m_ctl->unsetPassword();
    const auto outcome = m_ctl->run(m_who + QStringList{QStringLiteral("run")});
    QVERIFY2(outcome.exitCode == 1 || outcome.exitCode == 2, outcome.all().constData());
    QVERIFY2(outcome.err.contains("keychain") && outcome.err.contains("SYSPULSE_PASSWORD"),
             outcome.err.constData());
}

SYSPULSE_TEST(TestCtlProfile)
#include "tst_ctlprofile.moc"
