// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/gui/windowchecks.h"
#include "tests/support/guitestregistry.h"

#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include "ui/base/banner.h"
#include "ui/connect/connectdialog.h"

using namespace syspulse;

/// The connect dialog without a mouse, and where it leads after a failure.
class TestConnectKeys : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_known = std::make_unique<PlacesFixture>();
        m_session = std::make_unique<FakeSession>();
        m_dialog = std::make_unique<ConnectDialog>(*m_session, m_known->places());
        GuiFixture::show(*m_dialog, {620, 500});
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        child<QLineEdit>(*m_dialog, "urlEdit")->setText(QStringLiteral("https://db:9925"));
        child<QLineEdit>(*m_dialog, "userEdit")->setText(QStringLiteral("admin"));
    }

    void cleanup()
    {
        m_dialog.reset();
        m_session.reset();
        m_known.reset();
    }

    void tabFollowsTheEye()
    {
        settle(*m_dialog);
        QCOMPARE(disorder(*m_dialog).join(QLatin1Char('\n')), QString());
        const Error error{ErrorKind::Tls, QStringLiteral("Untrusted."), QStringLiteral("SSL routines"), 0};
        fail(true, ConnectStage::Address, error);
        settle(*m_dialog);
        QVERIFY(child<QPushButton>(*m_dialog, "connectResultButton")->isVisible());
        QCOMPARE(disorder(*m_dialog).join(QLatin1Char('\n')), QString());
        // More than fits is scrolled, under what is not.
        openEverything();
        settle(*m_dialog);
        QCOMPARE(disorder(*child<QWidget>(*m_dialog, "scrollContent")).join(QLatin1Char('\n')), QString());
    }

    void everyLetterLeadsToItsField()
    {
        openEverything();
        settle(*m_dialog);
        int seen = 0;
        for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
            const QKeySequence letter = QKeySequence::mnemonic(label->text());
            if (!label->isVisible() || label->buddy() == nullptr || letter.isEmpty())
                continue;
            m_dialog->setFocus(Qt::OtherFocusReason);
            QTest::keyClick(m_dialog.get(), Qt::Key(letter[0].key()), Qt::AltModifier);
            const QWidget *focused = m_dialog->focusWidget();
            QVERIFY2(focused != nullptr &&
                         (focused == label->buddy() || label->buddy()->isAncestorOf(focused)),
                     qPrintable(QStringLiteral("\"%1\" leads to %2")
                                    .arg(label->text(), focused ? focused->objectName() : QString())));
            ++seen;
        }
        QVERIFY(seen >= 9);
    }

    void afterAFailureTheFocusIsWhereTheFaultIs_data()
    {
        QTest::addColumn<ConnectStage>("stage");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char *name, ConnectStage stage, ErrorKind kind, const char *field) {
            QTest::newRow(name) << stage << kind << QByteArray(field);
        };
        row("nobody there", ConnectStage::Address, ErrorKind::Network, "urlEdit");
        row("untrusted", ConnectStage::Address, ErrorKind::Tls, "operationsTrustMode");
        row("wrong password", ConnectStage::Login, ErrorKind::Auth, "passwordEdit");
        row("not allowed", ConnectStage::Login, ErrorKind::Permission, "userEdit");
        row("no MQTT port", ConnectStage::MqttPort, ErrorKind::Server, "mqttPortSpin");
        row("no such MQTT host", ConnectStage::MqttPort, ErrorKind::Local, "mqttHostEdit");
        row("no MQTT there", ConnectStage::Mqtt, ErrorKind::Network, "mqttHostEdit");
        row("MQTT untrusted", ConnectStage::Mqtt, ErrorKind::Tls, "mqttTrustMode");
    }

    void afterAFailureTheFocusIsWhereTheFaultIs()
    {
        QFETCH(ConnectStage, stage);
        QFETCH(ErrorKind, kind);
        QFETCH(QByteArray, field);
        const Error error{kind, QStringLiteral("It failed."), {}, 0};
        for (const bool test : {true, false}) {
            fail(test, stage, error);
            const QWidget *focused = m_dialog->focusWidget();
            QVERIFY2(focused != nullptr && focused->objectName() == QLatin1String(field) &&
                         focused->isVisible(),
                     qPrintable(focused ? focused->objectName() : QString()));
        }
    }

    void whatPassesLeavesTheFocusWhereItWas()
    {
        auto *test = child<QPushButton>(*m_dialog, "testButton");
        test->setFocus(Qt::TabFocusReason);
        click(test);
        emit m_session->connection().testFinished(m_session->token, true);
        QVERIFY(test->hasFocus());
    }

    void secretsCanBeLookedAt()
    {
        openEverything();
        for (const char *name : {"passwordEdit", "operationsKeyPassphrase", "mqttKeyPassphrase"}) {
            auto *edit = child<QLineEdit>(*m_dialog, name);
            QCOMPARE(edit->echoMode(), QLineEdit::Password);
            QCOMPARE(edit->actions().size(), 1);
            QAction *eye = edit->actions().constFirst();
            QToolButton *button = edit->findChild<QToolButton *>();
            QVERIFY(button != nullptr);
            const auto spoken = [button] {
                return QAccessible::queryAccessibleInterface(button)->text(QAccessible::Name);
            };
            QVERIFY2(spoken().startsWith(QStringLiteral("Show")), qPrintable(spoken()));
            eye->trigger();
            QCOMPARE(edit->echoMode(), QLineEdit::Normal);
            QVERIFY2(spoken().startsWith(QStringLiteral("Hide")), qPrintable(spoken()));
            eye->trigger();
            QCOMPARE(edit->echoMode(), QLineEdit::Password);
        }
        settle(*m_dialog);
        // Nobody who comes by later sees it.
        child<QLineEdit>(*m_dialog, "passwordEdit")->actions().constFirst()->trigger();
        click(child<QPushButton>(*m_dialog, "testButton"));
        QCOMPARE(child<QLineEdit>(*m_dialog, "passwordEdit")->echoMode(), QLineEdit::Password);
    }

    void technicalTextIsBehindDetails_data()
    {
        QTest::addColumn<bool>("test");
        QTest::newRow("test") << true;
        QTest::newRow("connect") << false;
    }

    void technicalTextIsBehindDetails()
    {
        QFETCH(bool, test);
        const QString detail = QStringLiteral("error:0A000086:<b>SSL routines</b>");
        fail(test, ConnectStage::Address, {ErrorKind::Tls, QStringLiteral("Untrusted."), detail, 0});
        QVERIFY(!child<Banner>(*m_dialog, "connectResult")->text().contains(detail));
        QCOMPARE(textOf(*m_dialog, "stage0Detail"), QStringLiteral("Untrusted."));
        auto *details = child<QToolButton>(*m_dialog, "connectResultDetails");
        const auto *text = child<QLabel>(*m_dialog, "connectResultDetailText");
        QVERIFY(details->isVisible() && !text->isVisible());
        click(details);
        QVERIFY(text->isVisible());
        QCOMPARE(text->text(), detail);
        QCOMPARE(text->textFormat(), Qt::PlainText);
        // The next failure has details of its own, or none.
        fail(test, ConnectStage::Address, {ErrorKind::Network, QStringLiteral("Nobody there."), {}, 0});
        QVERIFY(!details->isVisible() && !text->isVisible());
    }

