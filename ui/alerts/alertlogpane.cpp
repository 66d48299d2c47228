// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertlogpane.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/alerts/alertmonitor.h"
#include "core/settings/statestore.h"
#include "ui/alerts/alertlogmodel.h"
#include "ui/base/commands.h"
#include "ui/base/filteredit.h"
#include "ui/base/itemviews.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"

namespace syspulse {

AlertLogPane::AlertLogPane(const PageContext &context, AlertMonitor &monitor, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_monitor(monitor)
    , m_model(new AlertLogModel(monitor.texts(), this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_filter(
          filterEdit(QStringLiteral("alertLogFilter"), tr("Filter events by text"), tr("Alert log filter")))
    , m_count(plainLabel(QStringLiteral("alertLogCount")))
    , m_table(new QTableView)
    , m_export(new QPushButton(tr("E&xport…")))
    , m_clear(new QPushButton(tr("C&lear log")))
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("alertLogTable"));
    m_table->setAccessibleName(tr("Alert log"));
    m_table->setModel(m_proxy);
    styleTable(m_table, {26, 16, 15, 40, 23, 18});
    m_export->setObjectName(QStringLiteral("alertLogExport"));
    m_export->setProperty(exportProperty, tr("Export the alert log"));
    m_export->setToolTip(tr("Writes the events that are shown to a CSV file."));
    m_clear->setObjectName(QStringLiteral("alertLogClear"));

    QLabel *caption = plainLabel(QStringLiteral("alertLogCaption"), tr("Alert log"));
    scaleFont(caption, 1.0, true);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(caption);
    bar->addSpacing(8);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_count);
    bar->addWidget(m_export);
    bar->addWidget(m_clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text.trimmed());
        refresh();
    });
    connect(m_export, &QPushButton::clicked, this, &AlertLogPane::exportShown);
    connect(m_clear, &QPushButton::clicked, this, &AlertLogPane::clearRequested);
    refresh();
}

void AlertLogPane::refresh()
{
    m_model->set(m_monitor.log().events());
    const int shown = m_proxy->rowCount();
    const int all = m_model->rowCount();
    const QLocale &locale = m_context.format.locale();
    //: %1 of %2 events match the filter
    setTextIfChanged(m_count, shown == all
                                  ? (all == 0 ? tr("No events yet") : QString())
                                  : tr("%1 of %2").arg(locale.toString(shown), locale.toString(all)));
    m_export->setEnabled(shown > 0);
    m_clear->setEnabled(all > 0);
}

void AlertLogPane::exportShown()
{
    QList<AlertEvent> events;
    for (int row = 0; row < m_proxy->rowCount(); ++row)
        events.append(m_model->at(m_proxy->mapToSource(m_proxy->index(row, 0)).row()));
    const QString stamp = fileStamp(m_context.clock.nowMs());
    const SaveQuestion question{tr("Export the alert log"),
                                QStringLiteral("syspulse-alerts-%1.csv").arg(stamp), tr("CSV file (*.csv)")};
    m_context.prompts.chooseSaveFile(this, question, [this, events](const QString &path) {
        const QByteArray bytes = AlertLogModel::csv(events, m_monitor.texts());
        m_context.state.writeFile(path, bytes, this, [this, path](const Result<void> &result) {
            emit noticed(result ? tr("The alert log was exported to %1.").arg(path)
                                : describe(result.error()),
                         !result);
        });
    });
}

} // namespace syspulse
