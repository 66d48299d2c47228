// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertrule.h"
#include "core/alerts/maintenance.h"

#include <QStringList>

namespace syspulse {

/// An alert that has begun and not ended, as far as anybody has seen.
struct OpenAlert
{
    AlertRule rule;     ///< as it was when the alert began
    qint64 sinceMs = 0; ///< when, this machine's clock
    bool told = false;  ///< its beginning was sent, so its end will be
    bool due = true;    ///< its beginning is to be sent, or to be sent again

    bool operator==(const OpenAlert &) const = default;
};

/// Why nobody is told of the alert of a rule.
enum class SilenceKind {
    Acknowledged, ///< somebody knows; until the alert ends
    Snoozed,      ///< for a while
};

/// What the user has said about the alerts of one rule.
struct AlertSilence
{
    QString ruleId;
    SilenceKind kind = SilenceKind::Acknowledged;
    qint64 sinceMs = 0; ///< this machine's clock
    qint64 untilMs = 0; ///< of Snoozed, this machine's clock
    QString reason;     ///< as the user wrote it; may be empty

    bool operator==(const AlertSilence &) const = default;
};

/// What outlives the programs that watch an instance, so that none of them repeats what another one, or the
/// same one before it was started again, has said.
struct AlertMemory
{
    QList<OpenAlert> open;        ///< changed by the program on duty only
    QStringList shown;            ///< ids of the rules whose alert was shown on the desktop
    QList<AlertSilence> silences; ///< of several of a rule the newest counts
    Maintenance maintenance;
    QByteArray unknown; ///< members of the file that a newer version wrote

    bool operator==(const AlertMemory &) const = default;

    const AlertSilence *silence(const QString &ruleId) const;
    const OpenAlert *openAlert(const QString &ruleId) const;
    /// The same where it is an alert of @p rule as that is now.
    const OpenAlert *openAlert(const AlertRule &rule) const;
    /// Replaces what was said about the rule before.
    void put(const AlertSilence &silence);
    /// Whether there was one.
    bool removeSilence(const QString &ruleId);
};

inline constexpr qsizetype maxSilenceReason = 300;
/// The longest snooze.
inline constexpr qint64 maxSnoozeMs = 30LL * 24 * 3600 * 1000;

Json alertMemoryToJson(const AlertMemory &memory);
/// What can be read of @p json; @p damage gets what is wrong with the rest, where it says nothing yet.
AlertMemory alertMemoryFromJson(const Json &json, QString &damage);

} // namespace syspulse
