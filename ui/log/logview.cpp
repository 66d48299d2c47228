// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logview.h"

#include <algorithm>

#include <QAction>
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include "core/settings/statestore.h"
#include "ui/base/barlayout.h"
#include "ui/base/filteredit.h"
#include "ui/base/itemviews.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"
#include "ui/log/logrows.h"

namespace syspulse {

/// Lets the entries pass that matter enough and hold a text in any column.
class LogProxy final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void narrow(LogLevel least, const QString &text)
    {
        m_least = least;
        m_text = text;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QAbstractItemModel &model = *sourceModel();
        const QModelIndex first = model.index(row, 0, parent);
        if (first.data(LogLevelRole).toInt() < int(m_least))
            return false;
        if (m_text.isEmpty() || first.data(LogTextRole).toString().contains(m_text, Qt::CaseInsensitive))
            return true;
        for (int column = 0; column < model.columnCount(parent); ++column) {
            if (model.index(row, column, parent).data().toString().contains(m_text, Qt::CaseInsensitive))
                return true;
        }
        return false;
    }

private:
    LogLevel m_least = LogLevel::Information;
    QString m_text;
};

LogView::LogView(const QString &name, const QString &spoken, const QString &file, QAbstractItemModel *model,
                 const QList<int> &widths, const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_file(file)
    , m_proxy(new LogProxy(this))
    , m_filter(filterEdit(name + QStringLiteral("Filter"), tr("Filter entries by text"), tr("Log filter")))
    , m_bar(new BarLayout(m_filter))
    , m_level(new QComboBox)
    , m_count(plainLabel(name + QStringLiteral("Count")))
    , m_copy(new QPushButton(themedIcon(QStringLiteral("copy")), tr("C&opy")))
    , m_save(new QPushButton(tr("&Save…")))
    , m_table(new QTableView)
    , m_text(new QPlainTextEdit)
{
    m_proxy->setSourceModel(model);
    m_table->setObjectName(name + QStringLiteral("Table"));
    m_table->setAccessibleName(spoken);
    m_table->setModel(m_proxy);
    styleTable(m_table, widths);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_text->setObjectName(name + QStringLiteral("Text"));
    m_text->setAccessibleName(tr("Text of the selected entry"));
    m_text->setPlaceholderText(tr("Select an entry to read all of it."));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(3 * m_text->fontMetrics().lineSpacing() + 12);
    makeBar(name);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(m_bar);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_text);

    followEnd();
    for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_proxy, changed, this, &LogView::showCount);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &LogView::showCount);
    connect(m_proxy, &QAbstractItemModel::dataChanged, this, &LogView::showSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LogView::showSelected);
    // Not each change of the current row: a filter may make another one current.
    for (const auto chosen : {&QAbstractItemView::clicked, &QAbstractItemView::activated}) {
        connect(m_table, chosen, this, [this](const QModelIndex &index) {
            if (const QVariant timeMs = index.data(LogTimeRole); timeMs.isValid())
                emit momentChosen(timeMs.toLongLong());
        });
    }
    showCount();
}

void LogView::makeBar(const QString &name)
{
    m_level->setObjectName(name + QStringLiteral("Level"));
    m_level->setAccessibleName(tr("Least level"));
    m_level->addItem(tr("All levels"), int(LogLevel::Information));
    m_level->addItem(tr("Warnings and errors"), int(LogLevel::Warning));
    m_level->addItem(tr("Errors only"), int(LogLevel::Error));
    m_copy->setObjectName(name + QStringLiteral("Copy"));
    m_copy->setToolTip(tr("Copies the selected entries, or all that are shown."));
    m_save->setObjectName(name + QStringLiteral("Save"));
    m_save->setToolTip(tr("Writes the entries that are shown to a text file."));
    QAction *copyRows =
        addTableAction(m_table, name + QStringLiteral("CopyAction"), tr("Copy"), QKeySequence::Copy);
    copyRows->setIcon(themedIcon(QStringLiteral("copy")));
    m_bar->setSpacing(8);
    m_bar->addWidget(m_level);
    m_bar->addWidget(m_count);
    m_bar->addWidget(m_copy);
    m_bar->addWidget(m_save);

    connect(m_filter, &QLineEdit::textChanged, this, &LogView::narrow);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogView::narrow);
    const auto copy = [this] { QGuiApplication::clipboard()->setText(lines(false)); };
    connect(copyRows, &QAction::triggered, this, copy);
    connect(m_copy, &QPushButton::clicked, this, copy);
    connect(m_save, &QPushButton::clicked, this, &LogView::save);
}

