// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>

#include "ui/banner.h"
#include "ui/connectdialog.h"
#include "ui/pemloader.h"
#include "ui/steprow.h"

using namespace syspulse;

class TestConnectDialog : public QObject
{
    Q_OBJECT

private slots:
    void refusesAnAddressThatIsNone()
    {
        FakeSession session;
        ConnectDialog dialog(session);
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
        ConnectDialog dialog(session);
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
        ConnectDialog dialog(session);
        GuiFixture::show(dialog, {600, 400});
        child<QLineEdit>(dialog, "urlEdit")->setText(url);
        QCOMPARE(child<Banner>(dialog, "clearTextWarning")->isVisible(), warned);
    }

    void handsOverWhatWasEntered()
    {
        FakeSession session;
        ConnectDialog dialog(session);
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral(" https://db:9925 "), QStringLiteral("admin"));
        child<QLineEdit>(dialog, "passwordEdit")->setText(QStringLiteral(" s3cret "));
        ConnectionSettings expected;
        expected.url = QStringLiteral("https://db:9925");
        expected.user = QStringLiteral("admin");
        expected.password = QStringLiteral(" s3cret ");
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

        ConnectDialog second(session);
        second.setSettings(expected);
        QCOMPARE(second.settings(), expected);
    }

    void thePasswordIsNotShown()
    {
        FakeSession session;
        ConnectDialog dialog(session);
        QCOMPARE(child<QLineEdit>(dialog, "passwordEdit")->echoMode(), QLineEdit::Password);
    }

    void enterConnectsAndTheDialogClosesOnceConnected()
    {
        FakeSession session;
        ConnectDialog dialog(session);
        GuiFixture::show(dialog, {600, 400});
        QSignalSpy wanted(&dialog, &ConnectDialog::connectRequested);
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        QTest::keyClick(child<QLineEdit>(dialog, "passwordEdit"), Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QVERIFY(!child<QPushButton>(dialog, "dialogConnectButton")->isEnabled());
        emit session.stateChanged(SessionState::Connecting, {});
        emit session.stageReached({ConnectStage::Address, StepState::Done, QStringLiteral("It answers.")});
        QCOMPARE(child<StepRow>(dialog, "stage0")->state(), StepState::Done);
        QVERIFY(dialog.isVisible());
        emit session.stateChanged(SessionState::Connected, {});
        QVERIFY(!dialog.isVisible());
    }

    void aFailureStaysInTheDialogAsPlainText()
    {
        FakeSession session;
        ConnectDialog dialog(session);
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        click(child<QPushButton>(dialog, "dialogConnectButton"));
        emit session.stateChanged(SessionState::Failed, {ErrorKind::Auth, QStringLiteral("Refused."),
                                                         QStringLiteral("<b>Login</b>"), 401});
        QVERIFY(dialog.isVisible());
        const auto *label = child<QLabel>(dialog, "connectResultText");
        QVERIFY(label->text().contains(QStringLiteral("<b>Login</b>")));
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY(child<QPushButton>(dialog, "dialogConnectButton")->isEnabled());
        QVERIFY(child<QLineEdit>(dialog, "passwordEdit")->hasFocus());
    }

    void escapeClosesAndEndsTheAttempt()
    {
        FakeSession session;
        ConnectDialog dialog(session);
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
        ConnectDialog dialog(session);
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        click(child<QPushButton>(dialog, "testButton"));
        QCOMPARE(session.requests, QStringList{QStringLiteral("test https://db:9925")});
        QVERIFY(!child<StepRow>(dialog, "stage0")->state());
        emit session.stageTested({ConnectStage::Address, StepState::Running, {}});
        QCOMPARE(child<StepRow>(dialog, "stage0")->state(), StepState::Running);
        emit session.stageTested({ConnectStage::Address, StepState::Done, QStringLiteral("ok")});
        emit session.stageTested({ConnectStage::Login, StepState::Failed, QStringLiteral("<b>wrong</b>")});
        QCOMPARE(child<StepRow>(dialog, "stage1")->state(), StepState::Failed);
        QCOMPARE(textOf(dialog, "stage1Detail"), QStringLiteral("<b>wrong</b>"));
        QCOMPARE(child<QLabel>(dialog, "stage1Detail")->textFormat(), Qt::PlainText);
        emit session.testFinished(false);
        QVERIFY(child<QPushButton>(dialog, "testButton")->isEnabled());
        QVERIFY(child<Banner>(dialog, "connectResult")->isVisible());
    }

    void certificatesAreCheckedBeforeTheyAreUsed()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("no.pem")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("hello");
        file.close();
        QCOMPARE(PemLoader::read(file.fileName()).error().kind, ErrorKind::Local);
        QVERIFY(!PemLoader::read(folder.filePath(QStringLiteral("absent.pem"))));

        PemLoader loader;
        QSignalSpy loaded(&loader, &PemLoader::loaded);
        loader.load(file.fileName());
        QTRY_COMPARE(loaded.size(), 1);
        QVERIFY(!loaded.at(0).at(2).value<Error>().message.isEmpty());
        loader.load(file.fileName());
        loader.cancel();
        QTest::qWait(100);
        QCOMPARE(loaded.size(), 1);
    }

private:
    static void fill(ConnectDialog &dialog, const QString &url, const QString &user)
    {
        child<QLineEdit>(dialog, "urlEdit")->setText(url);
        child<QLineEdit>(dialog, "userEdit")->setText(user);
    }
};

QTEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
