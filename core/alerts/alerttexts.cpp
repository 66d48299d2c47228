// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts/alerttexts.h"

#include <cmath>

#include "core/base/bounded.h"
#include "core/base/plaintext.h"
#include "core/topics/catalogue.h"
#include "core/topics/metricname.h"

namespace syspulse {

namespace {

Unit unitOf(const QString &topic)
{
    const std::optional<MetricDescription> description = describeTopic(topic);
    return description ? description->unit : Unit::None;
}

} // namespace

AlertTexts::AlertTexts(const UnitFormatter &format)
    : m_format(format)
{}

QString AlertTexts::quotedMetric(const AlertRule &rule) const
{
    return m_format.locale().quoteString(metricName(rule.topic));
}

QString AlertTexts::conditionName(AlertCondition condition)
{
    switch (condition) {
    case AlertCondition::ValueAbove:
        return tr("The value is above");
    case AlertCondition::ValueBelow:
        return tr("The value is below");
    case AlertCondition::RateAbove:
        return tr("The change per second is above");
    case AlertCondition::RateBelow:
        return tr("The change per second is below");
    case AlertCondition::NoData:
        return tr("There is no new data");
    case AlertCondition::Unreachable:
        return tr("The instance cannot be reached");
    case AlertCondition::CertificateEnds:
        return tr("A certificate expires within");
    case AlertCondition::ClientAway:
        return tr("A client is away");
    }
    return {};
}

/// What a rule about clients looks for, on one line.
static QString clientPattern(const AlertRule &rule)
{
    return oneLine(rule.client, 80);
}

QString AlertTexts::daysText(double days) const
{
    constexpr double dayMs = 24.0 * 3600 * 1000;
    return m_format.duration(boundedInteger(days * dayMs));
}

QString AlertTexts::thresholdUnit(const AlertRule &rule) const
{
    if (rule.condition == AlertCondition::CertificateEnds)
        return tr("days");
    const Unit unit = unitOf(rule.topic);
    return isRate(rule.condition) ? m_format.rate(1, unit, NumberStyle::Full).unit : unitLabel(unit);
}

QString AlertTexts::exact(const AlertRule &rule, double number) const
{
    // A threshold is shown as it was entered; 12 digits hide what binary fractions add to 0.3 - 0.1.
    const double rounded = QString::number(number, 'g', 12).toDouble();
    QString text = m_format.locale().toString(rounded, 'f', QLocale::FloatingPointShortest);
    const Unit unit = unitOf(rule.topic);
    const bool rate = isRate(rule.condition);
    const QString label = rate ? thresholdUnit(rule) : unitLabel(unit, number == 1);
    // A unit that begins with its own slash belongs to the number.
    if (label.startsWith(QLatin1Char('/')))
        text += label;
    else if (!label.isEmpty())
        text += QChar(QChar::Nbsp) + label;
    const bool largeBytes = (unit == Unit::Bytes || unit == Unit::BytesPerMinute) && std::abs(number) >= 1024;
    const bool longTime = unit == Unit::Seconds && !rate && std::abs(number) >= 60;
    if (!largeBytes && !longTime)
        return text;
    //: an exact number such as 1,048,576 B and the same for people such as 1.0 MiB
    return tr("%1 (%2)").arg(text, value(rule, number));
}

QString AlertTexts::value(const AlertRule &rule, const std::optional<double> &value,
                          std::optional<qint64> awaySinceMs) const
{
    if (hasClient(rule.condition))
        return !value          ? unknownText()
               : !(*value > 0) ? tr("connected")
               //: said of a client; %1 is a date and time
               : awaySinceMs ? tr("away since %1").arg(m_format.dateTime(*awaySinceMs))
                             //: said of a client
                             : tr("away");
    if (rule.condition == AlertCondition::CertificateEnds)
        return !value ? unknownText() : *value < 0 ? tr("expired") : daysText(*value);
    if (rule.condition == AlertCondition::Unreachable)
        return !value ? unknownText() : *value > 0 ? tr("does not answer") : tr("answers");
    const Unit unit = unitOf(rule.topic);
    return isRate(rule.condition) ? m_format.rate(value, unit, NumberStyle::Full).text()
                                  : m_format.value(value, unit, NumberStyle::Full).text();
}

QString AlertTexts::shortCondition(const AlertRule &rule) const
{
    const QString metric = metricName(rule.topic);
    switch (rule.condition) {
    case AlertCondition::ValueAbove:
        //: metric and value
        return tr("%1 above %2").arg(metric, exact(rule, rule.threshold));
    case AlertCondition::ValueBelow:
        //: metric and value
        return tr("%1 below %2").arg(metric, exact(rule, rule.threshold));
    case AlertCondition::RateAbove:
        //: metric and change per second
        return tr("%1 change above %2").arg(metric, exact(rule, rule.threshold));
    case AlertCondition::RateBelow:
        //: metric and change per second
        return tr("%1 change below %2").arg(metric, exact(rule, rule.threshold));
    case AlertCondition::NoData:
        //: metric and duration
        return tr("%1: no data for %2").arg(metric, m_format.duration(rule.forSeconds * 1000));
    case AlertCondition::Unreachable:
        //: name of an alert rule
        return tr("Instance unreachable");
    case AlertCondition::CertificateEnds:
        //: name of an alert rule; %1 is a duration
        return tr("A certificate expires within %1").arg(daysText(rule.threshold));
    case AlertCondition::ClientAway:
        //: name of an alert rule; %1 is a client ID, perhaps with wildcards
        return tr("Client %1 is away").arg(clientPattern(rule));
    }
    return {};
}

QString AlertTexts::name(const AlertRule &rule) const
{
    QString name = oneLine(rule.name.trimmed(), maxAlertName);
    if (name.isEmpty())
        name = suggestionName(rule.suggestion);
    return name.isEmpty() ? shortCondition(rule) : name;
}

QString AlertTexts::sentence(const AlertRule &rule) const
{
    const QString metric = quotedMetric(rule);
    const QString limit = exact(rule, rule.threshold);
    const QString end = exact(rule, endOf(rule));
    const QString time = m_format.duration(rule.forSeconds * 1000);
    const bool atOnce = rule.forSeconds == 0;
    // In each: metric, threshold, duration (where there is one), value at which the alert ends.
    switch (rule.condition) {
    case AlertCondition::ValueAbove:
        return atOnce ? tr("Fires as soon as %1 is above %2; ends at %3 or below.").arg(metric, limit, end)
                      : tr("Fires when %1 stays above %2 for %3; ends at %4 or below.")
                            .arg(metric, limit, time, end);
    case AlertCondition::ValueBelow:
        return atOnce ? tr("Fires as soon as %1 is below %2; ends at %3 or above.").arg(metric, limit, end)
                      : tr("Fires when %1 stays below %2 for %3; ends at %4 or above.")
                            .arg(metric, limit, time, end);
    case AlertCondition::RateAbove:
        return atOnce ? tr("Fires as soon as the change of %1 is above %2; ends at %3 or below.")
                            .arg(metric, limit, end)
                      : tr("Fires when the change of %1 stays above %2 for %3; ends at %4 or below.")
                            .arg(metric, limit, time, end);
    case AlertCondition::RateBelow:
        return atOnce ? tr("Fires as soon as the change of %1 is below %2; ends at %3 or above.")
                            .arg(metric, limit, end)
                      : tr("Fires when the change of %1 stays below %2 for %3; ends at %4 or above.")
                            .arg(metric, limit, time, end);
    case AlertCondition::NoData:
        return tr("Fires when there has been no new value of %1 for %2; ends with the next value.")
            .arg(metric, time);
    case AlertCondition::Unreachable:
        return atOnce ? tr("Fires as soon as the instance does not answer; ends when it does.")
                      : tr("Fires when the instance has not answered for %1; ends when it does.").arg(time);
    case AlertCondition::CertificateEnds:
        return tr("Fires when a certificate of the instance expires within %1; ends when it is renewed.")
            .arg(daysText(rule.threshold));
    case AlertCondition::ClientAway:
        return atOnce ? tr("Fires as soon as no client whose ID is %1 is connected; ends when one is.")
                            .arg(clientPattern(rule))
                      : tr("Fires when no client whose ID is %1 has been connected for %2; ends when one is.")
                            .arg(clientPattern(rule), time);
    }
    return {};
}

QString AlertTexts::firedClient(const AlertEvent &event) const
{
    const QString client = clientPattern(event.rule);
    if (event.awaySinceMs)
        //: %1 is a client ID, perhaps with wildcards, %2 a date and time
        return tr("No client whose ID is %1 has been connected since %2.")
            .arg(client, m_format.dateTime(*event.awaySinceMs));
    return event.rule.forSeconds == 0 ? tr("No client whose ID is %1 is connected.").arg(client)
                                      : tr("No client whose ID is %1 has been connected for %2.")
                                            .arg(client, m_format.duration(event.rule.forSeconds * 1000));
}

QString AlertTexts::maintenanceWindow(const MaintenanceWindow &window) const
{
    const QLocale &locale = m_format.locale();
    QStringList days;
    for (int day = 1; day <= 7; ++day) {
        if ((window.days & dayBit(day)) != 0)
            days.append(locale.dayName(day, QLocale::ShortFormat));
    }
    const auto time = [&locale](QTime at) { return locale.toString(at, QLocale::ShortFormat); };
    //: %1: days of the week; %2, %3: times of day
    return tr("%1, %2 to %3")
        .arg(window.days == everyDay ? tr("every day") : days.join(QStringLiteral(", ")),
             time(window.hours.from), time(window.hours.to));
}

QString AlertTexts::fired(const AlertEvent &event) const
{
    const AlertRule &rule = event.rule;
    const QString metric = quotedMetric(rule);
    if (rule.condition == AlertCondition::NoData)
        return tr("There has been no new value of %1 for %2.")
            .arg(metric, m_format.duration(rule.forSeconds * 1000));
    if (rule.condition == AlertCondition::CertificateEnds)
        //: %1 is a duration; may be negative
        return tr("Time left of a certificate of the instance: %1.").arg(value(rule, event.value));
    if (rule.condition == AlertCondition::Unreachable)
        return tr("The instance has not answered for %1.").arg(m_format.duration(rule.forSeconds * 1000));
    if (hasClient(rule.condition))
        return firedClient(event);
    const QString now = value(rule, event.value);
    const QString limit = exact(rule, rule.threshold);
    switch (rule.condition) {
    case AlertCondition::ValueAbove:
        return tr("%1 is %2, which is above %3.").arg(metric, now, limit);
    case AlertCondition::ValueBelow:
        return tr("%1 is %2, which is below %3.").arg(metric, now, limit);
    case AlertCondition::RateAbove:
        return tr("%1 changes by %2, which is above %3.").arg(metric, now, limit);
    case AlertCondition::RateBelow:
        return tr("%1 changes by %2, which is below %3.").arg(metric, now, limit);
    case AlertCondition::Unreachable:
    case AlertCondition::CertificateEnds:
    case AlertCondition::ClientAway:
    case AlertCondition::NoData:
        break;
    }
    return {};
}

QString AlertTexts::ended(const AlertEvent &event) const
{
    const AlertRule &rule = event.rule;
    const QString metric = quotedMetric(rule);
    if (event.kind == AlertEventKind::Ended)
        return tr("The alert is no longer watched: its rule was changed or removed.");
    if (rule.condition == AlertCondition::NoData)
        return tr("New values of %1 come again.").arg(metric);
    if (rule.condition == AlertCondition::Unreachable)
        return tr("The instance answers again.");
    if (hasClient(rule.condition))
        return tr("A client whose ID is %1 is connected again.").arg(clientPattern(rule));
    if (rule.condition == AlertCondition::CertificateEnds)
        return tr("The certificates of the instance are valid for %1 or longer.")
            .arg(value(rule, event.value));
    const QString now = value(rule, event.value);
    return isRate(rule.condition) ? tr("%1 changes by %2, which is within bounds again.").arg(metric, now)
                                  : tr("%1 is %2, which is within bounds again.").arg(metric, now);
}

QString AlertTexts::summary(const QList<AlertRule> &firing) const
{
    constexpr qsizetype listed = 3;
    QStringList names;
    for (const AlertRule &rule : firing.mid(0, listed))
        names.append(name(rule));
    if (firing.size() > listed)
        names.append(QStringLiteral("…"));
    const QString list = names.join(QStringLiteral("; "));
    //: %1 is the name of an alert
    return firing.size() == 1 ? tr("Alert: %1").arg(list)
                              //: number of alerts that fire, and their names
                              : tr("%n alerts: %1", nullptr, int(firing.size())).arg(list);
}

} // namespace syspulse