void LogView::addTool(QWidget *tool, int place)
{
    m_bar->insert(tool, place);
    // Tab follows the eye.
    QWidget *before = nullptr;
    for (int i = 0; i < m_bar->count(); ++i) {
        QWidget *next = m_bar->itemAt(i)->widget();
        if (before != nullptr)
            setTabOrder(before, next);
        before = next;
    }
    setTabOrder(before, m_table);
    setTabOrder(m_table, m_text);
}

void LogView::followEnd()
{
    QScrollBar *scroll = m_table->verticalScrollBar();
    connect(scroll, &QScrollBar::valueChanged, this,
            [this, scroll](int value) { m_atEnd = value == scroll->maximum(); });
    connect(scroll, &QScrollBar::rangeChanged, this, [this, scroll](int, int maximum) {
        if (m_atEnd)
            scroll->setValue(maximum);
    });
    // Whoever reads further up goes on reading the same entries.
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this,
            [this, scroll](const QModelIndex &, int first, int last) {
                if (!m_atEnd && first <= scroll->value())
                    scroll->setValue(scroll->value() - (last - first + 1));
            });
}

void LogView::narrow()
{
    m_proxy->narrow(LogLevel(m_level->currentData().toInt()), m_filter->text().trimmed());
    showCount();
}

void LogView::showCount()
{
    const int shown = m_proxy->rowCount();
    const int all = m_proxy->sourceModel()->rowCount();
    const QLocale &locale = m_context.format.locale();
    setTextIfChanged(m_count, all == 0 ? tr("No entries yet")
                              : shown == all
                                  ? tr("%n entry(ies)", nullptr, all)
                                  //: %1 of %2 entries are shown
                                  : tr("%1 of %2").arg(locale.toString(shown), locale.toString(all)));
    m_copy->setEnabled(shown > 0);
    m_save->setEnabled(shown > 0);
}

void LogView::showSelected()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const QString text = rows.size() == 1 ? rows.constFirst().data(LogTextRole).toString() : QString();
    // Setting it again would drop a selection that somebody is about to copy.
    if (text != m_text->toPlainText())
        m_text->setPlainText(text);
}

QString LogView::lines(bool all) const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (all || rows.isEmpty()) {
        rows.clear();
        for (int row = 0; row < m_proxy->rowCount(); ++row)
            rows.append(m_proxy->index(row, 0));
    }
    std::sort(rows.begin(), rows.end());
    QStringList texts;
    for (const QModelIndex &row : std::as_const(rows))
        texts.append(row.data(LogLineRole).toString());
    return texts.join(QLatin1Char('\n'));
}

void LogView::save()
{
    const QString stamp = fileStamp(m_context.clock.nowMs());
    const SaveQuestion question{tr("Save the log"), QStringLiteral("%1-%2.txt").arg(m_file, stamp),
                                tr("Text file (*.txt)")};
    const QByteArray bytes = lines(true).toUtf8() + '\n';
    m_context.prompts.chooseSaveFile(this, question, [this, bytes](const QString &path) {
        m_context.state.writeFile(path, bytes, this, [this, path](const Result<void> &result) {
            emit noticed(result ? tr("The log was saved to %1.").arg(path) : describe(result.error()),
                         !result);
        });
    });
}

} // namespace syspulse
