// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertsilencedialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/alerts/alertmonitor.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

AlertSilenceDialog::AlertSilenceDialog(AlertMonitor &monitor, const QStringList &ruleIds, QWidget *parent)
    : QDialog(parent)
    , m_monitor(monitor)
    , m_ruleIds(ruleIds)
    , m_acknowledge(new QRadioButton(tr("&Acknowledge: silent until the alert ends")))
    , m_snooze(new QRadioButton(tr("&Snooze for")))
    , m_duration(new QSpinBox)
    , m_unit(new QComboBox)
    , m_reason(new QLineEdit)
    , m_help(paragraph(QStringLiteral("silenceHelp")))
{
    setObjectName(QStringLiteral("alertSilenceDialog"));
    setWindowTitle(tr("Acknowledge or snooze"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(520);
    const std::tuple<QWidget *, QString, QString> names[] = {
        {m_acknowledge, QStringLiteral("silenceAcknowledge"), tr("Acknowledge: silent until the alert ends")},
        {m_snooze, QStringLiteral("silenceSnooze"), tr("Snooze")},
        {m_duration, QStringLiteral("silenceDuration"), tr("How long")},
        {m_unit, QStringLiteral("silenceUnit"), tr("Unit of the duration")},
        {m_reason, QStringLiteral("silenceReason"), tr("Reason")}};
    for (const auto &[widget, name, accessible] : names) {
        widget->setObjectName(name);
        widget->setAccessibleName(accessible);
    }
    m_unit->addItem(tr("minutes"), 60);
    m_unit->addItem(tr("hours"), 3600);
    m_unit->addItem(tr("days"), 24 * 3600);
    m_unit->setCurrentIndex(1);
    const auto bound = [this] {
        m_duration->setRange(1, int(maxSnoozeMs / 1000 / m_unit->currentData().toInt()));
    };
    connect(m_unit, &QComboBox::currentIndexChanged, this, bound);
    bound();
    m_reason->setMaxLength(int(maxSilenceReason));
    m_reason->setPlaceholderText(tr("optional, for example: restart announced for noon"));

    QStringList titles;
    bool fires = false;
    for (const QString &id : ruleIds) {
        if (const AlertRule *rule = monitor.rule(id))
            titles.append(monitor.texts().name(*rule));
        fires = fires || monitor.status(id).state == AlertState::Firing;
    }
    m_acknowledge->setEnabled(fires);
    (fires ? m_acknowledge : m_snooze)->setChecked(true);

    auto *duration = new QHBoxLayout;
    duration->setSpacing(8);
    duration->addWidget(m_snooze);
    duration->addWidget(m_duration);
    duration->addWidget(m_unit);
    duration->addStretch(1);
    auto *reason = new QLabel(tr("&Reason"));
    reason->setBuddy(m_reason);
    auto *form = new QFormLayout;
    form->addRow(reason, m_reason);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *apply = buttons->addButton(tr("A&pply"), QDialogButtonBox::AcceptRole);
    apply->setObjectName(QStringLiteral("silenceApply"));
    apply->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &AlertSilenceDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // Room for three lines at all times, so that the dialog does not jump.
    m_help->setMinimumHeight(fontMetrics().lineSpacing() * 3 + 4);
    m_help->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setTextColor(m_help, themeColors(palette()).muted);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(12);
    layout->addWidget(paragraph(QStringLiteral("silenceRules"), titles.join(QStringLiteral("; "))));
    layout->addWidget(m_acknowledge);
    layout->addLayout(duration);
    layout->addLayout(form);
    layout->addWidget(m_help);
    layout->addStretch(1);
    layout->addWidget(buttons);
    connect(m_snooze, &QRadioButton::toggled, this, &AlertSilenceDialog::follow);
    follow();
}

void AlertSilenceDialog::follow()
{
    const bool snoozes = m_snooze->isChecked();
    m_duration->setEnabled(snoozes);
    m_unit->setEnabled(snoozes);
    setTextIfChanged(
        m_help, snoozes ? tr("Until then it is neither shown nor sent, whether it goes on or begins "
                             "again. Afterwards, what still fires is shown and sent once more.")
                        : tr("It is neither shown nor sent again before it has ended. Channels that were "
                             "told of its beginning are told of its end."));
}

void AlertSilenceDialog::apply()
{
    if (m_snooze->isChecked())
        m_monitor.snooze(m_ruleIds, qint64(m_duration->value()) * m_unit->currentData().toInt() * 1000,
                         m_reason->text());
    else
        m_monitor.acknowledge(m_ruleIds, m_reason->text());
    accept();
}

} // namespace syspulse
