// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/updater/schedulebox.h"

#include <cmath>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/topics/syslayout.h"
#include "core/topics/systopics.h"
#include "core/updater/updatecost.h"
#include "ui/base/text.h"
#include "ui/base/theme.h"

namespace syspulse {

ScheduleBox::ScheduleBox(const UnitFormatter &format, QWidget *parent)
    : QWidget(parent)
    , m_format(format)
    , m_interval(new QSpinBox)
    , m_quiet(new QCheckBox(tr("&Quiet hours from")))
    , m_from(makeTimeEdit(QStringLiteral("quietFrom"), tr("Begin of the quiet hours"), QTime(22, 0)))
    , m_to(makeTimeEdit(QStringLiteral("quietTo"), tr("End of the quiet hours"), QTime(6, 0)))
    , m_length(plainLabel(QStringLiteral("quietLength")))
    , m_canary(
          new QCheckBox(tr("Measure how fast the server a&nswers, every %1 s").arg(canaryIntervalSeconds)))
    , m_cost(paragraph(QStringLiteral("updaterCost")))
{
    setObjectName(QStringLiteral("scheduleBox"));
    m_interval->setObjectName(QStringLiteral("updaterInterval"));
    m_interval->setRange(minIntervalSeconds, maxIntervalSeconds);
    m_interval->setValue(defaultIntervalSeconds);
    m_interval->setSuffix(tr(" s", "seconds"));
    m_interval->setAccessibleName(tr("Seconds between two updates"));
    m_interval->setMinimumWidth(90);
    m_quiet->setObjectName(QStringLiteral("quietHours"));
    m_quiet->setToolTip(tr("A time of each day, by the clock of this machine, in which nothing is written.\n"
                           "Another updater may write meanwhile. \"Run now\" writes all the same."));

    m_canary->setObjectName(QStringLiteral("updaterCanary"));
    m_canary->setToolTip(tr("The canary: connects to MQTT as a client does, pings, sends itself a message "
                            "that is not retained,\n"
                            "and asks the operations API who it is. The times are topics below %1.\n"
                            "The message makes no record, but subscribers of %2 see it and the audit log "
                            "notes it.\n"
                            "Kept in the instance's profile.")
                             .arg(systopics::canary, SysLayout::filterOf(SysLayout().table)));

    QLabel *label = plainLabel(QStringLiteral("updaterIntervalLabel"), tr("Update &every"));
    label->setBuddy(m_interval);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(m_interval);
    row->addSpacing(16);
    row->addWidget(m_quiet);
    row->addWidget(m_from);
    row->addWidget(plainLabel({}, tr("to", "from one time to another")));
    row->addWidget(m_to);
    row->addWidget(m_length);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(row);
    layout->addWidget(m_canary);
    layout->addWidget(m_cost);

    connect(m_interval, &QSpinBox::valueChanged, this, &ScheduleBox::changed);
    connect(m_quiet, &QCheckBox::toggled, this, &ScheduleBox::changed);
    connect(m_from, &QTimeEdit::timeChanged, this, &ScheduleBox::changed);
    connect(m_to, &QTimeEdit::timeChanged, this, &ScheduleBox::changed);
    connect(m_canary, &QCheckBox::toggled, this, &ScheduleBox::changed);
    connect(this, &ScheduleBox::changed, this, &ScheduleBox::refreshQuiet);
    refreshQuiet();
}

QTimeEdit *ScheduleBox::makeTimeEdit(const QString &name, const QString &accessibleName, QTime time)
{
    auto *edit = new QTimeEdit(time);
    edit->setObjectName(name);
    edit->setAccessibleName(accessibleName);
    edit->setDisplayFormat(m_format.locale().timeFormat(QLocale::ShortFormat));
    return edit;
}

UpdaterSchedule ScheduleBox::schedule() const
{
    UpdaterSchedule schedule;
    schedule.intervalSeconds = m_interval->value();
    if (m_quiet->isChecked())
        schedule.quiet = {m_from->time(), m_to->time()};
    if (!schedule.quiet.isSet())
        schedule.quiet = {};
    schedule.canary = m_canary->isChecked();
    return schedule;
}

void ScheduleBox::setSchedule(const UpdaterSchedule &schedule)
{
    m_interval->setValue(schedule.intervalSeconds);
    setCanary(schedule.canary);
    m_quiet->setChecked(schedule.quiet.isSet());
    if (!schedule.quiet.isSet())
        return;
    m_from->setTime(schedule.quiet.from);
    m_to->setTime(schedule.quiet.to);
}

void ScheduleBox::setCanary(bool canary)
{
    m_canary->setChecked(canary);
}

void ScheduleBox::refreshQuiet()
{
    m_from->setEnabled(m_quiet->isChecked());
    m_to->setEnabled(m_quiet->isChecked());
    QString length;
    if (const int seconds = schedule().quiet.seconds(); seconds > 0)
        //: %1 is a duration such as 8 h
        length = tr("(%1 each day)").arg(m_format.duration(1000LL * seconds));
    else if (m_quiet->isChecked())
        length = tr("Both times are the same, so there are no quiet hours.");
    setTextIfChanged(m_length, length);
    setTextColor(m_length, themeColors(palette()).muted);
}

void ScheduleBox::showCost(int recordsPerRun, const std::optional<UpdaterSchedule> &applied,
                           StorageEngine engine)
{
    QString text = recordsPerRun >= 0 ? costText(recordsPerRun, schedule(), engine, m_format)
                                      : tr("What a schedule costs is known after the first run.");
    if (applied && *applied != schedule()) {
        if (recordsPerRun >= 0) {
            const UpdateCost now = estimateCost(recordsPerRun, *applied, engine);
            //: %1 writes per day, %2 an amount of bytes; then what the changes would cost
            text = tr("Until you apply the changes: about %1 record writes and %2 of audit log per day. "
                      "Afterwards: %3")
                       .arg(m_format.number(std::round(now.writesPerDay), NumberStyle::Compact),
                            m_format.value(now.auditBytesPerDay, Unit::Bytes, NumberStyle::Compact).text(),
                            text);
        } else {
            text = tr("The changes are not applied yet. %1").arg(text);
        }
    }
    setTextIfChanged(m_cost, text);
    setTextColor(m_cost, themeColors(palette()).muted);
}

QString ScheduleBox::costText(int recordsPerRun, const UpdaterSchedule &schedule, StorageEngine engine,
                              const UnitFormatter &format)
{
    const UpdateCost cost = estimateCost(recordsPerRun, schedule, engine);
    const auto bytes = [&format](double value) {
        return format.value(value, Unit::Bytes, NumberStyle::Compact).text();
    };
    //: %1 writes per day, %2 records, %3 a duration such as 10 s, %4 messages per day, %5 and %7 amounts of
    //: bytes, %6 a number of days
    QString text =
        tr("Estimated cost, going by the last run: about %1 record writes per day (%2 every %3) and %4 "
           "MQTT messages per day to each subscriber. The audit log grows by about %5 per day; the server "
           "keeps %6 days of it as delivered, about %7.")
            .arg(format.number(std::round(cost.writesPerDay), NumberStyle::Compact),
                 format.number(recordsPerRun, NumberStyle::Full),
                 format.duration(schedule.intervalSeconds * 1000LL),
                 format.number(std::round(cost.messagesPerDay), NumberStyle::Compact),
                 bytes(cost.auditBytesPerDay), QString::number(auditRetentionDays),
                 bytes(cost.auditBytesKept));
    if (!schedule.canary)
        return text;
    const CanaryCost canary = estimateCanary(schedule, engine);
    //: %1 connections per day, %2 an MQTT topic filter, %3 records, %4 a duration such as 30 s, %5 an amount
    //: of bytes
    return text + QLatin1Char(' ') +
           tr("The canary makes about %1 short MQTT connections per day, with a message each that "
              "subscribers "
              "of %2 get too. At most %3 records change every %4: together with the messages, up to %5 of "
              "audit log per day.")
               .arg(format.number(std::round(canary.roundsPerDay), NumberStyle::Compact),
                    SysLayout::filterOf(SysLayout().table),
                    format.number(canary.recordsPerRound, NumberStyle::Full),
                    format.duration(canaryIntervalSeconds * 1000LL), bytes(canary.auditBytesPerDay));
}

} // namespace syspulse
