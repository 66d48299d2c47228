// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tls/linktrust.h"
#include "tests/gui/guifixture.h"
#include "tests/support/guitestregistry.h"
#include "tests/support/ordering.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

#include "ui/base/banner.h"
#include "ui/connect/certificatedialog.h"
#include "ui/connect/connectdialog.h"
#include "ui/connect/pemloader.h"

using namespace syspulse;

namespace {

const char *const plantPem = "-----BEGIN CERTIFICATE-----\n"
                             "MIIBFDCBvAIBATAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAw8Yj5wbGFudDwvYj4w\n"
                             "HhcNMjYwMTAxMDAwMDAwWhcNMjcwMTAxMDAwMDAwWjAXMRUwEwYDVQQDDAw8Yj5w\n"
                             "bGFudDwvYj4wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAR6XJYs3olUl7uiJ++S\n"
                             "i+t7yM6AtFYcYswDFcAhtac1EdkD9cQUoqIpe15XIqBpnd8+HYfa7PerarLnxfbY\n"
                             "bBKhMAoGCCqGSM49BAMCA0cAMEQCIHcwe8EEmgfBeKid5k84X7yoj0L9PAu/ogMD\n"
                             "2ty/tRpwAiA5eqACsOjfuX9WAPX0HQ/V6IIYcPP+ftItTFrJN3Inbw==\n"
                             "-----END CERTIFICATE-----\n";

} // namespace

