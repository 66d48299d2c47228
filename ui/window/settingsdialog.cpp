// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/settingsdialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/history/historystore.h"
#include "core/settings/preferences.h"
#include "ui/base/prompts.h"
#include "ui/base/text.h"
#include "ui/instances/instance.h"

namespace syspulse {

SettingsDialog::SettingsDialog(PreferenceStore &preferences, HistoryStore &history, Prompts &prompts,
                               Instance &instance, QWidget *parent)
    : QDialog(parent)
    , m_preferences(preferences)
    , m_history(history)
    , m_prompts(prompts)
    , m_diaryOn(instance.session().profile().diary)
    , m_rawDays(addNumber(QStringLiteral("historyRawDays"), rawDayBounds))
    , m_minuteDays(addNumber(QStringLiteral("historyMinuteDays"), minuteDayBounds))
    , m_hourDays(addNumber(QStringLiteral("historyHourDays"), hourDayBounds))
    , m_megabytes(addNumber(QStringLiteral("historyMegabytes"), megabyteBounds))
    , m_diaryMegabytes(addNumber(QStringLiteral("historyDiaryMegabytes"), diaryMegabyteBounds))
    , m_diary(new QCheckBox)
    , m_removeOne(new QPushButton(tr("&Delete its diary…")))
    , m_removeAll(new QPushButton(tr("Delete a&ll diaries…")))
    , m_removed(paragraph(QStringLiteral("diaryRemoved")))
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
    for (QSpinBox *size : {m_megabytes, m_diaryMegabytes})
        size->setSuffix(tr(" MiB"));
    // What it says is what counts: see HistoryLimits::maxDiaryBytes().
    connect(m_megabytes, &QSpinBox::valueChanged, this,
            [this](int megabytes) { m_diaryMegabytes->setMaximum(megabytes / 2); });
    fill(preferences.values().history);

    QLabel *caption = plainLabel(QStringLiteral("historyCaption"), tr("History on this computer"));
    scaleFont(caption, 1.0, true);
    auto *form = new QFormLayout;
    form->addRow(tr("Keep s&amples as they came for"), m_rawDays);
    form->addRow(tr("Keep one-&minute values for"), m_minuteDays);
    form->addRow(tr("Keep one-&hour values for"), m_hourDays);
    form->addRow(tr("&Use at most"), m_megabytes);
    form->addRow(tr("&Of it for diaries of clients"), m_diaryMegabytes);

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
    QLabel *file = paragraph(QStringLiteral("historyFile"), tr("File: %1").arg(history.file()));
    file->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(file);
    const QString title = oneLine(instance.title(), 60);
    const QString url = instance.store().diary().url();
    addDiary(layout, title);
    m_removeOne->setEnabled(!url.isEmpty());
    connect(m_removeOne, &QPushButton::clicked, this, [this, url, title] { removeDiary(url, title); });
    connect(&instance, &QObject::destroyed, this, &QDialog::reject);
    layout->addStretch(1);
    layout->addWidget(buttons);
}

void SettingsDialog::addDiary(QVBoxLayout *layout, const QString &title)
{
    QLabel *caption = plainLabel(QStringLiteral("diaryCaption"), tr("Diary of the clients"));
    scaleFont(caption, 1.0, true);
    m_diary->setObjectName(QStringLiteral("diaryKept"));
    m_removeOne->setObjectName(QStringLiteral("diaryRemoveOne"));
    m_removeAll->setObjectName(QStringLiteral("diaryRemoveAll"));
    //: %1 is the name of a profile, or host:port
    m_diary->setText(
        tr("&Keep a diary of %1").arg(QString(title).replace(QLatin1Char('&'), QLatin1String("&&"))));
    m_diary->setChecked(m_diaryOn);
    m_removeOne->setToolTip(tr("Possible once the instance has been connected."));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_removeOne);
    buttons->addWidget(m_removeAll);
    buttons->addStretch(1);
    connect(m_removeAll, &QPushButton::clicked, this, [this] { removeDiary({}, {}); });
    layout->addWidget(caption);
    layout->addWidget(paragraph(
        QStringLiteral("diaryText"),
        tr("Who comes and goes while an instance is connected in this window, with client ID, user and "
           "address. The choice is kept in the profile; without one it counts until SysPulse is closed.")));
    layout->addWidget(m_diary);
    layout->addLayout(buttons);
    layout->addWidget(m_removed);
    // Without an instance there is nothing to switch.
    m_diary->setVisible(!title.isEmpty());
    m_removeOne->setVisible(!title.isEmpty());
    m_removed->hide();
}

void SettingsDialog::focusDiary()
{
    m_diary->setFocus(Qt::OtherFocusReason);
}

void SettingsDialog::removeDiary(const QString &url, const QString &title)
{
    const QString what = url.isEmpty()
                             ? tr("Who came and went on any instance is removed from this computer's "
                                  "history. It cannot be brought back. Charts, alerts and notes stay.")
                             : tr("Who came and went on this instance is removed from this computer's "
                                  "history. It cannot be brought back. Charts, alerts and notes stay.");
    const Question question{url.isEmpty() ? tr("Delete the diaries of all instances?")
                                          //: %1 is the name of a profile, or host:port
                                          : tr("Delete the diary of %1?").arg(title),
                            what, tr("&Delete")};
    m_prompts.confirm(this, question, [this, url](bool confirmed) {
        if (!confirmed)
            return;
        m_history.removeDiary(url, this, [this](const Result<void> &result) {
            m_removed->setText(result ? tr("It was deleted.") : describe(result.error()));
            m_removed->show();
        });
    });
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
    m_diaryMegabytes->setMaximum(limits.megabytes / 2); // no matter whether that was a change
    m_diaryMegabytes->setValue(limits.diaryMegabytes);
}

void SettingsDialog::apply()
{
    const HistoryLimits limits{m_rawDays->value(), m_minuteDays->value(), m_hourDays->value(),
                               m_megabytes->value(), m_diaryMegabytes->value()};
    m_preferences.change([limits](Preferences &preferences) { preferences.history = limits; });
    if (m_diary->isChecked() != m_diaryOn)
        emit diaryChosen(m_diary->isChecked());
}

} // namespace syspulse
