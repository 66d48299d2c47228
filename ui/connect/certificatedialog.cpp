// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/certificatedialog.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include "core/tls/certificateerrors.h"
#include "core/tls/linktrust.h"
#include "ui/base/banner.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

QString joined(const QStringList &common, const QStringList &organisation)
{
    QStringList parts = common + organisation;
    parts.removeAll(QString());
    parts.removeDuplicates();
    return parts.isEmpty() ? CertificateText::tr("without a name")
                           : oneLine(parts.join(QStringLiteral(", ")), 160);
}

} // namespace

QString CertificateText::subject(const QSslCertificate &certificate)
{
    return joined(certificate.subjectInfo(QSslCertificate::CommonName),
                  certificate.subjectInfo(QSslCertificate::Organization));
}

QString CertificateText::issuer(const QSslCertificate &certificate)
{
    if (certificate.isSelfSigned())
        return tr("itself");
    return joined(certificate.issuerInfo(QSslCertificate::CommonName),
                  certificate.issuerInfo(QSslCertificate::Organization));
}

QString CertificateText::names(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    names.sort();
    names.removeDuplicates();
    return names.isEmpty() ? tr("none") : oneLine(names.join(QStringLiteral(", ")), 400);
}

QString CertificateText::fingerprint(const QSslCertificate &certificate)
{
    return fingerprintText(certificate.digest(QCryptographicHash::Sha256));
}