private:
    void openEverything()
    {
        for (const char *button : {"tlsButton", "advancedButton"})
            child<QToolButton>(*m_dialog, button)->setChecked(true);
        child<QCheckBox>(*m_dialog, "profileKeep")->setChecked(true);
        auto *mqtt = child<QComboBox>(*m_dialog, "mqttTrustMode");
        mqtt->setCurrentIndex(1);
        emit mqtt->activated(1);
        for (const char *box : {"operationsClientCertificate", "mqttClientCertificate"})
            child<QCheckBox>(*m_dialog, box)->setChecked(true);
        for (const char *file : {"operationsCertificateFile", "mqttCertificateFile"})
            child<QLineEdit>(*m_dialog, file)->setText(QStringLiteral("/home/me/me.pem"));
        child<QLineEdit>(*m_dialog, "profileName")->setText(QStringLiteral("Plant"));
        m_dialog->resize(m_dialog->width(), 1000);
    }

    /// Tests or connects, which fails at @p stage.
    void fail(bool test, ConnectStage stage, const Error &error)
    {
        SessionConnection &link = m_session->connection();
        settle(*m_dialog); // the buttons move with what is opened
        click(child<QPushButton>(*m_dialog, test ? "testButton" : "dialogConnectButton"));
        StageResult failed{stage, StepState::Failed, error.message, error.kind};
        failed.detail = error.detail;
        if (test) {
            emit link.stageTested(m_session->token, failed);
            emit link.testFinished(m_session->token, false);
        } else {
            emit link.stageReached(failed);
            emit link.stateChanged(SessionState::Failed, error);
        }
    }

    std::unique_ptr<PlacesFixture> m_known;
    std::unique_ptr<FakeSession> m_session;
    std::unique_ptr<ConnectDialog> m_dialog;
};

SYSPULSE_GUI_TEST(TestConnectKeys)
#include "tst_connectkeys.moc"
