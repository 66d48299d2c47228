// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/aboutdialog.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/base/version.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"
#include "ui/window/diagnostics.h"

namespace syspulse {

AboutDialog::AboutDialog(const DiagnosticsSources &sources, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("aboutDialog"));
    setWindowTitle(tr("About SysPulse"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(680, 560);

    auto *icon = new QLabel;
    icon->setPixmap(applicationIcon().pixmap(56, 56));
    QLabel *name = plainLabel(QStringLiteral("aboutName"), tr("SysPulse %1").arg(versionText()));
    scaleFont(name, 1.4, true);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(4);
    titles->addWidget(name);
    titles->addWidget(
        paragraph(QStringLiteral("aboutText"),
                  tr("Live $SYS topics and charts for the MQTT broker of HarperDB. Free software "
                     "under the GNU General Public License, version 3 or later.")));
    auto *head = new QHBoxLayout;
    head->setSpacing(14);
    head->addWidget(icon, 0, Qt::AlignTop);
    head->addLayout(titles, 1);

    auto *report = new QPlainTextEdit(diagnosticsText(sources));
    report->setObjectName(QStringLiteral("diagnosticsText"));
    report->setAccessibleName(tr("Report"));
    report->setReadOnly(true);
    report->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    report->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    QLabel *caption =
        plainLabel(QStringLiteral("diagnosticsCaption"), tr("&Report for whoever is asked for help"));
    scaleFont(caption, 1.0, true);
    caption->setBuddy(report);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton *copy = buttons->addButton(tr("&Copy report"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("copyDiagnostics"));
    copy->setIcon(themedIcon(QStringLiteral("copy")));
    connect(copy, &QPushButton::clicked, this,
            [report] { QGuiApplication::clipboard()->setText(report->toPlainText()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(caption);
    layout->addWidget(report, 1);
    layout->addWidget(
        paragraph(QStringLiteral("diagnosticsHint"),
                  tr("It holds no password. Messages of the server may name hosts and users: read it before "
                     "you pass it on.")));
    layout->addWidget(buttons);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
}

} // namespace syspulse