QString CertificateText::time(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

QString CertificateText::validity(const QSslCertificate &certificate, const QDateTime &now)
{
    if (now < certificate.effectiveDate())
        return tr("not valid yet");
    constexpr qint64 daySeconds = 24 * 60 * 60;
    const qint64 seconds = now.secsTo(certificate.expiryDate());
    const int days = int(qAbs(seconds) / daySeconds);
    if (seconds < 0)
        return days == 0 ? tr("expired less than a day ago") : tr("expired %n day(s) ago", nullptr, days);
    return days == 0 ? tr("expires in less than a day") : tr("expires in %n day(s)", nullptr, days);
}

bool CertificateText::isFresh(const QSslCertificate &certificate, const QDateTime &now)
{
    constexpr int warningDays = 14;
    return now >= certificate.effectiveDate() && now.addDays(warningDays) <= certificate.expiryDate();
}

CertificateDialog::CertificateDialog(const QString &link, const QByteArray &pin, const QByteArray &known,
                                     QWidget *parent)
    : QDialog(parent)
    , m_pin(pin)
    , m_known(known)
    , m_verdict(new Banner(QStringLiteral("certificateVerdict")))
    , m_content(new QWidget)
    , m_chain(new QTreeWidget)
    , m_details(new QFormLayout)
{
    setObjectName(QStringLiteral("certificateDialog"));
    //: %1 is a link, such as "MQTT"
    setWindowTitle(tr("Certificate: %1").arg(link));
    setAttribute(Qt::WA_DeleteOnClose);
    m_chain->setObjectName(QStringLiteral("certificateChain"));
    m_chain->setAccessibleName(tr("Certificates that the server shows"));
    m_chain->setHeaderLabels({tr("Certificate"), tr("Issued by"), tr("Validity")});
    m_chain->setRootIsDecorated(false);
    m_chain->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    connect(m_chain, &QTreeWidget::currentItemChanged, this,
            [this](QTreeWidgetItem *item) { showDetails(m_chain->indexOfTopLevelItem(item)); });

    m_subject = addDetail(QStringLiteral("certificateSubject"), tr("Certificate of:"));
    m_issuer = addDetail(QStringLiteral("certificateIssuer"), tr("Issued by:"));
    m_names = addDetail(QStringLiteral("certificateNames"), tr("For the hosts:"));
    m_validFrom = addDetail(QStringLiteral("certificateFrom"), tr("Valid from:"));
    m_validTo = addDetail(QStringLiteral("certificateTo"), tr("Valid to:"));
    m_fingerprint = addDetail(QStringLiteral("certificateFingerprint"), tr("SHA-256:"));
    m_fingerprint->setWordWrap(false); // broken by hand, see showDetails()
    m_fingerprint->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_fingerprint->setMinimumHeight(2 * m_fingerprint->fontMetrics().lineSpacing());

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_copy = buttons->addButton(tr("Copy &fingerprint"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(QStringLiteral("certificateCopy"));
    m_trust = buttons->addButton(tr("&Trust only this certificate"), QDialogButtonBox::ActionRole);
    m_trust->setObjectName(QStringLiteral("certificateTrust"));
    m_trust->setToolTip(tr("From now on this link accepts the server's own certificate, the first of the "
                           "list, and no other one. Compare the fingerprint with the one on the server "
                           "before."));
    for (QPushButton *button : {m_copy, m_trust}) {
        button->setAutoDefault(false);
        button->setEnabled(false);
    }
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(CertificateText::fingerprint(
            m_certificates.chain.value(m_chain->indexOfTopLevelItem(m_chain->currentItem()))));
    });
    connect(m_trust, &QPushButton::clicked, this, [this] {
        emit pinned(m_certificates.chain.constFirst().digest(QCryptographicHash::Sha256));
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->addWidget(m_chain);
    content->addLayout(m_details);
    m_content->hide();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_verdict);
    layout->addWidget(m_content, 1);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(640);
    m_verdict->say(Severity::Info, tr("Asking the server for its certificate…"));
}

QLabel *CertificateDialog::addDetail(const QString &name, const QString &title)
{
    QLabel *label = paragraph(name);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(title);
    m_details->addRow(plainLabel({}, title), label);
    return label;
}

void CertificateDialog::showError(const Error &error)
{
    m_verdict->say(Severity::Error, describe(error));
}

void CertificateDialog::showCertificates(const PeerCertificates &certificates)
{
    m_certificates = certificates;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_chain->clear();
    for (const QSslCertificate &certificate : certificates.chain)
        new QTreeWidgetItem(m_chain,
                            {CertificateText::subject(certificate), CertificateText::issuer(certificate),
                             CertificateText::validity(certificate, now)});
    constexpr int mostRows = 4;
    const int rows = std::min(mostRows, m_chain->topLevelItemCount());
    m_chain->setFixedHeight(m_chain->header()->sizeHint().height() + 2 * m_chain->frameWidth() + 2 +
                            rows * m_chain->sizeHintForRow(0));
    m_content->show();
    m_chain->setCurrentItem(m_chain->topLevelItem(0));
    m_chain->setFocus(Qt::OtherFocusReason);
    for (QPushButton *button : {m_copy, m_trust})
        button->setEnabled(true);
    judge();
    // What was just shown has its place only once the layouts have heard of it.
    QTimer::singleShot(0, this, [this] { resize(width(), layout()->totalHeightForWidth(width())); });
}

void CertificateDialog::judge()
{
    const QSslCertificate &leaf = m_certificates.chain.constFirst();
    const QString host = oneLine(m_certificates.host, 100);
    QStringList words;
    if (!m_certificates.hostMatches)
        words.append(tr("The certificate is not for %1.").arg(host));
    if (!m_certificates.problems.isEmpty())
        //: %1 are reasons in the words of the TLS library
        words.append(tr("This system does not trust it: %1")
                         .arg(oneLine(m_certificates.problems.join(QLatin1Char(' ')), 400)));
    if (isPinned(leaf, m_pin)) {
        words.prepend(tr("This is the only certificate that you trust on this link."));
        m_trust->setEnabled(false);
        m_verdict->say(Severity::Ok, words.join(QLatin1Char(' ')));
    } else if (!m_pin.isEmpty()) {
        words.prepend(
            tr("The certificate has changed: it is not the only one that you trust. That one has the "
               "fingerprint %1.")
                .arg(fingerprintText(m_pin)));
        m_verdict->say(Severity::Error, words.join(QLatin1Char(' ')));
    } else if (isPinned(leaf, m_known)) {
        words.prepend(tr("This is the certificate that you trust for the operations API, so it is accepted "
                         "here too."));
        m_verdict->say(Severity::Ok, words.join(QLatin1Char(' ')));
    } else if (words.isEmpty()) {
        m_verdict->say(Severity::Ok, tr("This system trusts the certificate, and it is for %1.").arg(host));
    } else {
        m_verdict->say(Severity::Warning, words.join(QLatin1Char(' ')));
    }
}

void CertificateDialog::showDetails(int index)
{
    if (index < 0)
        return;
    const QSslCertificate &certificate = m_certificates.chain.at(index);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_subject->setText(CertificateText::subject(certificate));
    m_issuer->setText(CertificateText::issuer(certificate));
    m_names->setText(CertificateText::names(certificate));
    m_validFrom->setText(CertificateText::time(certificate.effectiveDate()));
    //: %1 is a time, %2 "expires in 12 days"
    m_validTo->setText(tr("%1 (%2)").arg(CertificateText::time(certificate.expiryDate()),
                                         CertificateText::validity(certificate, now)));
    const ThemeColors &colors = themeColors(palette());
    const bool over = now > certificate.expiryDate() || now < certificate.effectiveDate();
    setTextColor(m_validTo, over ? colors.error
                            : CertificateText::isFresh(certificate, now)
                                ? palette().color(QPalette::WindowText)
                                : colors.warning);
    constexpr qsizetype lineLength = 48; // half of it: the whole is wider than a dialog should be
    m_fingerprint->setText(CertificateText::fingerprint(certificate).insert(lineLength, QLatin1Char('\n')));
}

} // namespace syspulse
