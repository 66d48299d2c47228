// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/updater/journalbox.h"

#include <algorithm>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/base/csv.h"
#include "core/session/livestore.h"
#include "core/session/session.h"
#include "core/settings/statestore.h"
#include "ui/base/commands.h"
#include "ui/base/itemviews.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"
#include "ui/updater/journalmodel.h"

namespace syspulse {

JournalBox::JournalBox(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new JournalModel(context.format, this))
    , m_shown(new QSortFilterProxyModel(this))
    , m_table(new QTableView)
    , m_failures(new QCheckBox(tr("Only fai&lures")))
    , m_count(plainLabel(QStringLiteral("journalCount")))
    , m_copy(new QPushButton(tr("Copy")))
    , m_export(new QPushButton(tr("E&xport…")))
{
    setObjectName(QStringLiteral("journalBox"));
    m_shown->setSourceModel(m_model);
    m_shown->setFilterRole(JournalModel::OutcomeRole);
    m_table->setObjectName(QStringLiteral("journalTable"));
    m_table->setAccessibleName(tr("Runs of the updater"));
    m_table->setModel(m_shown);
    styleTable(m_table, {25, 13, 13, 18, 13});
    QAction *copyRows =
        addTableAction(m_table, QStringLiteral("journalCopyAction"), tr("Copy"), QKeySequence::Copy);
    copyRows->setIcon(themedIcon(QStringLiteral("copy")));
    m_failures->setObjectName(QStringLiteral("journalOnlyFailures"));
    m_copy->setObjectName(QStringLiteral("journalCopy"));
    m_copy->setIcon(themedIcon(QStringLiteral("copy")));
    m_copy->setToolTip(tr("Copies the selected runs."));
    m_export->setObjectName(QStringLiteral("journalExport"));
    m_export->setProperty(exportProperty, tr("Export the runs"));
    m_export->setToolTip(tr("Writes the runs that are shown to a CSV file."));

    QLabel *heading = plainLabel(QStringLiteral("journalTitle"), tr("Runs, newest first"));
    scaleFont(heading, 1.0, true);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(heading);
    bar->addWidget(m_count);
    bar->addStretch(1);
    bar->addWidget(m_failures);
    bar->addSpacing(8);
    bar->addWidget(m_copy);
    bar->addWidget(m_export);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);

    connect(copyRows, &QAction::triggered, this, &JournalBox::copy);
    connect(m_copy, &QPushButton::clicked, this, &JournalBox::copy);
    connect(m_export, &QPushButton::clicked, this, &JournalBox::exportCsv);
    connect(m_failures, &QCheckBox::toggled, this, [this](bool only) {
        m_shown->setFilterFixedString(only ? runOutcomeName(RunOutcome::Failed) : QString());
        refreshButtons();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &JournalBox::refreshButtons);
    connect(&context.session.updater(), &SessionUpdater::runFinished, this, [this](const RunReport &report) {
        m_model->add(report);
        refreshButtons();
        emit changed();
    });
    connect(&context.store, &LiveStore::cleared, this, [this] {
        m_model->clear();
        m_loadedFor.clear();
        refreshButtons();
    });
    connect(&context.session.connection(), &SessionConnection::infoChanged, this,
            [this](const InstanceInfo &info) { loadPast(info.url); });
    refreshButtons();
}

int JournalBox::recordsPerRun() const
{
    return m_model->recordsPerRun();
}

void JournalBox::loadPast(const QString &instance)
{
    if (instance == m_loadedFor)
        return;
    m_loadedFor = instance;
    m_context.store.loadRuns(this, [this](const QList<RunReport> &runs) {
        m_model->addPast(runs);
        refreshButtons();
        emit changed();
    });
}

void JournalBox::copy()
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells = m_model->texts(m_shown->mapToSource(row).row());
        // Text of a server must not make rows or columns of its own where this is pasted.
        for (QString &cell : cells)
            cell = oneLine(cell, 4000);
        lines.append(cells.join(QLatin1Char('\t')));
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

QByteArray JournalBox::csv() const
{
    QByteArray text("time,started_by,outcome,records_written,duration_ms,notes\r\n");
    for (int row = 0; row < m_shown->rowCount(); ++row) {
        const int source = m_shown->mapToSource(m_shown->index(row, 0)).row();
        const RunReport &report = m_model->at(source);
        const bool updated = report.outcome == RunOutcome::Updated;
        text += csvLine({csvTime(report.startedMs), report.trigger, runOutcomeName(report.outcome),
                         updated ? QString::number(report.recordsWritten) : QString(),
                         QString::number(report.durationMs), m_model->texts(source).at(JournalModel::Notes)});
    }
    return text;
}

void JournalBox::exportCsv()
{
    const SaveQuestion question{tr("Export the runs"), QStringLiteral("syspulse-runs.csv"),
                                tr("CSV file (*.csv)")};
    m_context.prompts.chooseSaveFile(this, question, [this](const QString &path) {
        m_context.state.writeFile(path, csv(), this, [this, path](const Result<void> &result) {
            emit m_context.session.connection().logged(result ? LogLevel::Information : LogLevel::Error,
                                                       result ? tr("The runs were written to %1.").arg(path)
                                                              : describe(result.error()));
            setTextIfChanged(m_count, result ? tr("Exported.") : describe(result.error()));
        });
    });
}

void JournalBox::refreshButtons()
{
    m_copy->setEnabled(m_table->selectionModel()->hasSelection());
    m_export->setEnabled(m_shown->rowCount() > 0);
    QString count;
    if (m_failures->isChecked() && m_model->rowCount() > 0)
        //: number of failed runs, number of all runs
        count = tr("%1 of %2 failed")
                    .arg(m_context.format.number(m_shown->rowCount(), NumberStyle::Full),
                         m_context.format.number(m_model->rowCount(), NumberStyle::Full));
    setTextIfChanged(m_count, count);
    setTextColor(m_count, themeColors(palette()).muted);
}

} // namespace syspulse
