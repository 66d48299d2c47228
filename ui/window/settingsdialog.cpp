// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/settingsdialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/settings/preferences.h"
#include "ui/base/text.h"

namespace syspulse {

SettingsDialog::SettingsDialog(PreferenceStore &preferences, const QString &historyFile, QWidget *parent)
    : QDialog(parent)
    , m_preferences(preferences)
    , m_rawDays(addNumber(QStringLiteral("historyRawDays"), rawDayBounds))
    , m_minuteDays(addNumber(QStringLiteral("historyMinuteDays"), minuteDayBounds))
    , m_hourDays(addNumber(QStringLiteral("historyHourDays"), hourDayBounds))
    , m_megabytes(addNumber(QStringLiteral("historyMegabytes"), megabyteBounds))
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(520);

    for (QSpinBox *days : {m_rawDays, m_minuteDays, m_hourDays}) {
        const auto suffix = [days](int value) { days->setSuffix(value == 1 ? tr(" day") : tr(" days")); };
        connect(days, &QSpinBox::valueChanged, this, suffix);
        suffix(days->value());
    }
    m_megabytes->setSuffix(tr(" MiB"));
    fill(preferences.values().history);

    QLabel *caption = plainLabel(QStringLiteral("historyCaption"), tr("History on this computer"));
    scaleFont(caption, 1.0, true);
    auto *form = new QFormLayout;
    form->addRow(tr("Keep s&amples as they came for"), m_rawDays);
    form->addRow(tr("Keep one-&minute values for"), m_minuteDays);
    form->addRow(tr("Keep one-&hour values for"), m_hourDays);
    form->addRow(tr("&Use at most"), m_megabytes);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel |
                                         QDialogButtonBox::RestoreDefaults);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        apply();
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            [this] { fill({}); });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(12);
    layout->addWidget(caption);
    layout->addWidget(
        paragraph(QStringLiteral("historyText"),
                  tr("Charts go on where they ended when SysPulse was closed. One-minute and one-hour values "
                     "keep minimum, maximum, mean and last. What is older, or does not fit, is removed, the "
                     "oldest first.")));
    layout->addLayout(form);
    QLabel *file = paragraph(QStringLiteral("historyFile"), tr("File: %1").arg(historyFile));
    file->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(file);
    layout->addStretch(1);
    layout->addWidget(buttons);
}

QSpinBox *SettingsDialog::addNumber(const QString &name, const IntBounds &bounds)
{
    auto *box = new QSpinBox(this);
    box->setObjectName(name);
    box->setRange(bounds.least, bounds.most);
    return box;
}

void SettingsDialog::fill(const HistoryLimits &limits)
{
    m_rawDays->setValue(limits.rawDays);
    m_minuteDays->setValue(limits.minuteDays);
    m_hourDays->setValue(limits.hourDays);
    m_megabytes->setValue(limits.megabytes);
}

void SettingsDialog::apply()
{
    const HistoryLimits limits{m_rawDays->value(), m_minuteDays->value(), m_hourDays->value(),
                               m_megabytes->value()};
    m_preferences.change([limits](Preferences &preferences) { preferences.history = limits; });
}

} // namespace syspulse
