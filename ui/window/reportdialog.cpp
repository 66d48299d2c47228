// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/reportdialog.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/base/offthread.h"
#include "core/session/session.h"
#include "core/settings/statestore.h"
#include "ui/base/reportpdf.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/instances/instance.h"

namespace syspulse {

namespace {

constexpr qint64 hourMs = Series::hourMs;
constexpr qint64 dayMs = 24 * hourMs;

} // namespace

ReportDialog::ReportDialog(const Instance &instance, HistoryStore &history, StateStore &state,
                           Prompts &prompts, QWidget *parent)
    : QDialog(parent)
    , m_state(state)
    , m_prompts(prompts)
    , m_source(history, state)
    , m_spans(new QComboBox)
    , m_formats(new QComboBox)
    , m_notice(paragraph(QStringLiteral("reportNotice")))
{
    setObjectName(QStringLiteral("reportDialog"));
    setWindowTitle(tr("Report"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(460);
    const InstanceInfo &info = instance.session().info();
    m_report.name = instance.title();
    m_report.origin = {info.url, info.version, 0};
    m_alertKey = alertsKey(instance.session().profile(), info.name());

    m_spans->setObjectName(QStringLiteral("reportSpan"));
    m_spans->addItem(tr("Last 24 hours"), dayMs);
    m_spans->addItem(tr("Last 7 days"), 7 * dayMs);
    m_spans->addItem(tr("Last 30 days"), 30 * dayMs);
    m_spans->addItem(tr("Last 60 days"), 60 * dayMs);
    m_spans->setCurrentIndex(1);
    m_formats->setObjectName(QStringLiteral("reportFormat"));
    m_formats->addItem(tr("HTML page"), QStringLiteral("html"));
    m_formats->addItem(tr("PDF"), QStringLiteral("pdf"));
    QLabel *label = plainLabel({}, tr("&Time:"));
    label->setBuddy(m_spans);
    QLabel *formatLabel = plainLabel({}, tr("&As:"));
    formatLabel->setBuddy(m_formats);
    QLabel *what = paragraph(QStringLiteral("reportWhat"));
    const bool known = !info.url.isEmpty();
    what->setText(
        known ? tr("One file about %1, for every browser or for paper: charts with mean and range, "
                   "notes, alerts, and updates that failed, from what SysPulse has kept on this computer. It "
                   "holds no "
                   "passwords.")
                    .arg(m_report.name)
              : tr("A report is about one instance. Connect to it first, or choose it among the instances."));
    m_notice->hide();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_save = buttons->addButton(tr("&Save…"), QDialogButtonBox::ActionRole);
    m_save->setObjectName(QStringLiteral("reportSave"));
    m_save->setDefault(true);
    m_save->setEnabled(known);
    connect(m_save, &QPushButton::clicked, this, &ReportDialog::askWhere);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(m_spans);
    row->addSpacing(8);
    row->addWidget(formatLabel);
    row->addWidget(m_formats);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 12);
    layout->setSpacing(10);
    layout->addWidget(what);
    layout->addLayout(row);
    layout->addWidget(m_notice);
    layout->addStretch(1);
    layout->addWidget(buttons);
}

void ReportDialog::askWhere()
{
    const QString stamp = fileStamp(QDateTime::currentMSecsSinceEpoch());
    const QString suffix = m_formats->currentData().toString();
    const bool pdf = suffix == QLatin1String("pdf");
    m_prompts.chooseSaveFile(this,
                             {tr("Save the report"),
                              QStringLiteral("syspulse-report-%1.%2").arg(stamp, suffix),
                              pdf ? tr("PDF file (*.pdf)") : tr("HTML file (*.html)")},
                             [this, pdf](const QString &path) { write(path, pdf); });
}

void ReportDialog::write(const QString &path, bool pdf)
{
    m_save->setEnabled(false); // one at a time
    InstanceReport report = m_report;
    report.span.toMs = report.origin.timeMs = QDateTime::currentMSecsSinceEpoch();
    report.span.fromMs = report.span.toMs - m_spans->currentData().toLongLong();
    m_source.gather(report, m_alertKey, [this, path, pdf](const Result<InstanceReport> &gathered) {
        if (!gathered)
            return say(describe(gathered.error()), true);
        const QByteArray html = instanceReportHtml(*gathered, UnitFormatter());
        if (!pdf)
            return save(path, html);
        runOffThread([html, title = instanceReportTitle(*gathered)] { return reportPdf(html, title); }, this,
                     [this, path](const QByteArray &bytes) { save(path, bytes); });
    });
}

void ReportDialog::save(const QString &path, const QByteArray &report)
{
    m_state.writeFile(path, report, this, [this, path](const Result<void> &written) {
        say(written ? tr("The report was saved to %1.").arg(path) : describe(written.error()), !written);
    });
}

void ReportDialog::say(const QString &text, bool failed)
{
    const ThemeColors &colors = themeColors(palette());
    m_notice->setText(text);
    setTextColor(m_notice, failed ? colors.error : colors.ok);
    m_notice->show();
    m_save->setEnabled(true);
}

} // namespace syspulse
