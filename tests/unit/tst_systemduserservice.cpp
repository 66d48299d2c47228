// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/systemduserservice.h"
#include "tests/support/testregistry.h"

#include "tests/support/fakesystemd.h"
#include "tests/support/privatebus.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QtDBus/QDBusPendingCallWatcher>
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

/// Against a systemd of its own on a bus of its own.
class TestSystemdUserService : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(!m_bus.address().isEmpty(), "dbus-daemon is needed"); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        qputenv("XDG_CONFIG_HOME", (m_folder->path() + QStringLiteral("/config")).toLocal8Bit());
        qputenv("PLAY", m_folder->path().toLocal8Bit());
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("bin")));
        qputenv("PATH", (m_folder->path() + QStringLiteral("/bin:")).toLocal8Bit() + m_path);
        program("journalctl", "#!/bin/sh\nenv > \"$PLAY/environment\"\ncat \"$PLAY/journal\"\n");
        m_systemd = std::make_unique<FakeSystemd>(m_bus.connect(QStringLiteral("systemd")), units());
    }

    void states_data()
    {
        QTest::addColumn<QVariantMap>("properties");
        QTest::addColumn<ServiceStatus>("status");
        using State = ServiceStatus::State;
        const auto row = [](const char *name, const char *load, const char *active, const char *file,
                            quint64 since, int exitCode, const ServiceStatus &status) {
            QTest::newRow(name) << QVariantMap{{QStringLiteral("LoadState"), QString::fromLatin1(load)},
                                               {QStringLiteral("ActiveState"), QString::fromLatin1(active)},
                                               {QStringLiteral("UnitFileState"), QString::fromLatin1(file)},
                                               {QStringLiteral("ActiveEnterTimestamp"), since},
                                               {QStringLiteral("ExecMainStatus"), exitCode}}
                                << status;
        };
        row("not installed", "not-found", "inactive", "", 0, 0, {State::NotInstalled, 0, false, {}});
        row("stopped", "loaded", "inactive", "enabled", 0, 0, {State::Stopped, 0, true, {}});
        row("running", "loaded", "active", "enabled", 1'700'000'000'000'000, 0,
            {State::Running, 1'700'000'000'000, true, {}});
        row("failed", "loaded", "failed", "disabled", 0, 4,
            {State::Failed, 0, false, QStringLiteral("syspulsectl: <b>no</b>")});
        row("between two attempts", "loaded", "activating", "", 0, 3,
            {State::Starting, 0, false, QStringLiteral("syspulsectl: <b>no</b>")});
        row("nothing known", "", "", "", 0, 0, {State::Stopped, 0, false, {}});
    }

    void states()
    {
        QFETCH(QVariantMap, properties);
        QFETCH(ServiceStatus, status);
        m_systemd->setProperties(unit, properties);
        put("journal", "earlier\nsyspulsectl: <b>no</b>\n");
        SystemdUserService service(bus());
        service.setUnit(unit);
        QTRY_VERIFY(!service.isBusy());
        QCOMPARE(int(service.status().state), int(status.state));
        QCOMPARE(service.status().message, status.message);
        QVERIFY(service.status() == status);
    }

    void withoutAJournalTheExitCodeIsSaid()
    {
        m_systemd->setProperties(unit, failed(4));
        put("journal", "");
        SystemdUserService service(bus());
        service.setUnit(unit);
        QTRY_COMPARE(service.status().message, QStringLiteral("exit code 4"));
    }

    void changesOfOthersAreNoticed()
    {
        m_systemd->setProperties(unit, running());
        SystemdUserService service(bus());
        service.setUnit(unit);
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Running);
        put("journal", "");
        m_systemd->setProperties(unit, failed(1));
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Failed);
        m_systemd->setProperties(unit, running());
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Running);
        // It goes, and comes back without the unit.
        m_systemd.reset();
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Unavailable);
        m_systemd = std::make_unique<FakeSystemd>(m_bus.connect(QStringLiteral("systemd")), units());
        QTRY_COMPARE(service.status().state, ServiceStatus::State::NotInstalled);
    }

    void looksOnlyWhenSomethingChanged()
    {
        SystemdUserService service(bus());
        service.setUnit(unit);
        QTRY_COMPARE(service.status().state, ServiceStatus::State::NotInstalled);
        QTRY_VERIFY(!service.isBusy());
        const int looks = m_systemd->looks;
        // A round trip on the same connection: what looking had caused would have arrived before it.
        for (int i = 0; i < 3; ++i) {
            QDBusPendingCallWatcher answered(bus().asyncCall(QDBusMessage::createMethodCall(
                QStringLiteral("org.freedesktop.systemd1"), QStringLiteral("/org/freedesktop/systemd1"),
                QStringLiteral("org.freedesktop.systemd1.Manager"), QStringLiteral("Subscribe"))));
            QSignalSpy finished(&answered, &QDBusPendingCallWatcher::finished);
            QTRY_COMPARE(finished.size(), 1);
        }
        QCOMPARE(m_systemd->looks, looks);
    }

    void installsStopsStartsAndRemoves()
    {
        SystemdUserService service(bus());
        QSignalSpy failures(&service, &SystemdUserService::failed);
        service.setUnit(unit);
        QTRY_VERIFY(!service.isBusy());
        service.install(serviceUnitText(plan()));
        QVERIFY(service.isBusy());
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Running);
        QTRY_VERIFY(!service.isBusy());
        QVERIFY(service.status().enabled);
        QCOMPARE(taken(), (QStringList{QStringLiteral("EnableUnitFiles ") + unit, QStringLiteral("Reload"),
                                       QStringLiteral("RestartUnit ") + unit}));
        QVERIFY(service.unitFile().startsWith(units()));
        QCOMPARE(get(service.unitFile()), canMakeNamespaces()
                                              ? serviceUnitText(plan())
                                              : serviceUnitWithoutNamespaces(serviceUnitText(plan())));

        service.stop();
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Stopped);
        QTRY_VERIFY(!service.isBusy());
        service.start();
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Running);
        QTRY_VERIFY(!service.isBusy());
        QCOMPARE(taken(),
                 (QStringList{QStringLiteral("StopUnit ") + unit, QStringLiteral("RestartUnit ") + unit}));

        service.remove();
        QTRY_COMPARE(service.status().state, ServiceStatus::State::NotInstalled);
        QTRY_VERIFY(!service.isBusy());
        QCOMPARE(taken(),
                 (QStringList{QStringLiteral("StopUnit ") + unit, QStringLiteral("DisableUnitFiles ") + unit,
                              QStringLiteral("Reload"), QStringLiteral("ResetFailedUnit ") + unit}));
        QVERIFY(!QFile::exists(service.unitFile()));
        QCOMPARE(failures.size(), 0);
    }

    void aFailedStepEndsTheRest()
    {
        SystemdUserService service(bus());
        QSignalSpy failures(&service, &SystemdUserService::failed);
        service.setUnit(unit);
        QTRY_VERIFY(!service.isBusy());
        m_systemd->fail(QStringLiteral("EnableUnitFiles"), QStringLiteral("Access denied"));
        service.install(serviceUnitText(plan()));
        QTRY_VERIFY(!service.isBusy());
        QCOMPARE(failures.size(), 1);
        const Error error = failures.at(0).at(0).value<Error>();
        QVERIFY2(error.message.contains(QStringLiteral("EnableUnitFiles")), qPrintable(error.message));
        QCOMPARE(error.detail, QStringLiteral("Access denied"));
        QVERIFY(taken().isEmpty()); // nothing was started
    }

    void aFolderThatCannotBeWritten()
    {
        put("config", "a file in the way");
        SystemdUserService service(bus());
        QSignalSpy failures(&service, &SystemdUserService::failed);
        service.setUnit(unit);
        QTRY_VERIFY(!service.isBusy());
        service.install(serviceUnitText(plan()));
        QTRY_COMPARE(failures.size(), 1);
        QVERIFY(failures.at(0).at(0).value<Error>().message.contains(service.unitFile()));
        QTRY_VERIFY(!service.isBusy());
        QVERIFY(taken().isEmpty());
    }

    void withoutSystemd()
    {
        m_systemd.reset();
        SystemdUserService service(bus());
        service.setUnit(unit);
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Unavailable);
        QVERIFY2(service.status().message.contains(QStringLiteral("systemd")),
                 qPrintable(service.status().message));
    }

    void withoutABus()
    {
        SystemdUserService service(QDBusConnection(QStringLiteral("there is none")));
        service.setUnit(unit);
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Unavailable);
        QVERIFY2(service.status().message.contains(QStringLiteral("no session bus")),
                 qPrintable(service.status().message));
        QTRY_VERIFY(!service.isBusy());

        // The files can be removed all the same.
        const QString wanted = units() + QStringLiteral("/default.target.wants");
        QVERIFY(QDir().mkpath(wanted));
        put(QStringLiteral("config/systemd/user/%1").arg(unit).toUtf8().constData(), "[Unit]\n");
        QVERIFY(QFile::link(service.unitFile(), wanted + QLatin1Char('/') + unit));
        service.remove();
        QTRY_VERIFY(!service.isBusy());
        QVERIFY(!QFile::exists(service.unitFile()));
        QVERIFY(!QFileInfo(wanted + QLatin1Char('/') + unit).isSymLink());
    }

    void whatHangsIsGivenUp()
    {
        m_systemd->hang();
        SystemdUserService service(bus());
        service.setTimeout(300);
        service.setUnit(unit);
        QVERIFY(service.isBusy());
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Unavailable);
        QVERIFY2(service.status().message.contains(QStringLiteral("does not answer")),
                 qPrintable(service.status().message));
        QTRY_VERIFY(!service.isBusy());
    }

    void itMayGoWhileItIsAsked()
    {
        m_systemd->hang();
        auto service = std::make_unique<SystemdUserService>(bus());
        service->setUnit(unit);
        service.reset();
    }

    void anotherUnitWhileBusy()
    {
        const QString other = QStringLiteral("syspulse-updater@p2.service");
        m_systemd->setProperties(other, {{QStringLiteral("ActiveState"), QStringLiteral("inactive")}});
        SystemdUserService service(bus());
        service.setUnit(unit);
        QVERIFY(service.isBusy());
        service.setUnit(other);
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Stopped);
        QTRY_VERIFY(!service.isBusy());
        service.setUnit({});
        QCOMPARE(service.status().state, ServiceStatus::State::Unknown);
        QVERIFY(!service.isBusy());
    }

    void noSecretIsHandedOn()
    {
        qputenv("SYSPULSE_PASSWORD", "tulip-4711");
        qputenv("SYSPULSE_KEY_PASSPHRASE", "tulip-4712");
        m_systemd->setProperties(unit, failed(1));
        SystemdUserService service(bus());
        service.setUnit(unit);
        QTRY_COMPARE(service.status().state, ServiceStatus::State::Failed);
        qunsetenv("SYSPULSE_PASSWORD");
        qunsetenv("SYSPULSE_KEY_PASSPHRASE");
        QVERIFY(get(file("environment")).contains("PLAY="));
        QVERIFY(!get(file("environment")).contains("tulip-471"));
    }

    void cleanup()
    {
        qputenv("PATH", m_path);
        m_systemd.reset();
    }

private:
    QDBusConnection bus() const { return m_bus.connect(QStringLiteral("program")); }
    QString file(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QString units() const { return m_folder->path() + QStringLiteral("/config/systemd/user"); }

    void put(const char *name, const QByteArray &bytes) const
    {
        QFile out(file(name));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    }

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

    static QVariantMap running()
    {
        return {{QStringLiteral("LoadState"), QStringLiteral("loaded")},
                {QStringLiteral("ActiveState"), QStringLiteral("active")}};
    }
    static QVariantMap failed(int exitCode)
    {
        return {{QStringLiteral("LoadState"), QStringLiteral("loaded")},
                {QStringLiteral("ActiveState"), QStringLiteral("failed")},
                {QStringLiteral("ExecMainStatus"), exitCode}};
    }

    /// What systemd was asked to do since the last call.
    QStringList taken() const { return std::exchange(m_systemd->changes, {}); }

    const QByteArray m_path = qgetenv("PATH");
    PrivateBus m_bus;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeSystemd> m_systemd;
};

SYSPULSE_TEST(TestSystemdUserService)
#include "tst_systemduserservice.moc"
