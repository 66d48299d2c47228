// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/fakekeychain.h"
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>

#include "ui/base/banner.h"
#include "ui/base/steprow.h"
#include "ui/connect/connectdialog.h"

using namespace syspulse;

class TestConnectDialog : public QObject
{
    Q_OBJECT

private slots:
    void refusesAnAddressThatIsNone()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        QSignalSpy wanted(&dialog, &ConnectDialog::connectRequested);
        fill(dialog, QStringLiteral("ftp://db"), QStringLiteral("admin"));
        click(child<QPushButton>(dialog, "dialogConnectButton"));
        QCOMPARE(wanted.size(), 0);
        QVERIFY(child<Banner>(dialog, "connectResult")->isVisible());
        QVERIFY(child<QLineEdit>(dialog, "urlEdit")->hasFocus());
    }

    void refusesAMissingUser()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral("https://db:9925"), QString());
        click(child<QPushButton>(dialog, "testButton"));
        QVERIFY(session.requests.isEmpty());
        QVERIFY(child<QLineEdit>(dialog, "userEdit")->hasFocus());
    }

    void warnsAboutClearTextPasswords_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("warned");
        QTest::newRow("https") << QStringLiteral("https://db.example.org:9925") << false;
        QTest::newRow("http") << QStringLiteral("http://db.example.org:9925") << true;
        QTest::newRow("http, private address") << QStringLiteral("http://192.168.0.7:9925") << true;
        QTest::newRow("localhost") << QStringLiteral("http://localhost:9925") << false;
        QTest::newRow("IPv4 loopback") << QStringLiteral("http://127.0.0.1:9925") << false;
        QTest::newRow("IPv6 loopback") << QStringLiteral("http://[::1]:9925") << false;
        QTest::newRow("looks like loopback") << QStringLiteral("http://127.0.0.1.example.org:9925") << true;
        QTest::newRow("nothing") << QString() << false;
    }

    void warnsAboutClearTextPasswords()
    {
        QFETCH(QString, url);
        QFETCH(bool, warned);
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        child<QLineEdit>(dialog, "urlEdit")->setText(url);
        QCOMPARE(child<Banner>(dialog, "clearTextWarning")->isVisible(), warned);
    }

    void handsOverWhatWasEntered()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral(" https://db:9925 "), QStringLiteral("admin"));
        child<QLineEdit>(dialog, "passwordEdit")->setText(QStringLiteral(" s3cret "));
        ConnectionSettings expected;
        expected.url = QStringLiteral("https://db:9925");
        expected.user = QStringLiteral("admin");
        expected.password = Secret(u" s3cret ");
        QCOMPARE(dialog.settings(), expected);

        QVERIFY(child<QWidget>(dialog, "advancedBox")->isHidden());
        click(child<QToolButton>(dialog, "advancedButton"));
        QVERIFY(child<QWidget>(dialog, "advancedBox")->isVisible());
        child<QLineEdit>(dialog, "mqttHostEdit")->setText(QStringLiteral("mq"));
        child<QSpinBox>(dialog, "mqttPortSpin")->setValue(1884);
        child<QComboBox>(dialog, "mqttTlsCombo")->setCurrentIndex(2);
        expected.mqttHost = QStringLiteral("mq");
        expected.mqttPort = 1884;
        expected.mqttTls = false;
        QCOMPARE(dialog.settings(), expected);

        ConnectDialog second(session, known.places());
        second.setSettings(expected);
        QCOMPARE(second.settings(), expected);
    }

    void thePasswordIsNotShown()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        QCOMPARE(child<QLineEdit>(dialog, "passwordEdit")->echoMode(), QLineEdit::Password);
    }

    void enterConnectsAndTheDialogClosesOnceConnected()
    {
        FakeSession session;
        SessionConnection &link = session.connection();
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        QSignalSpy wanted(&dialog, &ConnectDialog::connectRequested);
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        QTest::keyClick(child<QLineEdit>(dialog, "passwordEdit"), Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QVERIFY(!child<QPushButton>(dialog, "dialogConnectButton")->isEnabled());
        emit link.stateChanged(SessionState::Connecting, {});
        emit link.stageReached({ConnectStage::Address, StepState::Done, QStringLiteral("It answers.")});
        QCOMPARE(child<StepRow>(dialog, "stage0")->state(), StepState::Done);
        QVERIFY(dialog.isVisible());
        emit link.stateChanged(SessionState::Connected, {});
        QVERIFY(!dialog.isVisible());
    }

    void aFailureStaysInTheDialogAsPlainText()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        click(child<QPushButton>(dialog, "dialogConnectButton"));
        emit session.connection().stateChanged(
            SessionState::Failed,
            {ErrorKind::Auth, QStringLiteral("Refused."), QStringLiteral("<b>Login</b>"), 401});
        QVERIFY(dialog.isVisible());
        QCOMPARE(textOf(dialog, "connectResultText"), QStringLiteral("Refused."));
        const auto *label = child<QLabel>(dialog, "connectResultDetailText");
        QCOMPARE(label->text(), QStringLiteral("<b>Login</b>"));
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY(child<QPushButton>(dialog, "dialogConnectButton")->isEnabled());
        QVERIFY(child<QLineEdit>(dialog, "passwordEdit")->hasFocus());
    }

    void escapeClosesAndEndsTheAttempt()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        click(child<QPushButton>(dialog, "dialogConnectButton"));
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QVERIFY(!dialog.isVisible());
        QCOMPARE(session.requests, QStringList{QStringLiteral("disconnect")});
    }

    void theTestShowsEachStage()
    {
        FakeSession session;
        SessionConnection &link = session.connection();
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        click(child<QPushButton>(dialog, "testButton"));
        QCOMPARE(session.requests, QStringList{QStringLiteral("test https://db:9925")});
        QVERIFY(!child<StepRow>(dialog, "stage0")->state());
        emit link.stageTested(session.token, {ConnectStage::Address, StepState::Running, {}});
        QCOMPARE(child<StepRow>(dialog, "stage0")->state(), StepState::Running);
        emit link.stageTested(session.token, {ConnectStage::Address, StepState::Done, QStringLiteral("ok")});
        emit link.stageTested(session.token,
                              {ConnectStage::Login, StepState::Failed, QStringLiteral("<b>wrong</b>")});
        QCOMPARE(child<StepRow>(dialog, "stage1")->state(), StepState::Failed);
        QCOMPARE(textOf(dialog, "stage1Detail"), QStringLiteral("<b>wrong</b>"));
        QCOMPARE(child<QLabel>(dialog, "stage1Detail")->textFormat(), Qt::PlainText);
        emit link.testFinished(session.token, false);
        QVERIFY(child<QPushButton>(dialog, "testButton")->isEnabled());
        QVERIFY(child<Banner>(dialog, "connectResult")->isVisible());
    }

    void lateAnswersOfAnotherTestAreNotShown()
    {
        // The dialog before this one was closed while it tested another server.
        FakeSession session;
        SessionConnection &link = session.connection();
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        click(child<QPushButton>(dialog, "testButton"));
        emit link.stageTested(session.token + 1,
                              {ConnectStage::Address, StepState::Done, QStringLiteral("ok")});
        emit link.testFinished(session.token + 1, true);
        QVERIFY(!child<StepRow>(dialog, "stage0")->state());
        QVERIFY(!child<Banner>(dialog, "connectResult")->isVisible());
        emit link.testFinished(session.token, true);
        QVERIFY(child<Banner>(dialog, "connectResult")->isVisible());
    }

    void oneStageIsTestedByItself()
    {
        FakeSession session;
        SessionConnection &link = session.connection();
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        click(child<QPushButton>(dialog, "testButton"));
        QVERIFY(!child<QToolButton>(dialog, "stage1Action")->isEnabled());
        emit link.stageTested(session.token,
                              {ConnectStage::Address, StepState::Done, QStringLiteral("ok"), {}});
        emit link.stageTested(session.token, {ConnectStage::Login, StepState::Failed, QStringLiteral("wrong"),
                                              ErrorKind::Auth});
        emit link.testFinished(session.token, false);

        click(child<QToolButton>(dialog, "stage1Action"));
        QCOMPARE(session.requests.last(), QStringLiteral("test https://db:9925, only login"));
        QCOMPARE(child<StepRow>(dialog, "stage0")->state(), StepState::Done); // what was found stays
        emit link.stageTested(session.token,
                              {ConnectStage::Login, StepState::Done, QStringLiteral("in"), {}});
        emit link.testFinished(session.token, true);
        QCOMPARE(child<StepRow>(dialog, "stage1")->state(), StepState::Done);
        QCOMPARE(textOf(dialog, "connectResultText"), QStringLiteral("This stage works."));

        // An earlier stage that fails says so; the wanted one is not called failed.
        click(child<QToolButton>(dialog, "stage5Action"));
        QCOMPARE(session.requests.last(), QStringLiteral("test https://db:9925, only mqtt"));
        emit link.stageTested(session.token, {ConnectStage::Address, StepState::Failed,
                                              QStringLiteral("gone"), ErrorKind::Network});
        emit link.testFinished(session.token, false);
        QCOMPARE(child<StepRow>(dialog, "stage0")->state(), StepState::Failed);
        QCOMPARE(child<StepRow>(dialog, "stage5")->state(), StepState::Skipped);
    }

    void aPassphraseIsKeptWithThePassword()
    {
        PlacesFixture known;
        FakeKeychain keychain;
        QTRY_VERIFY(known.profiles.isLoaded());
        FakeSession session;
        ConnectionSettings settings;
        settings.url = QStringLiteral("https://db:9925");
        settings.user = QStringLiteral("admin");
        settings.trust.certificateFile = QStringLiteral("/me.pem");
        settings.trust.keyPassphrase = Secret(u"open sesame");
        {
            ConnectDialog dialog(session, {known.state, known.profiles, keychain, known.prompts});
            GuiFixture::show(dialog, {600, 400});
            dialog.setSettings(settings);
            child<QCheckBox>(dialog, "profileKeep")->setChecked(true);
            child<QLineEdit>(dialog, "profileName")->setText(QStringLiteral("Plant"));
            child<QCheckBox>(dialog, "profilePassword")->setChecked(true);
            click(child<QPushButton>(dialog, "dialogConnectButton"));
            emit session.connection().stateChanged(SessionState::Connected, {});
        }
        ConnectDialog dialog(session, {known.state, known.profiles, keychain, known.prompts});
        GuiFixture::show(dialog, {600, 400});
        dialog.chooseProfile(known.profiles.profiles().constFirst().id);
        QCOMPARE(dialog.settings().trust.certificateFile, QStringLiteral("/me.pem"));
        QTRY_COMPARE(dialog.settings().trust.keyPassphrase, Secret(u"open sesame"));
    }

    void aConnectionThatWorksIsKept()
    {
        PlacesFixture known;
        FakeKeychain keychain;
        QTRY_VERIFY(known.profiles.isLoaded());
        FakeSession session;
        {
            ConnectDialog dialog(session, {known.state, known.profiles, keychain, known.prompts});
            GuiFixture::show(dialog, {600, 400});
            fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
            child<QLineEdit>(dialog, "passwordEdit")->setText(QStringLiteral("s3cret"));
            child<QCheckBox>(dialog, "profileKeep")->setChecked(true);
            click(child<QPushButton>(dialog, "dialogConnectButton")); // no name yet
            QVERIFY(child<QLineEdit>(dialog, "profileName")->hasFocus());
            QVERIFY(child<Banner>(dialog, "connectResult")->isVisible());
            child<QLineEdit>(dialog, "profileName")->setText(QStringLiteral("Plant"));
            child<QComboBox>(dialog, "profileEnvironment")->setCurrentIndex(3);
            child<QCheckBox>(dialog, "profilePassword")->setChecked(true);
            QVERIFY(child<QCheckBox>(dialog, "profileDiary")->isChecked());
            child<QCheckBox>(dialog, "profileDiary")->setChecked(false);
            click(child<QPushButton>(dialog, "dialogConnectButton"));
            QVERIFY(known.profiles.profiles().isEmpty()); // not before it has worked
            emit session.connection().stateChanged(SessionState::Connected, {});
        }
        QCOMPARE(known.profiles.profiles().size(), 1);
        const Profile kept = known.profiles.profiles().constFirst();
        QCOMPARE(kept.environment, Environment::Production);
        QVERIFY(!kept.diary);
        QCOMPARE(kept.url, QStringLiteral("https://db:9925"));
        QCOMPARE(session.profile(), kept);
        // It is said to be in the keychain once it is.
        QTRY_VERIFY(known.profiles.profiles().constFirst().keepPassword);
        QVERIFY(session.profile().keepPassword);

        ConnectDialog dialog(session, {known.state, known.profiles, keychain, known.prompts});
        GuiFixture::show(dialog, {600, 400});
        dialog.chooseProfile(kept.id);
        QCOMPARE(child<QLineEdit>(dialog, "urlEdit")->text(), kept.url);
        QTRY_COMPARE(child<QLineEdit>(dialog, "passwordEdit")->text(), QStringLiteral("s3cret"));
        QVERIFY(child<QCheckBox>(dialog, "profileKeep")->isChecked());
        QVERIFY(!child<QCheckBox>(dialog, "profileDiary")->isChecked());
        // A new instance starts empty, and no late password ends up in its field.
        dialog.chooseProfile(kept.id);
        child<QComboBox>(dialog, "profileCombo")->setCurrentIndex(0);
        emit child<QComboBox>(dialog, "profileCombo")->activated(0);
        // What is asked later is answered later.
        bool answered = false;
        keychain.read(passwordKey(kept.id), this,
                      [&answered](const Result<std::optional<Secret>> &) { answered = true; });
        QTRY_VERIFY(answered);
        QVERIFY(child<QLineEdit>(dialog, "passwordEdit")->text().isEmpty());
        QVERIFY(child<QLineEdit>(dialog, "urlEdit")->text().isEmpty());
    }

    void aRemovedProfileLosesItsPasswordAndCanComeBack()
    {
        PlacesFixture known;
        FakeKeychain keychain;
        QTRY_VERIFY(known.profiles.isLoaded());
        Profile profile;
        profile.name = QStringLiteral("Plant");
        profile.url = QStringLiteral("https://db:9925");
        profile.keepPassword = true;
        const QString id = known.profiles.put(profile);
        keychain.write(passwordKey(id), Secret(u"s3cret"), this, [](const Result<void> &) {});
        FakeSession session;
        ConnectDialog dialog(session, {known.state, known.profiles, keychain, known.prompts});
        GuiFixture::show(dialog, {600, 400});
        dialog.chooseProfile(id);
        child<QAction>(dialog, "removeProfile")->trigger();
        QTRY_VERIFY(known.profiles.profiles().isEmpty());
        QCOMPARE(keychain.removed, secretKeys(id));
        QVERIFY(known.prompts.asked.isEmpty()); // it can come back, and there is no service
        child<QAction>(dialog, "restoreProfile")->trigger();
        QCOMPARE(known.profiles.profiles().size(), 1);
        QVERIFY(!known.profiles.profiles().constFirst().keepPassword);
        QVERIFY(!child<QAction>(dialog, "restoreProfile")->isEnabled());
        child<QAction>(dialog, "duplicateProfile")->trigger();
        QCOMPARE(known.profiles.profiles().size(), 2);
    }

    void profilesGoOutAndComeInByFile()
    {
        PlacesFixture known;
        QTRY_VERIFY(known.profiles.isLoaded());
        Profile profile;
        profile.name = QStringLiteral("Plant");
        profile.url = QStringLiteral("https://db:9925");
        known.profiles.put(profile);
        FakeSession session;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        QTemporaryDir folder;
        known.prompts.saveFolder = folder.path();
        child<QAction>(dialog, "exportProfiles")->trigger();
        known.prompts.openFile = folder.filePath(QStringLiteral("syspulse-profiles.json"));
        QTRY_VERIFY(textOf(dialog, "connectResultText").contains(QStringLiteral("without passwords")));
        child<QAction>(dialog, "importProfiles")->trigger();
        QTRY_COMPARE(known.profiles.profiles().size(), 2);
        known.prompts.openFile = folder.filePath(QStringLiteral("none.json"));
        child<QAction>(dialog, "importProfiles")->trigger();
        QTRY_VERIFY(
            textOf(dialog, "connectResultText").contains(QStringLiteral("not contain SysPulse profiles")));
    }

private:
    static void fill(ConnectDialog &dialog, const QString &url, const QString &user)
    {
        child<QLineEdit>(dialog, "urlEdit")->setText(url);
        child<QLineEdit>(dialog, "userEdit")->setText(user);
    }
};

SYSPULSE_GUI_TEST(TestConnectDialog)
#include "tst_connectdialog.moc"
