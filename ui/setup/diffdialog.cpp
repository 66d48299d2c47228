// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/diffdialog.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSyntaxHighlighter>
#include <QVBoxLayout>

#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

namespace {

class DiffHighlighter final : public QSyntaxHighlighter
{
public:
    explicit DiffHighlighter(QPlainTextEdit *edit)
        : QSyntaxHighlighter(edit->document())
        , m_colors(themeColors(edit->palette()))
        , m_ground(edit->palette().color(QPalette::Base))
    {}

protected:
    void highlightBlock(const QString &text) override
    {
        QTextCharFormat format;
        if (text.startsWith(QLatin1Char('+'))) {
            format.setForeground(m_colors.ok);
            format.setBackground(blended(m_colors.ok, m_ground, 0.10));
        } else if (text.startsWith(QLatin1Char('-'))) {
            format.setForeground(m_colors.error);
            format.setBackground(blended(m_colors.error, m_ground, 0.10));
        } else if (text.startsWith(QLatin1String("@@"))) {
            format.setForeground(m_colors.accent);
        } else if (!text.startsWith(QLatin1Char(' '))) {
            format.setFontWeight(QFont::Bold);
        }
        setFormat(0, int(text.size()), format);
    }

private:
    const ThemeColors &m_colors;
    const QColor m_ground;
};

QString heading(const FileChange &change)
{
    switch (change.kind) {
    case FileChange::Kind::Added:
        //: %1 is a file
        return DiffDialog::tr("%1 is added").arg(change.file);
    case FileChange::Kind::Changed:
        return DiffDialog::tr("%1 changes").arg(change.file);
    case FileChange::Kind::Removed:
        return DiffDialog::tr("%1 is removed").arg(change.file);
    }
    return {};
}

} // namespace

DiffDialog::DiffDialog(const QList<FileChange> &changes, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("diffDialog"));
    setWindowTitle(tr("Changes to the component"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(900, 620);
    auto *edit = new QPlainTextEdit;
    edit->setObjectName(QStringLiteral("diffText"));
    edit->setAccessibleName(tr("Changes"));
    edit->setReadOnly(true);
    // The keyboard can walk through the text too.
    edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    QString text;
    for (const FileChange &change : changes) {
        if (!text.isEmpty())
            text += QLatin1Char('\n');
        text += heading(change) + QLatin1Char('\n') + change.diff;
    }
    new DiffHighlighter(edit);
    edit->setPlainText(text);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(paragraph({}, tr("Lines with a minus sign are on the instance now; lines with a plus "
                                       "sign take their place.")));
    layout->addWidget(edit, 1);
    layout->addWidget(buttons);
}

} // namespace syspulse
