// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/systemduserservice.h"
#include "tests/support/testregistry.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace syspulse;

namespace {

const QString unit = QStringLiteral("syspulse-updater@p1.service");

ServicePlan plan()
{
    ServicePlan plan;
    plan.profileId = QStringLiteral("p1");
    plan.profileName = QStringLiteral("Plant 7");
    plan.program = QStringLiteral("/usr/bin/true");
    return plan;
}

} // namespace

/// Against a systemctl of its own in PATH, which notes its arguments and answers what a file says.
class TestSystemdUserService : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        qputenv("XDG_CONFIG_HOME", (m_folder->path() + QStringLiteral("/config")).toLocal8Bit());
        qputenv("PLAY", m_folder->path().toLocal8Bit());
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("bin")));
        qputenv("PATH", (m_folder->path() + QStringLiteral("/bin:")).toLocal8Bit() + m_path);
        program("systemctl", "#!/bin/sh\n"
                             "echo \"$@\" >> \"$PLAY/calls\"\n"
                             "env > \"$PLAY/environment\"\n"
                             "[ -e \"$PLAY/hang\" ] && exec sleep 60\n"
                             "if [ -e \"$PLAY/fail-$2\" ]; then cat \"$PLAY/fail-$2\" >&2; exit 1; fi\n"
                             "[ \"$2\" = show ] && cat \"$PLAY/show\"\n"
                             "exit 0\n");
        program("journalctl", "#!/bin/sh\ncat \"$PLAY/journal\"\n");
        show("LoadState=not-found\nActiveState=inactive\n");
    }

    void states_data()
    {
        QTest::addColumn<QByteArray>("properties");
        QTest::addColumn<ServiceStatus>("status");
        using State = ServiceStatus::State;
        const auto row = [](const char *name, const char *properties, const ServiceStatus &status) {
            QTest::newRow(name) << QByteArray(properties) << status;
        };
        row("not installed", "LoadState=not-found\nActiveState=inactive\n",
            {State::NotInstalled, 0, false, {}});
        row("stopped", "LoadState=loaded\nActiveState=inactive\nUnitFileState=enabled\n",
            {State::Stopped, 0, true, {}});
        row("running",
            "LoadState=loaded\nActiveState=active\nUnitFileState=enabled\nActiveEnterTimestamp=@1700000000\n",
            {State::Running, 1'700'000'000'000, true, {}});
        row("failed", "LoadState=loaded\nActiveState=failed\nUnitFileState=disabled\nExecMainStatus=4\n",
            {State::Failed, 0, false, QStringLiteral("syspulsectl: <b>no</b>")});
        row("between two attempts", "LoadState=loaded\nActiveState=activating\nExecMainStatus=3\n",
            {State::Starting, 0, false, QStringLiteral("syspulsectl: <b>no</b>")});
        row("nonsense", "\n=\nabc\nActiveEnterTimestamp=@x\n", {State::Stopped, 0, false, {}});
    }

    void states()
    {
        QFETCH(QByteArray, properties);
        QFETCH(ServiceStatus, status);
        show(properties);
        put("journal", "earlier\nsyspulsectl: <b>no</b>\n");
        SystemdUserService service;
        service.setUnit(unit);
        QTRY_VERIFY(!service.isBusy());
        QCOMPARE(int(service.status().state), int(status.state));
        QCOMPARE(service.status().message, status.message);
        QVERIFY(service.status() == status);
    }

    void withoutAJournalTheExitCodeIsSaid()
    {
        show("LoadState=loaded\nActiveState=failed\nExecMainStatus=4\n");
        put("journal", "");
        SystemdUserService service;
        service.setUnit(unit);
        QTRY_COMPARE(service.status().message, QStringLiteral("exit code 4"));
    }

    void installsStartsStopsAndRemoves()
    {
        SystemdUserService service;
        QSignalSpy failed(&service, &SystemdUserService::failed);
        service.setUnit(unit);
        QTRY_VERIFY(!service.isBusy());
        QFile::remove(file("calls"));
        show("LoadState=loaded\nActiveState=active\nUnitFileState=enabled\nActiveEnterTimestamp=@5\n");
        service.install(serviceUnitText(plan()));
        QVERIFY(service.isBusy());
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Running);
        QTRY_VERIFY(!service.isBusy());
        QCOMPARE(changes(),
                 (QStringList{QStringLiteral("--user daemon-reload"), QStringLiteral("--user enable ") + unit,
                              QStringLiteral("--user restart ") + unit}));
        QVERIFY(service.unitFile().startsWith(m_folder->path() + QStringLiteral("/config/systemd/user/")));
        QCOMPARE(get(service.unitFile()), serviceUnitText(plan()));

        QFile::remove(file("calls"));
        service.stop();
        QTRY_VERIFY(!service.isBusy());
        service.start();
        QTRY_VERIFY(!service.isBusy());
        QCOMPARE(changes(), (QStringList{QStringLiteral("--user stop ") + unit,
                                         QStringLiteral("--user restart ") + unit}));

        QFile::remove(file("calls"));
        service.remove();
        QTRY_VERIFY(!service.isBusy());
        QCOMPARE(changes(), (QStringList{QStringLiteral("--user disable --now ") + unit,
                                         QStringLiteral("--user daemon-reload"),
                                         QStringLiteral("--user reset-failed ") + unit}));
        QVERIFY(!QFile::exists(service.unitFile()));
        QCOMPARE(failed.size(), 0);
    }

    void aFailedStepEndsTheRest()
    {
        SystemdUserService service;
        QSignalSpy failed(&service, &SystemdUserService::failed);
        service.setUnit(unit);
        QTRY_VERIFY(!service.isBusy());
        QFile::remove(file("calls"));
        put("fail-enable", "Access denied\n");
        service.install(serviceUnitText(plan()));
        QTRY_VERIFY(!service.isBusy());
        QCOMPARE(failed.size(), 1);
        const Error error = failed.at(0).at(0).value<Error>();
        QVERIFY2(error.message.contains(QStringLiteral("systemctl --user enable")),
                 qPrintable(error.message));
        QCOMPARE(error.detail, QStringLiteral("Access denied"));
        QCOMPARE(changes().size(), 2); // nothing was started
    }

    void aFolderThatCannotBeWritten()
    {
        put("config", "a file in the way");
        SystemdUserService service;
        QSignalSpy failed(&service, &SystemdUserService::failed);
        service.setUnit(unit);
        QTRY_VERIFY(!service.isBusy());
        service.install(serviceUnitText(plan()));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.at(0).at(0).value<Error>().message.contains(service.unitFile()));
        QTRY_VERIFY(!service.isBusy());
        QVERIFY(changes().isEmpty());
    }

    void withoutAUserManager()
    {
        put("fail-show", "Failed to connect to bus: No medium found\n");
        SystemdUserService service;
        service.setUnit(unit);
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Unavailable);
        QVERIFY(service.status().message.contains(QStringLiteral("No medium found")));
    }

    void withoutSystemd()
    {
        qputenv("PATH", (m_folder->path() + QStringLiteral("/empty")).toLocal8Bit());
        SystemdUserService service;
        service.setUnit(unit);
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Unavailable);
        QVERIFY(service.status().message.contains(QStringLiteral("no program \"systemctl\"")));
    }

    void whatHangsIsGivenUp()
    {
        put("hang", "");
        SystemdUserService service;
        service.setTimeout(300);
        QElapsedTimer elapsed;
        elapsed.start();
        service.setUnit(unit);
        QVERIFY(elapsed.elapsed() < 200); // nothing waits
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Unavailable);
        QVERIFY(service.status().message.contains(QStringLiteral("does not answer")));
        QVERIFY(!service.isBusy());
    }

    void anotherUnitWhileBusy()
    {
        SystemdUserService service;
        service.setUnit(unit);
        QVERIFY(service.isBusy());
        show("LoadState=loaded\nActiveState=inactive\n");
        service.setUnit(QStringLiteral("syspulse-updater@p2.service"));
        QTRY_VERIFY(get(file("calls")).contains("@p2.service"));
        QTRY_VERIFY(!service.isBusy());
        QCOMPARE(service.status().state, ServiceStatus::State::Stopped);
        service.setUnit({});
        QCOMPARE(service.status().state, ServiceStatus::State::Unknown);
        service.refresh();
        QVERIFY(!service.isBusy());
    }

    void noSecretIsHandedOn()
    {
        qputenv("SYSPULSE_PASSWORD", "tulip-4711");
        SystemdUserService service;
        service.setUnit(unit);
        QTRY_VERIFY(!service.isBusy());
        qunsetenv("SYSPULSE_PASSWORD");
        QVERIFY(get(file("environment")).contains("LC_ALL=C"));
        QVERIFY(!get(file("environment")).contains("tulip-4711"));
    }

    void unitNames_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("good");
        QTest::newRow("uuid") << QStringLiteral("6f1c2d3e-0000-4000-8000-123456789abc") << true;
        for (const char *bad : {"", "../x", "a b", "a@b", "-a", "a\n", "%h"})
            QTest::newRow(*bad ? bad : "empty") << QString::fromLatin1(bad) << false;
        QTest::newRow("too long") << QString(65, QLatin1Char('a')) << false;
    }

    void unitNames()
    {
        QFETCH(QString, id);
        QFETCH(bool, good);
        QCOMPARE(serviceUnitName(id),
                 good ? QStringLiteral("syspulse-updater@%1.service").arg(id) : QString());
    }

    void theUnitSaysWhatToRun()
    {
        ServicePlan odd = plan();
        odd.program = QStringLiteral("/opt/my \"tools\"/100%/a\\b");
        odd.profileName = QStringLiteral("Ümläut %h\n[Service]\nExecStart=/bin/evil\\");
        odd.schedule = {30, *parseQuietHours(QStringLiteral("22:00-06:00"))};
        const QStringList lines = QString::fromUtf8(serviceUnitText(odd)).split(QLatin1Char('\n'));
        QCOMPARE(lines.filter(QStringLiteral("ExecStart=/bin/evil")).size(), 1);
        QVERIFY(lines.contains(
            QStringLiteral("Description=SysPulse updater of Ümläut %%h [Service] ExecStart=/bin/evil")));
        QVERIFY(lines.contains(
            QStringLiteral("ExecStart=\"/opt/my \\\"tools\\\"/100%%/a\\\\b\" run --profile \"p1\" --interval "
                           "30s --quiet-hours 22:00-06:00")));
        QCOMPARE(lines.filter(QRegularExpression(QStringLiteral("^ExecStart="))).size(), 1);
        QCOMPARE(lines.filter(QRegularExpression(QStringLiteral("^\\["))),
                 (QStringList{QStringLiteral("[Unit]"), QStringLiteral("[Service]"),
                              QStringLiteral("[Install]")}));
        QVERIFY(!serviceUnitText(plan()).contains("quiet"));
    }

    void systemdTakesTheUnit()
    {
        qputenv("PATH", m_path);
        const QString analyze = QStandardPaths::findExecutable(QStringLiteral("systemd-analyze"));
        if (analyze.isEmpty())
            return; // theUnitSaysWhatToRun() has read it
        const QString path = m_folder->filePath(unit);
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(serviceUnitText(plan()));
        out.close();
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(analyze,
                      {QStringLiteral("--user"), QStringLiteral("--man=no"), QStringLiteral("verify"), path});
        QVERIFY(process.waitForFinished());
        const QByteArray said = process.readAll();
        QVERIFY2(!said.contains("syspulse-updater"), said.constData());
    }

    void cleanup() { qputenv("PATH", m_path); }

private:
    QString file(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }

    void put(const char *name, const QByteArray &bytes) const
    {
        QFile out(file(name));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    }

    void show(const QByteArray &properties) const { put("show", properties); }

    void program(const char *name, const QByteArray &text) const
    {
        const QByteArray path = QByteArray("bin/") + name;
        put(path.constData(), text);
        QVERIFY(QFile::setPermissions(file(path.constData()), QFile::ReadOwner | QFile::ExeOwner));
    }

    static QByteArray get(const QString &path)
    {
        QFile in(path);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    /// What systemctl was told to do, without the looking.
    QStringList changes() const
    {
        QStringList calls =
            QString::fromUtf8(get(file("calls"))).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        calls.removeIf([](const QString &call) { return call.startsWith(QLatin1String("--user show")); });
        return calls;
    }

    const QByteArray m_path = qgetenv("PATH");
    std::unique_ptr<QTemporaryDir> m_folder;
};

SYSPULSE_TEST(TestSystemdUserService)
#include "tst_systemduserservice.moc"
