// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/fakekeychain.h"
#include "tests/gui/guifixture.h"
#include "tests/support/fakesystemd.h"
#include "tests/support/guitestregistry.h"
#include "tests/support/privatebus.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

#include "core/service/profileservice.h"
#include "core/service/serviceunit.h"

using namespace syspulse;

/// What becomes of the background service of a profile that is removed or renamed, in the connect dialog and
/// behind it. Against a systemd of its own, for which the unit is there as long as its file is.
class TestProfileService : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(!m_bus.address().isEmpty(), "dbus-daemon is needed"); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_folder->path().toLocal8Bit());
        const QString units = m_folder->filePath(QStringLiteral("systemd/user"));
        QVERIFY(QDir().mkpath(units));
        m_systemd = std::make_unique<FakeSystemd>(m_bus.connect(QStringLiteral("systemd")), units);
        m_known = std::make_unique<PlacesFixture>();
        QTRY_VERIFY(m_known->profiles.isLoaded());
        m_keychain = std::make_unique<FakeKeychain>();
        Profile profile;
        profile.name = QStringLiteral("Plant 7");
        profile.url = QStringLiteral("https://db:9925");
        profile.user = QStringLiteral("admin");
        profile.keepPassword = true;
        m_id = m_known->profiles.put(profile);
        m_unit = serviceUnitName(m_id);
        m_dialog = std::make_unique<ConnectDialog>(
            m_session, KnownPlaces{m_known->state, m_known->profiles, *m_keychain, m_known->prompts});
        GuiFixture::show(*m_dialog, {600, 400});
        m_dialog->chooseProfile(m_id);
    }

    void cleanup()
    {
        m_dialog.reset();
        m_keychain.reset();
        m_known.reset();
        m_systemd.reset();
    }

    void theServiceGoesWithItsProfile()
    {
        install();
        m_known->prompts.answer = true;
        remove();
        QTRY_VERIFY(m_known->profiles.profiles().isEmpty());
        QCOMPARE(m_known->prompts.asked.size(), 1);
        QVERIFY2(m_known->prompts.asked.at(0).text.contains(QStringLiteral("\"Plant 7\"")),
                 qPrintable(m_known->prompts.asked.at(0).text));
        QVERIFY(!QFile::exists(unitFile()));
        QVERIFY(m_systemd->changes.contains(QStringLiteral("StopUnit ") + m_unit));
        QVERIFY(m_systemd->changes.contains(QStringLiteral("DisableUnitFiles ") + m_unit));
        QCOMPARE(m_keychain->removed, secretKeys(m_id));
        QVERIFY2(said().contains(QStringLiteral("its background service were removed")), qPrintable(said()));
        QVERIFY(child<QComboBox>(*m_dialog, "profileCombo")->isEnabled());
        // It comes back without the service.
        child<QAction>(*m_dialog, "restoreProfile")->trigger();
        QVERIFY(m_known->profiles.find(m_id) != nullptr);
        QVERIFY(!QFile::exists(unitFile()));
    }

    void aRefusedQuestionChangesNothing()
    {
        install();
        remove();
        QTRY_COMPARE(m_known->prompts.asked.size(), 1);
        QTRY_VERIFY(child<QComboBox>(*m_dialog, "profileCombo")->isEnabled());
        QVERIFY(m_known->profiles.find(m_id) != nullptr);
        QVERIFY(QFile::exists(unitFile()));
        QVERIFY(m_systemd->changes.isEmpty());
        QVERIFY(m_keychain->removed.isEmpty());
    }

    /// The profile is what the service could be removed by, so it stays with all that belongs to it.
    void aServiceThatCannotBeRemovedKeepsItsProfile_data()
    {
        QTest::addColumn<QString>("method");
        for (const char *method : {"StopUnit", "DisableUnitFiles", "Reload"})
            QTest::newRow(method) << QString::fromLatin1(method);
    }

    void aServiceThatCannotBeRemovedKeepsItsProfile()
    {
        QFETCH(QString, method);
        install();
        m_known->prompts.answer = true;
        m_systemd->fail(method, QStringLiteral("Access denied"));
        remove();
        QTRY_VERIFY2(said().contains(QStringLiteral("Access denied")), qPrintable(said()));
        QVERIFY2(said().contains(m_unit), qPrintable(said()));
        QVERIFY(m_known->profiles.find(m_id) != nullptr);
        QVERIFY(m_keychain->removed.isEmpty());
        QVERIFY(child<QComboBox>(*m_dialog, "profileCombo")->isEnabled());
        // Once it works, the second attempt ends what the first began.
        m_systemd->allow(method);
        remove();
        QTRY_VERIFY(m_known->profiles.profiles().isEmpty());
        QVERIFY(!QFile::exists(unitFile()));
    }

    void withoutSystemdTheUnitFileGoes()
    {
        install();
        m_systemd.reset();
        m_known->prompts.answer = true;
        remove();
        QTRY_VERIFY(m_known->profiles.profiles().isEmpty());
        QCOMPARE(m_known->prompts.asked.size(), 1);
        QVERIFY2(m_known->prompts.asked.at(0).text.contains(QStringLiteral("logging out")),
                 qPrintable(m_known->prompts.asked.at(0).text));
        QVERIFY(!QFile::exists(unitFile()));
    }

    void withoutAServiceNothingIsAsked()
    {
        m_systemd.reset();
        remove();
        QTRY_VERIFY(m_known->profiles.profiles().isEmpty());
        QVERIFY(m_known->prompts.asked.isEmpty());
        QVERIFY2(said().contains(QStringLiteral("was removed")), qPrintable(said()));
    }

    /// The user closes the dialog while systemd is at work.
    void theRemovalOutlivesTheDialog()
    {
        install();
        m_known->prompts.answer = true;
        m_systemd->hold(QStringLiteral("StopUnit"));
        remove();
        QTRY_COMPARE(m_known->prompts.asked.size(), 1);
        m_dialog.reset();
        QVERIFY(!m_known->profiles.profiles().isEmpty());
        m_systemd->goOn();
        QTRY_VERIFY(m_known->profiles.profiles().isEmpty());
        QVERIFY(!QFile::exists(unitFile()));
        QCOMPARE(m_keychain->removed, secretKeys(m_id));
    }

    void aFailureAfterTheDialogIsReportedAllTheSame()
    {
        install();
        m_known->prompts.answer = true;
        m_systemd->fail(QStringLiteral("StopUnit"), QStringLiteral("Access denied"));
        m_systemd->hold(QStringLiteral("StopUnit"));
        QSignalSpy noticed(&m_known->profiles, &ProfileStore::noticed);
        remove();
        QTRY_COMPARE(m_known->prompts.asked.size(), 1);
        m_dialog.reset();
        m_systemd->goOn();
        QTRY_COMPARE(noticed.size(), 1);
        QVERIFY(noticed.at(0).at(0).toString().contains(QStringLiteral("Access denied")));
        QVERIFY(m_known->profiles.find(m_id) != nullptr);
    }

    /// Another window keeps a change of the profile while its service is being removed.
    void aProfileThatWasChangedMeanwhileStays()
    {
        install();
        QObject context;
        std::optional<Result<Profile>> result;
        removeProfile(m_known->profiles, *m_keychain, m_id, &context,
                      [&result](const Result<Profile> &answer) { result = answer; });
        QVERIFY(m_known->profiles.find(m_id) != nullptr);
        Profile changed = *m_known->profiles.find(m_id);
        changed.url = QStringLiteral("https://other:9925");
        m_known->profiles.put(changed);
        QTRY_VERIFY(result);
        QVERIFY(!*result);
        QCOMPARE(*m_known->profiles.find(m_id), changed);
        QVERIFY(m_keychain->removed.isEmpty());
    }

    void aRenamedProfileRenamesItsService()
    {
        const QByteArray before = install();
        child<QLineEdit>(*m_dialog, "profileName")->setText(QStringLiteral("Plant 8 %n"));
        click(child<QPushButton>(*m_dialog, "dialogConnectButton"));
        emit m_session.connection().stateChanged(SessionState::Connected, {});
        QTRY_VERIFY(m_systemd->changes.contains(QStringLiteral("Reload")));
        QByteArray after = before;
        QCOMPARE(get(unitFile()), after.replace("Plant 7", "Plant 8 %%n"));
        QCOMPARE(m_systemd->changes, QStringList{QStringLiteral("Reload")}); // it goes on running
    }

    void aServiceThatKeepsItsOldNameIsReported()
    {
        install();
        m_systemd->fail(QStringLiteral("Reload"), QStringLiteral("Access denied"));
        QSignalSpy noticed(&m_known->profiles, &ProfileStore::noticed);
        Profile profile = *m_known->profiles.find(m_id);
        profile.name = QStringLiteral("Plant 8");
        renameProfileService(m_known->profiles, profile);
        QTRY_COMPARE(noticed.size(), 1);
        QVERIFY(noticed.at(0).at(0).toString().contains(QStringLiteral("Access denied")));
    }

private:
    /// Gives the unit file.
    QByteArray install()
    {
        const QByteArray text =
            serviceUnitText({m_id, QStringLiteral("Plant 7"), QStringLiteral("/usr/bin/true"), {}});
        QFile file(unitFile());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("The unit file cannot be written.");
        return text;
    }

    void remove() { child<QAction>(*m_dialog, "removeProfile")->trigger(); }
    QString said() const { return textOf(*m_dialog, "connectResultText"); }
    QString unitFile() const { return m_folder->filePath(QStringLiteral("systemd/user/")) + m_unit; }
    static QByteArray get(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    PrivateBus m_bus;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeSystemd> m_systemd;
    std::unique_ptr<PlacesFixture> m_known;
    std::unique_ptr<FakeKeychain> m_keychain;
    FakeSession m_session;
    QString m_id;
    QString m_unit;
    std::unique_ptr<ConnectDialog> m_dialog;
};

SYSPULSE_GUI_TEST(TestProfileService)
#include "tst_profileservice.moc"
