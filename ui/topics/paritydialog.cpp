// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/paritydialog.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/report/parityexport.h"
#include "core/session/livestore.h"
#include "core/session/session.h"
#include "core/settings/statestore.h"
#include "ui/base/filteredit.h"
#include "ui/base/itemviews.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/topics/paritymodel.h"

namespace syspulse {

namespace {

ParityValues valuesOf(const LiveStore &store)
{
    return [&store](const QString &topic) -> std::optional<ParityValue> {
        const TopicValue *value = store.value(topic);
        if (value == nullptr)
            return std::nullopt;
        return ParityValue{value->text, value->number, value->quality, store.ageMs(topic)};
    };
}

} // namespace

ParityDialog::ParityDialog(const PageContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_model(new ParityModel(context.format, this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_conventions(new QComboBox)
    , m_filter(filterEdit(QStringLiteral("parityFilter"), tr("Filter by topic, state or note"), tr("Filter")))
    , m_summary(paragraph(QStringLiteral("paritySummary")))
    , m_table(new QTableView)
    , m_note(paragraph(QStringLiteral("parityNote")))
    , m_notice(paragraph(QStringLiteral("parityNotice")))
{
    setObjectName(QStringLiteral("parityDialog"));
    setWindowTitle(tr("Compare with other brokers"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1240, 680);
    makeTable();
    // Room for two lines, so that the table does not jump from one row to the next.
    m_note->setAlignment(Qt::AlignTop);
    m_note->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_notice->hide();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    const auto addExport = [&](const QString &name, const QString &text, const QString &format) {
        QPushButton *button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setObjectName(name);
        connect(button, &QPushButton::clicked, this, [this, format] { exportReport(format); });
    };
    addExport(QStringLiteral("exportParityHtml"), tr("Export as &HTML…"), QStringLiteral("html"));
    addExport(QStringLiteral("exportParityCsv"), tr("Export as CS&V…"), QStringLiteral("csv"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 12);
    layout->setSpacing(10);
    layout->addLayout(makeHead());
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_note);
    layout->addWidget(m_notice);
    layout->addWidget(buttons);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);

    connect(m_conventions, &QComboBox::currentIndexChanged, this, &ParityDialog::refresh);
    connect(m_filter, &QLineEdit::textChanged, m_proxy, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ParityDialog::showNote);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ParityDialog::showNote);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &ParityDialog::refresh);
    m_second.start();
    refresh();
    showNote();
}

QLayout *ParityDialog::makeHead()
{
    m_conventions->setObjectName(QStringLiteral("parityConvention"));
    for (const Convention convention : conventions)
        m_conventions->addItem(conventionTitle(convention), int(convention));
    QLabel *against = plainLabel({}, tr("Compare &with:"));
    against->setBuddy(m_conventions);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(against);
    head->addWidget(m_conventions);
    head->addSpacing(8);
    head->addWidget(m_filter, 1);
    return head;
}

void ParityDialog::makeTable()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("parityTable"));
    m_table->setAccessibleName(tr("Topics compared"));
    m_table->setModel(m_proxy);
    styleTable(m_table, {44, 21, 36, 20, 10});
}

Convention ParityDialog::convention() const
{
    return Convention(m_conventions->currentData().toInt());
}

void ParityDialog::refresh()
{
    const ParityReport report = parityReport(convention(), valuesOf(m_context.store));
    setTextIfChanged(m_summary, paritySentence(report.summary(), m_context.session.isConnected()) +
                                    QLatin1Char(' ') + conventionNote(report.convention));
    m_model->setReport(report);
}

void ParityDialog::showNote()
{
    const QModelIndex index = m_table->currentIndex();
    const QString note = index.siblingAtColumn(ParityModel::Note).data().toString();
    const QString topic = index.siblingAtColumn(ParityModel::Topic).data().toString();
    setTextIfChanged(m_note, topic.isEmpty()  ? tr("Select a topic to read its note.")
                             : note.isEmpty() ? tr("%1: the value has the same meaning here.").arg(topic)
                                              : QStringLiteral("%1: %2").arg(topic, note));
}

void ParityDialog::exportReport(const QString &format)
{
    const qint64 nowMs = m_context.clock.nowMs();
    const QString stamp = fileStamp(nowMs);
    const SaveQuestion question{
        tr("Export the comparison"),
        QStringLiteral("syspulse-%1-%2.%3").arg(conventionName(convention()), stamp, format),
        //: %1 is HTML or CSV, %2 the same in lower case
        tr("%1 file (*.%2)").arg(format.toUpper(), format)};
    m_context.prompts.chooseSaveFile(this, question, [this, format, nowMs](const QString &path) {
        const InstanceInfo &info = m_context.session.info();
        const QByteArray bytes =
            format == QLatin1String("csv")
                ? parityCsv(m_model->report())
                : parityHtml(m_model->report(), {info.url, info.version, nowMs}, m_context.format);
        m_context.state.writeFile(path, bytes, this, [this, path](const Result<void> &result) {
            const ThemeColors &colors = themeColors(palette());
            m_notice->setText(result ? tr("The comparison was exported to %1.").arg(path)
                                     : describe(result.error()));
            setTextColor(m_notice, result ? colors.ok : colors.error);
            m_notice->show();
        });
    });
}

} // namespace syspulse
