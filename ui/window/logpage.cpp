// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/logpage.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/session/session.h"
#include "ui/base/filteredit.h"
#include "ui/base/text.h"
#include "ui/base/themedicon.h"

namespace syspulse {

LogPage::LogPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_filter(filterEdit(QStringLiteral("logFilter"), tr("Filter lines by text"), tr("Log filter")))
    , m_view(new QPlainTextEdit)
    , m_copy(new QPushButton(tr("C&opy")))
    , m_clear(new QPushButton(tr("Clea&r")))
{
    setObjectName(QStringLiteral("logPage"));
    m_view->setObjectName(QStringLiteral("logView"));
    m_view->setAccessibleName(tr("Log"));
    m_view->setReadOnly(true);
    m_view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_view->setMaximumBlockCount(maxLines);
    m_view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_view->setPlaceholderText(tr("There are no lines."));
    m_copy->setObjectName(QStringLiteral("logCopy"));
    m_copy->setIcon(themedIcon(QStringLiteral("copy")));
    m_copy->setToolTip(tr("Copies the lines that are shown."));
    m_clear->setObjectName(QStringLiteral("logClear"));

    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_copy);
    bar->addWidget(m_clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 8);
    layout->setSpacing(10);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);

    connect(&context.session.connection(), &SessionConnection::logged, this, &LogPage::add);
    connect(m_filter, &QLineEdit::textChanged, this, &LogPage::rebuild);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_view->toPlainText()); });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_lines.clear();
        rebuild();
    });
}

void LogPage::add(const QString &line)
{
    m_lines.append(context().format.timeOfDay(context().clock.nowMs()) + QStringLiteral("  ") +
                   oneLine(line, 4000));
    // In larger steps, which keeps the cost per line constant.
    if (m_lines.size() > maxLines + maxLines / 4) {
        const qsizetype excess = m_lines.size() - maxLines;
        m_lines.remove(0, excess);
        m_shown = std::max<qsizetype>(0, m_shown - excess);
    }
    scheduleRefresh();
}

bool LogPage::matches(const QString &line) const
{
    return m_filter->text().isEmpty() || line.contains(m_filter->text(), Qt::CaseInsensitive);
}

void LogPage::refresh()
{
    QStringList fresh;
    for (; m_shown < m_lines.size(); ++m_shown) {
        if (matches(m_lines.at(m_shown)))
            fresh.append(m_lines.at(m_shown));
    }
    if (!fresh.isEmpty())
        m_view->appendPlainText(fresh.join(QLatin1Char('\n')));
}

void LogPage::rebuild()
{
    m_view->clear();
    m_shown = 0;
    refresh();
}

} // namespace syspulse
