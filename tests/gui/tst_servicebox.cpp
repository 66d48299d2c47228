// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/fakesystemd.h"
#include "tests/support/guitestregistry.h"
#include "tests/support/privatebus.h"

#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QSpinBox>

#include "ui/updater/servicebox.h"
#include "ui/updater/updaterpage.h"

using namespace syspulse;

/// Against a systemd of its own, for which the unit is there as long as its file is.
class TestServiceBox : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(!m_bus.address().isEmpty(), "dbus-daemon is needed"); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_folder->path().toLocal8Bit());
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("bin")));
        qputenv("PATH", (m_folder->path() + QStringLiteral("/bin:")).toLocal8Bit() + m_path);
        QFile program(m_folder->filePath(QStringLiteral("bin/syspulsectl")));
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.write("#!/bin/sh\n");
        program.close();
        QVERIFY(program.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
        m_systemd = std::make_unique<FakeSystemd>(m_bus.connect(QStringLiteral("systemd")),
                                                  m_folder->filePath(QStringLiteral("systemd/user")));
    }

    void cleanup()
    {
        qputenv("PATH", m_path);
        m_systemd.reset();
    }

    void saysWhatIsMissing()
    {
        GuiFixture f;
        ServiceBox box(f.context());
        GuiFixture::show(box);
        const auto *install = child<QPushButton>(box, "serviceInstall");
        QVERIFY(textOf(box, "serviceHint").contains(QStringLiteral("Connect to an instance")));
        f.session.pretendConnected();
        QVERIFY(textOf(box, "serviceHint").contains(QStringLiteral("kept as a profile")));
        Profile profile = kept();
        profile.keepPassword = false;
        f.session.setProfile(profile);
        QTRY_VERIFY(textOf(box, "serviceHint").contains(QStringLiteral("keep the password")));
        QTRY_COMPARE(textOf(box, "serviceState"), QStringLiteral("not installed"));
        profile.readOnly = true;
        f.session.setProfile(profile);
        QTRY_VERIFY(textOf(box, "serviceHint").contains(QStringLiteral("read-only")));
        profile.readOnly = false;
        profile.id = QStringLiteral("../p");
        f.session.setProfile(profile);
        QTRY_VERIFY(textOf(box, "serviceHint").contains(QStringLiteral("cannot be part")));
        QVERIFY(!install->isEnabled());
    }

    void saysThatThereIsNoSystemd()
    {
        m_systemd.reset();
        GuiFixture f;
        ServiceBox box(f.context());
        GuiFixture::show(box);
        f.session.pretendConnected();
        f.session.setProfile(kept());
        QTRY_COMPARE(textOf(box, "serviceState"), QStringLiteral("not available"));
        QVERIFY2(textOf(box, "serviceHint").contains(QStringLiteral("No systemd of your user")),
                 qPrintable(textOf(box, "serviceHint")));
        QVERIFY(!child<QPushButton>(box, "serviceInstall")->isEnabled());
    }

    void installsStopsStartsAndRemoves()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        child<QSpinBox>(page, "updaterInterval")->setValue(30);
        f.session.setProfile(kept());
        auto *install = child<QPushButton>(page, "serviceInstall");
        QTRY_VERIFY(install->isEnabled());
        QTRY_VERIFY(child<QPushButton>(page, "updaterStart")->isEnabled());
        QVERIFY(child<QPushButton>(page, "serviceStop")->isHidden());
        f.session.requests.clear();
        click(install);
        // This window's updater makes room.
        QCOMPARE(f.session.requests, QStringList{QStringLiteral("stop")});
        QTRY_VERIFY(textOf(page, "serviceState").startsWith(QStringLiteral("running since")));
        QFile unit(m_folder->filePath(QStringLiteral("systemd/user/syspulse-updater@p1.service")));
        QVERIFY(unit.open(QIODevice::ReadOnly));
        const QByteArray text = unit.readAll();
        QVERIFY2(text.contains("syspulsectl\" run --profile \"p1\" --interval 30s\n"), text.constData());
        QVERIFY(textOf(page, "serviceHint").contains(QStringLiteral("loginctl enable-linger")));
        QTRY_VERIFY(!child<QPushButton>(page, "updaterStart")->isEnabled());

        auto *stop = child<QPushButton>(page, "serviceStop");
        auto *start = child<QPushButton>(page, "serviceStart");
        QTRY_VERIFY(stop->isEnabled());
        QVERIFY(!start->isEnabled());
        click(stop);
        QTRY_COMPARE(textOf(page, "serviceState"), QStringLiteral("stopped, starts with your next login"));
        QTRY_VERIFY(child<QPushButton>(page, "updaterStart")->isEnabled());
        QTRY_VERIFY(start->isEnabled());
        click(start);
        QTRY_VERIFY(textOf(page, "serviceState").startsWith(QStringLiteral("running since")));
        auto *remove = child<QPushButton>(page, "serviceRemove");
        QTRY_VERIFY(remove->isEnabled());
        click(remove);
        QTRY_COMPARE(textOf(page, "serviceState"), QStringLiteral("not installed"));
        QVERIFY(!unit.exists());
    }

    void aProductionInstanceIsAskedAbout()
    {
        GuiFixture f;
        UpdaterPage page(f.context());
        GuiFixture::show(page);
        f.session.pretendConnected();
        Profile profile = kept();
        profile.environment = Environment::Production;
        f.session.setProfile(profile);
        auto *install = child<QPushButton>(page, "serviceInstall");
        QTRY_VERIFY(install->isEnabled());
        click(install);
        QCOMPARE(f.prompts.asked.size(), 1);
        QVERIFY(f.session.requests.isEmpty());
    }

private:
    static Profile kept()
    {
        Profile profile;
        profile.id = QStringLiteral("p1");
        profile.name = QStringLiteral("Plant 7");
        profile.keepPassword = true;
        return profile;
    }

    const QByteArray m_path = qgetenv("PATH");
    PrivateBus m_bus;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeSystemd> m_systemd;
};

SYSPULSE_GUI_TEST(TestServiceBox)
#include "tst_servicebox.moc"
