// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/prompts.h"

#include <algorithm>

#include <QDateTime>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

#include "ui/base/theme.h"
#include "ui/base/themedicon.h"

namespace syspulse {

namespace {

/// Pixels of the text of a question, and what a title bar needs beside its title.
constexpr int leastTextWidth = 400;
constexpr int mostTextWidth = 520;
constexpr int titleRoom = 80;

} // namespace

QString fileStamp(qint64 timeMs)
{
    return QDateTime::fromMSecsSinceEpoch(timeMs).toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
}

void DialogPrompts::confirm(QWidget *parent, const Question &question, Answer answer)
{
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, question.title, question.title, QMessageBox::Cancel, parent);
    box->setObjectName(QStringLiteral("confirmBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(question.text);
    // setTextFormat() leaves the label of the informative text alone, and names of other machines end up
    // there.
    for (QLabel *label : box->findChildren<QLabel *>()) {
        label->setTextFormat(Qt::PlainText);
        // As narrow as wrapped text can be, a title would be cut short and a text run down the screen.
        if (!label->text().isEmpty())
            label->setMinimumWidth(
                std::clamp(box->fontMetrics().horizontalAdvance(question.title) + titleRoom, leastTextWidth,
                           mostTextWidth));
    }
    QPushButton *confirm = box->addButton(question.confirm, QMessageBox::AcceptRole);
    confirm->setObjectName(QStringLiteral("confirmButton"));
    box->setDefaultButton(QMessageBox::Cancel);
    box->button(QMessageBox::Cancel)->setIcon(QIcon());
    box->setIconPixmap(themedPixmap(QStringLiteral("warning"), themeColors(parent->palette()).warning, 40,
                                    parent->devicePixelRatioF()));
    QObject::connect(box, &QMessageBox::finished, parent,
                     [box, confirm, answer = std::move(answer)] { answer(box->clickedButton() == confirm); });
    box->open();
}

void DialogPrompts::chooseSaveFile(QWidget *parent, const SaveQuestion &question, Chosen chosen)
{
    auto *dialog = new QFileDialog(parent, question.title, QString(), question.filter);
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(question.name.section(QLatin1Char('.'), -1));
    dialog->selectFile(question.name);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [chosen = std::move(chosen)](const QString &path) { chosen(path); });
    dialog->open();
}

void DialogPrompts::chooseOpenFile(QWidget *parent, const QString &title, const QString &filter,
                                   Chosen chosen)
{
    auto *dialog = new QFileDialog(parent, title, QString(), filter);
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [chosen = std::move(chosen)](const QString &path) { chosen(path); });
    dialog->open();
}

} // namespace syspulse
