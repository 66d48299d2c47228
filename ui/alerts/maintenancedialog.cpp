// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/maintenancedialog.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QScrollArea>

#include "core/alerts/alertmonitor.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"
#include "ui/base/themedicon.h"

namespace syspulse {

namespace {

constexpr qint64 hourMs = 3600 * 1000;

} // namespace

MaintenanceRow::MaintenanceRow(const MaintenanceWindow &window, const QLocale &locale, int number)
    : m_from(new QTimeEdit(window.hours.from))
    , m_to(new QTimeEdit(window.hours.to))
{
    setObjectName(QStringLiteral("maintenanceRow%1").arg(number));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (int i = 0; i < 7; ++i) {
        const int day = (int(locale.firstDayOfWeek()) + i - 1) % 7 + 1;
        auto *button = new QToolButton;
        button->setText(locale.dayName(day, QLocale::ShortFormat));
        button->setCheckable(true);
        button->setChecked((window.days & dayBit(day)) != 0);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setObjectName(QStringLiteral("maintenanceDay%1-%2").arg(number).arg(day));
        button->setAccessibleName(locale.dayName(day, QLocale::LongFormat));
        m_days.at(size_t(day - 1)) = button;
        layout->addWidget(button);
        connect(button, &QToolButton::toggled, this, &MaintenanceRow::changed);
    }
    const std::pair<QTimeEdit *, QString> edits[] = {{m_from, tr("Begin of the maintenance")},
                                                     {m_to, tr("End of the maintenance")}};
    for (const auto &[edit, name] : edits) {
        edit->setAccessibleName(name);
        edit->setDisplayFormat(locale.timeFormat(QLocale::ShortFormat));
        connect(edit, &QTimeEdit::timeChanged, this, &MaintenanceRow::changed);
    }
    m_from->setObjectName(QStringLiteral("maintenanceFrom%1").arg(number));
    m_to->setObjectName(QStringLiteral("maintenanceTo%1").arg(number));
    auto *remove = new QToolButton;
    remove->setText(tr("Remove"));
    remove->setFocusPolicy(Qt::StrongFocus);
    remove->setObjectName(QStringLiteral("maintenanceRemove%1").arg(number));
    remove->setAccessibleName(tr("Remove this window"));
    connect(remove, &QToolButton::clicked, this, &MaintenanceRow::removeRequested);
    layout->addSpacing(8);
    layout->addWidget(m_from);
    layout->addWidget(plainLabel({}, tr("to", "from one time to another")));
    layout->addWidget(m_to);
    layout->addStretch(1);
    layout->addWidget(remove);
}

MaintenanceWindow MaintenanceRow::window() const
{
    MaintenanceWindow window;
    window.days = 0;
    for (int day = 1; day <= 7; ++day) {
        if (m_days.at(size_t(day - 1))->isChecked())
            window.days |= dayBit(day);
    }
    window.hours = {m_from->time(), m_to->time()};
    return window;
}

MaintenanceDialog::MaintenanceDialog(AlertMonitor &monitor, qint64 nowMs, QWidget *parent)
    : QDialog(parent)
    , m_monitor(monitor)
    , m_nowMs(nowMs)
    , m_before(monitor.maintenance())
    , m_once(new QCheckBox(tr("&Now, until")))
    , m_until(new QDateTimeEdit)
    , m_list(new QWidget)
    , m_entries(new QVBoxLayout(m_list))
    , m_none(paragraph(QStringLiteral("maintenanceNone"), tr("There is none that is repeated.")))
    , m_add(new QPushButton(tr("&Add window")))
    , m_result(paragraph(QStringLiteral("maintenanceResult")))
{
    setObjectName(QStringLiteral("maintenanceDialog"));
    setWindowTitle(tr("Maintenance"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(640, 420);
    const QLocale &locale = monitor.texts().format().locale();
    m_once->setObjectName(QStringLiteral("maintenanceOnce"));
    m_until->setObjectName(QStringLiteral("maintenanceUntil"));
    m_until->setAccessibleName(tr("End of the maintenance"));
    m_until->setCalendarPopup(true);
    m_until->setDisplayFormat(locale.dateFormat(QLocale::ShortFormat) + QLatin1Char(' ') +
                              locale.timeFormat(QLocale::ShortFormat));
    const bool current = m_before.isOnce(nowMs);
    m_once->setChecked(current);
    m_until->setDateTime(
        QDateTime::fromMSecsSinceEpoch(current ? m_before.untilMs : (nowMs / hourMs + 2) * hourMs));
    m_add->setObjectName(QStringLiteral("maintenanceAdd"));
    m_add->setIcon(themedIcon(QStringLiteral("add")));
    m_add->setAutoDefault(false);

    auto *once = new QHBoxLayout;
    once->setSpacing(8);
    once->addWidget(m_once);
    once->addWidget(m_until);
    once->addStretch(1);
    auto *head = new QHBoxLayout;
    QLabel *caption =
        plainLabel(QStringLiteral("maintenanceCaption"), tr("Each week, by the clock of this computer"));
    scaleFont(caption, 1.0, true);
    head->addWidget(caption, 1);
    head->addWidget(m_add);
    m_entries->setContentsMargins(0, 0, 0, 0);
    m_entries->addStretch(1);
    auto *area = new QScrollArea;
    area->setObjectName(QStringLiteral("maintenanceArea"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(m_list);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("maintenanceSave"));
    m_save->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(10);
    layout->addWidget(
        paragraph(QStringLiteral("maintenanceText"),
                  tr("In a maintenance, alerts of this instance are noted in the log, but neither shown nor "
                     "sent. What still fires afterwards is shown and sent then; the end of an alert is sent "
                     "wherever its beginning was.")));
    layout->addLayout(once);
    layout->addLayout(head);
    layout->addWidget(m_none);
    layout->addWidget(area, 1);
    layout->addWidget(m_result);
    layout->addWidget(buttons);

    for (const MaintenanceWindow &window : m_before.windows)
        addRow(window);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addRow({dayBit(7), {QTime(2, 0), QTime(4, 0)}});
        follow();
    });
    connect(m_once, &QCheckBox::toggled, this, &MaintenanceDialog::follow);
    connect(m_until, &QDateTimeEdit::dateTimeChanged, this, &MaintenanceDialog::follow);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        m_monitor.setMaintenance(entered());
        accept();
    });
    follow();
}

