// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>

#include "core/base/version.h"
#include "ui/window/aboutdialog.h"
#include "ui/window/diagnostics.h"

using namespace syspulse;

class TestAbout : public QObject
{
    Q_OBJECT

private slots:
    void tellsProgramAndSystem()
    {
        GuiFixture f;
        const QString text = diagnosticsText({f.session, f.store, m_secrets, f.tray});
        QVERIFY(text.startsWith(QStringLiteral("SysPulse %1\n").arg(versionText())));
        QVERIFY(text.contains(QStringLiteral("Qt: %1").arg(QString::fromLatin1(qVersion()))));
        QVERIFY(text.contains(QStringLiteral("State: disconnected")));
        QVERIFY(text.contains(QStringLiteral("Keychain: none: passwords in memory only")));
        QVERIFY(text.contains(QStringLiteral("Age of the newest: unknown"))); // and not 0
        QVERIFY(!text.contains(QStringLiteral("Server:")));
    }

    void tellsTheInstance()
    {
        GuiFixture f;
        f.session.pretendConnected();
        emit f.session.connection().mqttStateChanged(
            MqttClient::State::WaitingToRetry, {ErrorKind::Network, QStringLiteral("It was\nreset."), {}});
        const QString text = diagnosticsText({f.session, f.store, m_secrets, f.tray});
        QVERIFY(text.contains(QStringLiteral("State: connected")));
        QVERIFY(text.contains(QStringLiteral("Server: HarperDB 4.7.29")));
        QVERIFY(text.contains(QStringLiteral("MQTT: waiting to try again")));
        // A message of several lines cannot pose as lines of the report.
        QVERIFY2(text.contains(QStringLiteral("MQTT error: It was⏎reset.")), qPrintable(text));
    }

    void copiesWithoutSecrets()
    {
        PlacesFixture places;
        MainWindow window(places.services());
        FakeSession &session = *places.sessions.constLast();
        GuiFixture::show(window, {1280, 800});
        ConnectionSettings settings;
        settings.url = QStringLiteral("https://db.example.org:9925");
        settings.user = QStringLiteral("administrator-name");
        const QString password = QStringLiteral("pässword-42");
        settings.password = Secret(QStringView(password));
        window.connectTo(settings);
        session.pretendConnected();
        child<QAction>(window, "aboutAction")->trigger();
        const auto *dialog = child<QDialog>(window, "aboutDialog");
        QVERIFY(dialog->isVisible());
        click(child<QPushButton>(*dialog, "copyDiagnostics"));
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied, child<QPlainTextEdit>(*dialog, "diagnosticsText")->toPlainText());
        QVERIFY(copied.contains(QStringLiteral("Server: HarperDB 4.7.29")));
        QVERIFY(!copied.contains(password));
        QVERIFY(!copied.contains(settings.user));
    }

private:
    SessionSecretStore m_secrets;
};

SYSPULSE_GUI_TEST(TestAbout)
#include "tst_about.moc"