/// The TLS settings of the connect dialog, and the dialog with certificates.
class TestConnectTls : public QObject
{
    Q_OBJECT

private slots:
    void offersPlainHttpWhereTheServerSpeaksIt()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        child<QLineEdit>(dialog, "urlEdit")->setText(QStringLiteral("https://db.example.org:9925"));
        child<QLineEdit>(dialog, "userEdit")->setText(QStringLiteral("admin"));
        QSignalSpy wanted(&dialog, &ConnectDialog::connectRequested);
        click(child<QPushButton>(dialog, "dialogConnectButton"));
        const Error error{ErrorKind::Tls, QStringLiteral("It answers in plain HTTP."),
                          QStringLiteral("SSL routines::wrong version number"), 0};
        SessionConnection &link = session.connection();
        emit link.stageReached({ConnectStage::Address, StepState::Failed, error.message, error.kind, true});
        emit link.stateChanged(SessionState::Failed, error);
        const auto *result = child<Banner>(dialog, "connectResult");
        QCOMPARE(result->text(), error.message); // without the library's words
        QVERIFY(child<QLineEdit>(dialog, "urlEdit")->hasFocus());
        auto *button = child<QPushButton>(dialog, "connectResultButton");
        QCOMPARE(button->text(), QStringLiteral("&Use http://"));
        click(button);
        QCOMPARE(child<QLineEdit>(dialog, "urlEdit")->text(), QStringLiteral("http://db.example.org:9925"));
        QVERIFY(result->isHidden());
        // The warning about the password in the clear is there before anything is sent.
        QVERIFY(child<QWidget>(dialog, "clearTextWarning")->isVisible());
        QCOMPARE(wanted.size(), 1);
    }

    void anotherTlsFailureStillShowsTheCertificate()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        child<QLineEdit>(dialog, "urlEdit")->setText(QStringLiteral("https://db.example.org:9925"));
        child<QLineEdit>(dialog, "userEdit")->setText(QStringLiteral("admin"));
        click(child<QPushButton>(dialog, "dialogConnectButton"));
        const Error error{ErrorKind::Tls, QStringLiteral("The certificate is not trusted."), {}, 0};
        emit session.connection().stageReached(
            {ConnectStage::Address, StepState::Failed, error.message, error.kind});
        emit session.connection().stateChanged(SessionState::Failed, error);
        QVERIFY(child<QPushButton>(dialog, "connectResultButton")
                    ->text()
                    .contains(QStringLiteral("certificate")));
    }

    void eachLinkHasItsOwnTrust()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        QVERIFY(child<QWidget>(dialog, "tlsBox")->isHidden());
        click(child<QToolButton>(dialog, "tlsButton"));
        child<QCheckBox>(dialog, "operationsClientCertificate")->setChecked(true);
        click(child<QPushButton>(dialog, "testButton")); // no file yet
        QVERIFY(session.requests.isEmpty());
        QVERIFY(child<QLineEdit>(dialog, "operationsCertificateFile")->hasFocus());
        known.prompts.openFile = QStringLiteral("/home/me/me.pem");
        click(child<QPushButton>(dialog, "operationsCertificateFileBrowse"));
        child<QLineEdit>(dialog, "operationsKeyPassphrase")->setText(QStringLiteral("open sesame"));
        QCOMPARE(child<QLineEdit>(dialog, "operationsKeyPassphrase")->echoMode(), QLineEdit::Password);
        QVERIFY(!dialog.settings().mqttTrust);
        choose(dialog, "mqttTrustMode", 1);

        const ConnectionSettings settings = dialog.settings();
        QCOMPARE(settings.trust.certificateFile, QStringLiteral("/home/me/me.pem"));
        QCOMPARE(settings.trust.keyPassphrase, Secret(u"open sesame"));
        QCOMPARE(settings.mqttTrust, LinkTrust());
        ConnectDialog second(session, known.places());
        second.setSettings(settings);
        QCOMPARE(second.settings(), settings);
        QVERIFY(!child<QWidget>(second, "tlsBox")->isHidden());
    }

    void onlyOneCertificateIsTrustedAfterLookingAtIt()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        click(child<QToolButton>(dialog, "tlsButton"));
        choose(dialog, "operationsTrustMode", 2);
        QCOMPARE(session.requests, QStringList{QStringLiteral("certificates of operations")});
        auto *shown = child<CertificateDialog>(dialog, "certificateDialog");
        QVERIFY(shown->isVisible());
        QVERIFY(!child<QPushButton>(*shown, "certificateTrust")->isEnabled());

        PeerCertificates certificates = certificate();
        // Those of another server, which were asked for before, must not be pinned for this one.
        emit session.connection().certificatesFetched(session.token + 1, certificates, {});
        QVERIFY(!child<QPushButton>(*shown, "certificateTrust")->isEnabled());
        emit session.connection().certificatesFetched(session.token, certificates, {});
        QVERIFY(textOf(*shown, "certificateVerdictText").contains(QStringLiteral("is not for db")));
        QVERIFY(textOf(*shown, "certificateVerdictText").contains(QStringLiteral("self-signed")));
        QCOMPARE(textOf(*shown, "certificateSubject"), QStringLiteral("<b>plant</b>"));
        QCOMPARE(child<QLabel>(*shown, "certificateSubject")->textFormat(), Qt::PlainText);
        const QByteArray digest = certificates.chain.constFirst().digest(QCryptographicHash::Sha256);
        QCOMPARE(textOf(*shown, "certificateFingerprint").remove(QLatin1Char('\n')), fingerprintText(digest));
        click(child<QPushButton>(*shown, "certificateTrust"));
        QVERIFY(!shown->isVisible());
        QCOMPARE(dialog.settings().trust.pin, digest);
        QVERIFY(!dialog.settings().mqttTrust);
    }

    void withoutALookNothingIsPinned()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        click(child<QToolButton>(dialog, "tlsButton"));
        choose(dialog, "mqttTrustMode", 3);
        auto *shown = child<CertificateDialog>(dialog, "certificateDialog");
        emit session.connection().certificatesFetched(session.token, {},
                                                      {ErrorKind::Network, QStringLiteral("Gone."), {}, 0});
        QCOMPARE(textOf(*shown, "certificateVerdictText"), QStringLiteral("Gone."));
        QTest::keyClick(shown, Qt::Key_Escape);
        click(child<QPushButton>(dialog, "dialogConnectButton"));
        QVERIFY(textOf(dialog, "connectResultText").contains(QStringLiteral("MQTT broker and trust it")));
        QVERIFY(child<QPushButton>(dialog, "mqttShowCertificate")->hasFocus());
    }

    void aTlsErrorOffersTheCertificate()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        fill(dialog, QStringLiteral("https://db:9925"), QStringLiteral("admin"));
        click(child<QPushButton>(dialog, "testButton"));
        emit session.connection().stageTested(session.token, {ConnectStage::Mqtt, StepState::Failed,
                                                              QStringLiteral("untrusted"), ErrorKind::Tls});
        emit session.connection().testFinished(session.token, false);
        click(child<QPushButton>(dialog, "connectResultButton"));
        QCOMPARE(session.requests.last(), QStringLiteral("certificates of MQTT"));

        click(child<QPushButton>(dialog, "dialogConnectButton"));
        emit session.connection().stateChanged(SessionState::Failed,
                                               {ErrorKind::Network, QStringLiteral("Gone."), {}, 0});
        QVERIFY(!child<QPushButton>(dialog, "connectResultButton")->isVisible());
        click(child<QPushButton>(dialog, "dialogConnectButton"));
        const Error error{ErrorKind::Tls, QStringLiteral("untrusted"), {}, 0};
        emit session.connection().stageReached(
            {ConnectStage::Address, StepState::Failed, error.message, ErrorKind::Tls});
        emit session.connection().stateChanged(SessionState::Failed, error);
        click(child<QPushButton>(dialog, "connectResultButton"));
        QCOMPARE(session.requests.last(), QStringLiteral("certificates of operations"));
    }

    void mqttHasAPinOfItsOwn()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        ConnectionSettings settings;
        settings.url = QStringLiteral("https://db:9925");
        settings.user = QStringLiteral("admin");
        settings.trust.pin = QByteArray(32, 'x');
        settings.trust.certificateFile = QStringLiteral("/home/me/me.pem");
        dialog.setSettings(settings);
        QVERIFY2(textOf(dialog, "tlsSummary").contains(QStringLiteral("MQTT: that one, or a valid one")),
                 qPrintable(textOf(dialog, "tlsSummary")));
        click(child<QPushButton>(dialog, "testButton"));
        emit session.connection().stageTested(session.token, {ConnectStage::Mqtt, StepState::Failed,
                                                              QStringLiteral("untrusted"), ErrorKind::Tls});
        emit session.connection().testFinished(session.token, false);
        click(child<QPushButton>(dialog, "connectResultButton"));
        QCOMPARE(session.requests.last(), QStringLiteral("certificates of MQTT"));
        auto *shown = child<CertificateDialog>(dialog, "certificateDialog");
        const PeerCertificates certificates = certificate();
        emit session.connection().certificatesFetched(session.token, certificates, {});
        QVERIFY2(!textOf(*shown, "certificateVerdictText").contains(QStringLiteral("has changed")),
                 qPrintable(textOf(*shown, "certificateVerdictText")));
        click(child<QPushButton>(*shown, "certificateTrust"));
        const QByteArray digest = certificates.chain.constFirst().digest(QCryptographicHash::Sha256);
        QCOMPARE(dialog.settings().trust, settings.trust);
        QVERIFY(dialog.settings().mqttTrust);
        QCOMPARE(dialog.settings().mqttTrust->pin, digest);
        // Whom to trust has changed, not who we are.
        QCOMPARE(dialog.settings().mqttTrust->certificateFile, settings.trust.certificateFile);
        QVERIFY(dialog.profile().mqttTrust);
        QCOMPARE(dialog.profile().mqttTrust->pin, digest);
    }

    void aCertificateOfTheOtherLinkIsNamed()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        const PeerCertificates certificates = certificate();
        ConnectionSettings settings;
        settings.url = QStringLiteral("https://db:9925");
        settings.user = QStringLiteral("admin");
        settings.trust.pin = certificates.chain.constFirst().digest(QCryptographicHash::Sha256);
        dialog.setSettings(settings);
        click(child<QPushButton>(dialog, "mqttShowCertificate"));
        auto *shown = child<CertificateDialog>(dialog, "certificateDialog");
        emit session.connection().certificatesFetched(session.token, certificates, {});
        QVERIFY2(textOf(*shown, "certificateVerdictText").contains(QStringLiteral("operations API")),
                 qPrintable(textOf(*shown, "certificateVerdictText")));
        QVERIFY(child<QPushButton>(*shown, "certificateTrust")->isEnabled());
    }

    void aChangedCertificateIsNamed()
    {
        const PeerCertificates certificates = certificate();
        const QByteArray digest = certificates.chain.constFirst().digest(QCryptographicHash::Sha256);
        CertificateDialog other(QStringLiteral("MQTT"), QByteArray(32, 'x'), {});
        other.showCertificates(certificates);
        QVERIFY(textOf(other, "certificateVerdictText").contains(QStringLiteral("has changed")));
        QVERIFY(child<QPushButton>(other, "certificateTrust")->isEnabled());
        CertificateDialog same(QStringLiteral("MQTT"), digest, {});
        same.showCertificates(certificates);
        QVERIFY(textOf(same, "certificateVerdictText")
                    .contains(QStringLiteral("only certificate that you trust")));
        QVERIFY(!child<QPushButton>(same, "certificateTrust")->isEnabled());
    }

    void validityInWords_data()
    {
        QTest::addColumn<qint64>("hours"); // after the end of the certificate
        QTest::addColumn<QString>("text");
        QTest::newRow("long") << qint64(-24 * 400) << QStringLiteral("not valid yet");
        QTest::newRow("days") << qint64(-24 * 12 - 1) << QStringLiteral("expires in 12 day(s)");
        QTest::newRow("hours") << qint64(-2) << QStringLiteral("expires in less than a day");
        QTest::newRow("over") << qint64(2) << QStringLiteral("expired less than a day ago");
        QTest::newRow("long over") << qint64(49) << QStringLiteral("expired 2 day(s) ago");
    }

    void validityInWords()
    {
        QFETCH(qint64, hours);
        QFETCH(QString, text);
        const QSslCertificate own = certificate().chain.constFirst();
        const QDateTime now = own.expiryDate().addSecs(hours * 3600);
        QCOMPARE(CertificateText::validity(own, now), text);
        QVERIFY(!CertificateText::isFresh(own, now));
    }

    void mnemonicsAreUnique()
    {
        FakeSession session;
        PlacesFixture known;
        ConnectDialog dialog(session, known.places());
        GuiFixture::show(dialog, {600, 400});
        for (const char *button : {"tlsButton", "advancedButton"})
            click(child<QToolButton>(dialog, button));
        child<QCheckBox>(dialog, "profileKeep")->setChecked(true);
        choose(dialog, "mqttTrustMode", 1);
        QStringList keys;
        const auto note = [&keys](const QString &text) {
            const QString key = QKeySequence::mnemonic(text).toString();
            QVERIFY2(key.isEmpty() || !keys.contains(key), qPrintable(text));
            keys.append(key);
        };
        for (const auto *button : dialog.findChildren<QAbstractButton *>()) {
            if (button->isVisible())
                note(button->text());
        }
        for (const auto *label : dialog.findChildren<QLabel *>()) {
            if (label->isVisible() && label->buddy() != nullptr)
                note(label->text());
        }
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
        passPool();
        QCOMPARE(loaded.size(), 1);
    }

private:
    /// Chooses the entry @p index of the combo box @p name, as the user would.
    static void choose(const ConnectDialog &dialog, const char *name, int index)
    {
        auto *combo = child<QComboBox>(dialog, name);
        combo->setCurrentIndex(index);
        emit combo->activated(index);
    }

    /// A self-signed certificate of one "<b>plant</b>", valid from 2026-01-01 for a year; not for db.
    static PeerCertificates certificate()
    {
        PeerCertificates certificates;
        certificates.host = QStringLiteral("db");
        certificates.port = 9925;
        certificates.chain = QSslCertificate::fromData(plantPem);
        certificates.hostMatches = false;
        certificates.problems = {QStringLiteral("The certificate is self-signed, and untrusted")};
        return certificates;
    }

    static void fill(ConnectDialog &dialog, const QString &url, const QString &user)
    {
        child<QLineEdit>(dialog, "urlEdit")->setText(url);
        child<QLineEdit>(dialog, "userEdit")->setText(user);
    }
};

SYSPULSE_GUI_TEST(TestConnectTls)
#include "tst_connecttls.moc"
