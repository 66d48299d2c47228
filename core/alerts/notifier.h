// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alerts/alertrule.h"

#include <QObject>
#include <QString>

namespace syspulse {

/// What the user is told about alerts outside the window.
struct AlertNotice
{
    QString id;    ///< unique in the program; a notice with the id of an earlier one replaces it
    QString title; ///< one line
    QString text;  ///< plain text, without markup
    AlertSeverity severity = AlertSeverity::Warning; ///< how urgent it is

    bool operator==(const AlertNotice &) const = default;
};

/// Tells the user about alerts where the desktop shows notifications, and hands back which of the buttons was
/// pressed: Show, Acknowledge or Snooze. Signals may come long after the notice, also for one that was
/// withdrawn meanwhile.
class Notifier : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Whether a notice can be seen at present. If not, the window has to show its content itself.
    virtual bool isAvailable() const = 0;
    virtual void notify(const AlertNotice &notice) = 0;
    /// Takes the notice @p id away, if it is still shown.
    virtual void withdraw(const QString &id) = 0;

signals:
    /// The window is to be shown with what the notice is about. @p activationToken lets it take the focus on
    /// Wayland; empty where the desktop gave none.
    void showRequested(const QString &id, const QString &activationToken);
    /// The alerts of the notice are known: silence until they end.
    void acknowledged(const QString &id);
    /// Silence for an hour.
    void snoozed(const QString &id);
    void availabilityChanged();
};

} // namespace syspulse