void MaintenanceDialog::addRow(const MaintenanceWindow &window)
{
    auto *row = new MaintenanceRow(window, m_monitor.texts().format().locale(), ++m_made);
    m_rows.append(row);
    m_entries->insertWidget(m_entries->count() - 1, row);
    connect(row, &MaintenanceRow::changed, this, &MaintenanceDialog::follow);
    connect(row, &MaintenanceRow::removeRequested, this, [this, row] {
        m_rows.removeOne(row);
        m_add->setFocus();
        row->hide();
        row->deleteLater(); // it is calling
        follow();
    });
}

Maintenance MaintenanceDialog::entered() const
{
    Maintenance maintenance;
    for (const MaintenanceRow *row : m_rows)
        maintenance.windows.append(row->window());
    if (!m_once->isChecked())
        return maintenance;
    maintenance.untilMs = m_until->dateTime().toMSecsSinceEpoch();
    maintenance.sinceMs = m_before.isOnce(m_nowMs) ? m_before.sinceMs : m_nowMs;
    return maintenance;
}

QString MaintenanceDialog::problem() const
{
    const Maintenance maintenance = entered();
    if (m_once->isChecked() && maintenance.untilMs <= m_nowMs)
        return tr("The end is in the past.");
    if (maintenance.untilMs - maintenance.sinceMs > maxMaintenanceMs)
        return tr("A maintenance may last a year at most.");
    for (const MaintenanceWindow &window : maintenance.windows) {
        if (window.days == 0)
            return tr("Choose at least one day for each window.");
        if (!window.hours.isSet())
            return tr("Begin and end of a window must differ.");
    }
    return {};
}

void MaintenanceDialog::follow()
{
    m_until->setEnabled(m_once->isChecked());
    m_none->setVisible(m_rows.isEmpty());
    m_add->setEnabled(m_rows.size() < maxMaintenanceWindows);
    const QString wrong = problem();
    m_save->setEnabled(wrong.isEmpty());
    QStringList windows;
    for (const MaintenanceWindow &window : entered().windows)
        windows.append(m_monitor.texts().maintenanceWindow(window));
    setTextIfChanged(m_result, wrong.isEmpty() ? windows.join(QStringLiteral("; ")) : wrong);
    setTextColor(m_result, wrong.isEmpty() ? themeColors(palette()).muted : themeColors(palette()).warning);
}

} // namespace syspulse
