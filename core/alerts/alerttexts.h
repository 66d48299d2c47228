// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertengine.h"
#include "core/alerts/alertmemory.h"
#include "core/base/severity.h"
#include "core/units/unitformatter.h"

#include <QCoreApplication>

namespace syspulse {

/// The words for alerts. Texts of rules and topics come out on one line, but are still plain text.
class AlertTexts
{
    Q_DECLARE_TR_FUNCTIONS(syspulse::AlertTexts)

public:
    explicit AlertTexts(const UnitFormatter &format);

    const UnitFormatter &format() const { return m_format; }

    /// The words for @p condition in a list to choose from.
    static QString conditionName(AlertCondition condition);
    /// What the threshold of @p rule is counted in: "clients", "B/s"; may be empty.
    QString thresholdUnit(const AlertRule &rule) const;

    /// The name of a suggested rule; empty where this version does not know @p suggestion.
    static QString suggestionName(const QString &suggestion);
    /// What to do when @p rule fires; empty where it is not one of the suggestions.
    static QString advice(const AlertRule &rule);
    /// The name of @p rule, or "Connected clients above 100 clients".
    QString name(const AlertRule &rule) const;
    /// When @p rule fires and ends, as a whole sentence.
    QString sentence(const AlertRule &rule) const;
    /// @p value as the condition of @p rule sees it. @p awaySinceMs: see AlertStatus.
    QString value(const AlertRule &rule, const std::optional<double> &value,
                  std::optional<qint64> awaySinceMs = std::nullopt) const;
    /// "Mon, Tue 22:00 to 06:00".
    QString maintenanceWindow(const MaintenanceWindow &window) const;
    /// What happened, as a whole sentence for a notification.
    QString fired(const AlertEvent &event) const;
    /// The same of the end of an alert.
    QString ended(const AlertEvent &event) const;
    /// "2 alerts: a; b".
    QString summary(const QList<AlertRule> &firing) const;

    /// "Firing since 14:03:22", "OK"; says when the value is not current, and what was said about it:
    /// @p silence may be nullptr.
    QString state(const AlertRule &rule, const AlertStatus &status, const AlertSilence *silence,
                  bool inMaintenance = false) const;
    /// What is worth knowing beside what happened, such as "until 15:30: restart at noon"; may be empty.
    QString remark(const AlertEvent &event) const;
    static Severity severity(const AlertRule &rule, const AlertStatus &status);
    /// The colour and icon of @p severity.
    static Severity severity(AlertSeverity severity);
    static QString severityName(AlertSeverity severity);
    static QString event(AlertEventKind kind);

private:
    QString daysText(double days) const;
    /// The metric's name as it stands in a sentence.
    QString quotedMetric(const AlertRule &rule) const;
    QString firedClient(const AlertEvent &event) const;
    QString exact(const AlertRule &rule, double number) const;
    QString shortCondition(const AlertRule &rule) const;
    QString plainState(const AlertRule &rule, const AlertStatus &status) const;

    UnitFormatter m_format;
};

} // namespace syspulse
